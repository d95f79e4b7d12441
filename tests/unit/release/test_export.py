"""Tables in other formats."""

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from release_samples import Dataset

from pipelines import tablefiles
from pipelines.release.export import export
from pipelines.release.formats import Format


@pytest.mark.parametrize("form", [Format.CSV, Format.JSONL])
def test_a_table_in_shards_is_one_file_with_the_bytes_of_a_small_one(
    dataset: Dataset, tmp_path: Path, form: Format
) -> None:
    small = replace(dataset.contracts, dataset=replace(dataset.contracts.dataset, shard_rows=2))
    tablefiles.write_all(dataset.tables, small, tmp_path / "shards")
    export(tablefiles.scan_all(tmp_path / "shards", small), small, tmp_path / "parts", form)
    export(dataset.tables, dataset.contracts, tmp_path / "whole", form)
    for table in dataset.contracts:
        name = f"{table.name}.{form.value}"
        assert (tmp_path / "parts" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes(), name
    whole = (tmp_path / "whole" / f"passages.{form.value}").read_text(encoding="utf-8").splitlines()
    assert len(whole) == dataset.tables["passages"].height + (form is Format.CSV)


def test_parquet_of_many_rows_lies_in_shards(dataset: Dataset, tmp_path: Path) -> None:
    small = replace(dataset.contracts, dataset=replace(dataset.contracts.dataset, shard_rows=2))
    export(dataset.tables, small, tmp_path, Format.PARQUET)
    assert (tmp_path / "passages").is_dir()
    key = "passage_id"
    assert tablefiles.read(tmp_path, "passages").sort(key).equals(dataset.tables["passages"].sort(key))


def test_an_empty_table_has_its_columns(dataset: Dataset, tmp_path: Path) -> None:
    export({**dataset.tables, "claims": dataset.tables["claims"].clear()}, dataset.contracts, tmp_path, Format.CSV)
    assert pl.read_csv(tmp_path / "claims.csv").columns == list(dataset.contracts["claims"].columns)
