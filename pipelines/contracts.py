"""The contracts in `schemas/`: frozen values from which everything that describes a table is derived.

The terms are those of Frictionless Table Schema (version 2), with `rules` (SQL boolean expressions, true or null where
a row is right), `spans` (offset columns that must hold against the document's text), `rows` (how many at the least) and
`fill` (the least share of a column's values that are not null).
"""

from collections.abc import Iterator, Mapping
from dataclasses import field
from pathlib import Path
from typing import Literal

import pyarrow as pa
from pydantic import ConfigDict
from pydantic.dataclasses import dataclass

from pipelines import yamlfile
from pipelines.errors import ContractError

FieldType = Literal["string", "integer", "number", "boolean", "date"]
Severity = Literal["error", "warning"]
_STRICT = ConfigDict(extra="forbid")
_ARROW: Mapping[str, pa.DataType] = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}


@dataclass(frozen=True, config=_STRICT)
class Constraints:
    """What holds for each value of a field; `enum`, `pattern`, `minimum` and `maximum` let nulls pass."""

    required: bool = False
    unique: bool = False
    enum: tuple[str, ...] = ()
    pattern: str | None = None
    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True, config=_STRICT)
class Field:
    """One column; `fill`, from 0 to 1, is the least share of its values that a release of many rows has."""

    name: str
    type: FieldType
    description: str
    example: str | int | float | bool | None = None
    constraints: Constraints = Constraints()
    fill: float | None = None

    @property
    def arrow(self) -> pa.Field:
        """The Arrow field, with the description as metadata."""
        metadata = {"description": self.description}
        return pa.field(self.name, _ARROW[self.type], nullable=not self.constraints.required, metadata=metadata)


@dataclass(frozen=True, config=_STRICT)
class KeyTarget:
    """The table (`resource`) and columns that a foreign key points to."""

    resource: str
    fields: tuple[str, ...]


@dataclass(frozen=True, config=_STRICT)
class ForeignKey:
    """Columns whose values, where not null, stand in another table's columns."""

    fields: tuple[str, ...]
    reference: KeyTarget

    @property
    def name(self) -> str:
        """A name for reports: `document_id in documents`."""
        return f"{', '.join(self.fields)} in {self.reference.resource}"


@dataclass(frozen=True, config=_STRICT)
class Rule:
    """A SQL boolean expression over one row; an `error` blocks, a `warning` is recorded."""

    name: str
    expression: str
    description: str
    severity: Severity = "error"


@dataclass(frozen=True, config=_STRICT)
class SpanColumns:
    """Two offset columns, and the column whose value is the document's text between them, if the table has one."""

    start: str
    end: str
    text: str | None = None

    @property
    def name(self) -> str:
        """A name for reports: `start:end is text`."""
        return f"{self.start}:{self.end}" + (f" is {self.text}" if self.text else " in text")


@dataclass(frozen=True, config=_STRICT)
class RowCount:
    """The least number of rows of a release."""

    min: int = 0


