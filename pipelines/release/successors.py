"""What an id that is gone became: the row of the next release that stands for the same thing."""

from collections.abc import Sequence

import polars as pl

BECAME, ROW = "became_id", "row_id"
_SCHEMA = {ROW: pl.String, BECAME: pl.String}
_SPAN = ("document_id", "start", "end")
# By what rows without a span are the same thing, the surest first.
_NAMED: Sequence[tuple[str, ...]] = (("path",), ("authority_key",), ("kind", "name"), ("title", "year"), ("title",))
_LEAST = 0.5


def successors(
    gone: pl.DataFrame, added: pl.DataFrame, key: str, documents: pl.DataFrame | None = None
) -> pl.DataFrame:
    """Give for rows of a table that are `gone` the id of the row in `added` that each became, where there is one.

    A span becomes the one of the same document that shares the most with it, half of what both cover at the least; in
    a document that was itself replaced (`documents`, what this function gave for them) the one with the same words, the
    first for the first. A document becomes the one at its path, an entity or a work the one of its key, name or title.
    """
    if gone.is_empty() or added.is_empty():
        return pl.DataFrame(schema=_SCHEMA)
    if set(_SPAN) <= set(gone.columns) & set(added.columns):
        found = [_overlapping(gone, added, key)]
        if documents is not None and "text" in gone.columns and "text" in added.columns:
            found.append(_same_words(gone, added, key, documents))
    else:
        found = [_same(gone, added, key, names) for names in _NAMED if _has(gone, names) and _has(added, names)]
    return _once(pl.concat([pl.DataFrame(schema=_SCHEMA), *found]))


def _overlapping(gone: pl.DataFrame, added: pl.DataFrame, key: str) -> pl.DataFrame:
    columns = [pl.col(key), *map(pl.col, _SPAN)]
    pairs = gone.select(columns).join(added.select(columns), on="document_id", suffix="_new")
    shared = pl.min_horizontal("end", "end_new") - pl.max_horizontal("start", "start_new")
    union = pl.max_horizontal("end", "end_new") - pl.min_horizontal("start", "start_new")
    near = pairs.with_columns(share=shared / union).filter(pl.col("share") >= _LEAST)
    return _pairs(near.sort("share", key, f"{key}_new", descending=[True, False, False]), key)


def _same_words(gone: pl.DataFrame, added: pl.DataFrame, key: str, documents: pl.DataFrame) -> pl.DataFrame:
    """Pair rows by document and words, the n-th of the same words with the n-th."""
    moved = gone.join(documents.rename({ROW: "document_id"}), on="document_id").with_columns(document_id=pl.col(BECAME))
    one, other = (_numbered(frame.filter(pl.col("text").is_not_null()), key) for frame in (moved, added))
    return _pairs(one.join(other, on=["document_id", "text", "number"], suffix="_new").sort(key), key)


def _numbered(frame: pl.DataFrame, key: str) -> pl.DataFrame:
    ordered = frame.sort("document_id", "start", "end", key)
    number = pl.int_range(pl.len()).over("document_id", "text")
    return ordered.select(key, "document_id", "text", number.alias("number"))


def _same(gone: pl.DataFrame, added: pl.DataFrame, key: str, names: Sequence[str]) -> pl.DataFrame:
    told = pl.all_horizontal(pl.col(name).is_not_null() for name in names)
    one, other = (frame.filter(told).select(key, *names) for frame in (gone, added))
    return _pairs(one.join(other, on=list(names), suffix="_new").sort(key, f"{key}_new"), key)


def _pairs(pairs: pl.DataFrame, key: str) -> pl.DataFrame:
    return pairs.select(pl.col(key).cast(pl.String).alias(ROW), pl.col(f"{key}_new").cast(pl.String).alias(BECAME))


def _once(pairs: pl.DataFrame) -> pl.DataFrame:
    """Keep of each row the first pair, and of each new row the first of those."""
    first = pairs.unique(ROW, keep="first", maintain_order=True)
    return first.unique(BECAME, keep="first", maintain_order=True)


def _has(frame: pl.DataFrame, names: Sequence[str]) -> bool:
    return set(names) <= set(frame.columns)
