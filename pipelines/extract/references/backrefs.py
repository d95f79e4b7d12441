"""Notes that point back: ibid., op. cit., idem, a dash for the same author, short titles, author and year.

A row keeps what is written at its place; `work` becomes the title of the work that is meant, and a name that stands for
the one before it keeps its literal and gets family and given name.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipelines.extract.references.entries import LONGEST_READ, parse_entry, stripped_start
from pipelines.extract.references.names import split_name
from pipelines.extract.rows import Name, Reference, ReferenceKind, Span
from pipelines.extract.same_work import fold, main_title

_SIGNAL = r"(?:(?:[Ss]ee(?: also)?|[Cc]f\.?|[Vv]gl\.?|[Vv]oir|[Ss]iehe|[Cc]ompare),?\s+)?"
_IBID = re.compile(
    rf"{_SIGNAL}(?:ibid(?:em)?|ib|ebd|ebda|ebenda|loc\.?\s?cit|l\.\s?c|там же|tam zhe|ivi|ibíd|"
    r"id\.?,? at)\b",
    re.IGNORECASE,
)
_OP_CIT = re.compile(
    r"\b(?:ibid|op\.?\s?cit|opus cit(?:atum)?|loc\.?\s?cit|art\.?\s?cit|ouvr\.?\s?cit|a\.\s?a\.\s?O|cit\.|ук\.\s?соч|"
    r"указ\.\s?соч|uk\.\s?soch|ukaz\.\s?soch)",
    re.IGNORECASE,
)
_SAME_AUTHOR = re.compile(
    r"(?P<same>[—–―]{1,6}|-{2,6}|_{2,}|(?:[Ii]dem|[Ii]d\.|[Ee]adem|[Dd]ers\.|[Dd]ies\.|Он же|Она же))"
    r"(?P<behind>\s*[.,:;]\s*|\s+(?=[(\[“\"«A-Z]))"
)
# "Roe, Salt and Silver, 77": too short for the reader of entries to tell the title from more people.
_SHORT_NOTE = re.compile(
    rf"{_SIGNAL}(?P<who>[^\W\d_][^,;:()0-9]{{1,60}}), (?P<title>[^,;()0-9][^;()0-9]{{2,120}}?),? "
    r"(?:pp?\.\s?|S\.\s?)?(?P<pages>(?!(?:1[4-9]|20)[0-9]{2}\b)[0-9ivxl]{1,6}(?:\s?[-–]\s?[0-9ivxl]{1,6})?f{0,2})\.?$"
)
# How many works of one creator are looked through, before a note and behind it.
_REACH = 200
_DASH = "———"
# What a note that only points back does not have.
_TOLD_OF_WORKS = ("publisher", "place", "container", "isbn13", "doi", "url", "volume", "issue")


def back_references(references: Sequence[Reference], texts: Sequence[str]) -> list[Reference]:
    """Give the references of a document, in order, with what points back resolved; `texts` holds the words of each."""
    full = _Listed([(r, text[:400]) for r, text in zip(references, texts, strict=True) if _is_full(r, text[:400])])
    before: Reference | None = None
    resolved = []
    for reference, text in zip(references, texts, strict=True):
        current = reference
        if reference.kind == ReferenceKind.BIBLIOGRAPHIC:
            current = _resolved(reference, text[stripped_start(text[:400]) :][:LONGEST_READ], before, full)
            before = current
        resolved.append(current)
    return resolved


def _resolved(reference: Reference, text: str, before: Reference | None, full: "_Listed") -> Reference:
    if _IBID.match(text):
        return _pointing(reference, before)
    if _OP_CIT.search(text[:400]) and not _tells_work(reference):
        return _pointing(reference, full.by_title(reference) or full.by_name(reference) if reference.names else before)
    same = _SAME_AUTHOR.match(text)
    if same and before is not None and before.names:
        return _with_names(reference, same.group("same"), text[same.end("same") :], before)
    short = _SHORT_NOTE.match(text)
    told = _short_note(reference, short, full) if short else None
    if told is not None:
        return told
    if reference.names and not _tells_work(reference):
        meant = full.by_title(reference) if reference.title else full.by_year(reference, text)
        return replace(reference, work=meant.work) if meant is not None else reference
    return reference


def _short_note(note: Reference, match: re.Match[str], full: "_Listed") -> Reference | None:
    """Give a note of author, short title and page, where the document has the work in full."""
    read = Reference(
        note.span, note.kind, title=match.group("title").strip(" ,“”\"«»‘’"), pages=match.group("pages"),
        names=(split_name("author", match.group("who")),), confidence=note.confidence,
    )  # fmt: skip
    meant = full.by_title(read)
    return replace(read, work=meant.work, type=meant.type) if meant is not None else None


def _pointing(reference: Reference, meant: Reference | None) -> Reference:
    """Give a note that has no title of its own; what was taken for one are the words that point back."""
    if reference.title is not None and not re.search(r"\w{5}", reference.title):
        spans = tuple(field for field in reference.field_spans if field.field != "title")
        reference = replace(reference, title=None, type=None, work=None, field_spans=spans)
    return replace(reference, work=meant.work) if meant is not None and meant.work else reference


def _with_names(reference: Reference, written: str, rest: str, before: Reference) -> Reference:
    """Give the entry with the creators of the one before it; without a title of its own it is the same work, too.

    It is read again with a dash for the creators, which the reader of entries takes for nobody's name.
    """
    role = before.names[0].role
    meant = [Name(role, written, n.family or n.literal, n.given) for n in before.names if n.role == role]
    start = reference.span.end - len(_DASH + rest)
    read = parse_entry(_DASH + rest).reference(reference.span, reference.kind, start=start)
    others = [name for name in read.names if name.literal.strip(" .,") != _DASH]
    return replace(read, names=(*meant, *others), work=read.work or before.work)


def _tells_work(reference: Reference) -> bool:
    return any(getattr(reference, name) for name in _TOLD_OF_WORKS)


def _is_full(reference: Reference, text: str) -> bool:
    """Tell whether a reference says which work it means by itself."""
    if reference.kind != ReferenceKind.BIBLIOGRAPHIC or not reference.title or _IBID.match(text):
        return False
    return bool(reference.year or _tells_work(reference)) and not _OP_CIT.search(text[:400])


@dataclass
class _Listed:
    """The full references of a document by the family name of their first creator."""

    references: Sequence[tuple[Reference, str]]
    _families: dict[str, list[Reference]] = field(default_factory=dict)
    _years: dict[Span, str | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for reference, text in self.references:
            for name in reference.names[:1]:
                self._families.setdefault(_family(name), []).append(reference)
                self._years[reference.span] = _lettered_year(text)

    def by_name(self, note: Reference) -> Reference | None:
        """Give the last one before `note` by its first creator, else the only one behind it."""
        return _nearest(note, self._near(note))

    def by_title(self, note: Reference) -> Reference | None:
        """Give the one by the same creator whose title the note's shortens."""
        short = main_title(note.title) if note.title else ""
        if not short or (note.year and not note.pages):
            return None
        return _nearest(note, [r for r in self._near(note) if _shortens(short, r.title or "") and _agree(note, r)])

    def by_year(self, note: Reference, text: str) -> Reference | None:
        """Give the one by the same creator of the same year; of two, the one whose year has the note's letter."""
        near = [reference for reference in self._near(note) if note.year and _agree(note, reference)]
        lettered = _lettered_year(text)
        same = [reference for reference in near if lettered and self._years[reference.span] == lettered]
        return _nearest(note, same or (near if len({fold(r.title or "") for r in near}) == 1 else []))

    def _near(self, note: Reference) -> list[Reference]:
        """Give the ones by the same creator that stand nearest to the note, in order, without itself."""
        listed = self._families.get(_family(note.names[0]), []) if note.names else []
        place = bisect_left(listed, note.span, key=lambda reference: reference.span)
        return [r for r in listed[max(0, place - _REACH) : place + _REACH] if r.span != note.span]


def _family(name: Name) -> str:
    """Give the folded family name; of a name that was not split, the last word."""
    words = fold(name.family or name.literal).split()
    return words[-1] if words else ""


def _agree(note: Reference, listed: Reference) -> bool:
    """Tell whether no two different years stand against each other."""
    return not note.year or not listed.year or note.year[:4] == listed.year[:4]


def _lettered_year(text: str) -> str | None:
    match = re.search(r"\b(?:1[4-9]|20)[0-9]{2}[a-z]\b", text)
    return match.group() if match else None


def _shortens(short: str, title: str) -> bool:
    """Tell whether the folded `short` is the head of a title, or two or more words of it in a row."""
    whole = f" {fold(title)} "
    return whole.startswith(f" {short} ") or (" " in short and f" {short} " in whole)


def _nearest(note: Reference, candidates: Sequence[Reference]) -> Reference | None:
    earlier = [reference for reference in candidates if reference.span < note.span]
    if earlier:
        return earlier[-1]
    later = [reference for reference in candidates if reference.span > note.span]
    return later[0] if len({fold(reference.title or "") for reference in later}) == 1 else None
