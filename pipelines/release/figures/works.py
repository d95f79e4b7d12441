"""Which works the documents point to, and how."""

import polars as pl

from pipelines.release.figures.figure import Figure
from pipelines.release.figures.palette import REFERENCES
from pipelines.release.figures.ranked_figure import Words, counts, ranked_figure
from pipelines.tablefiles import Tables

WORDS = Words(
    name="works",
    title="Works that the documents point to",
    subtitle="References to each work, by kind of reference.",
    head="work",
    unit="references",
    legend="kind of reference",
    nothing="No document in this release points to a work.",
)


def figure(tables: Tables) -> Figure:
    """Give the figure of the tables `references` and `works`."""
    titles = tables["works"].select("work_id", pl.col("title").alias("work_title"))
    pointed = tables["references"].join(titles, on="work_id", how="inner")
    return ranked_figure(counts(pointed, "work_id", "work_title", "kind"), REFERENCES, WORDS)
