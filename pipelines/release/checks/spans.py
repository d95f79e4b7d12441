"""Every span of a release against the text of its document, and every passage against the bytes of the raw file."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.contracts import Contracts, SpanColumns
from pipelines.identifiers import sha256_hex
from pipelines.release.checks.batches import DOCUMENT, batches, by_document, evidences
from pipelines.release.checks.raw_bytes import Outcome, check_bytes
from pipelines.release.checks.stored import Stored
from pipelines.release.checks.tables import key_of
from pipelines.release.checks.texts import Evidence
from pipelines.release.checks.verdict import KEPT, Check, Problem, compare

Row = Mapping[str, Any]


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
            found["texts"].add(Outcome(_kind(known, document, raw), known.problems))
            for check, outcome in _outcomes(known, told):
                found[check].add(outcome)
    return tuple(one.check() for one in found.values())


class _Found:
    """What comparisons of one kind found: how each was made, the first problems, and the number of the others."""

    def __init__(self, name: str) -> None:
        self._name, self._hows, self._more = name, Counter[str](), 0
        self._problems: list[Problem] = []

    def add(self, outcome: Outcome) -> None:
        self._hows[outcome.how] += 1
        room = max(0, KEPT - len(self._problems))
        self._problems += outcome.problems[:room]
        self._more += len(outcome.problems[room:])

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


def _outcomes(
    known: Evidence, spanned: Sequence[tuple[Stored, Mapping[str, pl.DataFrame]]]
) -> Iterator[tuple[str, Outcome]]:
    for stored, rows in spanned:
        of_document = rows.get(known.document_id)
        if of_document is None:
            continue
        table, file = stored.table, stored.file_of(known.document_id)
        for row in of_document.iter_rows(named=True):
            for span in table.spans:
                if row[span.start] is not None or row[span.end] is not None:
                    yield "spans", _span(known, f"{file}: {key_of(table, row)}: {span.start}:{span.end}", span, row)
        if "byte_start" in table.columns:
            yield from (("bytes", outcome) for outcome in check_bytes(known, table, of_document, file))


def _span(known: Evidence, where: str, span: SpanColumns, row: Row) -> Outcome:
    """Compare one span: within the text, the words where they ship, their hash where there is one."""
    start, end, words = row[span.start], row[span.end], row[span.text] if span.text else None
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
