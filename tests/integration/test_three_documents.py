"""Two releases of an invented project: the same bytes wherever they are made, and a delta of one document."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl
import pytest

from pipelines.contracts import Contracts
from pipelines.release.delta import DELETE, OPERATION, PUT, apply_delta
from tests.integration.three_documents import CHANGED, MILL, VERSIONS

# How people's machines differ: order of hashes, time zone, language, rights of new files, number of threads.
HERE = {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8", "POLARS_MAX_THREADS": "2"}
THERE = {"PYTHONHASHSEED": "4321", "TZ": "Pacific/Chatham", "LC_ALL": "C", "LANG": "tr_TR", "POLARS_MAX_THREADS": "1"}
ABOUT_NO_DOCUMENT = {"extractors", "sources", "quality"}
ACROSS = {"entities": ("mentions", "entity_id"), "works": ("references", "work_id")}


def make(project: Path, root: Path, surroundings: Mapping[str, str], umask: int) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.integration.three_documents", str(root)]
    environment = {**os.environ, **surroundings, "PYTHONPATH": str(project)}
    root.mkdir(parents=True)
    return subprocess.Popen(
        command,
        cwd=root.parent,
        env=environment,
        umask=umask,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.fixture(scope="module")
def both(project: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The folders of releases of the project, made in two folders under other circumstances."""
    roots = (tmp_path_factory.mktemp("here") / "project", tmp_path_factory.mktemp("there") / "ein Ordner, größer" / "b")
    runs = [
        make(project, root, surroundings, umask)
        for root, surroundings, umask in zip(roots, (HERE, THERE), (0o022, 0o077), strict=True)
    ]
    for run in runs:
        said, _ = run.communicate(timeout=600)
        assert run.returncode == 0, said
    return roots[0] / "releases", roots[1] / "releases"


def files(folder: Path) -> dict[str, Path]:
    return {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}


def test_all_files_are_the_same_bytes_wherever_they_are_made(both: tuple[Path, Path]) -> None:
    here, there = (files(folder) for folder in both)
    assert here.keys() == there.keys()
    assert [name for name, path in here.items() if path.read_bytes() != there[name].read_bytes()] == []
    names = {
        f"{version}/{name}" for version in VERSIONS for name in ("claims.parquet", "validation.html", "SHA256SUMS")
    }
    assert names | {"index.json", f"{VERSIONS[1]}/CHANGELOG.md", f"{VERSIONS[1]}/id_changes.parquet"} <= here.keys()


def test_nothing_in_a_release_names_the_folder_it_was_made_in(both: tuple[Path, Path]) -> None:
    for folder in both:
        marks = [str(folder.parent).encode(), folder.parents[1].name.encode()]
        assert [name for name, path in files(folder).items() if any(mark in path.read_bytes() for mark in marks)] == []


class Change:
    """The two releases and what the second one's delta says, table by table."""

    def __init__(self, releases: Path, contracts: Contracts) -> None:
        self.old, self.new = (releases / version for version in VERSIONS)
        self.folder = self.new / "delta" / f"from-{VERSIONS[0]}"
        self.contracts = contracts
        documents = pl.concat([self.before("documents"), self.after("documents")])
        self.mills = set(documents.filter(pl.col("path") == "mill-archive/mill.txt")["document_id"])

    def before(self, table: str) -> pl.DataFrame:
        return pl.read_parquet(self.old / f"{table}.parquet")

    def after(self, table: str) -> pl.DataFrame:
        return pl.read_parquet(self.new / f"{table}.parquet")

    def delta(self, table: str) -> pl.DataFrame:
        path = self.folder / f"{table}.parquet"
        return pl.read_parquet(path) if path.is_file() else pl.DataFrame()

    def touched(self, table: str) -> Iterator[dict[str, object]]:
        """Yield the rows that the delta puts in, and those that it takes out as the old release has them."""
        change, key = self.delta(table), list(self.contracts[table].primaryKey)
        if change.height:
            yield from change.filter(pl.col(OPERATION) == PUT).iter_rows(named=True)
            gone = change.filter(pl.col(OPERATION) == DELETE).select(key)
            yield from self.before(table).join(gone, on=key, how="semi").iter_rows(named=True)


@pytest.fixture(scope="module")
def change(both: tuple[Path, Path], contracts: Contracts) -> Change:
    return Change(both[0], contracts)


def test_the_last_release_and_the_delta_give_this_one(change: Change) -> None:
    for table in change.contracts:
        made = apply_delta(change.before(table.name), change.delta(table.name), table.primaryKey)
        assert made.equals(change.after(table.name)), table.name


def test_a_changed_document_touches_its_own_rows_and_what_stands_on_them(change: Change) -> None:
    assert len(change.mills) == 2 and MILL != CHANGED
    touched = {table.name: list(change.touched(table.name)) for table in change.contracts}
    assert {"documents", "passages", "mentions", "claims", "quotes", "entities"} <= {
        name for name, rows in touched.items() if rows
    }
    for name, rows in touched.items():
        if name in ABOUT_NO_DOCUMENT:
            assert rows == [], name
        for row in rows:
            known = {row["document_id"], row.get("other_document_id")} & change.mills
            assert known or of_the_mill(change, name, row), (name, row)


def of_the_mill(change: Change, table: str, row: dict[str, object]) -> bool:
    """Tell a row that counts what stands in several documents, the mill's page among them."""
    child, key = ACROSS.get(table.replace("entity_aliases", "entities").replace("work_creators", "works"), ("", ""))
    if not child:
        return False
    rows = pl.concat([change.before(child), change.after(child)])
    return row[key] in set(rows.filter(pl.col("document_id").is_in(list(change.mills)))[key])


def test_an_entity_that_the_changed_page_names_anew_is_counted_and_keeps_its_id(change: Change) -> None:
    row = pl.col("name") == "Brackwater"
    old, new = (frame.filter(row).to_dicts() for frame in (change.before("entities"), change.after("entities")))
    assert [one["entity_id"] for one in old] == [one["entity_id"] for one in new]
    assert (old[0]["document_count"], new[0]["document_count"]) == (2, 3)


def test_the_ids_of_the_other_documents_stay(change: Change) -> None:
    ids = pl.read_parquet(change.new / "id_changes.parquet")
    for table in ("documents", "passages", "mentions", "references", "quotes", "claims"):
        key = change.contracts[table].primaryKey[0]
        changed = set(ids.filter(table_name=table)["row_id"])
        assert changed, table
        rows = pl.concat([change.before(table), change.after(table)])
        others = rows.filter(~pl.col("document_id").is_in(list(change.mills)))
        assert changed.isdisjoint(others[key]), table
