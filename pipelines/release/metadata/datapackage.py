"""`datapackage.json`: the release as a Data Package, version 2 (https://datapackage.org)."""

import json
from collections.abc import Iterator
from typing import Any

from pipelines.contracts import Field, ForeignKey, Table
from pipelines.release.manifest import TableFile
from pipelines.release.metadata.model import Described

FILE = "datapackage.json"
PROFILES = "https://datapackage.org/profiles/2.0"
MEDIA_TYPE = "application/vnd.apache.parquet"
_NAN = frozenset({"integer", "number"})
"""Types whose nulls frictionless reads from Parquet, by way of pandas, as NaN."""


def datapackage_json(described: Described) -> str:
    """Give the descriptor of a release as JSON."""
    return json.dumps(descriptor(described), ensure_ascii=False, indent=2) + "\n"


def descriptor(described: Described) -> dict[str, Any]:
    """Give the descriptor of a release as plain values."""
    dataset, manifest = described.contracts.dataset, described.manifest
    package: dict[str, Any] = {
        "$schema": f"{PROFILES}/datapackage.json",
        "name": dataset.name,
        "title": dataset.title,
        "description": dataset.description,
        "version": manifest.version,
        "schema_version": manifest.schema_version,
        "homepage": dataset.homepage,
        "keywords": list(dataset.keywords),
        "contributors": [{"title": name, "roles": ["creator"]} for name in dataset.contributors],
        "licenses": [{"name": item.name, "title": item.title, "path": item.path} for item in dataset.licences],
        "sources": [_source(row) for row in described.sources.sort("source_id").iter_rows(named=True)],
        "resources": [resource(table, manifest.tables[table.name]) for table in described.contracts],
    }
    return {key: value for key, value in package.items() if value not in (None, [])}


def resource(table: Table, file: TableFile) -> dict[str, Any]:
    """Give the descriptor of one table and its file.

    Without `bytes`: frictionless 5 counts none when it reads Parquet, so any number is wrong. The manifest has them.

    The path of a table in shards is their folder, its hash that of the manifest, and `shards` tells the hash of each.
    A list of paths would stand for one file cut in pieces, as the standard has it, and frictionless 5 then reads the
    first shard and says nothing of the others; of a folder it reads all.
    """
    shards = [{"path": shard.file, "hash": f"sha256:{shard.sha256}", "rows": shard.rows} for shard in file.shards]
    return {
        "name": table.name,
        "type": "table",
        "title": table.title,
        "description": table.description,
        "path": file.file,
        "format": "parquet",
        "mediatype": MEDIA_TYPE,
        "hash": f"sha256:{file.sha256}",
        "rows": file.rows,
        **({"shards": shards} if shards else {}),
        "schema": table_schema(table),
    }


def table_schema(table: Table) -> dict[str, Any]:
    """Give a contract as a Frictionless Table Schema. An empty string is a value: nulls are Parquet's own."""
    keys = [_foreign_key(key) for key in table.foreignKeys]
    return {
        "$schema": f"{PROFILES}/tableschema.json",
        "fields": describe(table),
        "missingValues": [],
        "primaryKey": list(table.primaryKey),
        **({"foreignKeys": keys} if keys else {}),
    }


def describe(table: Table) -> list[dict[str, Any]]:
    """Give a table's fields as Frictionless field descriptors, as they describe a Parquet file."""
    return [_field(item) for item in table]


def _source(row: dict[str, Any]) -> dict[str, Any]:
    described = {
        "title": row["title"],
        "name": row["source_id"],
        "licence": row["licence"],
        "text_release": row["text_release"],
        "content_warning": row["content_warning"],
    }
    return {key: value for key, value in described.items() if value is not None}


def _foreign_key(key: ForeignKey) -> dict[str, Any]:
    return {
        "fields": list(key.fields),
        "reference": {"resource": key.reference.resource, "fields": list(key.reference.fields)},
    }


def _field(item: Field) -> dict[str, Any]:
    described: dict[str, Any] = {"name": item.name, "type": item.type, "description": item.description}
    if item.example is not None:
        described["example"] = item.example
    if item.type in _NAN and not item.constraints.required:
        described["missingValues"] = ["nan"]
    constraints = dict(constraints_of(item))
    return {**described, "constraints": constraints} if constraints else described


def constraints_of(item: Field) -> Iterator[tuple[str, Any]]:
    """Yield the constraints that a field has, by their Frictionless names."""
    limits = item.constraints
    if limits.required:
        yield "required", True
    if limits.unique:
        yield "unique", True
    if limits.enum:
        yield "enum", list(limits.enum)
    if limits.pattern is not None:
        yield "pattern", limits.pattern
    for name, limit in (("minimum", limits.minimum), ("maximum", limits.maximum)):
        if limit is not None:
            yield name, int(limit) if item.type == "integer" else limit
