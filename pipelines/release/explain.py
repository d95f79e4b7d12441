"""One row of a release, with the words around it, the bytes it comes from and what made it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.contracts import Contracts, Table, load_contracts
from pipelines.errors import ReleaseError
from pipelines.readers.offsets import byte_span
from pipelines.release.checks.texts import Evidence, evidence
from pipelines.release.find import find_row, first_row
from pipelines.release.manifest import MANIFEST, read_manifest

Row = Mapping[str, Any]
_DOCUMENT = "document_id"
_AROUND = 400
# A full stop, question or exclamation mark with what may close it, before white space and what may open a sentence.
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[^\Wa-z])")


@dataclass(frozen=True, slots=True)
class Context:
    """The words of a span with the rest of the sentences that it stands in, at most 400 code points each way."""

    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands: the row of `table` with the span, its document and source, its words, and its bytes.

    `context` is None where the row has no span or its text is not at hand, and `problems` says why it is not;
    `raw_bytes` is `[first, last)` of the raw file, None likewise.
    """

    table: str
    row: Row
    document: Row
    source: Row | None
    context: Context | None
    raw_bytes: tuple[int, int] | None
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """A row of `table`, the places it stands on (none, one, or both of a pair), what made it, and its release."""

    table: str
    row: Row
    places: tuple[Place, ...]
    extractor: Row | None
    version: str
    inputs_digest: str


def explain(release: Path, row_id: str, raw: Path | None = None) -> Explained:
    """Find the row with the key `row_id` in the release folder `release`; the parts of a key stand with commas.

    Where the words may not ship, they are read from the raw file below the folder `raw`, if that is given. Raises
    `ReleaseError` where the folder is no release, no table has keys of that form, or there is no such row.
    """
    if not (release / MANIFEST).is_file():
        raise ReleaseError(f"{release}: no release, since it has no {MANIFEST}; give the folder of a version")
    contracts = load_contracts(release / "schemas")
    rows = _Rows(release, contracts)
    table, row = _find(rows, row_id)
    places = (_place(rows, raw, name, spanned) for name, spanned in _standing(rows, table, row))
    manifest = read_manifest(release / MANIFEST)
    made = rows.one("extractors", {"extractor": row.get("extractor")})
    known = tuple(place for place in places if place is not None)
    return Explained(table.name, row, known, made, manifest.version, manifest.inputs_digest)


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of a release."""

    release: Path
    contracts: Contracts

    def one(self, table: str, values: Mapping[str, Any]) -> dict[str, Any] | None:
        """Give the row of a table with these values, or None where there is none, no value, or no such table."""
        known = self.contracts.tables.get(table)
        return find_row(self.release, table, values, known.shardedBy if known else None)


def _find(rows: _Rows, row_id: str) -> tuple[Table, Row]:
    """Give the row whose key is `row_id`, looked for in every table with keys of that form."""
    fitting = [(table, key) for table in rows.contracts if (key := _key(table, row_id))]
    if not fitting:
        forms = ", ".join(f"{_form(table)} ({table.name})" for table in rows.contracts)
        raise ReleaseError(f"{row_id}: no table has keys of that form; there are {forms}")
    for table, key in fitting:
        row = rows.one(table.name, key)
        if row is not None:
            return table, row
    names = " or ".join(table.name for table, _ in fitting)
    raise ReleaseError(f"{rows.release}: {names} has no row {row_id}")


def _key(table: Table, row_id: str) -> dict[str, Any] | None:
    """Give `row_id` as values of the table's key, or None where they cannot be that."""
    fields = [field for name in table.primaryKey for field in table if field.name == name]
    parts = [part.strip() for part in row_id.split(",", len(fields) - 1)]
    if len(parts) != len(fields) or not all(parts):
        return None
    for field, part in zip(fields, parts, strict=True):
        pattern = r"[0-9]{1,9}" if field.type == "integer" else field.constraints.pattern
        if pattern is not None and not re.fullmatch(pattern, part):
            return None
    return {
        field.name: int(part) if field.type == "integer" else part for field, part in zip(fields, parts, strict=True)
    }


def _form(table: Table) -> str:
    examples = {field.name: str(field.example) for field in table}
    return ",".join(re.sub(r"_a+$", "_…", examples[name]) for name in table.primaryKey)


def _standing(rows: _Rows, table: Table, row: Row) -> Iterator[tuple[str, Row]]:
    """Yield the rows with spans that a row stands on: itself, else those that its own key points to, else itself."""
    pointing = [key for key in table.foreignKeys if len(key.fields) == 1 and key.fields[0] in table.primaryKey]
    spanned = [key for key in pointing if rows.contracts[key.reference.resource].spans]
    if table.spans or not spanned:
        yield table.name, row
        return
    for key in spanned:
        wanted = {key.reference.fields[0]: row[key.fields[0]]}
        near = {**wanted, _DOCUMENT: row.get(_DOCUMENT)}
        parent = rows.one(key.reference.resource, near) or rows.one(key.reference.resource, wanted)
        if parent is not None:
            yield key.reference.resource, parent


def _place(rows: _Rows, raw: Path | None, table: str, row: Row) -> Place | None:
    document = rows.one("documents", {_DOCUMENT: row.get(_DOCUMENT)})
    if document is None:
        return None
    source = rows.one("sources", {"source_id": document["source_id"]})
    start, end = row.get("start"), row.get("end")
    if start is None or end is None:
        return Place(table, row, document, source, None, None, ())
    known = evidence(document, raw)
    near = {name: row.get(name) for name in ("passage_id", _DOCUMENT)}
    passage = rows.one("passages", near) or _around(rows, row)
    told = tuple(str(problem) for problem in known.problems)
    return Place(table, row, document, source, _context(known, passage, start, end), _bytes(known, start, end), told)


def _context(known: Evidence, passage: Row, start: int, end: int) -> Context | None:
    """Give the words of a span within their passage, back and on to where a sentence ends."""
    if known.text is None:
        return None
    first = max(passage.get("start", 0), start - _AROUND)
    last = max(end, min(passage.get("end", known.characters), end + _AROUND))
    before, after = known.text[first:start], known.text[end:last]
    begins = max((found.end() for found in _SENTENCE_END.finditer(known.text[first : start + 1])), default=0)
    ends = _SENTENCE_END.search(known.text[end - 1 : last + 2])
    closes = max(0, ends.end() - 1) if ends else len(after)
    return Context(before[begins:].lstrip(), known.text[start:end], after[:closes])


def _bytes(known: Evidence, start: int, end: int) -> tuple[int, int] | None:
    """Give the bytes of a span, by the map that reading the raw file gives, else by the one of the release."""
    anchors = known.read_anchors or known.anchors
    if known.text is None or not anchors:
        return None
    return byte_span(anchors, known.encoding, known.text, start, end)


def _around(rows: _Rows, row: Row) -> Row:
    """Give the passage that a span without a `passage_id` stands in, or nothing where it is not there."""
    inside = (pl.col(_DOCUMENT) == row[_DOCUMENT]) & (pl.col("start") <= row["start"]) & (pl.col("end") >= row["end"])
    return first_row(rows.release, "passages", [inside], row[_DOCUMENT]) or {}
