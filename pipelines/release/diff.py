"""What differs between two releases: columns, rows and values, by the keys of the contracts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

from pipelines.contracts import load_contracts
from pipelines.errors import ReleaseError
from pipelines.release.manifest import Manifest, read_manifest

_MANIFEST, _SCHEMAS = "manifest.json", "schemas"
# No column of a contract ends so.
_SUFFIX = "\x00new"


@dataclass(frozen=True, slots=True)
class SchemaChange:
    """A table or a column that is new, gone or of another type; `column` is empty where the whole table is meant."""

    table: str
    column: str
    change: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class TableDiff:
    """The rows of one table in both releases, by key: how many were added, are gone or changed, and which columns."""

    table: str
    before: int
    after: int
    added: int
    gone: int
    changed: int
    columns: Mapping[str, int] = field(default_factory=dict)

    @property
    def same(self) -> bool:
        """Tell a table without any difference in its rows."""
        return not (self.added or self.gone or self.changed)

    @property
    def churn(self) -> float:
        """The share of the old keys that are gone."""
        return self.gone / self.before if self.before else 0.0


@dataclass(frozen=True, slots=True)
class Diff:
    """All that differs from `old` to `new` (versions)."""

    old: str
    new: str
    schema: tuple[SchemaChange, ...]
    tables: tuple[TableDiff, ...]

    @property
    def same(self) -> bool:
        """Tell two releases with the same columns and rows."""
        return not self.schema and all(table.same for table in self.tables)


def diff_releases(old: Path, new: Path) -> Diff:
    """Compare the release folders `old` and `new`.

    Rows are paired by the primary keys of the new release's contracts, values are compared in the columns that both
    have; of a table whose key the older release lacks, all rows are gone and added. Raises `ReleaseError` where a
    folder is no release or the newer one lacks a key.
    """
    manifests = _manifest(old), _manifest(new)
    keys = {table.name: table.primaryKey for table in load_contracts(new / _SCHEMAS)}
    names = sorted(manifests[0].tables.keys() | manifests[1].tables.keys())
    schema = tuple(change for name in names for change in _schema_changes(old, new, name))
    both = [name for name in names if all(name in manifest.tables for manifest in manifests)]
    return Diff(
        manifests[0].version,
        manifests[1].version,
        schema,
        tuple(_diff_table(name, _read(old, name), _read(new, name), keys[name]) for name in both),
    )


def _diff_table(name: str, before: pl.DataFrame, after: pl.DataFrame, key: tuple[str, ...]) -> TableDiff:
    """Compare two frames of one table; where the key has changed, no row can be told from another."""
    if set(key) <= set(before.columns):
        return diff_tables(name, before, after, key)
    return TableDiff(name, before.height, after.height, added=after.height, gone=before.height, changed=0)


def diff_tables(name: str, before: pl.DataFrame, after: pl.DataFrame, key: tuple[str, ...] | list[str]) -> TableDiff:
    """Compare two frames of one table by `key`; raises `ReleaseError` where one lacks a column of the key."""
    keys = list(key)
    for side, frame in (("old", before), ("new", after)):
        missing = [column for column in keys if column not in frame.columns]
        if missing:
            raise ReleaseError(
                f"{name}: the {side} release has no column {', '.join(missing)}, which is part of the key"
            )
    shared = [column for column in after.columns if column in before.columns and column not in keys]
    pairs = before.join(after, on=keys, how="inner", suffix=_SUFFIX, nulls_equal=True)
    differing = pairs.select(pl.col(column).ne_missing(pl.col(column + _SUFFIX)).alias(column) for column in shared)
    counts = {column: int(differing[column].sum()) for column in shared}
    return TableDiff(
        name,
        before.height,
        after.height,
        added=after.height - pairs.height,
        gone=before.height - pairs.height,
        changed=int(differing.select(pl.any_horizontal(pl.all())).to_series().sum()) if shared else 0,
        columns={column: count for column, count in counts.items() if count},
    )


def _manifest(folder: Path) -> Manifest:
    path = folder / _MANIFEST
    if not path.is_file():
        raise ReleaseError(f"{folder}: no release, since it has no {_MANIFEST}; give the folder of a version")
    return read_manifest(path)


def _read(folder: Path, table: str) -> pl.DataFrame:
    return pl.read_parquet(folder / f"{table}.parquet")


def _schema_changes(old: Path, new: Path, table: str) -> Iterator[SchemaChange]:
    before, after = (_columns(folder, table) for folder in (old, new))
    if before is None or after is None:
        yield SchemaChange(table, "", "table added" if before is None else "table gone")
        return
    for column in sorted(before.keys() | after.keys()):
        was, now = before.get(column, ""), after.get(column, "")
        if was != now:
            what = "column added" if not was else "column gone" if not now else "type changed"
            yield SchemaChange(table, column, what, was, now)


def _columns(folder: Path, table: str) -> dict[str, str] | None:
    path = folder / f"{table}.parquet"
    if not path.is_file():
        return None
    return {one.name: f"{one.type}{'' if one.nullable else ' not null'}" for one in pq.read_schema(path)}
