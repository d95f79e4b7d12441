"""What must be done to the last release's tables to have this one's: rows to put in and keys to take out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pyarrow.parquet as pq

from pipelines import tablefiles
from pipelines.contracts import Constraints, Contracts, Field, Table
from pipelines.parquet import frame_of
from pipelines.release.compare import Compared, compare
from pipelines.release.diff import Diff, TableDiff, diff_table, outline
from pipelines.release.diff_texts import as_markdown
from pipelines.release.id_changes import ID_CHANGES, Ids, slim, write_id_changes
from pipelines.release.parts import parts_of, read
from pipelines.release.piles import Pile
from pipelines.tablefiles import height, write

DELTA = "delta"
CHANGELOG = "CHANGELOG.md"
OPERATION, PUT, DELETE = "operation", "put", "delete"
_HEAD = "# Changelog\n\nWhat each release differs in from the one before it, newest first.\n\n"


def write_changes(previous: Path | None, build: Path, contracts: Contracts, version: str, notes: str = "") -> None:
    """Write into the folder `build` how it differs from the release folder `previous`, None for a first release.

    `CHANGELOG.md` goes on from the previous one, with `notes` behind what differs. With a previous release there is
    also `delta/from-<previous>/` with each table that differs (see `write_delta`), and `id_changes.parquet`: each id
    that came or went, and what it became. Both releases are read once, part by part.
    """
    more = f"\n{notes}" if notes else ""
    if previous is None:
        first = f"{_HEAD}## {version}\n\nThe first release.\n{more}"
        (build / CHANGELOG).write_text(first, encoding="utf-8", newline="\n")
        return
    versions, schema, both = outline(previous, build)
    folder = build / DELTA / f"from-{versions[0]}"
    found: dict[str, TableDiff] = {}
    ids: dict[str, Ids] = {}
    with TemporaryDirectory(prefix=".changes-", dir=build) as aside:
        for table in contracts:
            piles = _Piles(table, Path(aside), contracts.dataset.shard_rows)
            after = tablefiles.scan(build, table.name)
            before = tablefiles.scan(previous, table.name) if tablefiles.files(previous, table.name) else after.head(0)
            found[table.name], moved = diff_table(before, after, table, contracts.dataset.shard_rows, piles.take)
            write_delta(piles.put, piles.gone(moved), table, contracts, folder)
            if len(table.primaryKey) == 1:
                ids[table.name] = piles.ids(moved)
        write_id_changes(ids, contracts, Path(aside), build / ID_CHANGES)
    diff = Diff(*versions, schema, tuple(found[name] for name in both))
    (build / CHANGELOG).write_text(_changelog(as_markdown(diff) + more, previous), encoding="utf-8", newline="\n")


class _Piles:
    """What is put aside of one table: rows to put, keys that are gone, and what tells what an id became."""

    def __init__(self, table: Table, aside: Path, most: int) -> None:
        self._keys = list(table.primaryKey)
        names = ("put", "gone", "came", "went")
        self.put, self._gone, self._came, self._went = (Pile(aside / f"{table.name}-{name}", most) for name in names)

    def take(self, part: Compared) -> None:
        """Put aside what one part of the table gives."""
        self.put.add(part.put)
        self._gone.add(_keys_of(part.went, self._keys, part.came))
        if len(self._keys) == 1:
            self._came.add(slim(part.came, self._keys[0]))
            self._went.add(slim(part.went, self._keys[0]))

    def gone(self, moved: pl.DataFrame) -> pl.LazyFrame:
        """Give the keys that are gone, but for those that moved to another part."""
        return self._but(self._gone.scan(), moved)

    def ids(self, moved: pl.DataFrame) -> Ids:
        """Give the ids that came and went, but for those that moved."""
        return Ids(self._keys[0], self._but(self._came.scan(), moved), self._but(self._went.scan(), moved))

    def _but(self, rows: pl.LazyFrame, moved: pl.DataFrame) -> pl.LazyFrame:
        return rows.join(moved.lazy(), on=self._keys, how="anti", nulls_equal=True) if moved.height else rows


def write_delta(put: Pile, gone: pl.LazyFrame, table: Table, contracts: Contracts, folder: Path) -> None:
    """Write the rows to put and the keys that are gone as `folder/<table>.parquet`, sorted; nothing where nothing is.

    More than the dataset's `shard_rows` of both lie in shards, `folder/<table>/<letters>.parquet`, cut by the first
    letters of the id that the key begins with, for the rows to delete have nothing but their key.
    """
    keys, most = list(table.primaryKey), contracts.dataset.shard_rows
    count = put.height + height(gone)
    if count > most:
        marked = chain(map(_to_put, put.frames()), (_to_delete(gone.collect(engine="streaming")),))
        shape = replace(contracts, tables={table.name: _shape(table)})
        empty = frame_of([], shape[table.name])
        write((pl.concat([empty, frame], how="diagonal") for frame in marked), table.name, shape, folder)
    elif count:
        folder.mkdir(parents=True, exist_ok=True)
        change = _marked(pl.concat(put.frames()), gone.collect(), keys)
        pq.write_table(change.rechunk().to_arrow(), folder / f"{table.name}.parquet", compression="zstd")


def read_delta(folder: Path, table: str) -> pl.LazyFrame | None:
    """Give the delta of a table from a folder `delta/from-<version>`, to be read; None where the table is as it was."""
    return tablefiles.scan(folder, table) if tablefiles.files(folder, table) else None


def delta(before: pl.DataFrame | None, after: pl.DataFrame, key: Sequence[str]) -> pl.DataFrame:
    """Give the rows of `after` that are new or changed, as `put`, and the keys that are gone, as `delete`.

    Where the columns differ, every row is put. A table that the older release lacks (None) is empty there.
    """
    part = compare(after.clear() if before is None else before, after, key)
    return _marked(part.put, _keys_of(part.went, key, after), key)


def apply_delta(before: pl.DataFrame, change: pl.DataFrame, key: Sequence[str]) -> pl.DataFrame:
    """Give the table that `change` makes of `before`, sorted by `key`: the other half of `delta`."""
    keys = list(key)
    if not change.height:
        return before.sort(keys)
    put = change.filter(pl.col(OPERATION) == PUT).drop(OPERATION)
    kept = before.join(change, on=keys, how="anti", nulls_equal=True)
    columns = put.columns if put.height else before.columns
    frames = [frame.select(columns) for frame in (kept, put) if frame.height]
    return pl.concat(frames).sort(keys) if frames else before.clear()


def apply_in_parts(before: pl.LazyFrame, change: pl.LazyFrame, table: Table, most: int) -> Iterator[pl.DataFrame]:
    """Give what `apply_delta` gives in parts of about `most` rows, as `tablefiles.write` takes them."""
    for old, changes in parts_of((before, change), table.primaryKey[0], most):
        yield apply_delta(read(old), read(changes), table.primaryKey)


def _marked(put: pl.DataFrame, gone: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    return pl.concat([_to_put(put), _to_delete(gone)], how="diagonal").sort([OPERATION, *keys])


def _to_put(rows_: pl.DataFrame) -> pl.DataFrame:
    return rows_.select(pl.lit(PUT).alias(OPERATION), pl.all())


def _to_delete(keys: pl.DataFrame) -> pl.DataFrame:
    return keys.select(pl.lit(DELETE).alias(OPERATION), pl.all())


def _keys_of(went: pl.DataFrame, keys: Sequence[str], like: pl.DataFrame) -> pl.DataFrame:
    """Give the keys of rows that went; none where the older release had no such key."""
    return went.select(keys) if set(keys) <= set(went.columns) else like.select(keys).clear()


def _shape(table: Table) -> Table:
    """Give the contract of a delta of a table in shards: what is deleted has nothing but its key."""
    marked = Field(OPERATION, "string", f"`{PUT}` a row that is new or changed, or `{DELETE}` the row with this key.")
    free = (replace(item, constraints=Constraints()) for item in table)
    keys = (OPERATION, *table.primaryKey)
    return replace(table, fields=(marked, *free), primaryKey=keys, shardedBy=table.primaryKey[0])


def _changelog(section: str, previous: Path) -> str:
    path = previous / CHANGELOG
    earlier = path.read_text(encoding="utf-8").removeprefix(_HEAD) if path.is_file() else ""
    return f"{_HEAD}{section}\n{earlier}".rstrip("\n") + "\n"
