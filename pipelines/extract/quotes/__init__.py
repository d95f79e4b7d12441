"""Quotations: words given as somebody's, in marks or without, with their speakers."""

from pipelines.extract.quotes.find import find_quotes

__all__ = ["find_quotes"]
