"""Comparing spans with those of a gold standard, as its scorers do."""

from pipelines.extract.rows import Span

_EDGE = " \t\n\u00a0\"'“”‘’«»,.;:!?()[]*_…–—-`"


def stripped(text: str, span: Span) -> Span:
    """Take space, marks and punctuation off both edges."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip(_EDGE))
    return Span(start, max(start, span.start + len(words.rstrip(_EDGE))))


def overlap(one: Span, other: Span) -> float:
    """Give intersection over union of two spans."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared / (max(one.end, other.end) - min(one.start, other.start)) if shared > 0 else 0.0
