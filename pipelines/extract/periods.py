"""EDTF dates as first and last day, for range queries.

Reckoned here for the forms that extraction gives (levels 0 and 1 of ISO 8601-2:2019, with masked years, and "all of"
two years), because the `edtf` package takes milliseconds for each; other forms are left to it. A season is three whole
months, winter from December to February of the year after. Days are those of the proleptic Gregorian calendar, also
where the source counted by the Julian one.
"""

import re
from datetime import date, timedelta
from time import struct_time

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

_POINT = re.compile(r"(?P<year>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?[?~%]?")
_SEASON_START = {21: 3, 22: 6, 23: 9, 24: 12}
Bounds = tuple[date | None, date | None]


def bounds(edtf: str | None) -> Bounds:
    """Give the first and last day that an EDTF date covers; None for an open end and outside of the years 1 to 9999."""
    if not edtf:
        return None, None
    both = edtf.startswith("{") and edtf.endswith("}")
    first, joined, last = edtf[1:-1].partition(",") if both else edtf.partition("/")
    start, end = _covered(first), _covered(last if joined else first)
    if start is None or end is None:
        return _by_package(edtf)
    return start[0], end[1]


def _covered(point: str) -> Bounds | None:
    """The days of one end of an interval, or None where its form is another than those reckoned here."""
    if point in ("..", ""):
        return None, None
    found = _POINT.fullmatch(point)
    if found is None or (found["month"] and "X" in found["year"]):
        return None
    low, high = int(found["year"].replace("X", "0")), int(found["year"].replace("X", "9"))
    if high < 1:
        return None, None
    try:
        return _days(max(low, 1), high, int(found["month"] or 0), int(found["day"] or 0))
    except ValueError:
        return None


def _days(low: int, high: int, month: int, day: int) -> Bounds:
    if day:
        return date(low, month, day), date(low, month, day)
    if month in _SEASON_START:
        return date(low, _SEASON_START[month], 1), _last_day(low, _SEASON_START[month] + 2)
    if month:
        return date(low, month, 1), _last_day(low, month)
    return date(low, 1, 1), date(high, 12, 31)


def _last_day(year: int, month: int) -> date | None:
    """The last day of a month; months from 13 on are of the next year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if year > 9999:
        return None
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)


def _by_package(edtf: str) -> Bounds:
    try:
        parsed = parse_edtf(edtf)
    except EDTFParseException:
        return None, None
    return _day(parsed.lower_strict()), _day(parsed.upper_strict())


def _day(moment: struct_time | float) -> date | None:
    if not isinstance(moment, struct_time) or not 1 <= moment.tm_year <= 9999:
        return None
    return date(moment.tm_year, moment.tm_mon, moment.tm_mday)
