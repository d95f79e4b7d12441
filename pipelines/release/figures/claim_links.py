"""Where documents agree and where they differ."""

import polars as pl

from pipelines.release.figures.figure import Figure
from pipelines.release.figures.palette import RELATIONS
from pipelines.release.figures.ranked_figure import Words, counts, ranked_figure
from pipelines.tablefiles import Tables

WORDS = Words(
    name="claim-links",
    title="Where sources agree and differ",
    subtitle="Pairs of linked claims, by the sources that they stand in.",
    head="sources",
    unit="pairs of claims",
    legend="the two claims",
    nothing="No two claims in this release are linked.",
)


def figure(tables: Tables) -> Figure:
    """Give the figure of the tables `claim_links` and `documents`."""
    source = tables["documents"].select("document_id", "source_id")
    other = source.rename({"document_id": "other_document_id", "source_id": "other_source_id"})
    links = tables["claim_links"].select("document_id", "other_document_id", "relation")
    pairs = links.join(source, on="document_id").join(other, on="other_document_id").with_columns(_pair())
    return ranked_figure(counts(pairs, "pair", "pair", "relation"), RELATIONS, WORDS)


def _pair() -> pl.Expr:
    """Give the two sources in the order of their names, or what says that they are one."""
    first, second = pl.min_horizontal("source_id", "other_source_id"), pl.max_horizontal("source_id", "other_source_id")
    within = "within " + pl.col("source_id")
    return pl.when(first == second).then(within).otherwise(first + " – " + second).alias("pair")
