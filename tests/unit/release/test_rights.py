from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from release_samples import Dataset

from pipelines import tablefiles
from pipelines.contracts import Contracts
from pipelines.release.parts import write
from pipelines.release.rights import apply_terms, words_of
from pipelines.release.withdrawn import Withdrawal

WORDS = [
    ("documents", "text"),
    ("passages", "text"),
    ("mentions", "text"),
    ("references", "text"),
    ("reference_fields", "text"),
    ("quotes", "text"),
    ("quotes", "cue"),
    ("claims", "text"),
    ("claims", "statement"),
    ("claims", "subject"),
    ("claims", "predicate"),
    ("claims", "object"),
]


def within(
    tables: Mapping[str, pl.DataFrame], contracts: Contracts, withdrawals: Sequence[Withdrawal] = ()
) -> dict[str, pl.DataFrame]:
    """Give the tables within their terms, read."""
    lazy = {name: frame.lazy() for name, frame in tables.items()}
    return {name: frame.collect() for name, frame in apply_terms(lazy, contracts, withdrawals).items()}


def given(tables: Mapping[str, pl.DataFrame], table: str, column: str) -> dict[str, bool]:
    """Tell of each source whether any of its rows has a value in the column."""
    documents = tables["documents"].select("document_id", "source_id")
    frame = tables[table] if table == "documents" else tables[table].join(documents, on="document_id")
    return dict(frame.group_by("source_id").agg(pl.col(column).is_not_null().any()).iter_rows())


def test_the_words_are_those_of_spans_texts_and_statements(contracts: Contracts) -> None:
    assert {(table.name, column) for table in contracts for column in words_of(table)} == set(WORDS)


@pytest.mark.parametrize(("table", "column"), WORDS)
def test_each_source_releases_what_its_terms_allow(dataset: Dataset, table: str, column: str) -> None:
    running = table in ("documents", "passages")
    tables = within(dataset.tables, dataset.contracts)
    assert given(dataset.tables, table, column) == dict.fromkeys(
        ("amber-gazette", "river-review", "closed-archive"), True
    )
    assert given(tables, table, column) == {
        "amber-gazette": True,
        "river-review": not running,
        "closed-archive": False,
    }


def test_offsets_hashes_and_everything_else_stay(dataset: Dataset) -> None:
    tables = within(dataset.tables, dataset.contracts)
    for table in dataset.contracts:
        others = [column for column in table.columns if column not in words_of(table)]
        assert tables[table.name].select(others).equals(dataset.tables[table.name].select(others))


def test_a_document_of_an_unknown_source_ships_no_words(dataset: Dataset) -> None:
    tables = {**dataset.tables, "sources": dataset.tables["sources"].head(0)}
    for table, column in WORDS:
        assert within(tables, dataset.contracts)[table][column].null_count() == tables[table].height


def test_terms_applied_twice_are_terms_applied_once(dataset: Dataset) -> None:
    once = within(dataset.tables, dataset.contracts)
    twice = within(once, dataset.contracts)
    assert all(once[name].equals(twice[name]) for name in once)


@pytest.mark.parametrize("rows", [False, True])
def test_tables_in_shards_are_within_the_terms_as_single_files_are(
    dataset: Dataset, tmp_path: Path, rows: bool
) -> None:
    contracts = replace(dataset.contracts, dataset=replace(dataset.contracts.dataset, shard_rows=2))
    amber = dataset.tables["documents"].filter(source_id="amber-gazette")["document_id"][0]
    gone = [Withdrawal("why", "2031-04-06", amber, "amber-gazette/page.txt", rows=rows)]
    tablefiles.write_all(dataset.tables, contracts, tmp_path / "raw")
    sharded = tablefiles.scan_all(tmp_path / "raw", contracts)
    for name, frame in apply_terms(sharded, contracts, gone).items():
        write(frame, contracts[name], contracts, tmp_path / "out")
    expected = within(dataset.tables, dataset.contracts, gone)
    assert len(tablefiles.files(tmp_path / "raw", "passages")) > 1
    for table in contracts:
        key = list(table.primaryKey)
        assert tablefiles.read(tmp_path / "out", table.name).sort(key).equals(expected[table.name].sort(key)), table
