"""croissant.json: every table and field, by the names and types of the contracts, and the files' own hashes."""

import hashlib
import json
from pathlib import Path

import pytest
from release_samples import VERSION, Dataset

from pipelines.contracts import Contracts


@pytest.fixture(scope="module")
def described(released: Path) -> dict:
    return json.loads((released / "croissant.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def record_sets(described: dict) -> dict[str, dict]:
    return {item["@id"]: item for item in described["recordSet"]}


def test_every_table_is_a_record_set_with_its_fields_in_order(record_sets: dict, contracts: Contracts) -> None:
    tables = {name: item for name, item in record_sets.items() if item.get("dataType") != "sc:Enumeration"}
    assert list(tables) == list(contracts.tables)
    for table in contracts:
        fields = tables[table.name]["field"]
        assert [field["name"] for field in fields] == list(table.columns)
        assert [field["description"] for field in fields] == [item.description for item in table]
        assert [key["@id"] for key in tables[table.name]["key"]] == [
            f"{table.name}/{name}" for name in table.primaryKey
        ]


def test_every_table_has_a_file_with_its_own_hash_and_size(described: dict, released: Path) -> None:
    paths = {path.name: path for path in released.glob("*.parquet") if path.name != "validation_failures.parquet"}
    files = {item["@id"]: item for item in described["distribution"]}
    assert set(files) == set(paths)
    for name, file in files.items():
        data = paths[name].read_bytes()
        assert file["sha256"] == hashlib.sha256(data).hexdigest()
        assert file["contentSize"] == f"{len(data)} B"
        assert file["contentUrl"] == name
        assert file["encodingFormat"] == ["application/vnd.apache.parquet", "application/x-parquet"]


def test_a_field_says_its_type_its_column_and_what_it_refers_to(record_sets: dict) -> None:
    fields = {field["name"]: field for field in record_sets["claims"]["field"]}
    assert fields["document_id"] == {
        "@type": "cr:Field",
        "@id": "claims/document_id",
        "name": "document_id",
        "description": "The document that the row stands in.",
        "dataType": "sc:Text",
        "source": {"fileObject": {"@id": "claims.parquet"}, "extract": {"column": "document_id"}},
        "references": {"fileObject": {"@id": "documents.parquet"}, "extract": {"column": "document_id"}},
    }
    assert fields["author_stance"]["references"] == {"field": {"@id": "claims.author_stance/name"}}
    types = {name: fields[name]["dataType"] for name in ("start", "negated", "event_start", "confidence")}
    assert types == {"start": "sc:Integer", "negated": "sc:Boolean", "event_start": "sc:Date", "confidence": "sc:Float"}


def test_every_foreign_key_is_a_reference_and_nothing_else_is(record_sets: dict, contracts: Contracts) -> None:
    for table in contracts:
        said = {
            (field["name"], target["fileObject"]["@id"], target["extract"]["column"])
            for field in record_sets[table.name]["field"]
            if "fileObject" in (target := field.get("references", {}))
        }
        keys = (
            (key, *pair) for key in table.foreignKeys for pair in zip(key.fields, key.reference.fields, strict=True)
        )
        assert said == {(name, f"{key.reference.resource}.parquet", column) for key, name, column in keys}


def test_a_closed_list_of_values_is_an_enumeration(record_sets: dict, contracts: Contracts) -> None:
    stance = record_sets["claims.author_stance"]
    assert (stance["dataType"], stance["key"]) == ("sc:Enumeration", {"@id": "claims.author_stance/name"})
    assert [item["claims.author_stance/name"] for item in stance["data"]] == [
        "asserts",
        "denies",
        "reports",
        "questions",
    ]
    closed = {f"{table.name}.{item.name}" for table in contracts for item in table if item.constraints.enum}
    assert closed == set(record_sets) - set(contracts.tables)


def test_every_id_stands_for_one_thing_and_every_pointer_finds_it(described: dict) -> None:
    made: list[str] = []
    pointed: set[str] = set()

    def visit(value: object) -> None:
        if isinstance(value, list):
            for item in value:
                visit(item)
        elif isinstance(value, dict):
            if set(value) == {"@id"}:
                pointed.add(value["@id"])
            elif "@id" in value:
                made.append(value["@id"])
            visit(list(value.values()))

    visit([described["distribution"], described["recordSet"]])
    assert len(made) == len(set(made))
    assert pointed <= set(made)


def test_a_record_set_says_how_many_rows_it_has(record_sets: dict, dataset: Dataset) -> None:
    for name, frame in dataset.tables.items():
        assert record_sets[name]["annotation"]["value"] == frame.height


def test_the_dataset_says_what_it_is_on_which_terms_and_how_to_cite_it(described: dict) -> None:
    assert described["conformsTo"] == ["http://mlcommons.org/croissant/1.1", "http://mlcommons.org/croissant/RAI/1.0"]
    assert (described["name"], described["version"], described["datePublished"]) == (
        "testimonia",
        VERSION,
        "2031-04-05",
    )
    address, terms = described["license"]
    assert address == "https://spdx.org/licenses/CC-BY-4.0"
    assert terms["url"] == "LICENSE-SOURCES.txt"
    assert described["citeAs"] == (
        "@misc{testimonia, author = {{The testimonia contributors}}, "
        "title = {{Testimonia: what is said about contested history}}, year = {2031}, version = {2031.04.05}}"
    )
    assert "url" not in described
    assert described["inLanguage"] == ["en"]


def test_content_warnings_of_sources_are_biases(described: dict) -> None:
    assert described["rai:dataBiases"] == ["Closed | Archive: Invented for tests."]


def test_no_context_is_fetched(described: dict) -> None:
    assert isinstance(described["@context"], dict)
    assert "@import" not in described["@context"]
