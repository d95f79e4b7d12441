"""Reference strings to fields, one a line: what `testimonia cite` does.

No sentence is parsed here, so neither spaCy nor Dagster is loaded.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pipelines.errors import TestimoniaError, UsageError
from pipelines.extract.references.backrefs import back_references
from pipelines.extract.references.entries import parse_entries
from pipelines.extract.rows import Reference, ReferenceKind, Span
from pipelines.release.bibtex import bibtex_entry, citation_key, unique_keys
from pipelines.release.csl import csl_item
from pipelines.release.formats import CiteFormat

COLUMNS = (
    "type", "title", "year", "container", "publisher", "place", "volume", "issue", "pages", "edition", "isbn13", "doi",
    "url", "work", "confidence",
)  # fmt: skip
"""Columns of the contract `references` that one reference string can fill."""
ROLES = ("author", "editor", "translator")
STDIN = "-"


@dataclass(frozen=True, slots=True)
class Cited:
    """One line and what was read in it."""

    raw: str
    reference: Reference

    @property
    def fields(self) -> dict[str, Any]:
        """The contract's columns; None where the line does not tell."""
        return {name: getattr(self.reference, name) for name in COLUMNS}

    @property
    def citable(self) -> dict[str, Any]:
        """The columns for a citation: the title of the work that is pointed back to, or else the line as a note."""
        title = self.reference.title or self.reference.work
        return {**self.fields, "title": title, "note": None if title else self.raw}

    @property
    def names(self) -> list[dict[str, Any]]:
        """The names in order, by the columns of `reference_names`."""
        return [asdict(name) for name in self.reference.names]

    def written(self, role: str) -> list[str]:
        """Give the names of one role as written."""
        return [name.literal for name in self.reference.names if name.role == role]


def read_lines(given: str) -> list[str]:
    """Give the lines of a file, or of standard input for `-`, that hold more than white space.

    Raises `UsageError` where there is no such file, `TestimoniaError` where it is not UTF-8 or holds no reference.
    """
    where = "standard input" if given == STDIN else given
    try:
        data = sys.stdin.buffer.read() if given == STDIN else Path(given).read_bytes()
    except OSError as cause:
        raise UsageError(f"{given}: cannot be read ({cause.strerror}); give a file, or - for standard input") from cause
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as cause:
        line = data[: cause.start].count(b"\n") + 1
        raise TestimoniaError(f"{where}: line {line} is not UTF-8; convert the file to UTF-8 first") from cause
    lines = [line.strip() for line in text.split("\n")]
    found = [line for line in lines if line]
    if not found:
        raise TestimoniaError(f"{where}: holds no reference; one is expected on each line")
    return found


def cite(lines: Sequence[str]) -> list[Cited]:
    """Read each line as one reference, in order, all of one style where a line leaves it open.

    A line may point back to those before it ("Ibid.", "———. Title").
    """
    found, start = [], 0
    for line, entry in zip(lines, parse_entries(lines), strict=True):
        span = Span(start, start + len(line))
        found.append(entry.reference(span, ReferenceKind.BIBLIOGRAPHIC))
        start = span.end + 1
    resolved = back_references(found, lines)
    return [Cited(line, reference) for line, reference in zip(lines, resolved, strict=True)]


def written(cited: Sequence[Cited], form: CiteFormat) -> Iterator[str]:
    """Yield what the format has for the references, line by line; the table for people is the caller's."""
    if form is CiteFormat.JSONL:
        for one in cited:
            people = {role: one.written(role) for role in ROLES}
            yield json.dumps({"raw": one.raw, **one.fields, **people}, ensure_ascii=False)
        return
    keys = list(unique_keys(citation_key(one.citable, one.names) for one in cited))
    if form is CiteFormat.BIBTEX:
        for key, one in zip(keys, cited, strict=True):
            yield bibtex_entry(key, one.citable, one.names)
        return
    items = [csl_item(key, key, one.citable, one.names) for key, one in zip(keys, cited, strict=True)]
    yield json.dumps(items, ensure_ascii=False, indent=2)


def cells(one: Cited) -> tuple[str, ...]:
    """Give a row for people: who, when, title, in what or by whom, pages, type, confidence."""
    fields = one.fields
    people = one.written("author") or [f"{name} (ed.)" for name in one.written("editor")]
    within = ", ".join(value for value in (fields["container"], fields["place"], fields["publisher"]) if value)
    shown = fields["title"] or (f"→ {fields['work']}" if fields["work"] else "")
    rest = (fields["pages"] or "", fields["type"] or "", f"{one.reference.confidence:.2f}")
    return ("; ".join(people), fields["year"] or "", shown or one.raw, within, *rest)
