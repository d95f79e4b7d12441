"""When the events took place that the claims are about."""

from dataclasses import dataclass

import altair as alt
import polars as pl

from pipelines.release.figures.charts import WIDTH, Chart, nothing, scale, titled, values
from pipelines.release.figures.figure import Figure, counted, listed
from pipelines.release.figures.palette import STANCES
from pipelines.tablefiles import Tables

NAME, TITLE = "timeline", "When the events took place"
NOTHING = "No claim in this release tells when its event took place."
WIDTHS = (1, 2, 5, 10, 25, 50, 100, 250, 500, 1000)
MOST_BARS = 80
EDGE = 0.025
"""Share of the claims that may lie outside at each end, so that a few remote ones do not squeeze the rest."""


@dataclass(frozen=True, slots=True)
class Window:
    """The years that are drawn, both included, and the width of a bar in years."""

    first: int
    last: int
    width: int


def figure(tables: Tables) -> Figure:
    """Give the figure of the table `claims`: by the first year of `event_start`, one bar a year or a span of years."""
    year = pl.col("event_start").dt.year().cast(pl.Int64).alias("year")
    counts = tables["claims"].group_by(year, "author_stance").len("claims").collect(engine="streaming")
    dated = counts.drop_nulls("year")
    if dated.is_empty():
        return Figure(NAME, TITLE, NOTHING, nothing(TITLE, NOTHING), _binned(dated, Window(0, 0, 1)))
    window = window_of(dated)
    rows = _binned(dated, window)
    lines = _lines(_claims(counts), dated, window)
    spec = titled(_bars(rows, window), TITLE, *lines)
    return Figure(NAME, TITLE, _alt(rows, window, lines), spec, rows.drop("turn"))


def window_of(dated: pl.DataFrame) -> Window:
    """Give the years to draw, in the narrowest bars that are few enough; a fortieth may lie outside at each end.

    `dated` has `year` and `claims`, how many there are of it.
    """
    all_claims = _claims(dated)
    cut = int(all_claims * EDGE)
    up_to = dated.sort("year").with_columns(pl.col("claims").cast(pl.Int64).cum_sum())
    first, last = (up_to.filter(pl.col("claims") > place)["year"][0] for place in (cut, all_claims - 1 - cut))
    width = next((width for width in WIDTHS if last // width - first // width < MOST_BARS), WIDTHS[-1])
    return Window(first // width * width, last // width * width + width - 1, width)


def _binned(dated: pl.DataFrame, window: Window) -> pl.DataFrame:
    """Sum claims by the bar that they fall in and by stance; `turn` is the place of the stance in its bar."""
    turns = {stance: turn for turn, stance in enumerate(STANCES)}
    inside = dated.filter(pl.col("year").is_between(window.first, window.last))
    start = (pl.col("year") // window.width * window.width).alias("from")
    binned = inside.group_by(start, pl.col("author_stance").alias("stance")).agg(pl.col("claims").sum())
    return binned.select(
        "from",
        (pl.col("from") + window.width - 1).alias("to"),
        "stance",
        pl.col("claims").cast(pl.Int64),
        pl.col("stance").replace_strict(turns, return_dtype=pl.Int64).alias("turn"),
    ).sort("from", "turn")


def _lines(claims: int, dated: pl.DataFrame, window: Window) -> list[str]:
    years = counted(window.width, "year")
    when = f"{_claims(dated):,} of {counted(claims, 'claim')} tell when."
    lines = [f"Claims by the first year of their event, {years} a bar. {when}"]
    before = _claims(dated.filter(pl.col("year") < window.first))
    after = _claims(dated.filter(pl.col("year") > window.last))
    if before or after:
        remote = f"{counted(before, 'claim')} before {window.first}, {counted(after, 'claim')} after {window.last}"
        lines.append(f"Not drawn: {remote}.")
    return lines


def _claims(rows: pl.DataFrame) -> int:
    return int(rows["claims"].sum())


def _bars(rows: pl.DataFrame, window: Window) -> Chart:
    used = [stance for stance in STANCES if stance in rows["stance"]]
    above = pl.col("claims").cum_sum().over("from")
    drawn = rows.with_columns(pl.col("to") + 1, above.alias("above"), (above - pl.col("claims")).alias("below"))
    marks = min(window.last + 1 - window.first, 8)
    years = alt.Axis(format="d", domain=False, tickMinStep=1, tickCount=marks, grid=False)
    counts = alt.Axis(format=",d", domain=False, ticks=False, tickMinStep=1, tickCount=5)
    bars: alt.Chart = (
        alt.Chart(values(drawn), width=WIDTH + 160, height=240)
        .mark_rect(stroke="white", strokeWidth=0.5)
        .encode(
            x=alt.X(
                "from:Q", title=None, scale=alt.Scale(domain=[window.first, window.last + 1], nice=False), axis=years
            ),
            x2="to:Q",
            y=alt.Y("below:Q", title="claims", axis=counts),
            y2="above:Q",
            color=alt.Color("stance:N", title="the author", scale=scale(STANCES, used)),
        )
    )
    return bars


def _alt(rows: pl.DataFrame, window: Window, lines: list[str]) -> str:
    sums = rows.group_by("from", "to").agg(pl.col("claims").sum()).sort(["claims", "from"], descending=[True, False])
    told = [f"{first if first == last else f'{first} to {last}'}: {claims}" for first, last, claims in sums.iter_rows()]
    return f"Timeline from {window.first} to {window.last}. {' '.join(lines)} Most claims: {listed(told)}."
