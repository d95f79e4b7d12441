"""What every program that people load tables with makes of a release; `make validators` runs this.

The programs live in an environment of their own, which holds nothing of the pipeline, and the release is named by
TESTIMONIA_RELEASE. Without that the files here are not collected. No test reaches beyond this machine.
"""

import json
import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest

RELEASE = "TESTIMONIA_RELEASE"
collect_ignore_glob = [] if RELEASE in os.environ else ["*.py"]


def pytest_configure(config: pytest.Config) -> None:
    """Set what the programs read when they are imported: no network, and no cache but this run's."""
    home = tempfile.mkdtemp(prefix="loaders-")
    config.add_cleanup(lambda: shutil.rmtree(home, ignore_errors=True))
    os.environ.update(HF_HOME=home, CROISSANT_CACHE=home, HF_HUB_OFFLINE="1", HF_DATASETS_DISABLE_PROGRESS_BARS="1")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that takes a `table` once for each table of the manifest."""
    if "table" in metafunc.fixturenames:
        metafunc.parametrize("table", list(manifest_of(_folder())["tables"]))


def manifest_of(release: Path) -> dict[str, Any]:
    return json.loads((release / "manifest.json").read_text(encoding="utf-8"))


def _folder() -> Path:
    return Path(os.environ[RELEASE]).resolve()


@pytest.fixture(scope="session")
def release() -> Path:
    """The release; tests read it and do not change it."""
    return _folder()


@pytest.fixture(scope="session")
def manifest(release: Path) -> dict[str, Any]:
    return manifest_of(release)


@pytest.fixture
def damaged(release: Path, tmp_path: Path) -> Path:
    """A copy of the release that a test may damage."""
    return shutil.copytree(release, tmp_path / "release")


@pytest.fixture(scope="session", autouse=True)
def offline() -> Iterator[None]:
    """Let nothing out of this machine."""

    def closed(*_: object) -> NoReturn:
        raise OSError("closed: loading a release must need no network")

    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, closed)
        patch.setattr(socket, "getaddrinfo", closed)
        yield
