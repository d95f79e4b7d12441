"""The code in the documentation does what it says: each block that is marked `<!-- run -->` runs on the release.

A block in Python, SQL or Bash carries one of two marks before it: `<!-- run -->`, or `<!-- not run: the reason -->`.
Blocks in Python of one page share their names, as a reader would type them; SQL runs in DuckDB, Bash with the commands
of this environment. All start in a project folder with the release in `releases/latest`.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

import duckdb
import pytest

from tests.integration.conftest import Made

PROJECT = Path(__file__).resolve().parents[2]
PAGES = sorted([PROJECT / "README.md", *(PROJECT / "docs").glob("*.md"), PROJECT / "docs" / "examples" / "index.md"])
RUNNABLE = ("python", "sql", "bash")
BLOCK = re.compile(
    r"^(?:<!-- (?P<mark>run|not run: [^\n]+) -->\n)?```(?P<language>\w+)\n(?P<code>.*?)^```$", re.M | re.S
)


@dataclass(frozen=True)
class Block:
    page: Path
    line: int
    language: str
    mark: str | None
    code: str

    @property
    def place(self) -> str:
        return f"{self.page.relative_to(PROJECT)}:{self.line}"


def blocks(page: Path) -> Iterator[Block]:
    text = page.read_text(encoding="utf-8")
    for found in BLOCK.finditer(text):
        line = text.count("\n", 0, found.start("code")) + 1
        if found["language"] in RUNNABLE:
            yield Block(page, line, found["language"], found["mark"], found["code"])


@pytest.fixture(scope="module")
def root(made: Made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project folder that blocks may write into: a copy of the one with the release, and the examples."""
    folder = copytree(made.root, tmp_path_factory.mktemp("reader") / "project", symlinks=True)
    copytree(PROJECT / "examples", folder / "examples")
    return folder


def run(block: Block, names: dict[str, object]) -> None:
    if block.language == "python":
        padded = "\n" * (block.line - 1) + block.code
        exec(compile(padded, str(block.page), "exec"), names)
    elif block.language == "sql":
        duckdb.connect().execute(block.code)
    else:
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        environment = {**os.environ, "PATH": path, "PYTHONPATH": str(PROJECT)}
        command = ["bash", "-euo", "pipefail", "-c", block.code]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)
        assert done.returncode == 0, f"{block.place}\n{done.stdout}{done.stderr}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_marked_blocks_of_a_page_run(page: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    names: dict[str, object] = {"__name__": "__page__"}
    for block in blocks(page):
        if block.mark == "run":
            run(block, names)


def test_each_block_is_marked_and_some_of_each_language_run() -> None:
    found = [block for page in PAGES for block in blocks(page) if block.page.name != "README.md"]
    assert [block.place for block in found if block.mark is None] == []
    assert {block.language for block in found if block.mark == "run"} == set(RUNNABLE)


def test_a_block_that_fails_fails_the_test(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    page = PROJECT / "docs" / "index.md"
    for language, code, error in [
        ("python", "assert 1 == 2", AssertionError),
        ("sql", "SELECT * FROM 'no/such.parquet'", duckdb.Error),
        ("bash", "false | true", AssertionError),
    ]:
        with pytest.raises(error):
            run(Block(page, 1, language, "run", code), {})
