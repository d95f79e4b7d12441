"""How much a text looks like a reference, without reading it whole."""

import re

from pipelines.extract.references.authors import read_people
from pipelines.extract.references.identifiers import DATE, mask
from pipelines.extract.references.places import is_publisher

_LONGEST = 2_500
_YEAR = r"(?:1[4-9][0-9]{2}|20[0-4][0-9])"
_YEARS = rf"{_YEAR}(?:\s?[–—/-]\s?(?:{_YEAR}|[0-9]{{2}}|present))?[a-z]?"
_DATED = re.compile(
    rf"[^\"“«(]{{3,200}}\((?:c\. ?|ca\. ?|circa )?(?:{DATE}|[A-Z][a-z]{{2,8}} {_YEAR}|{_YEARS}|n\.d\.)\)\."
)
_A_YEAR = re.compile(rf"[(,.\s]{_YEARS}(?=[).,;:\s]|$)")
_NUMBERS = re.compile(r"\bpp?\.\s?[0-9]|\b[Vv]ol(?:ume|\.)\s?[0-9]|[0-9]\s?\([0-9]+\):")
_QUOTED = re.compile(r"[\"“«][^\"”»]{3,}[\"”»]")


def entry_signals(text: str) -> int:
    """Count the marks of a reference: identifier (two), year, people at the start, publisher, pages, quoted title."""
    text = text[:_LONGEST]
    masked = mask(text)
    people = read_people(text)
    return (
        2 * bool(masked.isbn13 or masked.doi)
        + bool(masked.url)
        + bool(_A_YEAR.search(masked.text))
        + bool(people and re.match(r"\s*[(,.:;\"“–—]|\s*$", text[people.end :]))
        + bool(_NUMBERS.search(masked.text))
        + any(is_publisher(segment) for segment in re.split(r"[.,:()\x1f]", masked.text)[:40])
        + bool(_QUOTED.search(masked.text))
        + bool(_DATED.match(masked.text))
    )
