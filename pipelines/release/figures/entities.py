"""Who and what is named most."""

import polars as pl

from pipelines.release.figures.figure import Figure
from pipelines.release.figures.palette import ENTITIES
from pipelines.release.figures.ranked_figure import Words, ranked_figure
from pipelines.tablefiles import Tables

WORDS = Words(
    name="entities",
    title="Who and what is named most",
    subtitle="Mentions by name, epithet or pronoun, of people, organisations, groups, places and events.",
    head="entity",
    unit="mentions",
    legend="kind of entity",
    nothing="Nobody and nothing is named in this release.",
)


def figure(tables: Tables) -> Figure:
    """Give the figure of the table `entities`."""
    rows = tables["entities"].select(
        pl.col("entity_id").alias("key"),
        pl.col("name").alias("label"),
        pl.col("kind").alias("part"),
        pl.col("mention_count").alias("count"),
    )
    return ranked_figure(rows, ENTITIES, WORDS)
