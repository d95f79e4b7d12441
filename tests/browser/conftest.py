"""A browser, and releases to look at with it; where the machine has no Chromium the tests say so and are left out."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipelines.explore import server_for
from pipelines.release.site import has_pages
from tests.browser.generated import make

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DOCUMENTS, SENTENCES = 2_000, 100


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    if not has_pages():
        pytest.skip("the explorer's pages are not built: run `make explorer`")
    if CHROMIUM is None:
        pytest.skip("there is no Chromium on this machine: install Debian's package chromium")
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: run `make test`")
    with api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def project_copy(browser: Any, project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project folder in which `raw/` was released as version 2001.02.03."""
    root = tmp_path_factory.mktemp("project with spaces")
    for part in ("raw", "schemas", "benchmarks"):
        shutil.copytree(project / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
    command = [sys.executable, "-m", "pipelines", "release", "--version", "2001.02.03", "--root", str(root)]
    done = subprocess.run(command, cwd=project, env={**os.environ}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return root


@pytest.fixture(scope="session")
def raw_release(project_copy: Path) -> Path:
    """The release of `raw/`."""
    return project_copy / "releases" / "2001.02.03"


@pytest.fixture(scope="session")
def local(project_copy: Path, raw_release: Path) -> Iterator[str]:
    """The release of `raw/` as `testimonia explore` serves it."""
    yield from _served(raw_release, project_copy / "raw")


@pytest.fixture(scope="session")
def large(browser: Any, project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A generated release with 200,000 claims and hostile documents."""
    return make(tmp_path_factory.mktemp("large"), project / "schemas", DOCUMENTS, SENTENCES)


@pytest.fixture(scope="session")
def sharded(browser: Any, project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A generated release with 91 documents in shards, as are their passages and claims; the 90 links are one file."""
    return make(tmp_path_factory.mktemp("sharded"), project / "schemas", 82, 20, shard_rows=90)


@pytest.fixture(scope="session")
def sharded_served(sharded: Path) -> Iterator[str]:
    yield from _served(sharded, None)


@pytest.fixture(scope="session")
def large_served(large: Path) -> Iterator[str]:
    yield from _served(large, None)


def _served(release: Path, raw: Path | None) -> Iterator[str]:
    with server_for(release, raw) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/site/index.html"
        server.shutdown()
