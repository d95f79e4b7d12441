"""The right half in one go, for callers without Dagster."""

from collections.abc import Mapping

import polars as pl

from pipelines.extract.authority import Authority
from pipelines.link.claims import claim_links
from pipelines.link.entities import entities, entity_aliases
from pipelines.link.quotes import quote_links
from pipelines.link.works import work_creators, works


def link(tables: Mapping[str, pl.DataFrame], authority: Authority) -> dict[str, pl.DataFrame]:
    """Give the tables that stand on the extracted ones: entities, works, their names, and the links."""
    named = entities(tables["mentions"], authority)
    pointed = works(tables["references"], authority)
    return {
        "entities": named,
        "entity_aliases": entity_aliases(tables["mentions"], named, authority),
        "works": pointed,
        "work_creators": work_creators(tables["references"], tables["reference_names"], pointed),
        "quote_links": quote_links(tables["quotes"]),
        "claim_links": claim_links(tables["claims"], tables["mentions"], tables["passages"]),
    }
