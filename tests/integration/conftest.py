"""Whole releases, each made in a process of its own, as a person makes them."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile, copytree

import pytest

# Runs the command line with every way out of the machine closed, and notes who knocked.
GUARDED = """
import socket, sys

LOG = sys.argv.pop(1)

def closed(address):
    host = address[0] if isinstance(address, tuple) else ""
    if host not in ("", None, "127.0.0.1", "::1", "localhost"):
        with open(LOG, "a") as log:
            log.write(f"{address}\\n")
        raise OSError(f"closed for the test: {address}")

connect, lookup = socket.socket.connect, socket.getaddrinfo
socket.socket.connect = lambda self, address: (closed(address), connect(self, address))[1]
socket.socket.connect_ex = lambda self, address: (closed(address), 1)[1]
socket.getaddrinfo = lambda host, *rest, **more: (closed((host,)), lookup(host, *rest, **more))[1]
from pipelines.cli import main
sys.exit(main())
"""
VERSION = "2001.02.03"


@dataclass(frozen=True)
class Made:
    """A project folder in which a release was made, and what the command said."""

    root: Path
    printed: str
    connections: str

    @property
    def release(self) -> Path:
        return self.root / "releases" / VERSION


def copy_of(project: Path, root: Path) -> Path:
    """Give a project folder of its own: what goes in and the contracts, without code."""
    for part in ("raw", "schemas"):
        copytree(project / part, root / part)
    (root / "benchmarks").mkdir()
    for name in ("requirements.lock", "benchmarks/quality.csv"):
        copyfile(project / name, root / name)
    return root


def make(project: Path, root: Path, surroundings: Mapping[str, str]) -> Made:
    copy_of(project, root)
    log = root / "connections.log"
    command = [sys.executable, "-c", GUARDED, str(log), "release", "--version", VERSION, "--root", str(root)]
    environment = {**os.environ, "PYTHONPATH": str(project), **surroundings}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return Made(root, done.stdout + done.stderr, log.read_text() if log.is_file() else "")


@pytest.fixture(scope="session")
def made(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The release of `raw/`, made once."""
    return make(project, tmp_path_factory.mktemp("one") / "project", {"PYTHONHASHSEED": "1", "TZ": "UTC"})


@pytest.fixture(scope="session")
def made_elsewhere(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The same release in another folder, time zone, locale and order of hashes."""
    surroundings = {"PYTHONHASHSEED": "77", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    return make(project, tmp_path_factory.mktemp("two") / "a folder with spaces", surroundings)
