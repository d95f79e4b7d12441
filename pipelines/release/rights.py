"""The terms of the sources: which of their words a release may hold.

`sources.text_release` says it for each source: `full` lets all out, `extract` the spans of rows but no running text,
`none` no words at all. Offsets, hashes, dates, names and bibliographic facts stay under all three. What was withdrawn
is handled as `none`, or its rows go too.
"""

from collections.abc import Mapping, Sequence

import polars as pl

from pipelines.contracts import Contracts, Table
from pipelines.release.removal import without_documents
from pipelines.release.withdrawn import Withdrawal, withdrawn_documents, withdrawn_sources
from pipelines.tablefiles import Tables

RUNNING_TEXT: Mapping[str, tuple[str, ...]] = {"documents": ("text",), "passages": ("text",)}
"""Columns that hold a document's text in full: they ship under `full` only."""
RETOLD: Mapping[str, tuple[str, ...]] = {"claims": ("statement", "subject", "predicate", "object")}
"""Columns that retell a span in words near to the source's; they go where the span's words go."""
_ALLOWED = "\x00allowed "


def words_of(table: Table) -> tuple[str, ...]:
    """Give the columns of `table` that hold words of a source: texts of spans, running text, and what retells them."""
    spans = (span.text for span in table.spans if span.text)
    named = (*spans, *RUNNING_TEXT.get(table.name, ()), *RETOLD.get(table.name, ()))
    return tuple(column for column in table.columns if column in named)


def apply_terms(
    tables: Tables, contracts: Contracts, withdrawals: Sequence[Withdrawal] = ()
) -> dict[str, pl.LazyFrame]:
    """Give the tables with those words nulled that the terms of their source do not let out, or that are withdrawn.

    A document whose source is not in `sources` is handled as `none`. Documents withdrawn with their rows are taken out
    of every table. The ids of documents are read and held at once, the rows when somebody reads the tables given.
    """
    sources = _closed(tables["sources"], withdrawn_sources(withdrawals))
    terms = documents_by_terms(tables["documents"], sources)
    silent = withdrawn_documents(tables["documents"], withdrawals, rows=False)
    terms = {name: ids.filter(~ids.is_in(silent.implode())) for name, ids in terms.items()}
    within = {name: _within_terms(frame, contracts[name], terms) for name, frame in tables.items()}
    removed = withdrawn_documents(tables["documents"], withdrawals, rows=True)
    closed = {**within, "sources": sources}
    return without_documents(closed, contracts, removed) if len(removed) else closed


def documents_by_terms(documents: pl.LazyFrame, sources: pl.LazyFrame) -> dict[str, pl.Series]:
    """Give the ids of the documents that are released in `full`, and of those released at least as `extract`."""
    terms = sources.select("source_id", "text_release")
    known = documents.select("document_id", "source_id").join(terms, on="source_id").collect(engine="streaming")
    full = known.filter(pl.col("text_release") == "full")
    extract = known.filter(pl.col("text_release").is_in(["full", "extract"]))
    return {"full": full["document_id"], "extract": extract["document_id"]}


def _closed(sources: pl.LazyFrame, withdrawn: Sequence[str]) -> pl.LazyFrame:
    """Give the sources, with `none` as the terms of those that are withdrawn."""
    closed = pl.when(pl.col("source_id").is_in(list(withdrawn))).then(pl.lit("none"))
    return sources.with_columns(text_release=closed.otherwise("text_release"))


def _within_terms(frame: pl.LazyFrame, table: Table, terms: Mapping[str, pl.Series]) -> pl.LazyFrame:
    running = RUNNING_TEXT.get(table.name, ())
    kept = {name: "full" if name in running else "extract" for name in words_of(table)}
    if "document_id" not in table.columns or not kept:
        return frame
    # One look-up a row and term, not one a column.
    allowed = {term: pl.col("document_id").is_in(terms[term].implode()) for term in sorted(set(kept.values()))}
    told = frame.with_columns(expression.alias(_ALLOWED + term) for term, expression in allowed.items())
    words = (pl.when(pl.col(_ALLOWED + term)).then(pl.col(name)).alias(name) for name, term in kept.items())
    return told.with_columns(words).drop(_ALLOWED + term for term in allowed)
