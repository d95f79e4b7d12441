"""What differs between two releases: columns, rows and values, by the keys of the contracts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

from pipelines import tablefiles
from pipelines.contracts import Table, load_contracts
from pipelines.errors import ReleaseError
from pipelines.release.compare import Compared, compare, compared, lacking, moved
from pipelines.release.manifest import Manifest, read_manifest
from pipelines.release.parts import read

_MANIFEST, _SCHEMAS = "manifest.json", "schemas"


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
    versions, schema, both = outline(old, new)
    contracts = load_contracts(new / _SCHEMAS)
    most = contracts.dataset.shard_rows
    sides = ((name, tablefiles.scan(old, name), tablefiles.scan(new, name)) for name in both)
    tables = (diff_table(before, after, contracts[name], most)[0] for name, before, after in sides)
    return Diff(*versions, schema, tuple(tables))


def outline(old: Path, new: Path) -> tuple[tuple[str, str], tuple[SchemaChange, ...], list[str]]:
    """Give the versions of two release folders, what differs in their columns, and the tables that both have."""
    manifests = _manifest(old), _manifest(new)
    names = sorted(manifests[0].tables.keys() | manifests[1].tables.keys())
    schema = tuple(change for name in names for change in _schema_changes(old, new, name))
    both = [name for name in names if all(name in manifest.tables for manifest in manifests)]
    return (manifests[0].version, manifests[1].version), schema, both


def diff_table(
    before: pl.LazyFrame,
    after: pl.LazyFrame,
    table: Table,
    most: int,
    see: Callable[[Compared], None] = lambda _: None,
) -> tuple[TableDiff, pl.DataFrame]:
    """Compare a table in parts of about `most` rows, each of which `see` is given.

    Gives what differs in all, and the keys that went from one part and came in another: in the table they did neither.
    Raises `ReleaseError` where the newer release lacks a column of the key.
    """
    keys, parts, came, went = list(table.primaryKey), [], [], []
    for part in compared(before, after, table, most):
        see(part)
        parts.append(_counted(table.name, part))
        came.append(part.came.select(keys))
        went.append(part.went.select(name for name in keys if name in part.went.columns))
    nowhere = came[0].clear() if len(parts) == 1 else moved(pl.concat(went), pl.concat(came), keys)
    if nowhere.height:
        old, new = (read(side.join(nowhere.lazy(), on=keys, how="semi", nulls_equal=True)) for side in (before, after))
        again = _counted(table.name, compare(old, new, keys))
        parts.append(replace(again, before=0, after=0, added=-nowhere.height, gone=-nowhere.height))
    return _summed(parts, after.collect_schema().names()), nowhere


def diff_tables(name: str, before: pl.DataFrame, after: pl.DataFrame, key: Sequence[str]) -> TableDiff:
    """Compare two frames of one table by `key`; raises `ReleaseError` where one lacks a column of the key."""
    for side, frame in (("old", before), ("new", after)):
        missing = [column for column in key if column not in frame.columns]
        if missing:
            raise ReleaseError(lacking(name, side, missing))
    return _summed([_counted(name, compare(before, after, key))], after.columns)


def _counted(name: str, part: Compared) -> TableDiff:
    return TableDiff(
        name, part.before, part.after, part.came.height, part.went.height, part.changed, dict(part.columns)
    )


def _summed(parts: Sequence[TableDiff], columns: Sequence[str]) -> TableDiff:
    """Add up the parts of one table; columns in which nothing changed are left out."""
    figures = ("before", "after", "added", "gone", "changed")
    totals = {figure: sum(getattr(part, figure) for part in parts) for figure in figures}
    changes = {name: sum(part.columns.get(name, 0) for part in parts) for name in columns}
    return TableDiff(parts[0].table, **totals, columns={name: count for name, count in changes.items() if count})


def _manifest(folder: Path) -> Manifest:
    path = folder / _MANIFEST
    if not path.is_file():
        raise ReleaseError(f"{folder}: no release, since it has no {_MANIFEST}; give the folder of a version")
    return read_manifest(path)


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
    found = tablefiles.files(folder, table)
    if not found:
        return None
    return {one.name: f"{one.type}{'' if one.nullable else ' not null'}" for one in pq.read_schema(found[0])}
