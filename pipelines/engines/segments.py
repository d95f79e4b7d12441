"""Rows of documents kept from run to run, in segments: folders with one Parquet file a table, never changed once there.

A segment holds the rows of some raw files (units) and says of each what its rows were made with. What a later run
makes goes into a segment of its own, so adding one file to many writes one small folder; which rows count is decided
when they are read, by the units that are wanted then. `tidy` brings together what lies in many small segments or
counts no more.
"""

import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from itertools import islice
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.identifiers import content_id

UNITS = "units.parquet"
UNIT = "_unit"
"""The column of a segment's files that names the unit of a row."""
FULL = 1_000
"""Units of a full segment."""
_SMALL = FULL // 4
_MOST_SMALL = 32
_UNFINISHED = ".new-"


@dataclass(frozen=True, slots=True)
class Unit:
    """One raw file as it is registered, and `made_with`: all else that its rows depend on, as `name:digest` words."""

    source_id: str
    path: str
    sha256: str
    media_type: str
    retrieved_at: str
    made_with: str

    @property
    def unit_id(self) -> str:
        """An id that changes with anything that a row of this unit depends on."""
        return content_id("unt", *astuple(self))


@dataclass(frozen=True, slots=True)
class Kept:
    """A unit whose rows are in the segment folder `segment`."""

    unit: Unit
    segment: Path


class SegmentWriter:
    """Takes the tables of one segment bit by bit, and puts the segment in place when it is closed."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._fresh = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=folder))
        self._files: dict[str, pq.ParquetWriter] = {}

    def add(self, tables: Mapping[str, pa.Table]) -> None:
        """Write rows on; they have the column `_unit`."""
        for name, rows in tables.items():
            if name not in self._files:
                path = self._fresh / f"{name}.parquet"
                self._files[name] = pq.ParquetWriter(path, rows.schema, compression="zstd")
            self._files[name].write_table(rows)

    def close(self, units: Sequence[Unit]) -> Path:
        """Put the segment in place in one step, and give its folder; a segment of the same units stays as it is."""
        for file in self._files.values():
            file.close()
        columns = {field.name: [getattr(unit, field.name) for unit in units] for field in fields(Unit)}
        pq.write_table(pa.table(columns), self._fresh / UNITS, compression="zstd")
        final = self._folder / segment_name(units)
        try:
            self._fresh.rename(final)
        except OSError:
            # Another attempt at the same units was there first, with the same rows.
            if not final.is_dir():
                raise
            shutil.rmtree(self._fresh)
        return final


class Segments:
    """The segments in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def units(self) -> dict[str, Kept]:
        """Give every unit that has rows here, by its id; of a unit in two segments, the first by name."""
        found: dict[str, Kept] = {}
        for segment in self._all():
            for row in pq.read_table(segment / UNITS).to_pylist():
                unit = Unit(**row)
                found.setdefault(unit.unit_id, Kept(unit, segment))
        return found

    def writer(self) -> SegmentWriter:
        """Begin a segment."""
        return SegmentWriter(self.folder)

    def scan(self, table: str, wanted: Iterable[Kept]) -> Iterator[pl.LazyFrame]:
        """Give the rows of a table that belong to the units `wanted`, with `_unit`: a frame for each segment."""
        ids = _by_segment(wanted)
        for segment in sorted(ids):
            units = sorted(kept.unit.unit_id for kept in ids[segment])
            yield pl.scan_parquet(segment / f"{table}.parquet", glob=False).filter(pl.col(UNIT).is_in(units))

    def tidy(self, live: Iterable[Kept], tables: Sequence[str]) -> int:
        """Write anew what lies in segments of which less than half counts, or in too many small ones.

        What a run that was ended left unfinished goes too. Gives how many segments went. No other process may use the
        segments meanwhile.
        """
        for unfinished in self.folder.glob(f"{_UNFINISHED}*"):
            shutil.rmtree(unfinished)
        held = _by_segment(live)
        loose = [one for one in self._all() if 2 * len(held[one]) < pq.read_metadata(one / UNITS).num_rows]
        small = [one for one in self._all() if len(held[one]) <= _SMALL and one not in loose]
        going = loose + (small if len(small) > _MOST_SMALL else [])
        kept = iter(sorted((unit for one in going for unit in held[one]), key=lambda one: one.unit.unit_id))
        fresh = {self._rewrite(part, tables) for part in iter(lambda: list(islice(kept, FULL)), [])}
        for segment in set(going) - fresh:
            shutil.rmtree(segment)
        return len(set(going) - fresh)

    def _rewrite(self, kept: Sequence[Kept], tables: Sequence[str]) -> Path:
        writer = self.writer()
        for table in tables:
            for rows in self.scan(table, kept):
                writer.add({table: rows.collect().to_arrow()})
        return writer.close([one.unit for one in kept])

    def _all(self) -> Iterator[Path]:
        return (path.parent for path in sorted(self.folder.glob(f"seg_*/{UNITS}")))


def segment_name(units: Iterable[Unit]) -> str:
    """Give the name of the segment of some units: a digest of their ids, in whatever order they come."""
    return content_id("seg", *sorted(unit.unit_id for unit in units))


def _by_segment(kept: Iterable[Kept]) -> defaultdict[Path, list[Kept]]:
    found: defaultdict[Path, list[Kept]] = defaultdict(list)
    for one in kept:
        found[one.segment].append(one)
    return found
