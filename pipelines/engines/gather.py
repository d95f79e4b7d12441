"""The tables of the left half from segments: the rows of the units that count, each document once."""

from collections.abc import Mapping

import polars as pl

from pipelines.contracts import Contracts
from pipelines.engines.incremental import Update, duplicate
from pipelines.engines.segments import UNIT, Segments
from pipelines.extract.batch import TABLES
from pipelines.extract.tables import Row
from pipelines.parquet import frame_of
from pipelines.sources import RawDocument

_PLACE = ["document_id", UNIT]


def gather(told: Update, segments: Segments, contracts: Contracts) -> dict[str, pl.DataFrame]:
    """Give the tables of the left half.

    Where two containers hold the same document, the rows of the first count, by the order of registration and then of
    the paths; the other is a row of `rejects`.
    """
    frames = {name: _frame(name, told, segments, contracts) for name in TABLES}
    again = _again(frames["documents"], {unit: number for number, unit in enumerate(told.live)})
    rejects = frame_of([*told.rejects, *map(duplicate_row, again.iter_rows(named=True))], contracts["rejects"])
    kept = {name: _without(frame, again).drop(UNIT) for name, frame in frames.items()}
    return {**kept, "rejects": pl.concat([kept["rejects"], rejects])}


def _frame(name: str, told: Update, segments: Segments, contracts: Contracts) -> pl.DataFrame:
    rows = segments.scan(name, told.live.values())
    if rows is None:
        return frame_of([], contracts[name]).with_columns(pl.lit("").alias(UNIT))
    return rows.collect()


def _again(documents: pl.DataFrame, order: Mapping[str, int]) -> pl.DataFrame:
    """Give the documents that another one before them is the same as, with its path as `first_path`."""
    placed = documents.with_columns(pl.col(UNIT).replace_strict(order, return_dtype=pl.Int64).alias("place"))
    ranked = placed.sort("place", "path").with_columns(
        first_path=pl.col("path").first().over("document_id", order_by=["place", "path"]),
        first_unit=pl.col(UNIT).first().over("document_id", order_by=["place", "path"]),
    )
    return ranked.filter((pl.col("path") != pl.col("first_path")) | (pl.col(UNIT) != pl.col("first_unit")))


def _without(frame: pl.DataFrame, again: pl.DataFrame) -> pl.DataFrame:
    return frame if again.is_empty() else frame.join(again.select(_PLACE), on=_PLACE, how="anti")


def duplicate_row(row: Row) -> Row:
    """Give the row of `rejects` for a document that the one at `first_path` is the same as."""
    raw = RawDocument(row["source_id"], row["path"], b"", row["raw_sha256"])
    return duplicate(raw, row["first_path"])
