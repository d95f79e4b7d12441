"""The tables of the left half from segments: the rows of the units that count, each document once."""

from collections.abc import Iterator, Mapping

import polars as pl

from pipelines.contracts import Contracts
from pipelines.engines.incremental import Update, duplicate
from pipelines.engines.segments import UNIT, Segments
from pipelines.extract.batch import TABLES
from pipelines.extract.tables import Row
from pipelines.parquet import frame_of
from pipelines.sources import RawDocument

_PLACE = ["document_id", UNIT]
_ABOUT = [*_PLACE, "source_id", "path", "raw_sha256"]


def gather(told: Update, segments: Segments, contracts: Contracts) -> dict[str, Iterator[pl.DataFrame]]:
    """Give the tables of the left half, each in parts: no rows, then those of one segment after another.

    Where two containers hold the same document, the rows of the first count, by the order of registration and then of
    the paths; the other is a row of `rejects`.
    """
    again = _again(told, segments, contracts)
    return {name: _parts(name, told, segments, contracts, again) for name in TABLES}


def _parts(
    name: str, told: Update, segments: Segments, contracts: Contracts, again: pl.DataFrame
) -> Iterator[pl.DataFrame]:
    yield frame_of([], contracts[name])
    for rows in segments.scan(name, told.live.values()):
        yield _without(rows, again).drop(UNIT).collect()
    if name == "rejects":
        yield frame_of([*told.rejects, *map(duplicate_row, again.iter_rows(named=True))], contracts[name])


def _again(told: Update, segments: Segments, contracts: Contracts) -> pl.DataFrame:
    """Give the documents that another one before them is the same as, with its path as `first_path`."""
    empty = frame_of([], contracts["documents"]).with_columns(pl.lit("").alias(UNIT)).select(_ABOUT).lazy()
    documents = pl.concat([empty, *(rows.select(_ABOUT) for rows in segments.scan("documents", told.live.values()))])
    ids = documents.select("document_id").collect(engine="streaming").to_series()
    twice = ids.filter(ids.is_duplicated()).unique()
    # Of all documents only the ids are held, of the few that stand twice the rest too.
    alike = documents.filter(pl.col("document_id").is_in(twice.implode())).collect(engine="streaming")
    return _behind_another(alike, {unit: number for number, unit in enumerate(told.live)})


def _behind_another(documents: pl.DataFrame, order: Mapping[str, int]) -> pl.DataFrame:
    placed = documents.with_columns(pl.col(UNIT).replace_strict(order, return_dtype=pl.Int64).alias("place"))
    ranked = placed.sort("place", "path").with_columns(
        first_path=pl.col("path").first().over("document_id", order_by=["place", "path"]),
        first_unit=pl.col(UNIT).first().over("document_id", order_by=["place", "path"]),
    )
    return ranked.filter((pl.col("path") != pl.col("first_path")) | (pl.col(UNIT) != pl.col("first_unit")))


def _without(rows: pl.LazyFrame, again: pl.DataFrame) -> pl.LazyFrame:
    return rows if again.is_empty() else rows.join(again.lazy().select(_PLACE), on=_PLACE, how="anti")


def duplicate_row(row: Row) -> Row:
    """Give the row of `rejects` for a document that the one at `first_path` is the same as."""
    raw = RawDocument(row["source_id"], row["path"], b"", row["raw_sha256"])
    return duplicate(raw, row["first_path"])
