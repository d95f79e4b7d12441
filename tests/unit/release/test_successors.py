"""What an id that is gone became."""

import polars as pl

from pipelines.release.successors import successors

SPANS = {"quote_id": pl.String, "document_id": pl.String, "start": pl.Int64, "end": pl.Int64, "text": pl.String}


def spans(*rows: tuple[str, str, int, int, str | None]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=SPANS, orient="row")


def test_a_span_becomes_the_one_that_shares_most_with_it() -> None:
    gone = spans(("q1", "d", 0, 10, "a"), ("q2", "d", 20, 30, "b"), ("q3", "d", 90, 99, "c"))
    added = spans(("n1", "d", 4, 10, "x"), ("n2", "d", 0, 7, "y"), ("n3", "d", 26, 40, "z"), ("n4", "e", 90, 99, "c"))
    assert successors(gone, added, "quote_id").rows() == [("q1", "n2")]


def test_a_new_row_stands_for_one_that_is_gone() -> None:
    gone = spans(("q1", "d", 0, 10, "a"), ("q2", "d", 0, 8, "a"))
    assert successors(gone, spans(("n1", "d", 0, 9, "a")), "quote_id").rows() == [("q1", "n1")]


def test_in_a_replaced_document_the_same_words_are_the_same_row() -> None:
    documents = pl.DataFrame({"row_id": ["d"], "became_id": ["e"]})
    gone = spans(
        ("q1", "d", 5, 9, "yes"), ("q2", "d", 50, 54, "yes"), ("q3", "d", 60, 64, "no"), ("q4", "d", 70, 74, None)
    )
    added = spans(("n1", "e", 8, 12, "yes"), ("n2", "e", 53, 57, "yes"), ("n4", "e", 73, 77, None))
    assert successors(gone, added, "quote_id", documents).rows() == [("q1", "n1"), ("q2", "n2")]


def test_a_document_becomes_the_one_at_its_path() -> None:
    gone = pl.DataFrame({"document_id": ["d1", "d2"], "path": ["a/x.txt", "a/y.txt"], "title": ["T", "U"]})
    added = pl.DataFrame({"document_id": ["e1"], "path": ["a/x.txt"], "title": ["Another"]})
    assert successors(gone, added, "document_id").rows() == [("d1", "e1")]


def test_an_entity_becomes_the_one_of_its_kind_and_name() -> None:
    gone = pl.DataFrame({"entity_id": ["a", "b"], "kind": ["person", "place"], "name": ["Ada Quill", "Ada Quill"]})
    added = pl.DataFrame({"entity_id": ["c"], "kind": ["person"], "name": ["Ada Quill"]})
    assert successors(gone, added, "entity_id").rows() == [("a", "c")]


def test_nothing_becomes_nothing() -> None:
    assert successors(spans(), spans(("n1", "d", 0, 9, "a")), "quote_id").is_empty()
