"""Where the rows that stand on several documents come from: the first document by id, and what put them together."""

from collections.abc import Sequence

import polars as pl

from pipelines.extract.versions import made_by

PLACE = ("document_id", "source_id", "raw_sha256")
"""The columns that name the document, its source and the digest of its bytes."""


def first_places(rows: pl.DataFrame, key: Sequence[str]) -> pl.DataFrame:
    """Give, for each value of the columns `key` in `rows`, the columns of `PLACE` of the first document by id."""
    return rows.select(*key, *PLACE).unique().sort(*key, "document_id").unique(key, keep="first", maintain_order=True)


def placed(frame: pl.DataFrame, places: pl.DataFrame, key: Sequence[str], extractor: str) -> pl.DataFrame:
    """Give `frame` with the columns of `PLACE` that `places` has for `key`, and with those that name `extractor`.

    A row that `places` does not know has nulls there.
    """
    return made(frame.join(places, on=list(key), how="left", maintain_order="left"), extractor)


def paired(links: pl.DataFrame, rows: pl.DataFrame, key: str, extractor: str) -> pl.DataFrame:
    """Give pairs of `rows` (columns `key` and `other_<key>`) with the place of the first and the other's document."""
    other = f"other_{key}"
    documents = rows.select(pl.col(key).alias(other), pl.col("document_id").alias("other_document_id"))
    both = links.join(documents, on=other, how="left", maintain_order="left")
    return placed(both, rows.select(key, *PLACE), [key], extractor)


def made(frame: pl.DataFrame, extractor: str) -> pl.DataFrame:
    """Give `frame` with the columns that name `extractor` and its version."""
    return frame.with_columns(pl.lit(value).alias(name) for name, value in made_by(extractor).items())
