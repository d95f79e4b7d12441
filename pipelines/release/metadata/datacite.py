"""`datacite.json`: what a registrar of DOIs wants to know, in DataCite's metadata schema 4.6.

(https://datacite-metadata-schema.readthedocs.io/en/4.6/). It holds no DOI: that is given when the release is deposited.
A version that is no calendar version has no year of publication; DataCite takes such a record as a draft only.
"""

from typing import Any

from pipelines.release.metadata.facts import LIMITS, PARQUET, PEOPLE, RIGHTS, SPDX, Facts, facts_of
from pipelines.release.metadata.jsonld import as_text, stated
from pipelines.release.metadata.model import Described

FILE = "datacite.json"
_KERNEL = "http://datacite.org/schema/kernel-4"
_METHODS = (
    "Raw documents are read to text and passages, and each by itself yields its quotes, references and claims; rows "
    "are then linked across documents and held against their contracts. Each row names the span that it came from."
)


def datacite_json(described: Described) -> str:
    """Give the record of a release as JSON."""
    return as_text(datacite(described))


def datacite(described: Described) -> dict[str, Any]:
    """Give the record of a release as plain values."""
    facts = facts_of(described)
    return stated(
        {
            "schemaVersion": _KERNEL,
            "types": {"resourceType": "Annotated documents", "resourceTypeGeneral": "Dataset"},
            "creators": [{"name": name, "nameType": "Organizational"} for name in facts.creators],
            "titles": [{"title": facts.title, "lang": "en"}],
            "publisher": {"name": facts.publisher},
            "publicationYear": str(facts.day.year) if facts.day else None,
            "dates": [{"date": facts.day.isoformat(), "dateType": "Issued"}] if facts.day else [],
            "subjects": [{"subject": word, "lang": "en"} for word in facts.keywords],
            "language": facts.languages[0] if len(facts.languages) == 1 else None,
            "alternateIdentifiers": [
                {"alternateIdentifier": facts.identifier, "alternateIdentifierType": "dataset/version"}
            ],
            "url": facts.homepage,
            "version": facts.version,
            "sizes": _sizes(described),
            "formats": [PARQUET],
            "rightsList": _rights(facts),
            "descriptions": _descriptions(facts),
        }
    )


def _sizes(described: Described) -> list[str]:
    files = described.manifest.tables.values()
    return [
        f"{sum(file.rows for file in files)} rows in {len(files)} tables",
        f"{sum(file.bytes for file in files)} bytes",
    ]


def _rights(facts: Facts) -> list[dict[str, str]]:
    licence = {
        "rights": facts.licence.title,
        "rightsUri": facts.licence_url,
        "rightsIdentifier": facts.licence.name,
        "rightsIdentifierScheme": "SPDX",
        "schemeUri": SPDX,
    }
    return [licence, {"rights": RIGHTS, "lang": "en"}]


def _descriptions(facts: Facts) -> list[dict[str, str]]:
    said = (
        ("Abstract", facts.summary),
        ("Methods", _METHODS),
        ("Other", facts.content_warning),
        ("TechnicalInfo", LIMITS),
        ("Other", PEOPLE),
    )
    return [{"description": text, "descriptionType": kind, "lang": "en"} for kind, text in said if text]
