"""One row of a release by its values, read from the one shard that can hold it where the values tell which."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.tablefiles import DIGITS, files


def find_row(
    folder: Path, table: str, values: Mapping[str, Any], sharded_by: str | None = None
) -> dict[str, Any] | None:
    """Give a row of a table with these values by column; None where there is none, no value, or no such table.

    `sharded_by` is the column that the table is cut into shards by, if it is.
    """
    if any(value is None for value in values.values()):
        return None
    return first_row(
        folder, table, [pl.col(name) == value for name, value in values.items()], values.get(sharded_by or "")
    )


def first_row(folder: Path, table: str, wanted: list[pl.Expr], near: str | None = None) -> dict[str, Any] | None:
    """Give the first row of which `wanted` holds; `near` is its id in the column that shards are cut by, if known."""
    paths = files(folder, table)
    if near is not None and len(paths) > 1:
        paths = tuple(path for path in paths if near[-DIGITS:].startswith(path.stem))
    if not paths:
        return None
    found = pl.scan_parquet(list(paths), glob=False).filter(*wanted).head(1).collect()
    return found.row(0, named=True) if found.height else None
