"""From a unit's tokens to a clean span: no space, citation mark or outer punctuation at the edges."""

import re

from pipelines.extract.claims.tree import Tree
from pipelines.extract.claims.units import Unit
from pipelines.extract.parsed import Parsed
from pipelines.extract.rows import Span

_CITATION = r"\[(?:\d{1,3}(?:\s*[,–-]\s*\d{1,3})*|[a-z]|sic|citation needed|note \d+)\]"
_LEFT = re.compile(rf"(?:\s|{_CITATION}|[,.;:!?•…*–—\-/)\]])+")
_RIGHT = re.compile(rf"(?:\s|{_CITATION}|[,.;:!?•…*–—\-/(\[])+$")
_OPENING = {"“": "”", "(": ")", "[": "]", "«": "»", "‘": "’"}
_CLOSING = {closing: opening for opening, closing in _OPENING.items()}


def span_of(part: Parsed, tree: Tree, unit: Unit) -> Span | None:
    """Give the document span of a unit, or None where nothing with a letter or digit is left."""
    doc = part.doc
    start, end = int(doc[unit.first].idx), int(doc[unit.last].idx) + len(doc[unit.last])
    trimmed = trim(tree.text, start, end)
    return Span(part.passage.start + trimmed[0], part.passage.start + trimmed[1]) if trimmed else None


def trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Take outer marks off `text[start:end]`; a quotation mark or bracket stays where its partner is inside as well."""
    while start < end:
        before = (start, end)
        left = _LEFT.match(text, start, end)
        start = left.end() if left else start
        right = _RIGHT.search(text[start:end][-40:])
        end -= len(right.group()) if right else 0
        if start < end:
            start, end = _unpaired(text, start, end)
        if (start, end) == before:
            break
    if start >= end or not any(letter.isalnum() for letter in text[start:end]):
        return None
    return start, end + _partner_behind(text, start, end)


def _partner_behind(text: str, start: int, end: int) -> int:
    """How much further the closing partner of a quotation mark that opens inside stands, directly behind; else 0."""
    inside = text[start:end]
    for opening, closing in ("“”", "«»"):
        behind = re.compile(rf"[.,!?]?{closing}").match(text, end)
        if behind and inside.count(opening) > inside.count(closing):
            return len(behind.group())
    return 0


def _unpaired(text: str, start: int, end: int) -> tuple[int, int]:
    inside = text[start:end]
    first, last = inside[0], inside[-1]
    if (first == '"' and inside.count('"') % 2) or (first in _OPENING and _OPENING[first] not in inside[1:]):
        return start + 1, end
    if first in _CLOSING and first != "’":
        return start + 1, end
    if (last == '"' and inside.count('"') % 2) or (last in _CLOSING and _CLOSING[last] not in inside[:-1]):
        return start, end - (last != "’" or not inside[-2:-1].isalpha())
    return start, end - (last in _OPENING)
