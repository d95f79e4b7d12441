"""The shapes that several figures have, in one style."""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import polars as pl

from pipelines.release.figures.ranking import Ranking

FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
"""The first is a font that the renderer brings along; a browser may take the others, whose letters are as wide."""
WIDTH = 520
STEP = 24
INK, SOFT, FAINT = "#222222", "#444444", "#DDDDDD"
_WORDS = {"labelFontSize": 13, "titleFontSize": 13, "labelColor": INK, "titleColor": INK, "titleFontWeight": "normal"}
STYLE = {
    "font": FONT,
    "title": {"fontSize": 18, "color": INK, "subtitleFontSize": 13, "subtitleColor": SOFT, "subtitlePadding": 6},
    "axis": {**_WORDS, "gridColor": FAINT, "labelLimit": 340},
    "legend": {**_WORDS, "orient": "top"},
    "view": {"stroke": None},
}
"""The `config` of each specification; set as plain values, since Altair copies the chart for each of them."""


Chart = alt.Chart | alt.LayerChart | alt.FacetChart | alt.HConcatChart | alt.VConcatChart


def titled(chart: Chart, title: str, *lines: str) -> dict[str, Any]:
    """Give the specification of a chart under its title, with lines below that say what is counted."""
    head = alt.TitleParams(title, subtitle=list(lines), anchor="start", offset=14)
    spec: dict[str, Any] = chart.properties(title=head, background="white", padding=16).to_dict()
    return {**spec, "config": STYLE}


def nothing(title: str, message: str) -> dict[str, Any]:
    """Give a figure that has nothing to show, and says so."""
    text = alt.Chart(values(pl.DataFrame({"message": [message]})), width=WIDTH, height=60)
    return titled(text.mark_text(fontSize=15, color=INK).encode(text="message:N"), title)


def stacked_bars(ranking: Ranking, colours: Mapping[str, str], unit: str, legend: str, labels: bool = True) -> Chart:
    """Give bars that lie, one a label, stacked by part, with the sum of each at its end.

    Without `labels` the chart has no names at its bars, to stand beside one that has.
    """
    used = [part for part in colours if part in ranking.shown["part"]]
    axis = alt.Axis(title=None, ticks=False, domain=False, labelPadding=8) if labels else None
    y = alt.Y("label:N", sort=ranking.labels, scale=alt.Scale(domain=ranking.labels), axis=axis)
    bars = (
        alt.Chart(values(ranking.shown.with_row_index("turn")), width=WIDTH, height=alt.Step(STEP))
        .mark_bar(stroke="white", strokeWidth=0.8)
        .encode(
            y=y,
            x=alt.X("count:Q", stack="zero", title=unit, axis=whole_numbers(top_of(ranking))),
            color=alt.Color("part:N", title=legend, scale=scale(colours, used)),
            order=alt.Order("turn:Q"),
        )
    )
    sums = ranking.shown.group_by("label", maintain_order=True).agg(pl.col("count").sum())
    ends = (
        alt.Chart(values(sums))
        .mark_text(align="left", dx=5, fontSize=13, color=INK)
        .encode(y=y, x=alt.X("count:Q"), text=alt.Text("count:Q", format=","))
    )
    return alt.layer(bars, ends)


def values(frame: pl.DataFrame) -> alt.InlineData:
    """Give the rows of a frame as they stand in a specification."""
    return alt.InlineData(values=frame.to_dicts())


def scale(colours: Mapping[str, str], used: Sequence[str]) -> alt.Scale:
    """Give the colours of the parts that occur, in their order."""
    return alt.Scale(domain=list(used), range=[colours[part] for part in used])


def whole_numbers(top: int) -> alt.Axis:
    """Give an axis of counts up to `top`: few marks, none between two whole numbers."""
    return alt.Axis(format=",d", tickCount=min(max(top, 1), 6), tickMinStep=1, domain=False, ticks=False)


def top_of(ranking: Ranking) -> int:
    """Give the greatest sum, 0 where there is none."""
    sums = ranking.shown.group_by("label").agg(pl.col("count").sum())["count"].to_list()
    return max(sums, default=0)
