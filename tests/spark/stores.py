"""Spark engines for the tests."""

from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from corpora import Frames, sources_of
from pyspark.sql import SparkSession
from spark_samples import Deadly

from pipelines.contracts import Contracts
from pipelines.engines.incremental import Update
from pipelines.engines.places import place
from pipelines.engines.pool import Work
from pipelines.engines.spark.store import SparkStore
from pipelines.extract.authority import Authority


@dataclass(frozen=True)
class DeadlyStore(SparkStore):
    """A store whose workers die, once or always."""

    notes: Path = Path()
    times: int = 0

    @property
    def work(self) -> Work:
        return Deadly(self.authority, self.contracts, None, self.notes, self.times)


def store_of(
    spark: SparkSession, kept: Path | str, documents: Path | str, authority: Authority, contracts: Contracts
) -> SparkStore:
    return SparkStore(spark, place(kept), place(documents), authority, contracts)


def made(store: SparkStore, raw: Path) -> tuple[Update, Frames]:
    """Run the left half by Spark on the sources of a folder."""
    told = store.update(chain.from_iterable(map(store.bring, sources_of(raw))))
    return told, store.tables(told)
