from collections.abc import Mapping

import polars as pl
import pytest
from release_samples import Dataset

from pipelines.contracts import Contracts
from pipelines.release.rights import apply_terms, words_of

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
    tables = apply_terms(dataset.tables, dataset.contracts)
    assert given(dataset.tables, table, column) == dict.fromkeys(
        ("amber-gazette", "river-review", "closed-archive"), True
    )
    assert given(tables, table, column) == {
        "amber-gazette": True,
        "river-review": not running,
        "closed-archive": False,
    }


def test_offsets_hashes_and_everything_else_stay(dataset: Dataset) -> None:
    tables = apply_terms(dataset.tables, dataset.contracts)
    for table in dataset.contracts:
        others = [column for column in table.columns if column not in words_of(table)]
        assert tables[table.name].select(others).equals(dataset.tables[table.name].select(others))


def test_a_document_of_an_unknown_source_ships_no_words(dataset: Dataset) -> None:
    tables = {**dataset.tables, "sources": dataset.tables["sources"].head(0)}
    for table, column in WORDS:
        assert apply_terms(tables, dataset.contracts)[table][column].null_count() == tables[table].height


def test_terms_applied_twice_are_terms_applied_once(dataset: Dataset) -> None:
    once = apply_terms(dataset.tables, dataset.contracts)
    twice = apply_terms(once, dataset.contracts)
    assert all(once[name].equals(twice[name]) for name in once)
