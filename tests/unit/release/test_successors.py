"""What an id that is gone became."""

from collections.abc import Sequence

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from pipelines.release.successors import in_parts, successors

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


SPOTS = st.lists(st.tuples(st.sampled_from("de"), st.integers(0, 40), st.integers(1, 40)), max_size=12)


def spotted(prefix: str, spots: Sequence[tuple[str, int, int]]) -> pl.DataFrame:
    return spans(*((f"{prefix}{n}", doc, start, start + size, None) for n, (doc, start, size) in enumerate(spots)))


@given(SPOTS, SPOTS)
def test_each_span_is_held_against_all_that_it_shares_half_with(
    gone: Sequence[tuple[str, int, int]], added: Sequence[tuple[str, int, int]]
) -> None:
    old, new = spotted("q", gone).rows(), spotted("n", added).rows()
    pairs = []
    for one, in_one, start, end, _ in old:
        for other, in_other, first, last, _ in new:
            share = (min(end, last) - max(start, first)) / (max(end, last) - min(start, first))
            if in_one == in_other and share >= 0.5:
                pairs.append((-share, one, other))
    became: dict[str, str] = {}
    for _, one, other in sorted(pairs):
        became.setdefault(one, other)
    first_of = {other: one for one, other in reversed(became.items())}
    expected = {(one, other) for other, one in first_of.items()}
    assert set(successors(spotted("q", gone), spotted("n", added), "quote_id").rows()) == expected


def test_spans_in_neighbouring_cells_are_found() -> None:
    spots = [(start, size) for start in range(9) for size in range(1, 9)]
    pairs = [(one, other) for one in spots for other in spots]
    gone = spotted("q", [(f"d{n}", *one) for n, (one, _) in enumerate(pairs)])
    added = spotted("n", [(f"d{n}", *other) for n, (_, other) in enumerate(pairs)])
    expected = [
        f"q{number}"
        for number, ((start, size), (first, length)) in enumerate(pairs)
        if 2 * (min(start + size, first + length) - max(start, first))
        >= max(start + size, first + length) - min(start, first)
    ]
    assert set(successors(gone, added, "quote_id")["row_id"]) == set(expected)


def test_parts_give_what_the_whole_gives() -> None:
    ids = ["doc_" + letter * 16 for letter in "abcd"]
    documents = pl.DataFrame({"row_id": ids[:2], "became_id": [ids[3], ids[2]]})
    gone = spans(*((f"q{n}", ids[n % 3], n, n + 9, "yes" if n % 2 else "no") for n in range(30)))
    added = spans(*((f"n{n}", ids[2 + n % 2], n + 2, n + 11, "yes" if n % 2 else "no") for n in range(30)))
    whole = successors(gone, added, "quote_id", documents)
    parts = list(in_parts(gone.lazy(), added.lazy(), "quote_id", documents, 4))
    assert len(parts) > 1 and whole.height > 10
    assert pl.concat(parts).sort("row_id").equals(whole.sort("row_id"))
