"""Keys as boolean columns: what is unique, and what stands in another table."""

from collections.abc import Sequence

import polars as pl

from pipelines.contracts import ForeignKey

_FOUND = "stands there"


def primary_key_holds(frame: pl.DataFrame, fields: Sequence[str]) -> pl.Series:
    """Give, for each row, whether its key has no null and no other row has it."""
    key = pl.struct(fields) if len(fields) > 1 else pl.col(fields[0])
    return frame.select(_given(fields) & key.is_unique()).to_series()


def foreign_key_holds(frame: pl.DataFrame, key: ForeignKey, target: pl.DataFrame) -> pl.Series:
    """Give, for each row, whether its values stand in `target`; a key with a null in it points nowhere and holds."""
    renamed = [pl.col(there).alias(here) for here, there in zip(key.fields, key.reference.fields, strict=True)]
    known = target.select(renamed).unique().with_columns(pl.lit(True).alias(_FOUND))
    joined = frame.select(key.fields).join(known, on=list(key.fields), how="left", maintain_order="left")
    return joined.select(pl.col(_FOUND).fill_null(False) | ~_given(key.fields)).to_series()


def key_text(frame: pl.DataFrame, fields: Sequence[str]) -> pl.Series:
    """Give each row's key for reports: its values joined by `, `; its number, from 0, where a key column is lacking."""
    if set(fields) - set(frame.columns):
        return pl.Series([f"row {number}" for number in range(frame.height)], dtype=pl.String)
    parts = [pl.col(name).cast(pl.String).fill_null("null") for name in fields]
    return frame.select(pl.concat_str(parts, separator=", ")).to_series()


def _given(fields: Sequence[str]) -> pl.Expr:
    return pl.all_horizontal(pl.col(name).is_not_null() for name in fields)