@dataclass(frozen=True, config=_STRICT)
class Table:
    """The contract of one table; its name is the file's, the asset's and the Parquet file's.

    A table of many rows is cut into shards by the ids in its column `shardedBy`; without one it is always one file.
    """

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]
    primaryKey: tuple[str, ...]  # noqa: N815 (the standard's word)
    foreignKeys: tuple[ForeignKey, ...] = ()  # noqa: N815
    rules: tuple[Rule, ...] = ()
    spans: tuple[SpanColumns, ...] = ()
    rows: RowCount = RowCount()
    shardedBy: str | None = None  # noqa: N815 (as the words beside it)

    def __iter__(self) -> Iterator[Field]:
        return iter(self.fields)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the fields, in order."""
        return tuple(item.name for item in self.fields)

    @property
    def schema(self) -> pa.Schema:
        """The Arrow schema: types, nullability and descriptions."""
        metadata = {"table": self.name, "title": self.title, "description": self.description}
        return pa.schema([item.arrow for item in self.fields], metadata=metadata)


@dataclass(frozen=True, config=_STRICT)
class Licence:
    """A licence by its SPDX name, where its text stands, and what it covers."""

    name: str
    title: str
    path: str
    covers: str


@dataclass(frozen=True, config=_STRICT)
class Group:
    """A stretch of the way of a document, and the tables that are made there, in order."""

    name: str
    description: str
    tables: tuple[str, ...]


@dataclass(frozen=True, config=_STRICT)
class Limits:
    """What a release may lose against the one before it, and from how many rows on shares are judged.

    `churn`: share of a table's ids that may be gone without a reason in the inputs or the extractors; `loss`: share of
    a table's rows that may be fewer, those of documents that are gone aside; `few`: so many of either always pass;
    `fill_rows`: tables with fewer rows are held to no `fill`.
    """

    churn: float = 0.02
    loss: float = 0.2
    few: int = 5
    fill_rows: int = 100


@dataclass(frozen=True, config=_STRICT)
class DatasetHeader:
    """`schemas/dataset.yaml`: what the dataset is called, on which terms it stands, and its tables in groups.

    A table of more than `shard_rows` rows is written in shards (see `tablefiles`).
    """

    name: str
    title: str
    description: str
    schema_version: str
    homepage: str | None
    keywords: tuple[str, ...]
    contributors: tuple[str, ...]
    licences: tuple[Licence, ...]
    groups: tuple[Group, ...]
    limits: Limits = Limits()
    shard_rows: int = 500_000


@dataclass(frozen=True)
class Contracts:
    """All contracts: the dataset's header and its tables by name, in the order of the groups."""

    dataset: DatasetHeader
    tables: Mapping[str, Table] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Table:
        """Give the contract of the table `name`."""
        try:
            return self.tables[name]
        except KeyError:
            known = ", ".join(self.tables)
            raise ContractError(f"no contract for a table {name!r}; schemas/ has {known}") from None

    def __iter__(self) -> Iterator[Table]:
        return iter(self.tables.values())

    def group_of(self, name: str) -> Group:
        """Give the group that the table `name` belongs to."""
        return next(group for group in self.dataset.groups if name in group.tables)

    def schema(self, name: str) -> pa.Schema:
        """Give the Arrow schema of a table, with the schema's version in its metadata."""
        schema = self[name].schema
        return schema.with_metadata(
            {**(schema.metadata or {}), b"schema_version": self.dataset.schema_version.encode()}
        )


def load_contracts(folder: Path) -> Contracts:
    """Read `dataset.yaml` and one `<table>.yaml` for each table it lists; raise `ContractError` with file and line."""
    dataset = yamlfile.load(folder / "dataset.yaml", DatasetHeader, ContractError)
    names = [name for group in dataset.groups for name in group.tables]
    tables = {name: yamlfile.load(folder / f"{name}.yaml", Table, ContractError) for name in names}
    contracts = Contracts(dataset, tables)
    spare = {path.stem for path in folder.glob("*.yaml")} - {"dataset", *names}
    problems = [
        f"{folder}/{name}.yaml: in no group of dataset.yaml; add it or delete the file" for name in sorted(spare)
    ]
    problems += [problem for name in contracts.tables for problem in _inconsistencies(folder, name, contracts)]
    if problems:
        raise ContractError("\n".join(problems))
    return contracts


def _inconsistencies(folder: Path, name: str, contracts: Contracts) -> Iterator[str]:
    """Give what a table's parts say against each other or against other tables."""
    table = contracts[name]
    where = f"{folder}/{name}.yaml"
    if table.name != name:
        yield f"{where}: the name of the table is {table.name!r}; it must be the name of the file"
    if len(set(table.columns)) < len(table.columns):
        yield f"{where}: a field stands twice"
    for item in table:
        if item.fill is not None and not 0 <= item.fill <= 1:
            yield f"{where}: {item.name}: fill is a share from 0 to 1, not {item.fill}"
    used: dict[str, tuple[str, ...]] = {"primaryKey": table.primaryKey}
    if table.shardedBy is not None:
        used["shardedBy"] = (table.shardedBy,)
    for key in table.foreignKeys:
        used[f"foreignKeys {key.name}"] = key.fields
        target = contracts.tables.get(key.reference.resource)
        if target is None or set(key.reference.fields) - set(target.columns):
            yield f"{where}: foreign key {key.name}: there are no such columns in {key.reference.resource}"
    for span in table.spans:
        used[f"spans {span.name}"] = tuple(name for name in (span.start, span.end, span.text) if name)
    for what, names in used.items():
        for column in sorted(set(names) - set(table.columns)):
            yield f"{where}: {what}: there is no field {column!r}; the fields are {', '.join(table.columns)}"
