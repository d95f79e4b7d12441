"""Tables as files of other formats, in the contract's columns and order."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

import polars as pl

from pipelines.contracts import Contracts, Table
from pipelines.release.formats import Format
from pipelines.release.parts import parts_of, read, write


def export(tables: Mapping[str, pl.DataFrame | pl.LazyFrame], contracts: Contracts, folder: Path, form: Format) -> None:
    """Write each table of the contracts as `folder/<table>.<format>`; files of these names are replaced.

    Each is one file, sorted by its key, but for Parquet of many rows, which lies in shards as in a release.
    """
    folder.mkdir(parents=True, exist_ok=True)
    most = contracts.dataset.shard_rows
    for table in contracts:
        rows = tables[table.name].lazy().select(table.columns)
        if form is Format.PARQUET:
            write(rows, table, contracts, folder)
        else:
            with (folder / f"{table.name}.{form.value}").open("wb") as file:
                _write(_sorted(rows, table, most), file, form)


def _sorted(rows: pl.LazyFrame, table: Table, most: int) -> Iterator[pl.DataFrame]:
    """Give rows by their key, in parts: an id of one part comes before each of the next."""
    return (read(part).sort(table.primaryKey) for (part,) in parts_of([rows], table.primaryKey[0], most))


def _write(parts: Iterator[pl.DataFrame], file: BinaryIO, form: Format) -> None:
    for number, part in enumerate(parts):
        if form is Format.JSONL:
            part.write_ndjson(file)
        else:
            part.write_csv(file, include_header=number == 0)
