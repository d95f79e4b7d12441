"""Ages in whole years: "at the age of fourteen", "aged 14", "when she was six", "died at 24"."""

import re
from dataclasses import dataclass

from pipelines.extract.claims.calendar import NUMBER, number_of

_OLDEST = 120
_AGES = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?i:at|by|until|from|since)\s+(?i:the\s+)?(?i:(?:young|early|tender|ripe|old)\s+){0,2}age\s+(?i:of\s+)?"
        rf"(?:just\s+)?(?P<n>{NUMBER})\b",
        rf"\b[Aa]ged\s+(?:just\s+|only\s+)?(?P<n>{NUMBER})\b(?!\s*[–-]\s*\d|\s+to\s+\d)",
        rf"\b[Ww]hen\s+(?:\w+\s+){{1,3}}was\s+(?:only\s+|just\s+)?(?P<n>{NUMBER})(?:\s+years\s+(?:old|of\s+age))?"
        r"(?=\s*(?:[,.;)]|$)|\s+(?:and|so|but|by|to|she|he|her|his|after|at)\b)",
        rf"\b(?i:at)\s+(?:just\s+|only\s+)?(?P<n>\d\d|{NUMBER})(?=\s*[,.;)—–]|\s*$|\s+years\s+(?:old|of\s+age))",
    )
)


@dataclass(frozen=True, slots=True)
class Age:
    """An age told at `[start, end)` of its text."""

    start: int
    end: int
    years: int


def find_ages(text: str) -> list[Age]:
    """Give the ages in whole years that `text` tells, in order, without overlaps."""
    taken = bytearray(len(text))
    found = []
    for pattern in _AGES:
        for match in pattern.finditer(text):
            years = number_of(match["n"])
            start, end = match.span()
            if years is not None and 2 < years < _OLDEST and not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                found.append(Age(start, end, years))
    return sorted(found, key=lambda age: age.start)
