"""Tables on disk: Parquet in exactly the shape of the contract, the same bytes for the same rows."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.contracts import Table
from pipelines.errors import ContractError

ROW_GROUP_ROWS = 100_000


def frame_of(rows: Iterable[Mapping[str, Any]], table: Table) -> pl.DataFrame:
    """Give rows as a frame with the contract's columns and types; a missing key is null."""
    found, schema = list(rows), pl.DataFrame(table.schema.empty_table()).schema
    return pl.DataFrame({name: [row.get(name) for row in found] for name in table.columns}, schema=schema)


def conform(frame: pl.DataFrame, table: Table, schema: pa.Schema) -> pa.Table:
    """Give the frame in the contract's column order and types, sorted by its key, in one chunk a column.

    Raises `ContractError` where a column is missing, unknown, of another type, or null though required.
    """
    ordered = with_columns_of(table, frame).sort(table.primaryKey)
    try:
        return ordered.to_arrow().cast(schema).combine_chunks()
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, ValueError) as cause:
        raise ContractError(f"{table.name}: not in the types of schemas/{table.name}.yaml: {cause}") from cause


def with_columns_of(table: Table, frame: pl.DataFrame) -> pl.DataFrame:
    """Give the frame in the contract's column order; raises `ContractError` where a column is missing or unknown."""
    missing, unknown = set(table.columns) - set(frame.columns), set(frame.columns) - set(table.columns)
    if missing or unknown:
        raise ContractError(
            f"{table.name}: the contract has no column {sorted(unknown)} and the table lacks {sorted(missing)}; "
            f"change schemas/{table.name}.yaml or the function that makes the table"
        )
    return frame.select(table.columns)


def write(frame: pl.DataFrame, table: Table, schema: pa.Schema, path: Path) -> None:
    """Write the frame as Parquet: zstd, page index, descriptions and nullability in the file's schema."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(
        conform(frame, table, schema),
        path,
        compression="zstd",
        row_group_size=ROW_GROUP_ROWS,
        write_page_index=True,
        data_page_version="1.0",
    )


def read(path: Path) -> pl.DataFrame:
    """Read a table from Parquet."""
    return pl.read_parquet(path, glob=False)
