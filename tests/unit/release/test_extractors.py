"""What the table `extractors` says of each maker of rows."""

import ast
import shutil
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from pipelines.contracts import Contracts
from pipelines.extract.versions import EXTRACTORS, STAGES, TABLES
from pipelines.release.extractors import PACKAGE, code_files, extractor_rows

# Constants that name the versions, and the empty file that opens the package.
ALLOWED = {"extract/versions.py", "__init__.py"}


def imported(path: Path) -> Iterator[str]:
    """Yield the files of the package that a file imports, relative to the package."""
    for node in ast.walk(ast.parse((PACKAGE / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "pipelines":
            for name in (node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)):
                module = Path(*name.split(".")[1:])
                for found in (module.with_suffix(".py") if module.name else None, module / "__init__.py"):
                    if found is not None and (PACKAGE / found).is_file():
                        yield found.as_posix()


@pytest.mark.parametrize("name", EXTRACTORS)
def test_the_code_of_an_extractor_is_all_that_it_imports(name: str) -> None:
    files = code_files(EXTRACTORS[name])
    listed = {path.as_posix() for path in files}
    assert listed
    needed = {found for path in files for found in imported(path)}
    assert needed - listed - ALLOWED == set()


def test_every_model_belongs_to_an_extractor() -> None:
    there = {path.name for path in (PACKAGE / "extract" / "models").iterdir() if path.suffix in (".json", ".crfsuite")}
    assert {model for extractor in EXTRACTORS.values() for model in extractor.models} == there


def test_every_table_names_an_extractor_of_the_table(contracts: Contracts, released: Path) -> None:
    known = set(pl.read_parquet(released / "extractors.parquet")["extractor"])
    assert set(EXTRACTORS) == known
    assert {*TABLES.values(), *STAGES.values()} <= known
    for table in contracts:
        frame = pl.read_parquet(released / f"{table.name}.parquet")
        assert set(frame["extractor"]) <= known, table.name
        assert next(field.example for field in table if field.name == "extractor") in known, table.name


def test_every_row_names_document_source_bytes_and_extractor(contracts: Contracts) -> None:
    about_no_document = {"extractors", "sources", "quality"}
    for table in contracts:
        wanted = {"extractor", "extractor_version"}
        if table.name not in about_no_document:
            wanted |= {"document_id", "source_id", "raw_sha256"}
        assert wanted <= set(table.columns), table.name


def test_a_changed_file_changes_the_digest_of_those_that_stand_on_it(tmp_path: Path) -> None:
    package = shutil.copytree(PACKAGE, tmp_path / "elsewhere", ignore=shutil.ignore_patterns("__pycache__"))
    before = {row["extractor"]: row for row in extractor_rows(package)}
    assert before == {row["extractor"]: row for row in extractor_rows()}
    edited = {"extract/claims/find.py", "extract/models/kinds.json", "extract/versions.py"}
    for name in edited:
        with (package / name).open("a", encoding="utf-8") as file:
            file.write("\n")
    after = {row["extractor"]: row for row in extractor_rows(package)}
    changed = {name: {column for column in row if row[column] != before[name][column]} for name, row in after.items()}
    assert {name: columns for name, columns in changed.items() if columns} == {
        "quotes": {"models"},
        "claims": {"models", "code_sha256"},
    }
