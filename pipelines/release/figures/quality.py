"""How right the rows are: F1 with its interval, on each gold standard."""

import altair as alt
import polars as pl

from pipelines.release.figures.charts import INK, Chart, nothing, titled, values
from pipelines.release.figures.figure import Figure, listed
from pipelines.release.figures.palette import BLUE
from pipelines.tablefiles import Tables

NAME, TITLE = "quality", "How right the rows are"
SUBTITLE = (
    "F1 on documents annotated by hand, with its 95 % interval; what each line measures is told in the table quality."
)
NOTHING = "The rows of this release were not measured."
KEY = ("table_name", "gold_set", "measure")


def figure(tables: Tables) -> Figure:
    """Give the figure of the table `quality`."""
    rows = tables["quality"].sort(KEY).select(*KEY, "f1", "f1_low", "f1_high").collect()
    if rows.is_empty():
        return Figure(NAME, TITLE, NOTHING, nothing(TITLE, NOTHING), rows)
    named = rows.with_columns((pl.col("measure") + " (" + pl.col("gold_set") + ")").alias("label"))
    parts = [_part(str(table), part) for (table,), part in named.group_by("table_name", maintain_order=True)]
    told = [f"{table} {measure} on {gold} {f1:.2f}" for table, gold, measure, f1 in rows.select(*KEY, "f1").iter_rows()]
    alt_text = f"Dots with intervals, F1 from 0 to 1: {listed(told)}."
    return Figure(NAME, TITLE, alt_text, titled(alt.vconcat(*parts, spacing=10), TITLE, SUBTITLE), rows)


def _part(table: str, rows: pl.DataFrame) -> Chart:
    axis = alt.Axis(values=[0, 0.2, 0.4, 0.6, 0.8, 1], format=".1f", domain=False, ticks=False)
    base = alt.Chart(values(rows), width=420, height=alt.Step(18)).encode(
        y=alt.Y(
            "label:N", sort=None, axis=alt.Axis(title=None, ticks=False, domain=False, labelFontSize=12, labelLimit=420)
        )
    )
    x = alt.X("f1_low:Q", title=None, scale=alt.Scale(domain=[0, 1]), axis=axis)
    line = base.mark_rule(color=BLUE, strokeWidth=2).encode(x=x, x2="f1_high:Q")
    dot = base.mark_point(color=BLUE, filled=True, size=50, opacity=1).encode(x="f1:Q")
    name = alt.TitleParams(table, anchor="start", frame="group", fontSize=14, color=INK, offset=4)
    return alt.layer(line, dot).properties(title=name)
