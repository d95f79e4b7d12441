"""Keys as boolean columns: what is unique, and what stands in another table."""

from collections.abc import Sequence

import polars as pl

from pipelines.contracts import ForeignKey

_FOUND = "stands there"
_DIGEST = "digest"


def primary_key_holds(frame: pl.DataFrame, fields: Sequence[str], repeated: pl.DataFrame | None = None) -> pl.Series:
    """Give, for each row, whether its key has no null and no other row has it.

    Where `frame` is a part of a table, `repeated` holds the keys that stand more than once in all of it.
    """
    given = frame.select(_given(fields)).to_series()
    if repeated is not None:
        return given & ~_stands_in(frame, fields, repeated)
    key = pl.struct(fields) if len(fields) > 1 else pl.col(fields[0])
    return given & frame.select(key.is_unique()).to_series()


def repeated_keys(rows: pl.LazyFrame, fields: Sequence[str], most: int) -> pl.DataFrame:
    """Give the keys without a null that stand more than once in a table of any size, each once.

    In memory are 64 bits of hash for each row, and about `most` keys whose hash is that of another row: equal keys have
    one hash, and whether two keys of one hash are equal, the keys themselves tell.
    """
    given = rows.select(fields).drop_nulls()
    digest = _digest(fields)
    digests = given.select(digest.alias(_DIGEST)).collect(engine="streaming")[_DIGEST].sort()
    twice = digests.filter(digests == digests.shift()).unique()
    found = [given.head(0).collect()]
    for first in range(0, len(twice), most):
        suspects = given.filter(digest.is_in(twice[first : first + most].implode()))
        counted = suspects.group_by(fields).agg(pl.len().alias(_DIGEST)).filter(pl.col(_DIGEST) > 1)
        found.append(counted.select(fields).collect(engine="streaming"))
    return pl.concat(found)


def unique_holds(frame: pl.DataFrame, field: str, repeated: pl.DataFrame) -> pl.Series:
    """Give, for each row of a part, whether its value is null or stands in no other row; see `primary_key_holds`."""
    return ~_stands_in(frame, [field], repeated)


def foreign_key_holds(frame: pl.DataFrame, key: ForeignKey, target: pl.LazyFrame) -> pl.Series:
    """Give, for each row, whether its values stand in `target`; a key with a null in it points nowhere and holds.

    Of `target` those keys are held in memory that `frame` has.
    """
    renamed = [pl.col(there).alias(here) for here, there in zip(key.fields, key.reference.fields, strict=True)]
    own = frame.lazy().select(key.fields).unique()
    known = target.select(renamed).join(own, on=list(key.fields), how="semi").unique().collect(engine="streaming")
    return _stands_in(frame, key.fields, known) | ~frame.select(_given(key.fields)).to_series()


def key_text(frame: pl.DataFrame, fields: Sequence[str], first: int = 0) -> pl.Series:
    """Give each row's key for reports: its values joined by `, `.

    Where a key column is lacking it is the row's number in the table, from 0; `first` is that of the first row here.
    """
    if set(fields) - set(frame.columns):
        return pl.Series([f"row {first + number}" for number in range(frame.height)], dtype=pl.String)
    return frame.select(text_of(fields)).to_series()


def text_of(fields: Sequence[str]) -> pl.Expr:
    """Give the text that reports name a row by, from its key; see `key_text`."""
    parts = [pl.col(name).cast(pl.String).fill_null("null") for name in fields]
    return pl.concat_str(parts, separator=", ")


def _stands_in(frame: pl.DataFrame, fields: Sequence[str], known: pl.DataFrame) -> pl.Series:
    """Tell of each row whether its key is one of `known`, where each stands once; a key with a null is none of them."""
    marked = known.with_columns(pl.lit(True).alias(_FOUND))
    joined = frame.select(fields).join(marked, on=list(fields), how="left", maintain_order="left")
    return joined[_FOUND].fill_null(False)


def _digest(fields: Sequence[str]) -> pl.Expr:
    return pl.struct(fields).hash()


def _given(fields: Sequence[str]) -> pl.Expr:
    return pl.all_horizontal(pl.col(name).is_not_null() for name in fields)
