"""When: dates as written to EDTF (ISO 8601-2:2019), levels 0 to 2."""

import re
from collections.abc import Callable
from datetime import date, timedelta

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first".split(),
        start=1,
    )
}
_MONTH = "(?P<month>" + "|".join(_MONTHS) + r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>[12]\d{3}|\d{3})"
_Y4 = r"(?P<year>1\d{3}|20\d{2})"
_ABOUT = r"(?:c\.|ca\.|circa|around|about|approximately)\s*"
_Rule = Callable[[re.Match[str]], str | None]


def _month(name: str) -> str:
    return f"{next(i for i, month in enumerate(_MONTHS, 1) if month.startswith(name[:3].lower())):02d}"


def _full(found: re.Match[str]) -> str | None:
    try:
        return date(int(found["year"]), int(_month(found["month"])), int(found["day"])).isoformat()
    except ValueError:
        return None


def _range(found: re.Match[str]) -> str | None:
    first, second = found["year"], found["second"]
    second = first[: len(first) - len(second)] + second
    return f"{first}/{second}" if first < second else None


def _century(found: re.Match[str]) -> str | None:
    word = found["century"].lower()
    number = _ORDINALS.get(word) or int(re.sub(r"\D", "", word) or 0)
    return f"{number - 1:02d}XX" if 1 <= number <= 21 else None


# In order: the first rule that matches at a place wins, so the fuller forms stand before the shorter.
_RULES: tuple[tuple[re.Pattern[str], _Rule], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), rule)
    for pattern, rule in (
        (rf"\b{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_Y4}\b", _full),
        (rf"\b{_MONTH}\s+{_DAY},?\s+{_Y4}\b", _full),
        (r"\b(?P<iso>\d{4}-\d{2}-\d{2})\b", lambda m: m["iso"]),
        (rf"\bsince\s+{_MONTH},?\s+{_Y4}\b", lambda m: f"{m['year']}-{_month(m['month'])}/.."),
        (rf"\b{_MONTH},?\s+(?:of\s+)?{_Y4}\b", lambda m: f"{m['year']}-{_month(m['month'])}"),
        (
            rf"\b(?P<season>spring|summer|autumn|fall|winter)\s+(?:of\s+)?{_Y4}\b",
            lambda m: f"{m['year']}-{_SEASONS[m['season'].lower()]}",
        ),
        (rf"\b{_Y4}\s*(?:–|—|-|to|until|through)\s*(?P<second>1\d{{3}}|20\d{{2}}|\d{{2}})\b(?!-)", _range),
        (rf"\b(?:between|from)\s+{_Y4}\s+(?:and|to)\s+(?P<second>1\d{{3}}|20\d{{2}})\b", _range),
        (rf"\bearly\s+{_Y4}s\b", lambda m: f"{m['year'][:3]}X"),
        (rf"\b{_Y4}['’]?s\b", lambda m: f"{m['year'][:3]}X" if m["year"][3] == "0" else None),
        (r"\b(?P<century>\d{1,2}(?:st|nd|rd|th)|[a-z]+(?:-first)?)[\s-]+century\b", _century),
        (rf"{_ABOUT}{_YEAR}\b", lambda m: f"{int(m['year']):04d}~"),
        (rf"\b(?:since|from)\s+{_Y4}\s+(?:on|onwards?|onward)\b", lambda m: f"{m['year']}/.."),
        (rf"\bsince\s+{_Y4}\b", lambda m: f"{m['year']}/.."),
        (rf"\b(?:before|prior to)\s+{_Y4}\b", lambda m: f"../{m['year']}"),
        (r"(?<![\w.,$£€%:/-])(?P<year>1[0-9]\d{2}|20[0-4]\d)(?![\w%:]|[.,]\d)", lambda m: m["year"]),
        (r"\b(?:in|year|died in|born in)\s+(?P<year>\d{3})\b(?!\s*(?:,|\w*\s*(?:of|the)\b))(?=\s+[A-Z]|[.,;)]|$)",
         lambda m: f"{int(m['year']):04d}"),
    )
)  # fmt: skip
_ON_WEEKDAY = re.compile(
    r"\b(?:on|of|by|the day|from|as of|late|early)\s+(?:last\s+)?(" + "|".join(_WEEKDAYS) + r")\b", re.IGNORECASE
)


def find_dates(text: str) -> list[tuple[int, int, str]]:
    """Give the dates in `text` as (start, end, EDTF), in order and without overlaps."""
    found: list[tuple[int, int, str]] = []
    for pattern, rule in _RULES:
        for match in pattern.finditer(text):
            value = rule(match)
            if value is not None and not any(match.start() < end and start < match.end() for start, end, _ in found):
                found.append((match.start(), match.end(), value))
    return sorted(found)


def weekday_date(text: str, written: str | None) -> str | None:
    """Give the date of a weekday named in `text`: the last one before or on the day `written` (EDTF day)."""
    match = _ON_WEEKDAY.search(text)
    if match is None or written is None or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", written):
        return None
    day = date.fromisoformat(written)
    return (day - timedelta(days=(day.weekday() - _WEEKDAYS.index(match[1].lower())) % 7)).isoformat()


def event_date(text: str, written: str | None = None) -> str | None:
    """Give the EDTF date of what a clause tells: its first date, else that of its weekday, else None."""
    found = find_dates(text)
    return found[0][2] if found else weekday_date(text, written)
