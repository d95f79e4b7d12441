"""The logical hashes of a release, taken again."""

import json
from pathlib import Path

import polars as pl
from release_samples import Dataset

from pipelines.release.checks.content import check_content
from pipelines.release.manifest import read_manifest


def frames(release: Path, dataset: Dataset) -> dict[str, pl.DataFrame]:
    return {table.name: pl.read_parquet(release / f"{table.name}.parquet") for table in dataset.contracts}


def test_a_release_states_the_hash_of_the_rows_of_each_table(released: Path, dataset: Dataset) -> None:
    check = check_content(released, frames(released, dataset), dataset.contracts)
    count = len(dataset.contracts.tables)
    assert (check.problems, check.compared) == ((), f"rows of {count} of {count} tables")


def test_other_rows_are_found_and_other_files_of_the_same_rows_are_not(released: Path, dataset: Dataset) -> None:
    held = frames(released, dataset)
    held["quotes"] = held["quotes"].reverse().rechunk()
    held["claims"] = held["claims"].with_columns(text=pl.col("text").fill_null(""))
    (problem,) = check_content(released, held, dataset.contracts).problems
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
    check = check_content(release, frames(release, dataset), dataset.contracts)
    assert (check.problems, check.compared) == ((), f"rows of 0 of {len(dataset.contracts.tables)} tables")
