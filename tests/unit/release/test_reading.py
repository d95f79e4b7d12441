"""Every table opens, with the same rows and columns, in the readers that people use."""

from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pytest

from pipelines.contracts import Contracts, load_contracts

SCHEMAS = Path(__file__).parents[3] / "schemas"
TABLES = list(load_contracts(SCHEMAS).tables)


@pytest.mark.parametrize("name", TABLES)
def test_duckdb_pandas_and_polars_read_the_same(released: Path, contracts: Contracts, name: str) -> None:
    path = released / f"{name}.parquet"
    frame = pl.read_parquet(path)
    assert tuple(frame.columns) == contracts[name].columns
    with duckdb.connect() as connection:
        selected = connection.execute("SELECT * FROM read_parquet(?)", [str(path)])
        assert tuple(column[0] for column in selected.description) == contracts[name].columns
        assert [tuple(row) for row in selected.fetchall()] == frame.rows()
    loaded = pd.read_parquet(path)
    assert tuple(loaded.columns) == contracts[name].columns
    assert loaded.isna().sum().to_dict() == {column: frame[column].null_count() for column in frame.columns}
    assert len(loaded) == frame.height


def test_tables_join_on_their_keys_in_duckdb(released: Path) -> None:
    query = f"""
        SELECT claims.source_id, statement
        FROM '{released}/claims.parquet' JOIN '{released}/documents.parquet' USING (document_id)
        WHERE checkworthy ORDER BY claims.source_id
    """
    with duckdb.connect() as connection:
        assert connection.execute(query).fetchall() == [
            ("amber-gazette", "The lighthouse was built in 1811."),
            ("closed-archive", None),
            ("river-review", "The mill closed in 1902."),
        ]


def test_rows_are_sorted_by_key(released: Path, contracts: Contracts) -> None:
    for table in contracts:
        frame = pl.read_parquet(released / f"{table.name}.parquet").select(table.primaryKey)
        assert frame.equals(frame.sort(table.primaryKey)), table.name
