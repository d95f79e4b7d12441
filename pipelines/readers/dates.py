"""Calendar dates as pages write them, in EDTF."""

import re
from datetime import date
from typing import Final

from pipelines.patterns import Sieve

_MONTHS: Final = (
    "jan january januar jänner janvier enero gennaio janeiro januari",
    "feb february februar février febrero febbraio fevereiro februari",
    "mar march märz mars marzo março maart",
    "apr april avril abril aprile",
    "may mai mayo maggio maio mei",
    "jun june juni juin junio giugno junho",
    "jul july juli juillet julio luglio julho",
    "aug august août agosto augustus",
    "sep sept september septembre septiembre settembre setembro",
    "oct october oktober octobre octubre ottobre outubro okt",
    "nov november novembre noviembre novembro",
    "dec december dezember décembre diciembre dicembre dezembro dez",
)
_NUMBERS: Final = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_MONTH: Final = "(?P<month>" + "|".join(sorted(_NUMBERS, key=lambda name: (-len(name), name))) + r")\b\.?"
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?"
_YEAR: Final = r"(?P<year>1[0-9]\d\d|20\d\d)"

_ANY_YEAR: Final = re.compile(r"1\d\d\d|20\d\d")
DATE: Final = (
    Sieve(r"\b(?P<year>1[0-9]\d\d|20\d\d)-(?P<number>\d\d)-(?P<day>\d\d)(?=\D|$)"),
    Sieve(rf"\b{_MONTH}\s+{_DAY}\s*,?\s+{_YEAR}\b", re.I),
    Sieve(rf"\b{_DAY}\s+(?:of\s+|de\s+)?{_MONTH}\s*,?\s+(?:de\s+)?{_YEAR}\b", re.I),
    Sieve(r"\b(?P<day>\d{1,2})\.\s?(?P<number>\d{1,2})\.\s?(?P<year>1[0-9]\d\d|20\d\d)\b"),
    Sieve(r"\b(?P<one>\d{1,2})/(?P<two>\d{1,2})/(?P<year>1[0-9]\d\d|20\d\d)\b"),
    Sieve(rf"\b{_MONTH}\s*,?\s+(?:de\s+)?{_YEAR}\b", re.I),
)
"""Ways to write a date, the most exact first."""


def find_date(text: str) -> tuple[int, int, str] | None:
    """Give `(start, end, EDTF)` of the first date in `text`, or None.

    In `7/13/2023` the number above 12 is the day; where both could be the month only the year is known.
    """
    if not _ANY_YEAR.search(text):
        return None
    for pattern in DATE:
        for match in pattern.finditer(text):
            written = _edtf(match.groupdict())
            if written:
                return match.start(), match.end(), written
    return None


def _edtf(parts: dict[str, str | None]) -> str | None:
    year = parts["year"] or ""
    if parts.get("one"):
        return _slashed(year, int(parts["one"] or 0), int(parts["two"] or 0))
    name = parts.get("month")
    month = _NUMBERS[name.lower()] if name else int(parts.get("number") or 0)
    if not parts.get("day"):
        return f"{year}-{month:02}"
    return _calendar(year, month, int(parts["day"] or 0))


def _slashed(year: str, one: int, two: int) -> str | None:
    if one <= 12 and two <= 12:
        return _calendar(year, one, two) if one == two else year
    return _calendar(year, one, two) if two > 12 else _calendar(year, two, one)


def _calendar(year: str, month: int, day: int) -> str | None:
    try:
        return date(int(year), month, day).isoformat()
    except ValueError:
        return None
