"""PROV of a release: what it was made from, by what, for whom; the same for the same inputs."""

import json
from pathlib import Path
from typing import Any

import pytest
from release_samples import Dataset

from pipelines.release.metadata.jsonld import hash_iri

DERIVING = ("wasGeneratedBy", "used", "wasDerivedFrom", "wasInformedBy", "hadMember")
ANSWERING = ("wasAssociatedWith", "actedOnBehalfOf", "wasAttributedTo")


@pytest.fixture(scope="module")
def prov(released: Path) -> dict[str, Any]:
    return json.loads((released / "prov.json").read_text(encoding="utf-8"))


def named(sha256: str) -> str:
    return "sha256:" + hash_iri(sha256).removeprefix("ni:///sha-256;")


def pairs(prov: dict[str, Any], relation: str) -> set[tuple[str, ...]]:
    return {tuple(item.values()) for item in prov[relation].values()}


def test_every_name_that_a_relation_uses_is_declared(prov: dict[str, Any]) -> None:
    declared = {name for kind in ("entity", "activity", "agent") for name in prov[kind]}
    used = {name for relation in (*DERIVING, *ANSWERING) for item in prov[relation].values() for name in item.values()}
    assert used - declared == set()
    assert {name.partition(":")[0] for name in declared} <= set(prov["prefix"])


def test_raw_documents_and_tables_are_named_by_their_bytes(
    prov: dict[str, Any], dataset: Dataset, released: Path
) -> None:
    for row in dataset.tables["documents"].iter_rows(named=True):
        entity = prov["entity"][named(row["raw_sha256"])]
        assert entity == {
            "prov:label": row["path"], "dct:format": "text/plain", "dct:extent": f"{row['raw_bytes']} bytes",
        }  # fmt: skip
        assert ("run:raw", named(row["raw_sha256"])) in pairs(prov, "hadMember")
        assert (named(row["raw_sha256"]), f"run:source-{row['source_id']}") in pairs(prov, "wasAttributedTo")
    tables = json.loads((released / "manifest.json").read_text())["tables"]
    assert prov["entity"][named(tables["claims"]["sha256"])]["prov:label"] == "claims.parquet"
    assert (named(tables["claims"]["sha256"]), "run:releasing") in pairs(prov, "wasGeneratedBy")
    assert (named(tables["claims"]["sha256"]), "run:rows-claims") in pairs(prov, "wasDerivedFrom")


def test_rows_come_from_the_extractor_that_they_name_and_its_models(prov: dict[str, Any], dataset: Dataset) -> None:
    assert ("run:rows-claims", "run:making-claims") in pairs(prov, "wasGeneratedBy")
    assert ("run:making-claims", "run:extractor-claims") in pairs(prov, "wasAssociatedWith")
    assert ("run:extractor-claims", "run:testimonia") in pairs(prov, "actedOnBehalfOf")
    row = dataset.tables["extractors"].filter(extractor="claims").row(0, named=True)
    for model in row["models"].split():
        name, _, digest = model.partition(":")
        assert prov["entity"][named(digest)]["prov:label"] == f"trained model {name}"
        assert ("run:making-claims", named(digest)) in pairs(prov, "used")
    agent = prov["agent"]["run:extractor-claims"]
    assert (agent["schema:version"], agent["schema:sha256"]) == (row["extractor_version"], row["code_sha256"])


def test_each_stage_uses_the_rows_of_those_before_it(prov: dict[str, Any]) -> None:
    used = pairs(prov, "used")
    assert ("run:making-readers", "run:raw") in used
    assert ("run:making-claims", "run:rows-passages") in used
    assert ("run:making-works", "run:rows-references") in used
    assert ("run:making-quality", "run:inputs") in used
    assert ("run:making-claims", "run:rows-works") not in used


def test_the_same_tables_give_the_same_bytes_and_another_version_another_run(
    dataset: Dataset, released: Path, tmp_path: Path
) -> None:
    again = dataset.release(tmp_path / "again")
    assert (again / "prov.json").read_bytes() == (released / "prov.json").read_bytes()
    later = json.loads((dataset.release(tmp_path / "later", "2031.04.06") / "prov.json").read_text())
    first = json.loads((released / "prov.json").read_text())
    assert later["prefix"]["run"] != first["prefix"]["run"]
    assert later["prefix"]["run"].startswith("urn:uuid:")
    raw = {name for name in first["entity"] if name.startswith("sha256:")}
    assert raw == {name for name in later["entity"] if name.startswith("sha256:")}
