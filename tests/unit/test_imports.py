"""Imports run one way, and Dagster and Great Expectations stay in their rooms."""

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "pipelines"
# A room may import from itself and from rooms with a smaller number.
LEVEL = {
    "errors": 0, "identifiers": 1, "patterns": 1, "yamlfile": 1, "contracts": 2, "parquet": 3, "tablefiles": 4,
    "sources": 3, "readers": 4, "register": 5, "extract": 5, "link": 6, "validate": 7, "release": 8, "progress": 8,
    "cite": 9, "settings": 9, "engines": 10, "assets": 11, "definitions": 12, "runs": 13, "printing": 14,
    "cli_publish": 15, "cli_release": 15, "explore": 10, "cli_explore": 15, "cli": 16, "__main__": 17,
}  # fmt: skip


def imports() -> Iterator[tuple[Path, str]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                inside = [f"pipelines.{alias.name}" for alias in node.names]
                yield from ((path, name) for name in (inside if node.module == "pipelines" else [node.module]))
            elif isinstance(node, ast.Import):
                yield from ((path, alias.name) for alias in node.names)


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def test_imports_run_one_way() -> None:
    found = [(room(path), name.split(".")[1], path.name) for path, name in imports() if name.startswith("pipelines.")]
    against = {edge for edge in found if edge[0] != edge[1] and LEVEL[edge[1]] >= LEVEL[edge[0]]}
    assert against == set()


def test_dagster_is_imported_in_its_rooms_only() -> None:
    rooms = {room(path) for path, name in imports() if name.split(".")[0] == "dagster"}
    assert rooms == {"assets", "definitions", "runs", "settings"}


def test_great_expectations_is_imported_in_one_room_only() -> None:
    assert {room(path) for path, name in imports() if name.split(".")[0] == "great_expectations"} == {"validate"}
