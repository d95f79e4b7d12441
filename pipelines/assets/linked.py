"""The right half: rows across documents."""

import dagster as dg
import polars as pl

from pipelines import link
from pipelines.settings import Settings


@dg.asset
def entities(settings: Settings, mentions: pl.DataFrame) -> pl.DataFrame:
    """One row an entity."""
    return link.entities(mentions, settings.authority())


@dg.asset
def entity_aliases(settings: Settings, mentions: pl.DataFrame, entities: pl.DataFrame) -> pl.DataFrame:
    """One row a name of an entity."""
    return link.entity_aliases(mentions, entities, settings.authority())


@dg.asset
def works(settings: Settings, references: pl.DataFrame) -> pl.DataFrame:
    """One row a work."""
    return link.works(references, settings.authority())


@dg.asset
def work_creators(references: pl.DataFrame, reference_names: pl.DataFrame, works: pl.DataFrame) -> pl.DataFrame:
    """One row a creator of a work."""
    return link.work_creators(references, reference_names, works)


@dg.asset
def quote_links(quotes: pl.DataFrame) -> pl.DataFrame:
    """One row a pair of quotes."""
    return link.quote_links(quotes)


@dg.asset
def claim_links(claims: pl.DataFrame, mentions: pl.DataFrame, passages: pl.DataFrame) -> pl.DataFrame:
    """One row a pair of claims."""
    return link.claim_links(claims, mentions, passages)
