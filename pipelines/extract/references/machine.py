"""What a page says of a reference for machines: COinS (OpenURL 1.0, ANSI/NISO Z39.88) and schema.org microdata.

It goes before what is read from the words, but only where the words have it, since fields are as written.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

from pipelines.extract.references.entries import Entry
from pipelines.extract.references.isbn import to_isbn13
from pipelines.extract.references.names import split_name
from pipelines.extract.rows import Name, Span
from pipelines.readers.document import Document, Markup

_GENRES = {
    "article": "article-journal", "bookitem": "chapter", "book": "book", "proceeding": "paper-conference",
    "conference": "paper-conference", "report": "report", "dissertation": "thesis",
}  # fmt: skip
_COINS = {
    "year": ("date",), "publisher": ("pub", "inst"), "place": ("place", "cc"), "volume": ("volume",),
    "issue": ("issue",), "pages": ("pages",), "edition": ("edition",),
}  # fmt: skip
_PROPERTIES = {
    "title": "name", "year": "datepublished", "publisher": "publisher", "edition": "bookedition",
    "volume": "volumenumber", "issue": "issuenumber", "pages": "pagination",
}  # fmt: skip


class MachineMarks:
    """The marks for machines of a document, to be asked for by span."""

    def __init__(self, document: Document) -> None:
        kinds = ("reference", "coins", "property")
        self._marks = [mark for mark in document.markup if mark.kind in kinds]
        self._text = document.text

    def within(self, span: Span, kind: str) -> list[Markup]:
        """Give the marks of a kind that begin in `span` and end in it, in order."""
        place = bisect_left(self._marks, span.start, key=lambda mark: mark.start)
        found = []
        while place < len(self._marks) and self._marks[place].start < span.end:
            mark = self._marks[place]
            if mark.kind == kind and mark.end <= span.end:
                found.append(mark)
            place += 1
        return found

    def completed(self, entry: Entry, span: Span) -> Entry:
        """Give an entry with what the page says of it for machines."""
        if not self._marks:
            return entry
        text = self._text[span.start : span.end]
        coins = self.within(span, "coins")
        if len(coins) == 1 and coins[0].value:
            return _with_coins(entry, text, parse_qs(coins[0].value))
        properties = [(mark.value or "", self._text[mark.start : mark.end]) for mark in self.within(span, "property")]
        names = {name for name, _ in properties}
        if names & {"name", "headline"} and len(names) > 1:
            return _with_properties(entry, properties)
        return entry


def _with_coins(entry: Entry, text: str, told: Mapping[str, Sequence[str]]) -> Entry:
    def first(*keys: str) -> str | None:
        return next((told[f"rft.{key}"][0].strip() for key in keys if told.get(f"rft.{key}")), None)

    part = first("atitle")
    title, container = (
        (part, first("jtitle", "btitle", "title")) if part else (first("btitle", "title", "jtitle"), None)
    )
    fields = {name: first(*keys) for name, keys in _COINS.items()}
    fields |= {"title": title, "container": container}
    written: dict[str, Any] = {name: value for name, value in fields.items() if value and value in text}
    if "year" not in written and (year := re.search(r"[0-9]{4}", fields["year"] or "")) and year.group() in text:
        written["year"] = year.group()
    doi = next((value[9:].lower() for value in told.get("rft_id", ()) if value.startswith("info:doi/10.")), None)
    isbn = to_isbn13(first("isbn") or "")
    kind = _GENRES.get(first("genre") or "")
    names = tuple(_authors(told, text)) or entry.names
    others = tuple(name for name in entry.names if name.role != "author") if names is not entry.names else ()
    known: dict[str, Any] = {"doi": doi, "isbn13": isbn, "type": kind if "title" in written else None}
    return replace(entry, names=(*names, *others), **written, **{name: value for name, value in known.items() if value})


def _authors(told: Mapping[str, Sequence[str]], text: str) -> Iterator[Name]:
    """Yield the authors whose names the text has, as it writes them; nobody where it lacks one."""
    found = []
    pairs = [*zip(told.get("rft.aulast", ()), told.get("rft.aufirst", ()), strict=False)]
    for author in dict.fromkeys([*(f"{family}, {given}" for family, given in pairs), *told.get("rft.au", ())]):
        family, _, given = (part.strip() for part in author.partition(","))
        forms = [form for form in (author, f"{given} {family}".strip()) if form in text]
        if not forms:
            return
        found.append(Name("author", forms[0], family if given else None, given or None))
    yield from found


def _with_properties(entry: Entry, properties: Sequence[tuple[str, str]]) -> Entry:
    told: dict[str, str] = {}
    for name, value in properties:
        told.setdefault("name" if name == "headline" else name, value.strip(' ,.;:"“”'))
    fields: dict[str, Any] = {field: told[name] for field, name in _PROPERTIES.items() if told.get(name)}
    isbn = to_isbn13(told.get("isbn", ""))
    if isbn:
        fields["isbn13"] = isbn
    names = tuple(
        split_name(name, value.strip(" ,.;"))
        for name, value in properties
        if name in ("author", "editor", "translator")
    )
    return replace(entry, names=names or entry.names, **fields)
