"""Captions: one claim on what a picture shows where the caption has no clause of its own."""

import re

from pipelines.extract.claims.edges import trim
from pipelines.extract.claims.tree import FINITE_TAGS
from pipelines.extract.parsed import Parsed
from pipelines.extract.rows import Span

SHOWS = "A picture shows"
_STOP = re.compile(r"\.\s|\s\(")
_CREDIT = re.compile(
    r"(?:\s*\((?:[^()]*\b(?:photo|image|credit|courtesy|company|production|getty|wikimedia|ap|afp|reuters)\b[^()]*)\)"
    r"|[.,;]?\s*\b(?:photo(?:graph)?|image|picture|credit|courtesy|source|file photo|video|audio)"
    r"\s*(?:by|of|from|via)?\s*:).*$",
    re.I,
)


def caption_span(part: Parsed, verbless: bool) -> Span | None:
    """Give the span of a caption's verbless opening without its picture credit, or None where there is none.

    `verbless` tells that the whole caption is; else only what stands before its first full stop or bracket counts.
    """
    text = part.text
    credit = _CREDIT.search(text)
    end = credit.start() if credit else len(text)
    if not verbless:
        stop = _STOP.search(text, 0, end)
        end = stop.start() if stop else end
        if any(token.tag_ in FINITE_TAGS and token.idx < end for token in part.doc):
            return None
    trimmed = trim(text, 0, end)
    if trimmed is None:
        return None
    return Span(part.passage.start + trimmed[0], part.passage.start + trimmed[1])
