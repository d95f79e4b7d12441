"""The logical hashes of a release, taken again."""

import json
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq
from release_samples import Dataset

from pipelines.release.checks.content import check_content
from pipelines.release.checks.reading import read_tables
from pipelines.release.checks.verdict import Check
from pipelines.release.manifest import read_manifest


def content(release: Path, dataset: Dataset) -> Check:
    tables, _ = read_tables(release, dataset.contracts)
    assert tables is not None
    return check_content(release, tables, dataset.contracts)


def test_a_release_states_the_hash_of_the_rows_of_each_table(released: Path, dataset: Dataset) -> None:
    check = content(released, dataset)
    count = len(dataset.contracts.tables)
    assert (check.problems, check.compared) == ((), f"rows of {count} of {count} tables")


def test_other_rows_are_found_and_other_files_of_the_same_rows_are_not(release: Path, dataset: Dataset) -> None:
    frame = pl.read_parquet(release / "claims.parquet").with_columns(text=pl.col("text").fill_null(""))
    pq.write_table(frame.to_arrow().cast(dataset.contracts.schema("claims")), release / "claims.parquet")
    quotes = pl.read_parquet(release / "quotes.parquet").reverse()
    pq.write_table(quotes.to_arrow().cast(dataset.contracts.schema("quotes")), release / "quotes.parquet")
    (problem,) = content(release, dataset).problems
    assert problem.where == "claims.parquet: logical hash of its rows"


def test_a_manifest_from_before_there_were_such_hashes_is_read_and_not_compared(
    release: Path, dataset: Dataset
) -> None:
    path = release / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    for name in ("accepted", "withdrawn"):
        del manifest[name]
    for table in manifest["tables"].values():
        del table["logical_sha256"]
    path.write_text(json.dumps(manifest), encoding="utf-8")
    assert read_manifest(path).tables["claims"].logical_sha256 is None
    check = content(release, dataset)
    assert (check.problems, check.compared) == ((), f"rows of 0 of {len(dataset.contracts.tables)} tables")
