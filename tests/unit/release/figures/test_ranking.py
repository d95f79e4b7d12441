import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from pipelines.release.figures.ranking import WORDS, ranked

PARTS = ("asserts", "denies")
ROWS = st.lists(
    st.tuples(st.text("abc", min_size=1, max_size=2), st.sampled_from(PARTS), st.integers(0, 9)), max_size=30
)


def counts(*rows: tuple[str, str, str, int]) -> pl.LazyFrame:
    return pl.LazyFrame(
        rows, schema={"key": pl.String, "label": pl.String, "part": pl.String, "count": pl.Int64}, orient="row"
    )


def test_the_greatest_come_first_and_the_rest_is_summed() -> None:
    rows = counts(
        ("a", "Ada", "asserts", 1), ("b", "Bo", "denies", 4), ("b", "Bo", "asserts", 2), ("c", "Cy", "asserts", 1)
    )
    ranking = ranked(rows, PARTS, limit=2)
    assert ranking.shown.rows() == [("Bo", "asserts", 2), ("Bo", "denies", 4), ("Ada", "asserts", 1)]
    assert (ranking.rest, ranking.rest_count) == (1, 1)
    assert ranking.numbers("name", PARTS).rows() == [("Bo", 2, 4, 6), ("Ada", 1, 0, 1), ("1 others", None, None, 1)]


def test_it_says_each_bar_in_words() -> None:
    ranking = ranked(counts(("b", "Bo", "denies", 4), ("b", "Bo", "asserts", 2), ("z", "Zoe", "asserts", 0)), PARTS)
    assert list(ranking.told()) == ["Bo 6 (asserts 2, denies 4)", "Zoe 0"]


def test_two_works_with_one_title_stay_two() -> None:
    ranking = ranked(counts(("w1", "Memoirs", "asserts", 2), ("w2", "Memoirs", "asserts", 3)), PARTS)
    assert ranking.labels == ["Memoirs (w2)", "Memoirs (w1)"]


def test_a_label_is_one_short_line_of_characters_that_an_svg_may_hold() -> None:
    ranking = ranked(counts(("a", "Ada\x0b\n\u202eLorne" + "e" * 900, "asserts", 1)), PARTS)
    (label,) = ranking.labels
    assert label.startswith("Ada Lorne") and label.endswith("…") and len(label) == WORDS


@given(ROWS, st.integers(1, 4), st.integers(1, 5))
def test_ranked_in_parts_it_is_the_same(rows: list[tuple[str, str, int]], limit: int, together: int) -> None:
    frame = counts(*((f"key {count % 3}", label, part, count) for label, part, count in rows))
    whole, in_parts = ranked(frame, PARTS, limit), ranked(frame, PARTS, limit, together)
    assert in_parts.shown.equals(whole.shown)
    assert (in_parts.rest, in_parts.rest_count) == (whole.rest, whole.rest_count)


@given(ROWS, st.integers(1, 4))
def test_nothing_is_lost_and_order_does_not_matter(rows: list[tuple[str, str, int]], limit: int) -> None:
    frame = counts(*((label, label, part, count) for label, part, count in rows))
    ranking = ranked(frame, PARTS, limit)
    assert ranking.shown["count"].sum() + ranking.rest_count == sum(count for *_, count in rows)
    assert len(ranking.labels) + ranking.rest == len({label for label, *_ in rows})
    assert ranked(frame.reverse(), PARTS, limit).shown.equals(ranking.shown)
