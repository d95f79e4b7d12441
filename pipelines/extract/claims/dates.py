"""When: dates as written to EDTF (ISO 8601-2:2019), levels 0 and 1, and of level 2 "all of" two years.

Two steps: points (`points.py`), then what stands around them: "c.", "before", "since", "from … to …". The Julian or
Gregorian day is kept as written, of two the first.
"""

import re
from collections.abc import Sequence

from pipelines.extract.claims.points import Point, find_points

_NEAR = 40
_ABOUT = re.compile(
    r"(?:(?<!\w)(?:c\.|ca\.|c\b|ca\b|circa|around|about|approximately|roughly|some\s?time\s+(?:around|in|about))|~)\s*$",
    re.IGNORECASE,
)
_SPAN_START = re.compile(
    r"\b(from|between)\s+(?:(?:about|around|the|early|late|mid|[cC]\.|[cC]a\.)[\s-]*)*$", re.IGNORECASE
)
_SPAN_LINK = re.compile(
    r"\s*(?:–|—|-{1,2}|−|\bto\b|\buntil\b|\btill\b|\bthrough\b)\s*"
    r"(?P<about>(?:(?:the|early|late|mid|end of|middle of)[\s-]+)*)(?P<circa>(?:c\.|ca\.|circa|about|around)\s*)?",
    re.IGNORECASE,
)  # fmt: skip
_AND_LINK = re.compile(r"\s+and\s+(?:(?:the|early|late|mid|end of)[\s-]+)*", re.IGNORECASE)
_PAIR_LINK = re.compile(r"\s+and\s+")
_OPENING = re.compile(
    r"\b(?P<word>(?:ever\s+)?since|before|prior\s+to|after|until|till|up\s+to|not\s+later\s+than|no\s+later\s+than)\s+"
    r"(?:(?:the|early|late|mid|end\s+of|beginning\s+of|start\s+of|at\s+least|about|around|on)[\s-]*)*$",
    re.IGNORECASE,
)  # fmt: skip
_ONWARDS = re.compile(r"\s*(?:onwards?\b|on(?=[\s,.;)]|$)(?!\s+(?:the|a|an|his|her|its|their)\b))", re.IGNORECASE)
_PRESENT = re.compile(r"\s*(?:–|—|-|to|until)\s*(?:the\s+)?(?:present|today|now)\b", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s+(?:the\s+)?$", re.IGNORECASE)
# "the first since 1958": the year is that of the one before.
_RANKED = re.compile(r"\b(?:first|second|third|only|last|next|\w+est|best|worst|most)\b[^.;]*$", re.IGNORECASE)
_VALID = re.compile(
    r"(?:\d{4}(?:-\d{2}(?:-\d{2})?)?[?~%]?|\d{3}X|\d{2}XX|\.\.)(?:/(?:\d{4}(?:-\d{2}(?:-\d{2})?)?[?~%]?|\d{3}X|\d{2}XX|\.\.))?"
    r"|-\d{4}|\{\d{4},\d{4}\}"
)  # fmt: skip
Dated = tuple[int, int, str]


def find_dates(text: str) -> list[Dated]:
    """Give the dates in `text` as (start, end, EDTF), in order and without overlaps."""
    points = find_points(text)
    found: list[Dated] = []
    number = 0
    while number < len(points):
        taken, dated = _read(text, points, number)
        number += taken
        if dated is not None and _VALID.fullmatch(dated[2]):
            found.append(dated)
    return found


def _read(text: str, points: Sequence[Point], number: int) -> tuple[int, Dated | None]:
    """How many points the date that starts with the `number`-th takes, and the date."""
    point = points[number]
    before = text[max(0, point.start - _NEAR) : point.start]
    first = _qualified(point, before)
    if number + 1 < len(points) and "/" not in first:
        joined = _interval(text, point, first, points[number + 1], before)
        joined = joined or _pair(text, point, points[number + 1], before)
        if joined is not None:
            return 2, joined
    present = _PRESENT.match(text, point.end)
    if present is not None and "/" not in first:
        return 1, (point.start, present.end(), f"{first}/..")
    onwards = _ONWARDS.match(text, point.end) if _FROM.search(before) else None
    if onwards is not None and "/" not in first:
        return 1, (point.start, onwards.end(), f"{first}/..")
    opened = _opened(text, point, first, before)
    return 1, None if opened is None else (point.start, point.end, opened)


def _qualified(point: Point, before: str) -> str:
    return (
        f"{point.edtf}~" if _ABOUT.search(before) and point.edtf[-1].isdigit() and "/" not in point.edtf else point.edtf
    )


def _interval(text: str, point: Point, first: str, other: Point, before: str) -> Dated | None:
    gap = text[point.end : other.start]
    if len(gap) > _NEAR or "/" in other.edtf or "\n\n" in gap:
        return None
    link = _SPAN_LINK.fullmatch(gap)
    opening = _SPAN_START.search(before)
    both = _AND_LINK.fullmatch(gap) is not None
    decades = both and point.edtf.endswith("X") and other.edtf.endswith("X")
    between = both and opening is not None and opening[1].lower() == "between"
    if link is None and not between and not decades:
        return None
    last = f"{other.edtf}~" if link is not None and link["circa"] and other.edtf[-1].isdigit() else other.edtf
    if not first[:4].replace("X", "0") <= last[:4].replace("X", "9"):
        return None
    return (point.start, other.end, f"{first}/{last}") if _in_order(point.edtf, other.edtf) else None


def _pair(text: str, point: Point, other: Point, before: str) -> Dated | None:
    """Both of two years, as in "in 1997 and 1998"; not of "born in 1870 and in 1890 sent away"."""
    years = point.edtf.isdigit() and other.edtf.isdigit() and point.edtf < other.edtf
    linked = _PAIR_LINK.fullmatch(text, point.end, other.start) is not None
    if not years or not linked or _OPENING.search(before) or _ABOUT.search(before):
        return None
    return point.start, other.end, f"{{{point.edtf},{other.edtf}}}"


def _in_order(first: str, last: str) -> bool:
    """Tell whether an interval runs forward as far as both ends say: "1917-05" before "1917-03" does not."""
    shared = min(len(first), len(last))
    seasons = first[5:6] == "2" or last[5:6] == "2"
    return seasons or "X" in first + last or (first[:shared] <= last[:shared] and first != last)


def _opened(text: str, point: Point, first: str, before: str) -> str | None:
    """The date behind "before", "since" and the like; None where it is not the event's."""
    opening = _OPENING.search(before)
    if opening is None or "/" in first:
        return first
    word = opening["word"].lower()
    if point.named_event:
        return first
    if word.endswith("since"):
        start = max(0, point.start - 2 * _NEAR)
        return None if _RANKED.search(text[start : point.start]) else f"{first}/.."
    return f"{first}/.." if word == "after" else f"../{first}"
