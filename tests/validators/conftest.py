"""What the validators of each standard say of a release; `make validators` runs this.

They live in an environment of their own, which holds nothing of the pipeline; the release is named by
TESTIMONIA_RELEASE. Without that the files here are not collected. No test reaches beyond this machine.
"""

import json
import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest

RELEASE = "TESTIMONIA_RELEASE"
collect_ignore_glob = [] if RELEASE in os.environ else ["*.py"]


@pytest.fixture(scope="session")
def release() -> Path:
    """The release; tests read it and do not change it."""
    return Path(os.environ[RELEASE]).resolve()


@pytest.fixture(scope="session")
def manifest(release: Path) -> dict[str, Any]:
    return json.loads((release / "manifest.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def files(manifest: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What the manifest says of each file of a table, shards included, by its path."""
    return {one["file"]: one for table in manifest["tables"].values() for one in table.get("shards", [table])}


@pytest.fixture
def damaged(release: Path, tmp_path: Path) -> Path:
    """A copy of the release that a test may damage."""
    return shutil.copytree(release, tmp_path / "release")


@pytest.fixture(scope="session", autouse=True)
def offline() -> Iterator[None]:
    """Let nothing out of this machine."""

    def closed(*_: object) -> NoReturn:
        raise OSError("closed: validating a release must need no network")

    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, closed)
        patch.setattr(socket, "getaddrinfo", closed)
        yield
