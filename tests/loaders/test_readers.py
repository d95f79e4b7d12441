"""Polars, pandas, DuckDB and pyarrow give each table with the manifest's number of rows and the same values."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml
from rows import Row, files_of, place_of, plain_rows


def with_polars(path: Path) -> list[Row]:
    return pl.read_parquet(path).to_dicts()


def with_pandas(path: Path) -> list[Row]:
    return pd.read_parquet(path).to_dict("records")


def with_pandas_on_arrow(path: Path) -> list[Row]:
    return pd.read_parquet(path, dtype_backend="pyarrow").to_dict("records")


def with_duckdb(path: Path) -> list[Row]:
    found = duckdb.execute("FROM read_parquet(?)", [pattern_of(path)])
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def pattern_of(path: Path) -> str:
    """The path as DuckDB takes it, which reads no folder."""
    return f"{path}/*.parquet" if path.is_dir() else str(path)


READERS: list[Callable[[Path], list[Row]]] = [with_polars, with_pandas, with_pandas_on_arrow, with_duckdb]


@pytest.mark.parametrize("reader", READERS)
def test_each_reader_gives_the_rows_that_pyarrow_gives(
    reader: Callable[[Path], list[Row]], table: str, release: Path, manifest: dict[str, Any]
) -> None:
    path = place_of(release, manifest, table)
    expected = pq.read_table(path).to_pylist()
    assert len(expected) == manifest["tables"][table]["rows"]
    assert plain_rows(reader(path)) == expected


def test_the_files_of_a_table_follow_each_other_in_the_order_of_the_manifest(
    table: str, release: Path, manifest: dict[str, Any]
) -> None:
    path, files = place_of(release, manifest, table), files_of(release, manifest, table)
    assert files == (sorted(path.iterdir()) if path.is_dir() else [path])
    rows = [row for file in files for row in pq.read_table(file).to_pylist()]
    assert pq.read_table(path).to_pylist() == rows


def test_the_types_are_those_of_the_contract_where_all_is_null_too(
    table: str, release: Path, manifest: dict[str, Any]
) -> None:
    contract = yaml.safe_load((release / "schemas" / f"{table}.yaml").read_text(encoding="utf-8"))
    (path, *_) = files_of(release, manifest, table)
    arrow = {
        "string": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
    }
    polars = {"string": pl.String, "integer": pl.Int64, "number": pl.Float64, "boolean": pl.Boolean, "date": pl.Date}
    sql = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}
    types = {field["name"]: field["type"] for field in contract["fields"]}
    described = duckdb.execute("DESCRIBE FROM read_parquet(?)", [str(path)]).fetchall()
    assert {field.name: field.type for field in pq.read_schema(path)} == {
        name: arrow[kind] for name, kind in types.items()
    }
    assert dict(pl.read_parquet_schema(path)) == {name: polars[kind] for name, kind in types.items()}
    assert {row[0]: row[1] for row in described} == {name: sql[kind] for name, kind in types.items()}


def test_tables_join_by_their_keys_in_duckdb(release: Path, manifest: dict[str, Any]) -> None:
    (joined,) = duckdb.execute(
        "SELECT count(*) FROM read_parquet(?) JOIN read_parquet(?) USING (document_id)",
        [pattern_of(place_of(release, manifest, name)) for name in ("claims", "documents")],
    ).fetchone()
    assert joined == manifest["tables"]["claims"]["rows"]
