"""Who holds the claims that are not simply the author's own."""

import polars as pl

from pipelines.release.figures.figure import Figure
from pipelines.release.figures.palette import STANCES
from pipelines.release.figures.ranked_figure import Words, counts, ranked_figure
from pipelines.tablefiles import Tables

AUTHOR = "author"
WORDS = Words(
    name="holders",
    title="Whose claims they are",
    subtitle="Claims that a document attributes to somebody or to a work, by the author's stance to them.",
    head="holder",
    unit="claims",
    legend="the author",
    nothing="No claim in this release is attributed to anybody but its author.",
)


def figure(tables: Tables) -> Figure:
    """Give the figure of the table `claims`."""
    attributed = tables["claims"].filter(pl.col("holder") != AUTHOR)
    known = attributed.with_columns(pl.coalesce("holder_entity_id", "holder_work_id", "holder").alias("key"))
    return ranked_figure(counts(known, "key", "holder", "author_stance"), STANCES, WORDS)
