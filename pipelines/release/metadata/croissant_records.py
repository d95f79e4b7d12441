"""Record sets of Croissant: a table with its typed fields and keys, and the enumerations that its fields draw from."""

from collections.abc import Iterator, Mapping
from typing import Any

from pipelines.contracts import Field, FieldType, Table
from pipelines.release.manifest import TableFile

Files = Mapping[str, TableFile]
"""What the manifest says of each table."""
ROWS = "row_count"
FILE_OBJECT, FILE_SET = "fileObject", "fileSet"
_TYPES: Mapping[FieldType, str] = {
    "string": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
}
_CARDINALITY = "wd:Q4049983"
"""Wikidata's cardinality of a set: what the specification gives a count of records as its type."""


def record_set(table: Table, files: Files) -> dict[str, Any]:
    """Give a table as a record set: one field a column, its key, its foreign keys, and how many rows it has."""
    targets = dict(_targets(table, files))
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.description,
        "key": [_point(table.name, name) for name in table.primaryKey],
        "annotation": {
            "@type": "cr:Field",
            "@id": f"{table.name}/{ROWS}",
            "name": ROWS,
            "description": "How many records there are.",
            "dataType": ["sc:Integer", _CARDINALITY],
            "value": files[table.name].rows,
        },
        "field": [_field(table, item, files, targets.get(item.name)) for item in table],
    }


def enumerations(table: Table) -> Iterator[dict[str, Any]]:
    """Yield, for each field with a closed list of values, a record set of that list: `claims.author_stance`."""
    for item in table:
        if not item.constraints.enum:
            continue
        name = enumeration_id(table, item)
        yield {
            "@type": "cr:RecordSet",
            "@id": name,
            "name": name,
            "description": f"The values of {item.name} in {table.name}. {item.description}",
            "dataType": "sc:Enumeration",
            "key": _point(name, "name"),
            "field": [{"@type": "cr:Field", "@id": f"{name}/name", "name": "name", "dataType": "sc:Text"}],
            "data": [{f"{name}/name": value} for value in item.constraints.enum],
        }


def enumeration_id(table: Table, item: Field) -> str:
    """Give the id of the record set that lists the values of a field."""
    return f"{table.name}.{item.name}"


def _field(table: Table, item: Field, files: Files, target: dict[str, Any] | None) -> dict[str, Any]:
    described: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{table.name}/{item.name}",
        "name": item.name,
        "description": item.description,
        "dataType": _TYPES[item.type],
        "source": _column(table.name, item.name, files),
    }
    return {**described, "references": target} if target else described


def _targets(table: Table, files: Files) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what each field refers to: its list of values, or, where it is part of a foreign key, the column there.

    A foreign key names the file and its column, not the field of the other record set, since mlcroissant 1.1 joins what
    is referred to when it loads: between record sets it fails, or gives fewer records and says nothing.
    """
    for item in table:
        if item.constraints.enum:
            yield item.name, {"field": _point(enumeration_id(table, item), "name")}
    for key in table.foreignKeys:
        for name, target in zip(key.fields, key.reference.fields, strict=True):
            yield name, _column(key.reference.resource, target, files)


def origin_of(table: str, files: Files) -> dict[str, dict[str, str]]:
    """Give where the fields of a table come from: its file, or the set of its shards."""
    file = files[table]
    return {FILE_SET: {"@id": f"{table}-shards"}} if file.shards else {FILE_OBJECT: {"@id": file.file}}


def _column(table: str, column: str, files: Files) -> dict[str, Any]:
    return {**origin_of(table, files), "extract": {"column": column}}


def _point(holder: str, field: str) -> dict[str, str]:
    return {"@id": f"{holder}/{field}"}
