"""EDTF dates as first and last day, for range queries."""

from datetime import date
from time import struct_time

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException


def bounds(edtf: str | None) -> tuple[date | None, date | None]:
    """Give the first and last day that an EDTF date covers; None for an open end and outside of the years 1 to 9999."""
    if not edtf:
        return None, None
    try:
        parsed = parse_edtf(edtf)
    except EDTFParseException:
        return None, None
    return _day(parsed.lower_strict()), _day(parsed.upper_strict())


def _day(moment: struct_time | float) -> date | None:
    if not isinstance(moment, struct_time) or not 1 <= moment.tm_year <= 9999:
        return None
    return date(moment.tm_year, moment.tm_mon, moment.tm_mday)
