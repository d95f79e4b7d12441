"""Views of a release by the licence of the words."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl
import pytest
from release_samples import LORNE, Dataset

from pipelines import parquet
from pipelines.release.licences import LIST, VIEWS, licence_files
from pipelines.release.manifest import measure

FREE, ODD = "CC-BY-4.0", 'it\'s "mine"'
BY_SOURCE = {"amber-gazette": FREE, "river-review": "cc-by-4.0", "closed-archive": ODD}


@dataclass(frozen=True)
class Opened:
    """A release with two licences, its views, and the tables it was made from."""

    views: duckdb.DuckDBPyConnection
    tables: dict[str, pl.DataFrame]
    folder: Path

    def rows(self, licence: str, table: str) -> pl.DataFrame:
        schema = licence.replace('"', '""')
        self.views.execute(f'SELECT * FROM "{schema}"."{table}"')
        return pl.DataFrame(self.views.fetchall(), [name for name, *_ in self.views.description or ()], orient="row")


@pytest.fixture
def opened(dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opened]:
    licences = pl.col("source_id").replace_strict(BY_SOURCE)
    tables = {**dataset.tables, "sources": dataset.tables["sources"].with_columns(licence=licences)}
    for name, frame in tables.items():
        parquet.write(frame, dataset.contracts[name], dataset.contracts.schema(name), tmp_path / f"{name}.parquet")
    measured = {name: measure(tmp_path, name) for name in tables}
    files = licence_files(tables["sources"], dataset.contracts, measured)
    (tmp_path / "by-licence").mkdir()
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with duckdb.connect() as views:
        views.execute(Path(VIEWS).read_text(encoding="utf-8"))
        yield Opened(views, tables, tmp_path)


def test_each_row_of_a_document_is_in_the_view_of_its_licence_with_the_terms(opened: Opened) -> None:
    sources = opened.tables["sources"].select("source_id", "licence", "text_release")
    for name in ("documents", "passages", "mentions", "references", "reference_fields", "quotes", "claims"):
        key = opened.tables[name].columns[0]
        seen = {licence: opened.rows(licence, name) for licence in (FREE, ODD)}
        assert {licence: rows["source_id"].unique().sort().to_list() for licence, rows in seen.items()} == {
            FREE: ["amber-gazette", "river-review"],
            ODD: ["closed-archive"],
        }
        together = pl.concat(seen.values())
        assert sorted(together[key]) == sorted(opened.tables[name][key])
        assert together.select(sources.columns).unique().sort("source_id").equals(sources.sort("source_id"))


def test_rows_across_documents_stand_where_what_they_stand_on_does(opened: Opened, dataset: Dataset) -> None:
    assert opened.rows(FREE, "sources")["source_id"].sort().to_list() == ["amber-gazette", "river-review"]
    assert opened.rows(FREE, "reference_names").height == 2
    for licence in (FREE, ODD):
        assert opened.rows(licence, "entities")["entity_id"].to_list() == [LORNE]
        assert opened.rows(licence, "works").height == opened.rows(licence, "work_creators").height == 1
    sources = dataset.tables["sources"].with_columns(licence=pl.lit("none"))
    measured = {name: measure(opened.folder, name) for name in dataset.tables}
    assert "closed" not in licence_files(sources, dataset.contracts, measured)[VIEWS]


def test_a_link_between_two_licences_is_in_neither(opened: Opened, dataset: Dataset) -> None:
    ids = opened.tables["claims"].sort("claim_id")
    pairs = [(0, 1), (0, 2), (1, 2)]
    rows = [{"claim_id": ids["claim_id"][a], "other_claim_id": ids["claim_id"][b]} for a, b in pairs]
    pl.DataFrame(rows).write_parquet(opened.folder / "claim_links.parquet")
    source = dict(ids.join(opened.tables["documents"], on="document_id").select("claim_id", "source_id").iter_rows())
    within = [row for row in rows if "closed-archive" not in {source[value] for value in row.values()}]
    assert opened.rows(FREE, "claim_links").select(*rows[0]).to_dicts() == within
    assert len(within) == 1 and opened.rows(ODD, "claim_links").is_empty()


def test_the_list_names_the_sources_of_each_licence(opened: Opened) -> None:
    listed = json.loads((opened.folder / LIST).read_text(encoding="utf-8"))["licences"]
    assert listed == {FREE: {"amber-gazette": "full", "river-review": "extract"}, ODD: {"closed-archive": "none"}}


def test_a_release_carries_them(released: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(released)
    with duckdb.connect() as views:
        views.execute(Path(VIEWS).read_text(encoding="utf-8"))
        assert views.execute("SELECT count(*) FROM unknown.claims").fetchall() == [(3,)]
