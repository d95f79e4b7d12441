"""What an id that is gone became: the row of the next release that stands for the same thing."""

from collections.abc import Iterator, Sequence
from itertools import chain

import polars as pl

from pipelines.release.parts import cut, parts_of, read

BECAME, ROW = "became_id", "row_id"
_SCHEMA = {ROW: pl.String, BECAME: pl.String}
_DOCUMENT = "document_id"
_SPAN = (_DOCUMENT, "start", "end")
# By what rows without a span are the same thing, the surest first.
_NAMED: Sequence[tuple[str, ...]] = (("path",), ("authority_key",), ("kind", "name"), ("title", "year"), ("title",))
_LEAST = 0.5
# The place of the highest bit of a span's length.
_SIZE = 63 - (pl.col("end") - pl.col("start")).clip(1).bitwise_leading_zeros().cast(pl.Int64)


USED = frozenset({*_SPAN, "text", *chain.from_iterable(_NAMED)})
"""The columns that are looked at, beside the key."""


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
    if not set(_SPAN) <= set(gone.columns) & set(added.columns):
        found = [_same(gone, added, key, names) for names in _NAMED if _has(gone, names) and _has(added, names)]
        return _once([pl.DataFrame(schema=_SCHEMA), *found])
    if documents is None or not _has(gone, ["text"]) or not _has(added, ["text"]):
        return _once([_overlapping(gone, added, key)])
    return _became(gone, _replaced(gone.lazy(), documents).collect(), added, key)


def in_parts(
    gone: pl.LazyFrame, added: pl.LazyFrame, key: str, documents: pl.DataFrame | None, most: int
) -> Iterator[pl.DataFrame]:
    """Give what `successors` gives, in parts; of spans, about `most` rows are in memory at a time."""
    spans = [all(name in side.collect_schema() for name in (*_SPAN, "text")) for side in (gone, added)]
    if cut((gone, added), _DOCUMENT, most) is None or documents is None or not all(spans):
        yield successors(gone.collect(), added.collect(), key, documents)
        return
    for old, moved, new in parts_of((gone, _replaced(gone, documents), added), _DOCUMENT, most):
        yield _became(read(old), read(moved), read(new), key)


def _became(gone: pl.DataFrame, moved: pl.DataFrame, added: pl.DataFrame, key: str) -> pl.DataFrame:
    """Pair spans; `moved` are those of replaced documents, as rows of the documents that took their place."""
    return _once([_overlapping(gone, added, key), _same_words(moved, added, key)])


def _replaced(gone: pl.LazyFrame, documents: pl.DataFrame) -> pl.LazyFrame:
    """Give the rows of replaced documents as rows of those that took their place."""
    moved = gone.join(documents.lazy().rename({ROW: _DOCUMENT}), on=_DOCUMENT)
    return moved.with_columns(pl.col(BECAME).alias(_DOCUMENT)).drop(BECAME)


def _overlapping(gone: pl.DataFrame, added: pl.DataFrame, key: str) -> pl.DataFrame:
    """Pair spans of one document that share half of what both cover at the least, the closest first.

    Two such spans differ in length by a factor of two at the most, and their starts by less than either's length: so
    only spans of near size in near cells of the document are held against each other, not each against each.
    """
    one, other = (frame.select(pl.col(key), *map(pl.col, _SPAN), _SIZE.alias("size")) for frame in (gone, added))
    near = pl.concat(other.with_columns(size=pl.col("size") + step) for step in (-1, 0, 1)).filter(pl.col("size") >= 0)
    cells = [_celled(near).with_columns(cell=pl.col("cell") + step) for step in (-1, 0, 1)]
    pairs = _celled(one).join(pl.concat(cells), on=["document_id", "size", "cell"], suffix="_new")
    shared = pl.min_horizontal("end", "end_new") - pl.max_horizontal("start", "start_new")
    union = pl.max_horizontal("end", "end_new") - pl.min_horizontal("start", "start_new")
    close = pairs.with_columns(share=shared / union).filter(pl.col("share") >= _LEAST)
    return _pairs(close.sort("share", key, f"{key}_new", descending=[True, False, False]), key)


def _celled(spans: pl.DataFrame) -> pl.DataFrame:
    """Give spans with the number of the cell that they start in, cells being longer than any span of that size."""
    return spans.with_columns(cell=pl.col("start") // pl.lit(2, pl.Int64).pow(pl.col("size") + 1))


def _same_words(moved: pl.DataFrame, added: pl.DataFrame, key: str) -> pl.DataFrame:
    """Pair rows by document and words, the n-th of the same words with the n-th."""
    one, other = (_numbered(frame.filter(pl.col("text").is_not_null()), key) for frame in (moved, added))
    return _pairs(one.join(other, on=["document_id", "text", "number"], suffix="_new").sort(key), key)


def _numbered(frame: pl.DataFrame, key: str) -> pl.DataFrame:
    ordered = frame.sort("document_id", "start", "end", key)
    number = pl.int_range(pl.len()).over("document_id", "text")
    return ordered.select(key, "document_id", "text", number.alias("number"))


def _same(gone: pl.DataFrame, added: pl.DataFrame, key: str, names: Sequence[str]) -> pl.DataFrame:
    told = pl.all_horizontal(pl.col(name).is_not_null() for name in names)
    one, other = (frame.filter(told).select(key, *names) for frame in (gone, added))
    # The first alone can be taken: of many rows of one title, each would be paired with each.
    other = other.sort(key).unique(names, keep="first", maintain_order=True)
    return _pairs(one.join(other, on=list(names), suffix="_new").sort(key, f"{key}_new"), key)


def _pairs(pairs: pl.DataFrame, key: str) -> pl.DataFrame:
    return pairs.select(pl.col(key).cast(pl.String).alias(ROW), pl.col(f"{key}_new").cast(pl.String).alias(BECAME))


def _once(pairs: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Keep of each row the first pair, and of each new row the first of those."""
    first = pl.concat(pairs).unique(ROW, keep="first", maintain_order=True)
    return first.unique(BECAME, keep="first", maintain_order=True)


def _has(frame: pl.DataFrame, names: Sequence[str]) -> bool:
    return set(names) <= set(frame.columns)
