"""Running heads and page numbers of a PDF: what comes back near the edges of its pages."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from pipelines.readers.pdf_lines import Line

_EDGE: Final = 2
_LEAST: Final = 2
_SHARE: Final = 0.2
_SHORT: Final = 12
_APART: Final = 2.0
_STEP: Final = 3.0
_NUMBER = re.compile(
    r"[-–—\[(\s]*(?:(?:page|seite|p\.)\s*)?(?:\d{1,4}|[ivxlcdm]{1,7})(?:\s*(?:/|of|von)\s*\d{1,4})?[-–—\])\s.]*", re.I
)
_DIGITS = re.compile(r"\d+|\b[ivxlc]+\b")


def running_lines(pages: Sequence[Sequence[Line]]) -> set[int]:
    """Give the `id` of each line that is a running head, a running foot or a page number.

    A line counts that stands among the two highest or lowest of its page and comes back, numbers aside, at the same
    height on two pages and two in ten; so does the outermost line of another page at that height, and one that stands
    apart at the same height on as many pages, since heads alternate and change with the chapters. A number alone counts
    at once.
    """
    edges = [(line, _sign(line)) for page in pages for line in _edge(page)]
    seen = Counter(sign for _, sign in edges)
    least = max(_LEAST, _SHARE * len(pages))
    found = {id(line) for line, sign in edges if seen[sign] >= least}
    heights = {(sign[1], line.size) for line, sign in edges if id(line) in found}
    outer = [line for page in pages for line in _outermost(page)]
    apart = [line for page in pages for line in _outermost(page) if _is_apart(line, page)]
    again = Counter((_sign(line)[1], line.size) for line in apart)
    found |= {id(line) for line in apart if again[_sign(line)[1], line.size] >= least}
    found |= {id(line) for line in outer if (_sign(line)[1], line.size) in heights}
    return found | {
        id(line) for page in pages if len(pages) > 1 for line in _edge(page) if _NUMBER.fullmatch(line.text)
    }


def _is_apart(line: Line, page: Sequence[Line]) -> bool:
    """Tell a line that stands well apart from the text of its page."""
    others = (abs(line.bottom - other.bottom) for other in page if abs(line.bottom - other.bottom) > 1)
    return min(others, default=0.0) > _APART * line.size


def _outermost(page: Sequence[Line]) -> list[Line]:
    rows = sorted(page, key=lambda line: -line.bottom)
    return [line for line in (*rows[:1], *rows[-1:]) if len(rows) > _EDGE and len(line.words) <= _SHORT]


def _edge(page: Sequence[Line]) -> list[Line]:
    """Give the lines at the edges of a page that are short enough to be heads."""
    rows = sorted(page, key=lambda line: -line.bottom)
    if len(rows) <= _EDGE:
        return [line for line in rows if _NUMBER.fullmatch(line.text)]
    return [
        line for line in {id(line): line for line in (*rows[:_EDGE], *rows[-_EDGE:])}.values() if len(line.words) <= 20
    ]


def _sign(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text.lower()), round(line.bottom / _STEP)
