"""Rows as plain values, so that what different programs give can be compared; and the files that they stand in."""

import datetime
import math
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

Row = dict[str, Any]


def place_of(release: Path, manifest: dict[str, Any], table: str) -> Path:
    """Give the file of a table, or the folder of its shards."""
    return release / manifest["tables"][table]["file"]


def files_of(release: Path, manifest: dict[str, Any], table: str) -> list[Path]:
    """Give the files of a table in their order."""
    told = manifest["tables"][table]
    return [release / one["file"] for one in told.get("shards", [told])]


def plain(value: Any) -> Any:
    """Give a value without the dress of the program that it came from: no NaN, bytes, NumPy scalars or timestamps."""
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float) and math.isnan(value):
        return None
    return value.date() if isinstance(value, datetime.datetime) else value


def plain_rows(rows: Iterable[Mapping[str, Any]]) -> list[Row]:
    """Give rows with each value plain; integers that came as floats beside nulls are equal to themselves in Python."""
    return [{name: plain(value) for name, value in row.items()} for row in rows]
