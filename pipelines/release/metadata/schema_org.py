"""`schema-org.jsonld`: the release as a schema.org `Dataset` (https://schema.org/Dataset), as search engines read it.

The context stands in the file, so that no reader needs the network. Addresses are relative to the file's own.
"""

from typing import Any

from pipelines.contracts import Table
from pipelines.release.manifest import Shard
from pipelines.release.metadata.contents import title_of
from pipelines.release.metadata.facts import PARQUET, RIGHTS, UNKNOWN, facts_of, one_line
from pipelines.release.metadata.jsonld import as_text, stated
from pipelines.release.metadata.model import Described

FILE = "schema-org.jsonld"
_CONTEXT = {"@vocab": "https://schema.org/"}


def schema_org_jsonld(described: Described) -> str:
    """Give the description of a release as JSON-LD."""
    return as_text(schema_org(described))


def schema_org(described: Described) -> dict[str, Any]:
    """Give the description of a release as plain values: the dataset, its sources, a download for each file."""
    facts, files = facts_of(described), described.manifest.tables
    makers = [{"@type": "Organization", "name": name} for name in facts.creators]
    return {
        "@context": _CONTEXT,
        "@type": "Dataset",
        "@id": "./",
        **stated(
            {
                "name": facts.title,
                "alternateName": facts.name,
                "description": facts.summary,
                "identifier": facts.identifier,
                "version": facts.version,
                "datePublished": facts.day.isoformat() if facts.day else None,
                "url": facts.homepage,
                "creator": makers,
                "publisher": makers,
                "license": {"@id": facts.licence_url},
                "usageInfo": {"@id": "LICENSE-SOURCES.txt"},
                "copyrightNotice": RIGHTS,
                "isAccessibleForFree": True,
                "keywords": list(facts.keywords),
                "inLanguage": list(facts.languages),
                "isBasedOn": [_source(row) for row in described.sources.sort("source_id").iter_rows(named=True)],
                "distribution": [
                    _download(table, file) for table in described.contracts for file in files[table.name].files
                ],
            }
        ),
    }


def _source(row: dict[str, Any]) -> dict[str, Any]:
    warning = row["content_warning"]
    publisher = {"@type": "Organization", "name": row["publisher"]} if row["publisher"] else None
    said = {
        "name": row["title"],
        "identifier": row["source_id"],
        "description": f"Content warning: {one_line(warning)}" if warning else None,
        "about": row["subject"],
        "genre": row["kind"],
        "inLanguage": row["language"],
        "publisher": publisher,
        "copyrightNotice": f"Licence: {row['licence']}",
    }
    return {"@type": "CreativeWork", **stated({key: value for key, value in said.items() if value != UNKNOWN})}


def _download(table: Table, file: Shard) -> dict[str, Any]:
    return {
        "@type": "DataDownload",
        "@id": file.file,
        "name": title_of(table, file.file),
        "description": table.description,
        "contentUrl": file.file,
        "encodingFormat": PARQUET,
        "contentSize": f"{file.bytes} B",
        "sha256": file.sha256,
    }
