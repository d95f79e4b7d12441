"""A reference string read with the model: tokens, labels, runs of labels, fields, and the entry they make."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipelines.extract.references.names import split_name
from pipelines.extract.references.parse.entry import Entry
from pipelines.extract.references.parse.features import features_of
from pipelines.extract.references.parse.fields import PEOPLE, Found, runs, year_span
from pipelines.extract.references.parse.masking import Masking, maskings_of
from pipelines.extract.references.parse.model import Labeller
from pipelines.extract.references.parse.people import split_people
from pipelines.extract.references.parse.repair import repaired
from pipelines.extract.references.parse.start import read_from
from pipelines.extract.references.parse.style import voted
from pipelines.extract.references.parse.tokens import tokens_of
from pipelines.extract.references.parse.types import type_of_entry

# No reference is longer; what stands behind is kept in the row's text and not read.
LONGEST_READ = 2_500
_BLANK = re.compile(r"[\x00-\x1f\x7f\s]+")
# What one or two kinds of field are worth as a reading of a whole reference.
_WITH_KINDS = {1: 0.7, 2: 0.85}
_IN_ENTRY = {"isbn": "isbn13", "doi": "doi", "url": "url"}


class Reading(NamedTuple):
    """The runs of labels in a string, in the order of the text, and its identifiers."""

    text: str
    start: int
    runs: Sequence[Found]
    maskings: tuple[Masking, ...]


def read(text: str, labeller: Labeller, with_rivals: bool = False) -> Reading:
    """Give what the model finds in the first 2,500 characters of a string; with what else it may be where in doubt."""
    text = text[:LONGEST_READ]
    maskings = maskings_of(text)
    start = read_from(text)
    tokens = tokens_of(text, start, maskings)
    labels, sure = labeller.labels(features_of(text, tokens))
    rivals = labeller.rivals(labels, sure) if with_rivals else {}
    return Reading(text, start, runs(text, tokens, labels, sure, rivals), tuple(maskings))


def read_list(texts: Sequence[str], labeller: Labeller) -> list[Reading]:
    """Give what the model finds in the entries of one list, doubts decided by the style of the others."""
    readings = [read(text, labeller, with_rivals=True) for text in texts]
    decided = voted([reading.text for reading in readings], [reading.runs for reading in readings])
    return [reading._replace(runs=found) for reading, found in zip(readings, decided, strict=True)]


def entry_of(reading: Reading) -> Entry:
    """Give the entry that the runs of a reading make: the first run of each field, one span a person."""
    text = reading.text
    found = sorted(_fields(text, repaired(text, reading.start, reading.runs)), key=lambda one: one.start)
    fields: dict[str, str] = {}
    spans: list[tuple[str, int, int, int]] = []
    people: dict[str, list[str]] = {}
    for one in found:
        value = value_of(text, one.start, one.end)
        if one.field in PEOPLE:
            spans.append((one.field, len(people.setdefault(one.field, [])), one.start, one.end))
            people[one.field].append(value)
        else:
            fields[one.field] = value
            spans.append((one.field, 0, one.start, one.end))
    for masking in reading.maskings:
        name = _IN_ENTRY.get(masking.kind, masking.kind)
        if masking.kind in _IN_ENTRY:
            fields.setdefault(name, masking.value)
        if masking.kind != "remark":
            spans.append((name, sum(other[0] == name for other in spans), masking.start, masking.end))
    names = tuple(split_name(role, name) for role in PEOPLE for name in people.get(role, ()))
    return Entry(
        type=type_of_entry(fields, "editor" in people, text),
        names=names,
        spans=tuple(spans),
        identifiers=tuple((masking.kind, masking.value) for masking in reading.maskings if masking.kind != "remark"),
        confidence=_confidence(found),
        confidences=tuple((one.field, round(one.confidence, 2)) for one in found),
        **fields,
    )


def _fields(text: str, found: Sequence[Found]) -> Iterable[Found]:
    """Give one run of each field, and one span of each person; a year in square brackets gives way to another."""
    dates = []
    seen: set[str] = set()
    for one in found:
        if one.field in PEOPLE:
            for start, end in split_people(text, one.start, one.end):
                yield Found(one.field, start, end, one.confidence)
        elif one.field == "date":
            year = year_span(text, one.start, one.end)
            if year:
                dates.append(Found("year", *year, one.confidence))
        elif one.field not in seen:
            seen.add(one.field)
            yield one
    plain = [date for date in dates if text[date.start - 1 : date.start] != "["]
    yield from (plain or dates)[:1]


def value_of(text: str, start: int, end: int) -> str:
    """Give the text of a span with its white space evened and its control characters out."""
    return _BLANK.sub(" ", text[start:end]).strip()


def _confidence(found: Sequence[Found]) -> float:
    """Give the mean over the fields, less where fewer than three kinds were found: a reference has more."""
    if not found:
        return 0.0
    mean = sum(one.confidence for one in found) / len(found)
    return round(mean * _WITH_KINDS.get(len({one.field for one in found}), 1.0), 2)
