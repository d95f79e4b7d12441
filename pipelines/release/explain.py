"""One row of a release, with the words around it and where they come from."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.contracts import Contracts, Table, load_contracts
from pipelines.errors import ReleaseError
from pipelines.release.manifest import read_manifest

_AROUND = 200
_DOCUMENT = "document_id"


@dataclass(frozen=True, slots=True)
class Context:
    """The words of a span with those before and after it in its passage, at most 200 code points each way."""

    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Explained:
    """A row of `table`, the document and source it comes from, and its context; None where there is none to tell."""

    table: str
    row: Mapping[str, Any]
    document: Mapping[str, Any] | None
    source: Mapping[str, Any] | None
    context: Context | None
    version: str
    inputs_digest: str


def explain(release: Path, row_id: str) -> Explained:
    """Find the row with the id `row_id` in the release folder `release`.

    Raises `ReleaseError` where the folder is no release, no table has ids of that form, or there is no such row.
    """
    if not (release / "manifest.json").is_file():
        raise ReleaseError(f"{release}: no release, since it has no manifest.json; give the folder of a version")
    contracts = load_contracts(release / "schemas")
    table = _table_of(contracts, row_id)
    row = _row(release, table.name, table.primaryKey[0], row_id)
    if row is None:
        raise ReleaseError(f"{release}: {table.name} has no row {row_id}")
    document = _row(release, "documents", _DOCUMENT, row.get(_DOCUMENT))
    source = _row(release, "sources", "source_id", document["source_id"]) if document else None
    manifest = read_manifest(release / "manifest.json")
    context = _context(release, row, document)
    return Explained(table.name, row, document, source, context, manifest.version, manifest.inputs_digest)


def _table_of(contracts: Contracts, row_id: str) -> Table:
    """Give the table whose key has the prefix of an id, such as `quo_` for quotes."""
    prefix = row_id.partition("_")[0]
    known = {}
    for table in contracts:
        keys = [field for field in table.fields if (field.name,) == tuple(table.primaryKey)]
        example = str(keys[0].example or "") if keys else ""
        if "_" in example:
            known[example.partition("_")[0]] = table
    if prefix not in known:
        forms = ", ".join(f"{name}_… ({known[name].name})" for name in sorted(known))
        raise ReleaseError(f"{row_id}: no table has ids of that form; there are {forms}")
    return known[prefix]


def _row(release: Path, table: str, column: str, value: str | None) -> dict[str, Any] | None:
    if value is None:
        return None
    found = pl.scan_parquet(release / f"{table}.parquet").filter(pl.col(column) == value).head(1).collect()
    return found.row(0, named=True) if found.height else None


def _context(release: Path, row: Mapping[str, Any], document: Mapping[str, Any] | None) -> Context | None:
    """Give the words around a row's span; None without a span, or where the terms of the source let no text out."""
    start, end, text = row.get("start"), row.get("end"), (document or {}).get("text")
    if start is None or end is None or text is None:
        return None
    passage = _row(release, "passages", "passage_id", row.get("passage_id")) or {}
    first = max(passage.get("start", 0), start - _AROUND)
    last = max(end, min(passage.get("end", len(text)), end + _AROUND))
    return Context(text[first:start], text[start:end], text[end:last])
