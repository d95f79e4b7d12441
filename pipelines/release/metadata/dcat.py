"""`dcat.jsonld`: the release as a dataset of DCAT 3 (https://www.w3.org/TR/vocab-dcat-3/), within DCAT-AP 3.

The context stands in the file, so that no reader needs the network. Addresses are relative to the file's own, so that
they hold wherever the release is put.
"""

from collections.abc import Mapping
from typing import Any

from pipelines.contracts import Table
from pipelines.release.manifest import Shard
from pipelines.release.metadata.contents import title_of
from pipelines.release.metadata.facts import PARQUET, RIGHTS, Facts, facts_of
from pipelines.release.metadata.jsonld import as_text, stated
from pipelines.release.metadata.model import Described
from pipelines.tablefiles import SUFFIX

FILE = "dcat.jsonld"
_CONTEXT: Mapping[str, str] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_LANGUAGES = "http://id.loc.gov/vocabulary/iso639-1/"
_PUBLIC = "http://publications.europa.eu/resource/authority/access-right/PUBLIC"
_PAGES = ("README.md", "data-dictionary.md", "datasheet.md", "data-statement.md")
_PROVENANCE = "What the release was made from, by what, and how one came of the other stands in prov.json."


def dcat_jsonld(described: Described) -> str:
    """Give the description of a release as JSON-LD."""
    return as_text(dcat(described))


def dcat(described: Described) -> dict[str, Any]:
    """Give the description of a release as plain values: the dataset with a distribution for each file of a table."""
    facts, files = facts_of(described), described.manifest.tables
    makers = [{"@id": f"#creator-{number}", **_agent(name)} for number, name in enumerate(facts.creators, 1)]
    return {
        "@context": dict(_CONTEXT),
        "@id": "./",
        "@type": "dcat:Dataset",
        **stated(
            {
                "dct:title": _english(facts.title),
                "dct:description": _english(facts.summary),
                "dct:identifier": facts.identifier,
                "dcat:version": facts.version,
                "dct:issued": _day(facts),
                "dct:creator": makers,
                "dct:publisher": {"@id": "#publisher", **_agent(facts.publisher)},
                "dcat:keyword": [_english(word) for word in facts.keywords],
                "dct:language": [_typed(f"{_LANGUAGES}{code}", "dct:LinguisticSystem") for code in facts.languages],
                "dct:accessRights": _typed(_PUBLIC, "dct:RightsStatement"),
                "dct:provenance": {"@type": "dct:ProvenanceStatement", "rdfs:label": _english(_PROVENANCE)},
                "dcat:landingPage": _typed(facts.homepage, "foaf:Document") if facts.homepage else None,
                "foaf:page": [_typed(page, "foaf:Document") for page in _PAGES],
                "dcat:distribution": [
                    _distribution(table, file, facts)
                    for table in described.contracts
                    for file in files[table.name].files
                ],
            }
        ),
    }


def _distribution(table: Table, file: Shard, facts: Facts) -> dict[str, Any]:
    return {
        "@id": f"#{file.file.removesuffix(SUFFIX).replace('/', '-')}",
        "@type": "dcat:Distribution",
        "dct:title": _english(title_of(table, file.file)),
        "dct:description": _english(table.description),
        "dcat:accessURL": _typed(file.file, "rdfs:Resource"),
        "dcat:downloadURL": _typed(file.file, "rdfs:Resource"),
        "dcat:mediaType": _typed(f"{_MEDIA_TYPES}{PARQUET}", "dct:MediaType"),
        "dcat:byteSize": {"@value": str(file.bytes), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": _typed("spdx:checksumAlgorithm_sha256", "spdx:ChecksumAlgorithm"),
            "spdx:checksumValue": {"@value": file.sha256, "@type": "xsd:hexBinary"},
        },
        "dct:conformsTo": _typed(f"schemas/{table.name}.yaml", "dct:Standard"),
        "dct:license": _typed(facts.licence_url, "dct:LicenseDocument"),
        "dct:rights": {"@id": "#rights", "@type": "dct:RightsStatement", "rdfs:label": _english(RIGHTS)},
    }


def _agent(name: str) -> dict[str, Any]:
    return {"@type": "foaf:Agent", "foaf:name": _english(name)}


def _day(facts: Facts) -> dict[str, str] | None:
    return {"@value": facts.day.isoformat(), "@type": "xsd:date"} if facts.day else None


def _english(text: str) -> dict[str, str]:
    return {"@value": text, "@language": "en"}


def _typed(address: str, kind: str) -> dict[str, str]:
    return {"@id": address, "@type": kind}
