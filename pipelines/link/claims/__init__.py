"""Links between claims: candidates by shared terms and likeness, then a comparison slot by slot."""

from pipelines.link.claims.links import claim_link_parts, claim_links

__all__ = ["claim_link_parts", "claim_links"]
