"""Rows of documents on their way into segments, each marked with the unit that it belongs to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl
import pyarrow as pa

from pipelines.engines.pool import Tables, Work
from pipelines.engines.segments import FULL, UNIT, Kept, Segments, SegmentWriter, Unit
from pipelines.extract.tables import Row
from pipelines.sources import RawDocument


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do for a unit: a document to extract, a row of `rejects` to keep, or (`last`) nothing more."""

    unit: Unit
    raw: RawDocument | None = None
    row: Row | None = None
    last: bool = False


class UnitsWriter:
    """Writes segments of about `FULL` units; a unit's rows stand in one segment however many documents it has."""

    def __init__(self, segments: Segments, work: Work) -> None:
        self._segments, self._work = segments, work
        self._writer: SegmentWriter | None = None
        self._complete: list[Unit] = []
        self._kept: dict[str, Kept] = {}

    @property
    def done(self) -> int:
        """How many units are complete."""
        return len(self._kept) + len(self._complete)

    def add(self, steps: Sequence[Step], tables: Tables) -> None:
        """Take the next steps in order, with the tables of their documents."""
        if not steps:
            return
        if self._writer is None:
            self._writer = self._segments.writer()
            # So that every table has a file, however few rows come.
            self._writer.add(_marked(self._work.tables({}), {}))
        self._writer.add(_marked(tables, {step.raw.sha256: step.unit for step in steps if step.raw is not None}))
        for step in steps:
            if step.row is not None:
                self._writer.add(_marked_row(self._work.tables({"rejects": [step.row]}), step.unit))
        self._complete += [step.unit for step in steps if step.last]
        if steps[-1].last and len(self._complete) >= FULL:
            self._close()

    def close(self) -> dict[str, Kept]:
        """End the last segment; give every unit that was written, by its id."""
        self._close()
        return self._kept

    def _close(self) -> None:
        if self._writer is not None:
            folder = self._writer.close(self._complete)
            self._kept |= {unit.unit_id: Kept(unit, folder) for unit in self._complete}
        self._writer, self._complete = None, []


def _marked(tables: Tables, units: Mapping[str, Unit]) -> dict[str, pa.Table]:
    """Give tables with the unit of each row, told by the digest of its document's bytes."""
    ids = {sha256: unit.unit_id for sha256, unit in units.items()}
    unit = pl.col("raw_sha256").replace_strict(ids, return_dtype=pl.String).alias(UNIT)
    return {name: pl.DataFrame(rows).with_columns(unit).to_arrow() for name, rows in tables.items()}


def _marked_row(tables: Tables, unit: Unit) -> dict[str, pa.Table]:
    rows = tables["rejects"]
    return {"rejects": pl.DataFrame(rows).with_columns(pl.lit(unit.unit_id).alias(UNIT)).to_arrow()}
