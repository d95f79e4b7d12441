"""The tables of the left half from segments, gathered, sorted and written by Spark: `gather` on a cluster."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pyspark import TaskContext
from pyspark.sql import DataFrame, SparkSession, Window
from pyspark.sql import functions as sql
from pyspark.sql.pandas.types import from_arrow_schema
from pyspark.sql.types import StructType

from pipelines.contracts import Contracts, Table
from pipelines.engines.gather import duplicate_row
from pipelines.engines.incremental import Update
from pipelines.engines.places import Place
from pipelines.engines.segments import UNIT
from pipelines.extract.batch import TABLES
from pipelines.parquet import frame_of

PLACE = "_place"
"""The number of a row's unit in the order of registration."""
_HELD = pa.schema([("segment", pa.string()), ("units", pa.list_(pa.string())), ("places", pa.list_(pa.int64()))])
_WRITTEN = pa.schema([("file", pa.string()), ("rows", pa.int64())])
_SAME = ("document_id", PLACE)
# What tells of a document whether it stands elsewhere too, and what its reject says.
_ABOUT = ("source_id", "path", "raw_sha256", "document_id")
_READ_ROWS = 1_000
_BYTES = 32 << 20
"""Compressed bytes of a table that one task reads, and about what one file has when they are sorted."""


@dataclass(frozen=True)
class Gathering:
    """What a run gathers: the units of `told` from the folder `segments`, into Parquet files in the folder `out`."""

    spark: SparkSession
    contracts: Contracts
    told: Update
    segments: Place
    out: Place

    def write(self) -> dict[str, list[Place]]:
        """Write every table of the left half as `<table>/part-*.parquet`: together sorted by key, in the order given.

        The rows are those of `gather`. Where two containers hold the same document, those of the first count.
        """
        again = self._again().persist()
        try:
            some = not again.isEmpty()
            return {name: self._write(name, self._counted(name, again if some else None)) for name in TABLES}
        finally:
            again.unpersist()

    def _again(self) -> DataFrame:
        """Give the documents that another one before them is the same as, with its path as `first_path`."""
        documents = self._rows("documents", _ABOUT)
        ranked = Window.partitionBy("document_id").orderBy(PLACE, "path")
        first = sql.first("path").over(ranked).alias("first_path")
        return documents.select("*", first, sql.row_number().over(ranked).alias("rank")).where("rank > 1").drop("rank")

    def _counted(self, name: str, again: DataFrame | None) -> DataFrame:
        rows = self._rows(name)
        if again is not None:
            rows = rows.join(again.select(*_SAME), on=list(_SAME), how="left_anti")
        rows = rows.drop(PLACE).select(*self.contracts[name].columns)
        if name != "rejects":
            return rows
        table = self.contracts["rejects"]
        schema = spark_schema(columns_of(table))
        rows = rows.union(
            self.spark.createDataFrame(frame_of(self.told.rejects, table).to_arrow().cast(columns_of(table)), schema)
        )
        return rows if again is None else rows.union(again.mapInArrow(Rejects(table), schema))

    def _rows(self, name: str, columns: tuple[str, ...] = ()) -> DataFrame:
        read = Read(self.segments, name, columns_of(self.contracts[name], columns))
        held = self._held_rows.repartition(self._parts(name))
        return held.mapInArrow(read, spark_schema(read.schema.append(pa.field(PLACE, pa.int64()))))

    @cached_property
    def _sizes(self) -> dict[str, int]:
        return self.segments.listing()

    @cached_property
    def _held(self) -> pa.Table:
        """A row a segment, with the units of it that count and their places."""
        held: dict[str, tuple[list[str], list[int]]] = defaultdict(lambda: ([], []))
        for number, (unit, kept) in enumerate(self.told.live.items()):
            units, places = held[kept.segment.name]
            units.append(unit)
            places.append(number)
        rows = [{"segment": name, "units": one[0], "places": one[1]} for name, one in sorted(held.items())]
        return pa.Table.from_pylist(rows, schema=_HELD)

    @cached_property
    def _held_rows(self) -> DataFrame:
        return self.spark.createDataFrame(self._held, spark_schema(_HELD))

    def _parts(self, name: str) -> int:
        """Give into how many parts a table is to be cut."""
        files = (f"{segment}/{name}.parquet" for segment in self._held["segment"].to_pylist())
        return sum(self._sizes.get(file, 0) for file in files) // _BYTES + 1

    def _write(self, name: str, rows: DataFrame) -> list[Place]:
        folder, key = self.out.at(name).emptied(), self.contracts[name].primaryKey
        sorted_rows = rows.repartitionByRange(self._parts(name), *key).sortWithinPartitions(*key)
        write = Write(folder, columns_of(self.contracts[name]))
        done = sorted_rows.mapInArrow(write, spark_schema(_WRITTEN)).toArrow()
        return [folder.at(file) for file in sorted(done["file"].to_pylist())]


@dataclass(frozen=True)
class Read:
    """Gives the rows of a table from segments, as `mapInArrow` calls it, with the place of each row's unit."""

    segments: Place
    table: str
    schema: pa.Schema

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Give the rows of the segments in `batches`."""
        for batch in batches:
            for held in batch.to_pylist():
                yield from self._segment(held)

    def _segment(self, held: Mapping[str, Any]) -> Iterator[pa.RecordBatch]:
        file = self.segments.at(f"{held['segment']}/{self.table}.parquet")
        units, places = pa.array(held["units"], pa.string()), pa.array(held["places"], pa.int64())
        with pq.ParquetFile(file.path, filesystem=file.files) as parquet:
            for rows in parquet.iter_batches(_READ_ROWS, columns=[*self.schema.names, UNIT]):
                place = places.take(pc.index_in(rows[UNIT].cast(pa.string()), units))
                found = rows.select(self.schema.names).cast(self.schema).append_column(PLACE, place)
                yield found.filter(pc.is_valid(place))


@dataclass(frozen=True)
class Write:
    """Writes the rows of a partition as one file, in the order in which they come, as `mapInArrow` calls it."""

    folder: Place
    schema: pa.Schema

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Write the rows; gives the file's name and how many they are, or nothing where there are none."""
        first = next((batch for batch in batches if batch.num_rows), None)
        if first is None:
            return
        name = f"part-{partition():05d}.parquet"
        rows = 0
        with (
            self.folder.at(name).written() as stream,
            pq.ParquetWriter(stream, self.schema, compression="zstd") as file,
        ):
            for batch in chain([first], batches):
                file.write_batch(batch.cast(self.schema))
                rows += batch.num_rows
        yield pa.RecordBatch.from_pylist([{"file": name, "rows": rows}], schema=_WRITTEN)


@dataclass(frozen=True)
class Rejects:
    """Gives the rejects of documents that stand elsewhere too, as `mapInArrow` calls it."""

    table: Table

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Give a row of `rejects` for each document."""
        for batch in batches:
            rows = frame_of(map(duplicate_row, batch.to_pylist()), self.table).to_arrow().cast(columns_of(self.table))
            yield from rows.to_batches()


def partition() -> int:
    """Give the number of the partition that this process works on; 0 outside a task."""
    context = TaskContext.get()
    return context.partitionId() if context else 0


def columns_of(table: Table, only: tuple[str, ...] = ()) -> pa.Schema:
    """Give a contract's columns as Spark has them on the way, before anything is checked: all may be null."""
    return pa.schema([pa.field(one.name, one.type) for one in table.schema if not only or one.name in only])


def spark_schema(schema: pa.Schema) -> StructType:
    """Give an Arrow schema as Spark's."""
    return from_arrow_schema(schema)
