"""Every span of a release against the text of its document, and every passage against the bytes of the raw file."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.contracts import Contracts, SpanColumns, Table
from pipelines.identifiers import sha256_hex
from pipelines.release.checks.raw_bytes import Outcome, check_bytes
from pipelines.release.checks.tables import key_of
from pipelines.release.checks.texts import Evidence, evidences
from pipelines.release.checks.verdict import Check, Problem, compare

Row = Mapping[str, Any]


def check_spans(frames: Mapping[str, pl.DataFrame], contracts: Contracts, raw: Path | None) -> tuple[Check, ...]:
    """Prove texts, spans and bytes, document by document.

    A document's text comes from the release where it ships, else from its raw file below `raw`; without either, spans
    are held against the document's length alone, and that is said in `compared`.
    """
    spanned = [table for table in contracts if table.spans and "document_id" in table.columns]
    rows = {table.name: _by_document(frames[table.name]) for table in spanned}
    counts: dict[str, Counter[str]] = {"texts": Counter(), "spans": Counter(), "bytes": Counter()}
    problems: dict[str, list[Problem]] = {"texts": [], "spans": [], "bytes": []}
    for document, known in evidences(frames["documents"].iter_rows(named=True), raw):
        counts["texts"][_kind(known, document, raw)] += 1
        problems["texts"] += known.problems
        for check, outcome in _outcomes(known, spanned, rows):
            counts[check][outcome.how] += 1
            problems[check] += outcome.problems
    return tuple(Check(name, _told(counts[name]), tuple(problems[name])) for name in counts)


def _by_document(frame: pl.DataFrame) -> Mapping[str, pl.DataFrame]:
    return {str(key[0]): rows for key, rows in frame.partition_by("document_id", as_dict=True).items()}


def _kind(known: Evidence, document: Row, raw: Path | None) -> str:
    if known.problems:
        return "not as promised"
    if document["text"] is not None:
        return "held against their hash" if raw is None else "held against their hash and the raw bytes"
    return "read again from the raw bytes" if known.text is not None else "not checked, as no raw folder was given"


def _told(counts: Counter[str]) -> str:
    return "; ".join(f"{number} {how}" for how, number in sorted(counts.items())) or "none there"


def _outcomes(
    known: Evidence, tables: list[Table], rows: Mapping[str, Mapping[str, pl.DataFrame]]
) -> Iterator[tuple[str, Outcome]]:
    for table in tables:
        of_document = rows[table.name].get(known.document_id)
        for row in of_document.iter_rows(named=True) if of_document is not None else ():
            for span in table.spans:
                if row[span.start] is not None or row[span.end] is not None:
                    yield "spans", _span(known, table, span, row)
        if of_document is not None and "byte_start" in table.columns:
            yield from (("bytes", outcome) for outcome in check_bytes(known, table, of_document))


def _span(known: Evidence, table: Table, span: SpanColumns, row: Row) -> Outcome:
    """Compare one span: within the text, the words where they ship, their hash where there is one."""
    start, end, words = row[span.start], row[span.end], row[span.text] if span.text else None
    where = f"{table.name}.parquet: {key_of(table, row)}: {span.start}:{span.end}"
    length = known.characters if known.text is None else len(known.text)
    if start is None or end is None or not 0 <= start <= end <= length:
        return Outcome("out of bounds", (Problem(where, f"offsets within 0:{length}", f"{start}:{end}"),))
    if known.text is None:
        return _without_text(where, row, words, end - start)
    there = known.text[start:end]
    problems = list(_same_hash(f"{where}: text_sha256", row, there))
    if words is None:
        return Outcome("compared by hash" if "text_sha256" in row else "within the text", tuple(problems))
    problems += compare(f"{where}: {span.text}", there, words)
    return Outcome("compared word for word", tuple(problems))


def _without_text(where: str, row: Row, words: str | None, length: int) -> Outcome:
    """Compare what can be compared without the document: the length of the words, and their own hash."""
    if words is None:
        return Outcome("not checked beyond their bounds, as the text is not at hand")
    problems = [*compare(f"{where}: code points", length, len(words)), *_same_hash(f"{where}: text_sha256", row, words)]
    return Outcome("not checked beyond their length, as the text is not at hand", tuple(problems))


def _same_hash(where: str, row: Row, words: str) -> Iterator[Problem]:
    if "text_sha256" in row:
        yield from compare(where, row["text_sha256"], sha256_hex(words.encode("utf-8", "surrogatepass")))
