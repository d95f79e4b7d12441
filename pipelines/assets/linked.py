"""The right half: rows across documents."""

import dagster as dg
import polars as pl

from pipelines import link
from pipelines.link import parts
from pipelines.settings import Settings
from pipelines.tablefiles import Parts


@dg.asset
def entities(settings: Settings, mentions: pl.LazyFrame) -> Parts:
    """One row an entity."""
    return parts.entities(mentions, settings.authority(), settings.shard_rows)


@dg.asset
def entity_aliases(settings: Settings, mentions: pl.LazyFrame, entities: pl.LazyFrame) -> Parts:
    """One row a name of an entity."""
    return parts.entity_aliases(mentions, entities, settings.authority(), settings.shard_rows)


@dg.asset
def works(settings: Settings, references: pl.LazyFrame) -> Parts:
    """One row a work."""
    return parts.works(references, settings.authority(), settings.shard_rows)


@dg.asset
def work_creators(
    settings: Settings, references: pl.LazyFrame, reference_names: pl.LazyFrame, works: pl.LazyFrame
) -> Parts:
    """One row a creator of a work."""
    return parts.work_creators(references, reference_names, works, settings.shard_rows)


@dg.asset
def quote_links(quotes: pl.LazyFrame) -> Parts:
    """One row a pair of quotes."""
    return Parts(lambda: link.quote_link_parts(quotes))


@dg.asset
def claim_links(claims: pl.LazyFrame, mentions: pl.LazyFrame, passages: pl.LazyFrame) -> Parts:
    """One row a pair of claims."""
    return Parts(lambda: link.claim_link_parts(claims, mentions, passages))
