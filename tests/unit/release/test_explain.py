"""One row of a release with where it comes from."""

from pathlib import Path

import polars as pl
import pytest

from pipelines.errors import ReleaseError
from pipelines.release.explain import explain


def first(release: Path, table: str, full: bool = True) -> dict[str, object]:
    rows = pl.read_parquet(release / f"{table}.parquet")
    documents = pl.read_parquet(release / "documents.parquet")
    with_text = documents.filter(pl.col("text").is_not_null() if full else pl.col("text").is_null())
    return rows.filter(pl.col("document_id").is_in(with_text["document_id"].implode())).row(0, named=True)


def test_a_quote_is_shown_among_the_words_of_its_passage(released: Path) -> None:
    row = first(released, "quotes")
    found = explain(released, str(row["quote_id"]))
    assert found.table == "quotes"
    assert found.row == row
    assert found.document is not None
    assert found.context is not None
    text = found.document["text"]
    assert found.context.words == row["text"] == text[row["start"] : row["end"]]
    assert found.context.before + found.context.words + found.context.after in text
    assert found.source is not None
    assert found.document["source_id"] == found.source["source_id"]
    assert len(found.document["raw_sha256"]) == 64


def test_words_that_may_not_ship_are_not_shown(released: Path) -> None:
    row = first(released, "quotes", full=False)
    found = explain(released, str(row["quote_id"]))
    assert found.context is None
    assert found.document is not None
    assert found.document["raw_sha256"]


def test_a_row_without_a_document_has_no_context(released: Path) -> None:
    entity = pl.read_parquet(released / "entities.parquet").row(0, named=True)
    found = explain(released, entity["entity_id"])
    assert (found.table, found.row, found.document, found.context) == ("entities", entity, None, None)


@pytest.mark.parametrize(
    ("row_id", "message"),
    [
        ("quo_aaaaaaaaaaaaaaaa", "quotes has no row quo_aaaaaaaaaaaaaaaa"),
        ("xyz_1", r"xyz_1: no table has ids of that form; there are clm_… \(claims\)"),
        ("", "no table has ids of that form"),
    ],
)
def test_an_id_of_nothing_is_refused(row_id: str, message: str, released: Path) -> None:
    with pytest.raises(ReleaseError, match=message):
        explain(released, row_id)


def test_a_folder_that_is_no_release_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="no release"):
        explain(tmp_path, "quo_aaaaaaaaaaaaaaaa")
