"""The Spark engine: the left half on a cluster, with a folder that the local engine reads and writes too.

Executors read the registered files, extract, and write segments; Spark gathers and sorts their rows. What is taken over
from run to run, and which rows count, are decided as the local engine does, by the same code.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import dataset
from pyspark.sql import SparkSession

from pipelines.contracts import Contracts
from pipelines.engines.incremental import Choosing, Found, Update
from pipelines.engines.local import PARSES, SEGMENTS
from pipelines.engines.made_with import made_with
from pipelines.engines.places import Place
from pipelines.engines.pool import Work
from pipelines.engines.segments import Kept, Segments
from pipelines.engines.spark.extract import DONE, ERRORS, Extract
from pipelines.engines.spark.plan import Listed, listed, tasks
from pipelines.engines.spark.segments import units_at
from pipelines.engines.spark.session import on_this_machine
from pipelines.engines.spark.tables import Gathering, columns_of, spark_schema
from pipelines.extract.authority import Authority
from pipelines.extract.batch import TABLES
from pipelines.sources import Source

LOG = logging.getLogger("testimonia")
LEFT = "left"
"""The folder with the tables of the left half, as Spark writes them."""


@dataclass(frozen=True)
class SparkStore:
    """The folder `kept` with what is kept, and what runs use it with; the registered files lie below `documents`.

    Both are places that the driver and all executors reach under the same name.
    """

    spark: SparkSession
    kept: Place
    documents: Place
    authority: Authority
    contracts: Contracts

    @property
    def segments(self) -> Place:
        """The kept rows."""
        return self.kept.at(SEGMENTS)

    @property
    def work(self) -> Work:
        """What every Python worker of a run needs; parses are kept where all workers are processes of this machine."""
        alone = self.kept.here and on_this_machine(self.spark.conf.get("spark.master") or "")
        return Work(self.authority, self.contracts, Path(self.kept.path) / PARSES if alone else None)

    def bring(self, source: Source) -> Iterator[Found]:
        """Give the registered files of a source, unread."""
        return listed(source, self.documents)

    def update(self, found: Iterable[Found]) -> Update:
        """Verify every file of `found`, extract what is new or changed, and keep it; containers are opened.

        Raises `SourceError` where the bytes of a file are not those that were registered, and `UsageError` where the
        executors have other code than this process.
        """
        made = made_with(self.authority, self.contracts)
        choosing = Choosing(units_at(self.segments), made)
        files = [(one, choosing.wanted(one)) for one in found]
        done = self._extract([(one, unit is not None) for one, unit in files if isinstance(one, Listed)], made)
        LOG.info("extracted", extra={"done": len(files)})
        segments = dict(zip(done["unit_id"].to_pylist(), done["segment"].to_pylist(), strict=True))
        wanted = {unit.unit_id: unit for _, unit in files if unit is not None}
        folder = Path(self.segments.path)
        return choosing.end({name: Kept(unit, folder / segments[name]) for name, unit in wanted.items()})

    def write(self, told: Update) -> Mapping[str, Sequence[Place]]:
        """Give the tables of the left half as Parquet files, those of a table together sorted by its key."""
        return Gathering(self.spark, self.contracts, told, self.segments, self.kept.at(LEFT)).write()

    def parts(self, told: Update) -> dict[str, Iterator[pl.DataFrame]]:
        """Give the tables of the left half in parts, as Spark wrote them."""
        return {name: self._parts(name, files) for name, files in self.write(told).items()}

    def tidy(self, told: Update) -> None:
        """Tidy the segments, where they are on this machine; no other run may be under way in the folder."""
        if self.segments.here:
            Segments(Path(self.segments.path)).tidy(told.live.values(), TABLES)

    def tables(self, told: Update) -> dict[str, pl.DataFrame]:
        """Give the tables of the left half whole, and tidy."""
        tables = {name: pl.concat(parts) for name, parts in self.parts(told).items()}
        self.tidy(told)
        return tables

    def _parts(self, name: str, files: Sequence[Place]) -> Iterator[pl.DataFrame]:
        schema = columns_of(self.contracts[name])
        yield pl.DataFrame(schema.empty_table())
        for one in files:
            yield pl.DataFrame(dataset.dataset(one.path, schema, "parquet", one.files).to_table())

    def _extract(self, files: Sequence[tuple[Listed, bool]], made: str) -> pa.Table:
        """Have the executors verify and extract files; give a row of `DONE` for each unit that they wrote."""
        if not files:
            return DONE.empty_table()
        plan = tasks(files)
        last = plan["task"][-1].as_py()
        rows = self.spark.createDataFrame(plan, spark_schema(plan.schema)).repartitionById(last + 1, "task")
        done = rows.mapInArrow(Extract(self.work, made, self.documents, self.segments), spark_schema(DONE)).toArrow()
        wrong = done.filter(pc.is_valid(done["error"])).to_pylist()
        if wrong:
            raise ERRORS[wrong[0]["error"]](wrong[0]["detail"])
        return done
