"""The crate of a release: every file with its size and hash, what was written last included."""

import hashlib
import json
from pathlib import Path
from typing import Any

import polars as pl
from release_samples import Dataset

APART = {"ro-crate-metadata.json", "SHA256SUMS"}


def entities(release: Path) -> dict[str, dict[str, Any]]:
    document = json.loads((release / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    return {entity["@id"]: entity for entity in document["@graph"]}


def is_file(entity: dict[str, Any]) -> bool:
    return "File" in ([entity["@type"]] if isinstance(entity["@type"], str) else entity["@type"])


def test_every_file_is_there_with_its_size_and_hash(released: Path) -> None:
    paths = [path for path in released.rglob("*") if path.is_file()]
    there = {path.relative_to(released).as_posix(): path.read_bytes() for path in paths}
    listed = {name: entity for name, entity in entities(released).items() if is_file(entity)}
    assert set(listed) == set(there) - APART
    for name, entity in listed.items():
        size, digest = str(len(there[name])), hashlib.sha256(there[name]).hexdigest()
        assert (name, entity["contentSize"], entity["sha256"]) == (name, size, digest)


def test_every_file_and_folder_is_a_part_of_the_root(released: Path) -> None:
    graph = entities(released)
    parts = {item["@id"] for item in graph["./"]["hasPart"]}
    assert {"annotations/", "schemas/", "claims.parquet", "prov.json"} <= parts
    inner = {item["@id"] for name in parts if name.endswith("/") for item in graph[name]["hasPart"]}
    assert {name for name, entity in graph.items() if is_file(entity)} == {
        name for name in parts | inner if not name.endswith("/")
    }


def test_a_second_release_lists_its_delta_too(dataset: Dataset, tmp_path: Path) -> None:
    dataset.release(tmp_path, "2031.04.05")
    claims = dataset.tables["claims"].with_columns(confidence=pl.lit(0.25))
    graph = entities(dataset.release(tmp_path, "2031.04.06", claims=claims))
    name = "delta/from-2031.04.05/claims.parquet"
    assert graph["delta/"]["hasPart"] == {"@id": name}
    assert graph[name]["name"] == "What changed in claims: rows to put in and keys to delete, from-2031.04.05"
    assert {"@id": "id_changes.parquet"} in graph["./"]["hasPart"]


def test_a_table_follows_its_contract_and_a_description_its_standard(released: Path) -> None:
    graph = entities(released)
    assert graph["claims.parquet"]["conformsTo"] == {"@id": "schemas/claims.yaml"}
    assert graph["claims.parquet"]["encodingFormat"] == "application/vnd.apache.parquet"
    assert graph["datapackage.json"]["conformsTo"]["@id"] in graph


def test_a_source_is_told_of_with_its_warning(released: Path) -> None:
    graph = entities(released)
    assert graph["./"]["isBasedOn"] == [
        {"@id": "#source-amber-gazette"}, {"@id": "#source-closed-archive"}, {"@id": "#source-river-review"},
    ]  # fmt: skip
    warned = "Closed | Archive. Licence of its words: unknown. Content warning: Invented for tests."
    assert graph["#source-closed-archive"]["description"] == warned
