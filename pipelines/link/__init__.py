"""Rows across documents: entities, works, and links between rows. Polars over whole tables."""

from pipelines.link.claims import claim_links
from pipelines.link.entities import entities, entity_aliases
from pipelines.link.quotes import quote_links
from pipelines.link.works import work_creators, works

__all__ = ["claim_links", "entities", "entity_aliases", "quote_links", "work_creators", "works"]
