"""Where the reading of a reference begins: behind markers, signal words and a bracket that never closes."""

import re

_MARKER = re.compile(
    r"\s*(?:\^\s*(?:(?:[a-z]\s+)+(?=[^\W\d_]*[A-Z\"“(]))?|\[[0-9]{1,4}\]\s*|\(?[0-9]{1,3}[.)]\s+|[0-9]{1,3}\s+"
    r"(?=[A-Z][^\W_]*[\s.,-])|[•·*–—-]\s+|↑\s*)+"
)
_LEAD_WORDS = re.compile(
    r"(?:[Cc]f\.|[Ss]ee(?: also)?,?|[Qq]uoted in|[Ii]n:|\(in [A-Z][a-z]+\)|[A-Z][a-z]+ translation:|"
    r"[^.]{3,60} in:(?= [A-Z]))\s+"
)


def stripped_start(text: str) -> int:
    """Give the offset behind a marker such as `^ a b`, `[12]` or `3.` at the start of an entry."""
    match = _MARKER.match(text)
    return match.end() if match and match.end() < len(text) else 0


def read_from(text: str) -> int:
    """Give the offset of the first word of the reference itself."""
    start = stripped_start(text)
    if text.startswith("(", start) and text.count("(") > text.count(")"):
        start += 1
    lead = _LEAD_WORDS.match(text, start)
    return lead.end() if lead else start
