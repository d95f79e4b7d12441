import json
import shutil
from pathlib import Path

import frictionless
import pytest
from release_samples import Dataset

from pipelines.contracts import Contracts
from pipelines.release.metadata.datapackage import describe, table_schema


@pytest.fixture(scope="module")
def package(released: Path) -> dict:
    return json.loads((released / "datapackage.json").read_text())


def test_frictionless_finds_the_package_and_every_table_valid(released: Path, dataset: Dataset) -> None:
    report = frictionless.validate(str(released / "datapackage.json"))
    assert report.valid, report.to_summary()
    assert [task.name for task in report.tasks] == list(dataset.contracts.tables)
    assert report.stats["warnings"] == 0


def test_frictionless_counts_the_rows(released: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(released, tmp_path / "release")
    described = (copy / "datapackage.json").read_text()
    (copy / "datapackage.json").write_text(described.replace('"rows": 7', '"rows": 8'))
    report = frictionless.validate(str(copy / "datapackage.json"))
    passages = next(task for task in report.tasks if task.name == "passages")
    assert [error.type for error in passages.errors] == ["row-count"]


def test_the_package_says_who_made_it_from_what_on_which_terms(package: dict) -> None:
    assert package["version"] == "2031.04.05"
    assert package["licenses"][0] == {
        "name": "CC-BY-4.0",
        "title": "Creative Commons Attribution 4.0 International",
        "path": "LICENSE-DATA.txt",
    }
    assert [source["name"] for source in package["sources"]] == ["amber-gazette", "closed-archive", "river-review"]
    assert "created" not in package


def test_a_resource_names_its_file_hash_and_rows(package: dict, released: Path) -> None:
    sums = dict(line.split("  ")[::-1] for line in (released / "SHA256SUMS").read_text().splitlines())
    for resource in package["resources"]:
        assert resource["path"] == f"{resource['name']}.parquet"
        assert resource["hash"] == f"sha256:{sums[resource['path']]}"
        assert (resource["format"], resource["mediatype"]) == ("parquet", "application/vnd.apache.parquet")


def test_a_schema_has_the_keys_of_its_contract(contracts: Contracts) -> None:
    schema = table_schema(contracts["quotes"])
    assert schema["primaryKey"] == ["quote_id"]
    assert {"fields": ["document_id"], "reference": {"resource": "documents", "fields": ["document_id"]}} in schema[
        "foreignKeys"
    ]
    assert schema["missingValues"] == []
    assert "foreignKeys" not in table_schema(contracts["extractors"])


def test_fields_are_described_in_the_terms_of_table_schema(contracts: Contracts) -> None:
    fields = {field["name"]: field for field in describe(contracts["quotes"])}
    assert fields["start"] == {
        "name": "start",
        "type": "integer",
        "description": "First code point of the span in the text of the document, from 0.",
        "example": 112,
        "constraints": {"required": True, "minimum": 0},
    }
    assert fields["kind"]["constraints"]["enum"] == ["direct", "mixed", "indirect", "scare", "mention"]
    assert fields["cue_end"]["missingValues"] == ["nan"]
    assert "constraints" not in fields["cue"]
