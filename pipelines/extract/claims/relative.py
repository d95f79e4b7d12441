"""Times that need another to be a date: "on 7 November", "that year", "two years later", "last month".

Only plain arithmetic: to the precision that both the anchor and the distance have.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from pipelines.extract.claims.calendar import MONTH, NUMBER, SEASON, SEASONS, WEEKDAYS, month_of, number_of
from pipelines.patterns import Rules

_D = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_M = rf"(?P<month>{MONTH})"
_NO_YEAR = r"(?![.,]?\s+(?:of\s+)?[12]\d{3}\b|\d|\s*[–/-]\s*\d)"
_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?~?")


@dataclass(frozen=True, slots=True)
class Context:
    """What a relative time is reckoned from, each EDTF or None.

    `anchor` is the nearest date before it and `near` whether that stands close, `period` the nearest stretch of time
    before it, `written` the day the text was published, `before` the last date of the paragraph before.
    """

    anchor: str | None = None
    period: str | None = None
    written: str | None = None
    near: bool = False
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Relative:
    """A relative time at `[start, end)` of its text; `to_date` gives its EDTF date in a context, or None."""

    start: int
    end: int
    match: re.Match[str]
    rule: Callable[[re.Match[str], Context], str | None]

    def to_date(self, context: Context) -> str | None:
        """Reckon the date."""
        try:
            return self.rule(self.match, context)
        except (ValueError, OverflowError):
            return None


def _parts(edtf: str | None) -> tuple[int, int, int] | None:
    """Year, month and day of a point (0 for what it leaves open); a season gives its number for the month."""
    found = _POINT.fullmatch(edtf or "")
    return (int(found[1]), int(found[2] or 0), int(found[3] or 0)) if found else None


def _yearless(match: re.Match[str], context: Context) -> str | None:
    month = month_of(match["month"])
    day = int(match.groupdict().get("day") or 0)
    anchor = _parts(context.anchor)
    if anchor is not None:
        year, known, _ = anchor
        return _point(year, month, day) if known <= month or known > 12 else None
    written = _parts(context.written)
    if written is None or not written[2]:
        return None
    now = date(*written)
    years = sorted((now.year - 1, now.year, now.year + 1), key=lambda y: abs((date(y, month, day or 15) - now).days))
    return _point(years[0], month, day)


def _point(year: int, month: int = 0, day: int = 0) -> str:
    if day:
        return date(year, month, day).isoformat()
    return f"{year:04d}-{month:02d}" if month else f"{year:04d}"


def _same(match: re.Match[str], context: Context) -> str | None:
    unit = match["unit"].lower()
    if unit in ("period", "era"):
        return context.period
    from_edtf = context.anchor or context.before
    anchor = _parts(from_edtf)
    if anchor is None:
        return None
    year, month, day = anchor
    about = "~" if (from_edtf or "").endswith("~") else ""
    if unit == "year":
        return _point(year) + about
    if unit in SEASONS:
        return f"{year:04d}-{SEASONS[unit]}"
    if unit == "month":
        return _point(year, month) if 1 <= month <= 12 else None
    if unit in ("day", "night", "morning", "evening", "afternoon"):
        return _point(year, month, day) if day else None
    named = month_of(match["unit"])
    return _point(year, named)


def _moved(anchor: str | None, unit: str, distance: int) -> str | None:
    parts = _parts(anchor)
    if parts is None:
        return None
    year, month, day = parts
    about = "~" if (anchor or "").endswith("~") else ""
    unit = unit.lower().rstrip("s")
    if unit in ("year", "decade"):
        moved = year + distance * (10 if unit == "decade" else 1)
        return _point(moved) + about if 1 <= moved <= 9999 else None
    if unit == "month" and 1 <= month <= 12:
        months = year * 12 + month - 1 + distance
        return _point(months // 12, months % 12 + 1)
    if unit in ("day", "night", "morning", "evening", "afternoon", "week") and day:
        return (date(year, month, day) + timedelta(days=distance * (7 if unit == "week" else 1))).isoformat()
    return None


def _next(match: re.Match[str], context: Context) -> str | None:
    unit = match["unit"]
    back = match["which"].lower() in ("previous", "preceding") or match.groupdict().get("tail", "") == "before"
    anchor = _parts(context.anchor)
    if unit.lower() in SEASONS and anchor is not None and not back:
        return _next_season(anchor, SEASONS[unit.lower()])
    if unit[0].isupper() and anchor is not None and not back:
        month = month_of(unit)
        known = anchor[1] if 1 <= anchor[1] <= 12 else 0
        return _point(anchor[0] + (month <= known), month) if known else None
    return _moved(context.anchor, unit, -1 if back else 1)


def _next_season(anchor: tuple[int, int, int], season: int) -> str | None:
    year, month, _ = anchor
    if not month:
        return None
    now = month if month > 12 else 24 if month == 12 else 20 + (month + 3) // 3
    if month in (1, 2):
        now = 20
    return f"{year + (season <= now):04d}-{season}"


def _later(match: re.Match[str], context: Context) -> str | None:
    distance = number_of(match["number"])
    if distance is None:
        return None
    back = match["which"].lower() in ("earlier", "before", "previously", "before that")
    moved = _moved(context.anchor, match["unit"], -distance if back else distance)
    return moved if moved is None or not match["about"] or moved.endswith("~") else f"{moved}~"


def _ago(match: re.Match[str], context: Context) -> str | None:
    distance = number_of(match["number"])
    moved = _moved(context.written, match["unit"], -distance) if distance is not None else None
    return moved if moved is None or not match["about"] else f"{moved}~"


def _last(match: re.Match[str], context: Context) -> str | None:
    distance = {"last": -1, "this": 0, "next": 1, "earlier this": 0, "later this": 0}[match["which"].lower()]
    return _moved(context.written, match["unit"], distance)


def _today(match: re.Match[str], context: Context) -> str | None:
    word = match.group().lower()
    return _moved(context.written, "day", {"yesterday": -1, "tomorrow": 1}.get(word, 0))


def _at_once(_: re.Match[str], context: Context) -> str | None:
    return context.anchor if context.near and _parts(context.anchor) else None


def _weekday(match: re.Match[str], context: Context) -> str | None:
    """The last such day before the text was written, or that day."""
    written = _parts(context.written)
    if written is None or not written[2]:
        return None
    day = date(*written)
    return (day - timedelta(days=(day.weekday() - WEEKDAYS.index(match["weekday"].lower())) % 7)).isoformat()


_ABOUT = r"(?P<about>(?:about|around|almost|nearly|some|roughly|approximately|over|just over|more than)\s+)?"
_TURN = r"year|month|week|day|morning|night|evening|afternoon"
_RULES: Rules[Callable[[re.Match[str], Context], str | None]] = Rules(
    (
        (rf"\b{_D}\s+(?:of\s+)?{_M}\b{_NO_YEAR}", _yearless),
        (rf"\b{_M}\s+(?:the\s+)?{_D}\b{_NO_YEAR}(?![:.]\d)", _yearless),
        (rf"\b(?i:in|during|by|since|until|of|in late|in early|in mid|late|early)[\s-]+{_M}\b{_NO_YEAR}"
         r"(?!\s+[A-Z]|’s|'s)", _yearless),
        (r"\b(?i:that|the|this)\s+(?i:very\s+)?(?i:same\s+)"
         rf"(?P<unit>(?i:{_TURN}|period|era)|{SEASON}|{MONTH})\b", _same),
        (rf"\b(?i:that)\s+(?P<unit>(?i:year|month|day|night)|{SEASON}|{MONTH})\b", _same),
        (r"\b(?i:(?:in|of|to|during|from)\s+(?:this|that)|this)\s+(?P<unit>(?i:period|era))\b", _same),
        (rf"\b(?i:the)\s+(?P<which>(?i:following|next|previous|preceding))\s+"
         rf"(?P<unit>(?i:{_TURN})|{SEASON}|{MONTH})\b", _next),
        (r"\b(?P<which>(?i:the))\s+(?P<unit>(?i:year|month|day))\s+(?P<tail>before|after)\b(?=[,.;)]|$)", _next),
        (rf"\b{_ABOUT}(?P<number>{NUMBER})\s+(?P<unit>(?i:years?|months?|weeks?|days?|decades?))\s+"
         r"(?P<which>(?i:later|afterwards?|earlier|after that|before that|previously))\b", _later),
        (rf"\b{_ABOUT}(?P<number>{NUMBER})\s+(?P<unit>(?i:years?|months?|weeks?|days?|decades?))\s+ago\b", _ago),
        (r"\b(?P<which>(?i:earlier this|later this|last|this|next))\s+(?P<unit>(?i:year|month))\b", _last),
        (r"\b(?i:right away|at once|at (?:that|the same) time|at that point|that same moment)\b", _at_once),
        (r"\b(?i:yesterday|tomorrow|tonight|currently|right now)\b", _today),
        (r"\b(?i:on|by|the day|from|as of|late|early|last|this)\s+(?i:last\s+)?"
         rf"(?P<weekday>(?i:{'|'.join(WEEKDAYS)}))\b", _weekday),
    )
)  # fmt: skip


def find_relatives(text: str) -> list[Relative]:
    """Give the relative times of `text` in order, without overlaps."""
    taken = bytearray(len(text))
    found = []
    for match, rule in _RULES.matches(text):
        start, end = match.span()
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            found.append(Relative(start, end, match, rule))
    return sorted(found, key=lambda relative: relative.start)
