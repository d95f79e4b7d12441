"""Bibliographies and notes: the items that are entries, and the references in them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from pipelines.extract.annotation import Annotated
from pipelines.extract.references.entries import entry_signals, parse_entries, stripped_start
from pipelines.extract.references.machine import MachineMarks
from pipelines.extract.references.notices import cross_reference
from pipelines.extract.references.splitting import split_note
from pipelines.extract.rows import Reference, ReferenceKind, Span
from pipelines.readers.document import Passage, PassageKind
from pipelines.readers.sections import Section, placed

_LONGEST = 400
_GLOSS = re.compile(r"\s+(?:–|—|-)\s+|\s*\(|:\s")
_HOLDING = frozenset({PassageKind.LIST_ITEM, PassageKind.PARAGRAPH})
# A short entry without a verb looks like a caption to the readers.
_HOLDING_IN_LISTS = frozenset({PassageKind.CAPTION, PassageKind.BLOCK_QUOTE})
_OF_ENTRIES = frozenset({Section.BIBLIOGRAPHY, Section.NOTES})


@dataclass(frozen=True, slots=True)
class _Item:
    """A stretch that may hold references: a passage, or a line of one; `number` counts the headings before it."""

    span: Span
    kind: PassageKind
    section: Section
    number: int = 0


@dataclass(frozen=True, slots=True)
class _Place:
    """One reference of a list, to be read with the others of the list of that number."""

    span: Span
    kind: ReferenceKind
    number: int


def listed_references(annotated: Annotated) -> list[Reference]:
    """Give the references in the document's bibliographies and notes, and in items elsewhere that read like entries."""
    marks = MachineMarks(annotated.document)
    found = [place for item in _items(annotated, marks) for place in _places(annotated, item)]
    pages = [place for place in found if isinstance(place, Reference)]
    places = [place for place in found if isinstance(place, _Place)]
    # What stands under one heading is of one style, which helps where a single entry leaves it open.
    lists = (list(group) for _, group in groupby(places, key=lambda place: place.number))
    return pages + [reference for one in lists for reference in _read(annotated, marks, one)]


def _read(annotated: Annotated, marks: MachineMarks, places: Sequence[_Place]) -> Iterator[Reference]:
    entries = parse_entries([annotated.text(place.span) for place in places])
    for place, entry in zip(places, entries, strict=True):
        completed = marks.completed(entry, place.span)
        yield completed.reference(place.span, place.kind, "webpage" if place.kind == ReferenceKind.LINK else None)


def _items(annotated: Annotated, marks: MachineMarks) -> Iterator[_Item]:
    """Give what may be entries, each with the section it stands in."""
    for one in placed(annotated.document):
        passage, section = one.passage, one.section
        if passage.kind in _HOLDING or (passage.kind in _HOLDING_IN_LISTS and section in _OF_ENTRIES):
            items = _marked(passage, marks) or _lines(annotated, passage, section)
            yield from (replace(item, number=one.number) for item in items)


def _marked(passage: Passage, marks: MachineMarks) -> list[_Item]:
    """Give what the page itself marks as references: citations within a passage, or a whole item of a list of notes."""
    whole = Span(passage.start, passage.end)
    spans = [Span(mark.start, mark.end) for mark in marks.within(whole, "reference")]
    inner = [span for span in spans if span != whole]
    if inner and (len(inner) > 1 or passage.kind != PassageKind.LIST_ITEM):
        return [_Item(span, PassageKind.LIST_ITEM, Section.BIBLIOGRAPHY) for span in inner]
    # Such lists hold notes in prose, too, whatever their heading says; a citation within is surely none.
    return [_Item(whole, passage.kind, Section.BIBLIOGRAPHY if inner else Section.NOTES)] if spans else []


def _lines(annotated: Annotated, passage: Passage, section: Section) -> Iterator[_Item]:
    """Give a paragraph of entries line by line where most of its lines read like entries, else the whole passage."""
    whole = Span(passage.start, passage.end)
    lines = [whole]
    if passage.kind != PassageKind.LIST_ITEM and section in _OF_ENTRIES:
        text = annotated.document.text
        found = re.finditer(r"[^\n]*[^\s][^\n]*", text[passage.start : passage.end])
        cut = [Span(passage.start + line.start(), passage.start + line.end()) for line in found]
        if len(cut) > 1 and sum(entry_signals(annotated.text(line)) > 1 for line in cut) * 2 > len(cut):
            lines = cut
    for line in lines:
        stripped = annotated.text(line)
        yield _Item(Span(line.start, line.start + len(stripped.rstrip())), passage.kind, section)


def _places(annotated: Annotated, item: _Item) -> Iterator[_Place | Reference]:
    text = annotated.text(item.span)
    start = item.span.start + stripped_start(text[:_LONGEST])
    span = Span(start, item.span.end)
    text = text[start - item.span.start :]
    in_list = item.kind == PassageKind.LIST_ITEM
    if not any(letter.isalnum() for letter in text[:_LONGEST]):
        return
    if item.section == Section.SEE_ALSO and in_list:
        yield _see_also(annotated, span, text)
    elif item.section == Section.LINKS and _is_entry(item, text) and entry_signals(text) < 2:
        yield _Place(span, ReferenceKind.LINK, item.number)
    elif _is_entry(item, text):
        for part in split_note(text) if item.section == Section.NOTES else [Span(0, len(text))]:
            where = Span(start + part.start, start + part.end)
            yield _Place(where, ReferenceKind.BIBLIOGRAPHIC, item.number)


def _is_entry(item: _Item, text: str) -> bool:
    """Tell entries from notes and prose: the section first, then what the text has of an entry."""
    in_list = item.kind == PassageKind.LIST_ITEM
    if in_list and item.section in (Section.BIBLIOGRAPHY, Section.LINKS, Section.NOTES):
        return True
    signals = entry_signals(text)
    if item.section in (Section.BIBLIOGRAPHY, Section.LINKS):
        return signals >= 2 and len(text) <= _LONGEST * 3
    if item.section == Section.NOTES:
        return signals >= 2
    return in_list and signals >= 3


def _see_also(annotated: Annotated, span: Span, text: str) -> Reference:
    """Take the name of the page up to its gloss."""
    head = _GLOSS.split(text[:_LONGEST], maxsplit=1)[0].rstrip(" .,;")
    title = head or text[:_LONGEST].rstrip()
    return cross_reference(annotated, Span(span.start, span.start + len(title)), title, listed=True)
