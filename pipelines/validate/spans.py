"""Offsets against the text they count in."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import itemgetter

import polars as pl

from pipelines.contracts import SpanColumns
from pipelines.errors import ContractError

DOCUMENT = "document_id"
TEXT = "text"


class Texts(Mapping[str, str]):
    """The texts of documents by `document_id`; one becomes a Python string when it is asked for, and is not kept."""

    def __init__(self, documents: pl.DataFrame) -> None:
        """Hold the columns `document_id` and `text`; a document whose text is null is as if it were not there."""
        there = documents.filter(pl.col(TEXT).is_not_null())
        self._texts = there[TEXT]
        self._rows = {name: row for row, name in enumerate(there[DOCUMENT])}

    def __getitem__(self, document_id: str) -> str:
        return str(self._texts[self._rows[document_id]])

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def texts_of(frame: pl.DataFrame, documents: pl.LazyFrame | None) -> Texts:
    """Give the texts of the documents that the rows of `frame` stand in, from `document_id` and `text` of all."""
    if documents is None:
        return Texts(pl.DataFrame(schema={DOCUMENT: pl.String, TEXT: pl.String}))
    wanted = frame[DOCUMENT].unique().implode()
    found = documents.select(DOCUMENT, TEXT).filter(pl.col(DOCUMENT).is_in(wanted))
    return Texts(found.collect(engine="streaming"))


def span_holds(frame: pl.DataFrame, span: SpanColumns, texts: Mapping[str, str]) -> pl.Series:
    """Give, for each row, whether its span stands in its document and holds its text; null where that is unknown.

    `texts` is each document's canonical text by id; unknown are rows whose document it lacks. Offsets are code points,
    half-open. A row without a span (both offsets null) holds, one with half a span does not. Each document is looked up
    once, so that `texts` may read them one at a time.
    Raises `ContractError` where the offsets are not whole numbers or the text is not text.
    """
    columns = [DOCUMENT, span.start, span.end, *([span.text] if span.text else [])]
    rows = frame.select(columns)
    wrong = [f"{name} is {kind}" for name, kind in rows.schema.items() if not _fits(name, kind, span)]
    if wrong:
        raise ContractError(f"offsets are integers and texts are strings, but {', '.join(wrong)}")
    holds: list[bool | None] = [None] * rows.height
    for document_id, group in groupby(rows.with_row_index("row").sort(DOCUMENT).iter_rows(), key=itemgetter(1)):
        text = None if document_id is None else texts.get(document_id)
        for row, _, start, end, *words in group:
            holds[row] = _holds(text, start, end, words[0] if words else None)
    return pl.Series(holds, dtype=pl.Boolean)


def _fits(name: str, kind: pl.DataType, span: SpanColumns) -> bool:
    return kind.is_integer() if name in {span.start, span.end} else kind == pl.String


def _holds(text: str | None, start: int | None, end: int | None, words: str | None) -> bool | None:
    if start is None and end is None:
        return True
    if start is None or end is None or not 0 <= start < end:
        return False
    if text is None:
        return None
    return end <= len(text) and (words is None or text[start:end] == words)
