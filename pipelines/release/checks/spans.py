"""Every span of a release against the text of its document, and every passage against the bytes of the raw file."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.contracts import Contracts, SpanColumns, Table
from pipelines.identifiers import sha256_hex
from pipelines.readers.detect import TEXT
from pipelines.release.checks.tables import key_of
from pipelines.release.checks.texts import Evidence, evidence
from pipelines.release.checks.verdict import Check, Problem, compare

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Outcome:
    """How one span was compared, and what differs."""

    how: str
    problems: tuple[Problem, ...] = ()


def check_spans(frames: Mapping[str, pl.DataFrame], contracts: Contracts, raw: Path | None) -> tuple[Check, ...]:
    """Prove texts, spans and bytes, document by document.

    A document's text comes from the release where it ships, else from its raw file below `raw`; without either, spans
    are held against the document's length alone, and that is said in `compared`.
    """
    spanned = [table for table in contracts if table.spans and "document_id" in table.columns]
    rows = {table.name: _by_document(frames[table.name]) for table in spanned}
    counts: dict[str, Counter[str]] = {"texts": Counter(), "spans": Counter(), "bytes": Counter()}
    problems: dict[str, list[Problem]] = {"texts": [], "spans": [], "bytes": []}
    for document in frames["documents"].iter_rows(named=True):
        known = evidence(document, raw)
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
) -> Iterator[tuple[str, _Outcome]]:
    for table in tables:
        of_document = rows[table.name].get(known.document_id)
        for row in of_document.iter_rows(named=True) if of_document is not None else ():
            for span in table.spans:
                if row[span.start] is not None or row[span.end] is not None:
                    yield "spans", _span(known, table, span, row)
            if "byte_start" in table.columns:
                yield "bytes", _bytes(known, table, row)


def _span(known: Evidence, table: Table, span: SpanColumns, row: Row) -> _Outcome:
    """Compare one span: within the text, the words where they ship, their hash where there is one."""
    start, end, words = row[span.start], row[span.end], row[span.text] if span.text else None
    where = f"{table.name}.parquet: {key_of(table, row)}: {span.start}:{span.end}"
    length = known.characters if known.text is None else len(known.text)
    if start is None or end is None or not 0 <= start <= end <= length:
        return _Outcome("out of bounds", (Problem(where, f"offsets within 0:{length}", f"{start}:{end}"),))
    if known.text is None:
        return _without_text(where, row, words, end - start)
    there = known.text[start:end]
    problems = list(_same_hash(f"{where}: text_sha256", row, there))
    if words is None:
        return _Outcome("compared by hash" if "text_sha256" in row else "within the text", tuple(problems))
    problems += compare(f"{where}: {span.text}", there, words)
    return _Outcome("compared word for word", tuple(problems))


def _without_text(where: str, row: Row, words: str | None, length: int) -> _Outcome:
    """Compare what can be compared without the document: the length of the words, and their own hash."""
    if words is None:
        return _Outcome("not checked beyond their bounds, as the text is not at hand")
    problems = [*compare(f"{where}: code points", length, len(words)), *_same_hash(f"{where}: text_sha256", row, words)]
    return _Outcome("not checked beyond their length, as the text is not at hand", tuple(problems))


def _same_hash(where: str, row: Row, words: str) -> Iterator[Problem]:
    if "text_sha256" in row:
        yield from compare(where, row["text_sha256"], sha256_hex(words.encode("utf-8", "surrogatepass")))


def _bytes(known: Evidence, table: Table, row: Row) -> _Outcome:
    """Decode the bytes that a passage names and compare them with its text; only plain text is its own bytes."""
    if known.raw is None or known.text is None:
        return _Outcome("not checked, as the raw bytes are not at hand")
    if known.media_type != TEXT:
        return _Outcome("not checked, as the file is not plain text")
    first, last = row["byte_start"], row["byte_end"]
    where = f"{table.name}.parquet: {key_of(table, row)}: bytes {first}:{last}"
    if not 0 <= first <= last <= len(known.raw):
        return _Outcome("out of bounds", (Problem(where, f"bytes within 0:{len(known.raw)}", f"{first}:{last}"),))
    decoded = _decoded(known.raw[first:last], known.encoding)
    return _Outcome("decoded and compared", tuple(compare(where, known.text[row["start"] : row["end"]], decoded)))


def _decoded(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        return f"no {encoding}: {error}"
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
