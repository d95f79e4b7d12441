"""Who is quoted, and how."""

import polars as pl

from pipelines.release.figures.figure import Figure
from pipelines.release.figures.palette import QUOTES
from pipelines.release.figures.ranked_figure import Words, counts, ranked_figure
from pipelines.tablefiles import Tables

WORDS = Words(
    name="speakers",
    title="Who is quoted",
    subtitle="Quotes with a known speaker, by kind of quote.",
    head="speaker",
    unit="quotes",
    legend="kind of quote",
    nothing="No quote in this release has a known speaker.",
)


def figure(tables: Tables) -> Figure:
    """Give the figure of the table `quotes`."""
    known = tables["quotes"].with_columns(pl.coalesce("speaker_entity_id", "speaker_work_id", "speaker").alias("key"))
    return ranked_figure(counts(known, "key", "speaker", "kind"), QUOTES, WORDS)
