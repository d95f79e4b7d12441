"""Claims: clause-level propositions with holder, stance, flags, dates and a statement that stands alone."""

from pipelines.extract.claims.find import find_claims

__all__ = ["find_claims"]
