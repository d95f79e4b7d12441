"""Bibliographies: the headings that open them and the entries under these."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from pipelines.extract.annotation import Annotated
from pipelines.extract.references.entries import entry_signals, parse_entry, stripped_start
from pipelines.extract.references.notices import cross_reference
from pipelines.extract.rows import Reference, ReferenceKind, Span
from pipelines.readers.document import Passage, PassageKind


class Section(Enum):
    """What the items under a heading are."""

    BIBLIOGRAPHY = "bibliography"
    NOTES = "notes"
    SEE_ALSO = "see also"
    LINKS = "links"
    OTHER = "other"


_HEADINGS = {
    Section.BIBLIOGRAPHY: (
        "further reading|references|references and further reading|bibliography|select bibliography|selected "
        "bibliography|works cited|"
        "literature cited|literature|sources|primary sources|secondary sources|sources and further reading|"
        "reading list|recommended reading|"
        "suggested reading|suggestions for further reading|selected works|publications|works|books|articles|"
        "selected publications|"
        "general references|cited works|cited sources|books cited|print sources|filmography|discography|"
        "bibliographie|ouvrages|références|pour en savoir plus|lectures complémentaires|literatur|"
        "literaturverzeichnis|quellen|"
        "weiterführende literatur|quellen und literatur|schriften|werke|bibliografía|bibliografia|obras|"
        "referencias|referências|opere|"
        "fonti|литература|библиография|источники|сочинения"
    ),
    Section.NOTES: (
        "notes|footnotes|endnotes|citations|notes and references|references and notes|notes and citations|"
        "explanatory notes|inline citations|"
        "einzelnachweise|anmerkungen|fußnoten|notes et références|notas|note|примечания"
    ),
    Section.SEE_ALSO: (
        "see also|related articles|related pages|related|siehe auch|voir aussi|véase también|vedi anche|см. также"
    ),
    Section.LINKS: (
        "external links|links|external sources|web links|weblinks|liens externes|enlaces externos|collegamenti esterni|"
        "ссылки"
    ),
}  # fmt: skip
_SECTION_OF = {wording: section for section, wordings in _HEADINGS.items() for wording in wordings.split("|")}
_LONGEST = 400
_GLOSS = re.compile(r"\s+(?:–|—|-)\s+|\s*\(|:\s")


@dataclass(frozen=True, slots=True)
class _Item:
    passage: Passage
    section: Section


def section_of(heading: str) -> Section:
    """Give what a heading opens; numbering, colons and `[edit]` are ignored."""
    plain = re.sub(r"^[\dIVX.]+[.)]?\s+|\[\s*edit\s*\]|[:.\s]+$", "", heading.strip()).strip().casefold()
    return _SECTION_OF.get(plain, Section.OTHER)


def listed_references(annotated: Annotated) -> list[Reference]:
    """Give an entry for each item of the document's bibliographies, and for items elsewhere that read like entries."""
    found = []
    for item in _items(annotated):
        reference = _read(annotated, item)
        if reference is not None:
            found.append(reference)
    return found


def _items(annotated: Annotated) -> Iterator[_Item]:
    """Give the passages that may be entries, each with the section it stands in."""
    section = Section.OTHER
    for passage in annotated.document.passages:
        if passage.end - passage.start <= 60:
            opened = section_of(annotated.document.text[passage.start : passage.end])
            if opened != Section.OTHER and passage.kind not in (PassageKind.LIST_ITEM, PassageKind.TITLE):
                section = opened
                continue
        if passage.kind == PassageKind.HEADING:
            section = Section.OTHER
        elif passage.kind in (PassageKind.LIST_ITEM, PassageKind.PARAGRAPH):
            yield _Item(passage, section)


def _read(annotated: Annotated, item: _Item) -> Reference | None:
    passage = item.passage
    text = annotated.document.text[passage.start : passage.end]
    start = passage.start + stripped_start(text[:_LONGEST])
    span = Span(start, passage.end)
    text = text[start - passage.start :]
    if not any(letter.isalnum() for letter in text[:_LONGEST]):
        return None
    if item.section == Section.SEE_ALSO and passage.kind == PassageKind.LIST_ITEM:
        return _see_also(annotated, span, text)
    if not _is_entry(item, text):
        return None
    if item.section == Section.LINKS and entry_signals(text) < 2:
        entry = parse_entry(text)
        return entry.reference(span, ReferenceKind.LINK, "webpage")
    return parse_entry(text).reference(span, ReferenceKind.BIBLIOGRAPHIC)


def _is_entry(item: _Item, text: str) -> bool:
    """Tell entries from notes and prose: the section first, then what the text has of an entry."""
    in_list = item.passage.kind == PassageKind.LIST_ITEM
    if in_list and item.section in (Section.BIBLIOGRAPHY, Section.LINKS):
        return True
    signals = entry_signals(text)
    if item.section in (Section.BIBLIOGRAPHY, Section.LINKS):
        return signals >= 2 and len(text) <= _LONGEST * 3
    if item.section == Section.NOTES:
        return signals >= (1 if in_list else 2)
    return in_list and signals >= 3


def _see_also(annotated: Annotated, span: Span, text: str) -> Reference:
    """Take the name of the page up to its gloss."""
    head = _GLOSS.split(text[:_LONGEST], maxsplit=1)[0].rstrip(" .,;")
    title = head or text[:_LONGEST].rstrip()
    return cross_reference(annotated, Span(span.start, span.start + len(title)), title)
