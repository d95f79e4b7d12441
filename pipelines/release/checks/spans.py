"""Every span of a release against the text of its document, and every passage against the bytes of the raw file."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.contracts import Contracts, SpanColumns
from pipelines.identifiers import sha256_hex
from pipelines.release.checks.batches import DOCUMENT, batches, by_document, evidences
from pipelines.release.checks.raw_bytes import check_bytes
from pipelines.release.checks.stored import Stored
from pipelines.release.checks.tables import key_of
from pipelines.release.checks.texts import Evidence
from pipelines.release.checks.verdict import KEPT, Check, Problem, excerpts

Row = Mapping[str, Any]
Differing = tuple[str, str, str]
"""What of a span differs, what is expected there, and what there is."""
_HASH = "text_sha256"


def check_spans(tables: Mapping[str, Stored], contracts: Contracts, raw: Path | None) -> tuple[Check, ...]:
    """Prove texts, spans and bytes, document by document.

    A document's text comes from the release where it ships, else from its raw file below `raw`; without either, spans
    are held against the document's length alone, and that is said in `compared`. In memory are the rows of a batch of
    documents, as many as have about `shard_rows` of them.
    """
    spanned = [tables[table.name] for table in contracts if table.spans and DOCUMENT in table.columns]
    found = {name: _Found(name) for name in ("texts", "spans", "bytes")}
    documents = tables["documents"]
    rows = sum(stored.rows for stored in spanned)
    size = max(1, documents.rows * contracts.dataset.shard_rows // max(1, rows))
    for batch in batches(documents, raw, size):
        told = [(stored, by_document(stored, batch)) for stored in spanned]
        for document, known in evidences(documents, batch, raw):
            found["texts"].add(_kind(known, document, raw), known.problems)
            for stored, rows_of in told:
                if known.document_id in rows_of:
                    _compare_rows(known, stored, rows_of[known.document_id], found)
    return tuple(one.check() for one in found.values())


class _Found:
    """What comparisons of one kind found: how each was made, the first problems, and the number of the others."""

    def __init__(self, name: str) -> None:
        self._name, self._hows, self._more = name, Counter[str](), 0
        self._problems: list[Problem] = []

    def add(self, how: str, problems: Sequence[Problem] = ()) -> None:
        self._hows[how] += 1
        if problems:
            room = max(0, KEPT - len(self._problems))
            self._problems += problems[:room]
            self._more += len(problems[room:])

    def check(self) -> Check:
        return Check(self._name, _told(self._hows), tuple(self._problems), self._more)


def _kind(known: Evidence, document: Row, raw: Path | None) -> str:
    if known.problems:
        return "not as promised"
    if document["text"] is not None:
        return "held against their hash" if raw is None else "held against their hash and the raw bytes"
    return "read again from the raw bytes" if known.text is not None else "not checked, as no raw folder was given"


def _told(counts: Counter[str]) -> str:
    return "; ".join(f"{number} {how}" for how, number in sorted(counts.items())) or "none there"


def _compare_rows(known: Evidence, stored: Stored, rows: pl.DataFrame, found: Mapping[str, _Found]) -> None:
    """Compare the spans of the rows that a table has of one document, and their bytes where they name any.

    A release has very many spans that hold: a row is named only where one does not.
    """
    table = stored.table
    add = found["spans"].add
    nothing: list[None] = [None] * rows.height
    # A hash that is lacking is told of as another one, not as none that is asked for.
    hashes = [digest or "" for digest in rows[_HASH]] if _HASH in rows.columns else nothing
    for span in table.spans:
        words = rows[span.text].to_list() if span.text else nothing
        values = zip(rows[span.start].to_list(), rows[span.end].to_list(), words, hashes, strict=True)
        for at, (start, end, said, digest) in enumerate(values):
            if start is None and end is None:
                continue
            how, differing = _span(known, span, start, end, said, digest)
            add(how, _told_of(differing, stored, rows.row(at, named=True), span) if differing else ())
    if "byte_start" in rows.columns:
        for outcome in check_bytes(known, table, rows, stored.file_of(known.document_id)):
            found["bytes"].add(outcome.how, outcome.problems)


def _told_of(differing: Sequence[Differing], stored: Stored, row: Row, span: SpanColumns) -> list[Problem]:
    """Name the row whose span does not hold."""
    where = f"{stored.file_of(row[DOCUMENT])}: {key_of(stored.table, row)}: {span.start}:{span.end}"
    return [Problem(f"{where}{what}", expected, there) for what, expected, there in differing]


def _span(
    known: Evidence, span: SpanColumns, start: int | None, end: int | None, words: str | None, digest: str | None
) -> tuple[str, Sequence[Differing]]:
    """Compare one span: within the text, the words where they ship, their hash where the table has one."""
    text = known.text
    length = known.characters if text is None else len(text)
    if start is None or end is None or not 0 <= start <= end <= length:
        return "out of bounds", (("", f"offsets within 0:{length}", f"{start}:{end}"),)
    if text is None:
        return _without_text(words, end - start, digest)
    there = text[start:end]
    differing = _other_hash(digest, there)
    if words is None:
        return "compared by hash" if digest is not None else "within the text", differing
    if there != words:
        differing = (*differing, (f": {span.text}", *excerpts(there, words)))
    return "compared word for word", differing


def _without_text(words: str | None, length: int, digest: str | None) -> tuple[str, Sequence[Differing]]:
    """Compare what can be compared without the document: the length of the words, and their own hash."""
    if words is None:
        return "not checked beyond their bounds, as the text is not at hand", ()
    differing = _other_hash(digest, words)
    if len(words) != length:
        differing = ((": code points", str(length), str(len(words))), *differing)
    return "not checked beyond their length, as the text is not at hand", differing


def _other_hash(digest: str | None, words: str) -> tuple[Differing, ...]:
    if digest is None:
        return ()
    found = sha256_hex(words.encode("utf-8", "surrogatepass"))
    return () if found == digest else ((f": {_HASH}", *excerpts(digest, found)),)
