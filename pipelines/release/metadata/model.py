"""The one model that every description of a release is written from."""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from pipelines.contracts import Contracts
from pipelines.release.manifest import Manifest
from pipelines.release.parts import cut, cut_up, read
from pipelines.tablefiles import SUFFIX, Tables


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one file of a table; `prefix` is what their ids begin with, '' where the table is one file."""

    file: str
    prefix: str
    rows: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Described:
    """A release as its descriptions see it: its contracts, its manifest, and its tables as they were written."""

    contracts: Contracts
    manifest: Manifest
    tables: Tables

    @property
    def sources(self) -> pl.DataFrame:
        """The table of that name."""
        return self.few("sources")

    @property
    def version(self) -> str:
        """The version of the release."""
        return self.manifest.version

    def few(self, table: str) -> pl.DataFrame:
        """Read a table of few rows whole: sources, extractors, quality."""
        return self.tables[table].collect()

    def parts(self, table: str, *columns: str) -> Iterator[Part]:
        """Yield the rows of a table shard by shard, or all at once where it is one file; all columns if none is named.

        There is one part in memory at a time. Where there are shards, one without rows has no file, and is left out.
        """
        rows, wanted = self.tables[table], columns or self.contracts[table].columns
        by = cut([rows], self.contracts[table].shardedBy, self.contracts.dataset.shard_rows)
        if by is None:
            yield Part(f"{table}{SUFFIX}", "", read(rows.select(wanted)))
            return
        used = rows.select(*dict.fromkeys((by.column, *wanted)))
        for prefix, (part,) in cut_up([used], by):
            found = read(part.select(wanted))
            if found.height:
                yield Part(f"{table}/{prefix}{SUFFIX}", prefix, found)
