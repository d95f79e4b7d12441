from datetime import date

import polars as pl
import pytest

from pipelines.release.figures import timeline
from pipelines.release.figures.timeline import MOST_BARS, Window, window_of


def claims(*rows: tuple[int | None, str]) -> dict[str, pl.LazyFrame]:
    dated = [(date(year, 6, 1) if year else None, stance) for year, stance in rows]
    schema = {"event_start": pl.Date, "author_stance": pl.String}
    return {"claims": pl.LazyFrame(dated, schema=schema, orient="row")}


def test_claims_stand_at_the_first_year_of_their_event_by_stance() -> None:
    figure = timeline.figure(
        claims((1917, "asserts"), (1917, "denies"), (1917, "asserts"), (1940, "reports"), (None, "asserts"))
    )
    assert figure.numbers.rows() == [
        (1917, 1917, "asserts", 2),
        (1917, 1917, "denies", 1),
        (1940, 1940, "reports", 1),
    ]
    assert "4 of 5 claims tell when" in figure.alt and "Most claims: 1917: 3; 1940: 1." in figure.alt


@pytest.mark.parametrize(
    ("years", "window"),
    [
        ([1917], Window(1917, 1917, 1)),
        ([1700, 1879, 2015], Window(1700, 2019, 5)),
        ([44, 2020], Window(25, 2024, 25)),
    ],
)
def test_bars_are_as_narrow_as_they_can_be(years: list[int], window: Window) -> None:
    assert window_of(pl.DataFrame({"year": years}).group_by("year").len("claims")) == window
    assert (window.last + 1 - window.first) // window.width <= MOST_BARS


def test_a_few_remote_events_do_not_squeeze_the_rest_and_are_told() -> None:
    figure = timeline.figure(
        claims((44, "asserts"), *(((1900 + place % 7), "asserts") for place in range(98)), (2020, "denies"))
    )
    assert figure.numbers["claims"].sum() == 98
    assert "Not drawn: 1 claim before 1900, 1 claim after 1906." in figure.alt


def test_without_dates_it_says_so() -> None:
    figure = timeline.figure(claims((None, "asserts")))
    assert figure.alt == timeline.NOTHING and figure.numbers.is_empty()
