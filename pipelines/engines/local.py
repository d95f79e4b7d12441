"""The batch function over many documents, in this process."""

import logging
from collections.abc import Iterable, Iterator

import polars as pl

from pipelines.contracts import Contracts
from pipelines.extract.authority import Authority
from pipelines.extract.batch import TABLES, extract_batch
from pipelines.extract.language import load_language
from pipelines.extract.tables import Row, Rows, reject
from pipelines.parquet import frame_of
from pipelines.sources import Missing, RawDocument

BATCH_DOCUMENTS = 16
BATCH_BYTES = 4_000_000
LOG = logging.getLogger("testimonia")


def run(found: Iterable[RawDocument | Missing], authority: Authority, contracts: Contracts) -> dict[str, pl.DataFrame]:
    """Read and extract all documents; give the tables of the left half.

    The same bytes met again, and files that could not be brought, are rows of `rejects`. Progress is logged to the
    logger `testimonia`, with `done` (documents so far) on the record.
    """
    rows: Rows = {name: [] for name in TABLES}
    language = load_language()
    done = 0
    for batch in batches(_brought(found, rows["rejects"])):
        for name, more in extract_batch(batch, authority, language).items():
            rows[name].extend(more)
        done += len(batch)
        LOG.info("extracted %d documents", done, extra={"done": done})
    return {name: frame_of(rows[name], contracts[name]) for name in TABLES}


def batches(raws: Iterable[RawDocument]) -> Iterator[list[RawDocument]]:
    """Give the documents in batches of at most `BATCH_DOCUMENTS`, closed early when they hold `BATCH_BYTES`."""
    batch: list[RawDocument] = []
    size = 0
    for raw in raws:
        batch.append(raw)
        size += len(raw.data)
        if len(batch) == BATCH_DOCUMENTS or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _brought(found: Iterable[RawDocument | Missing], rejects: list[Row]) -> Iterator[RawDocument]:
    """Give each document once; note in `rejects` what is missing or stands twice."""
    first_path: dict[str, str] = {}
    for item in found:
        if isinstance(item, Missing):
            rejects.append(reject("source", item.path, item.reason, item.detail))
        elif item.sha256 in first_path:
            detail = f"the same bytes as {first_path[item.sha256]}"
            rejects.append(reject("source", item.path, "duplicate_document", detail))
        else:
            first_path[item.sha256] = item.path
            yield item
