"""Documents in batches, each with the rows that stand on them and what proves these."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.readers.containers.raw import with_bytes
from pipelines.release.checks.stored import Stored
from pipelines.release.checks.texts import Evidence, evidence_of

DOCUMENT = "document_id"
_PATH = "path"
# What spans and bytes are held against, beside the text.
_PROOFS = ("text_sha256", "byte_start", "byte_end")
_BYTES = 256 * 1024 * 1024
Row = Mapping[str, Any]
Batch = Sequence[tuple[Row, bytes | None]]
"""The id and path of each document, and its raw bytes, None where they are not at hand."""


def batches(documents: Stored, raw: Path | None, size: int) -> Iterator[Batch]:
    """Yield all documents, `size` at a time, or fewer where their bytes are many.

    They come in the order of the table, but those in containers behind the others: each container below the folder
    `raw` is read once, front to back.
    """
    named = documents.scan().select(DOCUMENT, _PATH).collect(engine="streaming").iter_rows(named=True)
    batch: list[tuple[Row, bytes | None]] = []
    held = 0
    for row, data in with_bytes(named, raw) if raw is not None else ((row, None) for row in named):
        batch.append((row, data))
        held += len(data or b"")
        if len(batch) == size or held > _BYTES:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def by_document(stored: Stored, batch: Batch) -> Mapping[str, pl.DataFrame]:
    """Give the rows of a table that stand on the documents of a batch, by document, in the order of the table."""
    table = stored.table
    spans = (name for span in table.spans for name in (span.start, span.end, span.text) if name)
    needed = {DOCUMENT, *table.primaryKey, *spans, *_PROOFS}
    rows = _rows(stored, batch, [name for name in table.columns if name in needed]).sort(DOCUMENT, maintain_order=True)
    runs = rows[DOCUMENT].rle().struct.unnest()
    starts = runs["len"].cum_sum() - runs["len"]
    found = zip(runs["value"], starts, runs["len"], strict=True)
    return {name: rows.slice(start, height) for name, start, height in found}


def evidences(documents: Stored, batch: Batch, raw: Path | None) -> Iterator[tuple[Row, Evidence]]:
    """Yield the row of each document of a batch with what proves it; see `texts.evidence`."""
    rows = _rows(documents, batch, documents.table.columns)
    places = {key: number for number, key in enumerate(rows.select(DOCUMENT, _PATH).iter_rows())}
    for named, data in batch:
        row = rows.row(places[named[DOCUMENT], named[_PATH]], named=True)
        yield row, evidence_of(row, data, raw is not None, documents.file_of(named[DOCUMENT]))


def _rows(stored: Stored, batch: Batch, columns: Sequence[str]) -> pl.DataFrame:
    ids = [row[DOCUMENT] for row, _ in batch]
    return stored.scan_of(DOCUMENT, ids).select(columns).collect(engine="streaming")
