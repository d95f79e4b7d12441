"""Rows across documents: entities, works, and links between rows. Polars over tables, whole or in parts."""

from pipelines.link.claims import claim_link_parts, claim_links
from pipelines.link.entities import entities, entity_aliases
from pipelines.link.quotes import quote_link_parts, quote_links
from pipelines.link.works import work_creators, works

__all__ = [
    "claim_link_parts", "claim_links", "entities", "entity_aliases", "quote_link_parts", "quote_links", "work_creators",
    "works",
]  # fmt: skip
