"""Tables as files of other formats, in the contract's columns and order."""

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from pipelines import parquet
from pipelines.contracts import Contracts
from pipelines.release.formats import Format


def export(tables: Mapping[str, pl.DataFrame], contracts: Contracts, folder: Path, form: Format) -> None:
    """Write each table of the contracts as `folder/<table>.<format>`; files of these names are replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    for table in contracts:
        path = folder / f"{table.name}.{form.value}"
        frame = tables[table.name].select(table.columns)
        if form is Format.PARQUET:
            parquet.write(frame, table, contracts.schema(table.name), path)
        elif form is Format.JSONL:
            frame.sort(table.primaryKey).write_ndjson(path)
        else:
            frame.sort(table.primaryKey).write_csv(path)
