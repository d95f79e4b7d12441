"""What must be done to the last release's tables to have this one's: rows to put in and keys to take out."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

from pipelines.contracts import Contracts
from pipelines.release.diff import diff_releases
from pipelines.release.diff_texts import as_markdown
from pipelines.release.successors import BECAME, ROW, successors

DELTA = "delta"
CHANGELOG = "CHANGELOG.md"
ID_CHANGES = "id_changes.parquet"
OPERATION, PUT, DELETE = "operation", "put", "delete"
_ID_SCHEMA = {"table_name": pl.String, ROW: pl.String, "change": pl.String, BECAME: pl.String}
_HEAD = "# Changelog\n\nWhat each release differs in from the one before it, newest first.\n\n"


def write_changes(previous: Path | None, build: Path, contracts: Contracts, version: str, notes: str = "") -> None:
    """Write into the folder `build` how it differs from the release folder `previous`, None for a first release.

    `CHANGELOG.md` goes on from the previous one, with `notes` behind what differs. With a previous release there are
    also `delta/from-<previous>/<table>.parquet` for each table that differs, and `id_changes.parquet`: each id that
    came or went, and what it became.
    """
    more = f"\n{notes}" if notes else ""
    if previous is None:
        first = f"{_HEAD}## {version}\n\nThe first release.\n{more}"
        (build / CHANGELOG).write_text(first, encoding="utf-8", newline="\n")
        return
    diff = diff_releases(previous, build)
    (build / CHANGELOG).write_text(_changelog(as_markdown(diff) + more, previous), encoding="utf-8", newline="\n")
    folder = build / DELTA / f"from-{diff.old}"
    ids = [pl.DataFrame(schema=_ID_SCHEMA)]
    documents = None
    for table in contracts:
        before, after = (_read(side, table.name) for side in (previous, build))
        key = list(table.primaryKey)
        change = delta(before, after, key)
        if change.height:
            folder.mkdir(parents=True, exist_ok=True)
            pq.write_table(change.rechunk().to_arrow(), folder / f"{table.name}.parquet", compression="zstd")
        if len(key) == 1:
            came, went = _came_and_went(before, after, key[0])
            became = successors(went, came, key[0], documents)
            ids.extend(_id_changes(table.name, key[0], came, went, became))
            documents = became if table.name == "documents" else documents
    everything = pl.concat(ids).sort(list(_ID_SCHEMA))
    pq.write_table(everything.rechunk().to_arrow(), build / ID_CHANGES, compression="zstd")


def delta(before: pl.DataFrame | None, after: pl.DataFrame | None, key: Sequence[str]) -> pl.DataFrame:
    """Give the rows of `after` that are new or changed, as `put`, and the keys that are gone, as `delete`.

    Where the columns differ, every row is put. A table that one release lacks (None) is empty there.
    """
    if after is None:
        return pl.DataFrame()
    keys = list(key)
    if before is None or before.schema != after.schema:
        put = after
    else:
        put = after.join(before, on=after.columns, how="anti", nulls_equal=True)
    gone = pl.DataFrame(schema={name: after.schema[name] for name in keys})
    if before is not None and set(keys) <= set(before.columns):
        gone = before.join(after, on=keys, how="anti", nulls_equal=True).select(keys)
    marked = [
        put.select(pl.lit(PUT).alias(OPERATION), pl.all()),
        gone.select(pl.lit(DELETE).alias(OPERATION), pl.all()),
    ]
    return pl.concat(marked, how="diagonal").sort([OPERATION, *keys])


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


def _came_and_went(
    before: pl.DataFrame | None, after: pl.DataFrame | None, key: str
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Give the rows of `after` whose ids are new, and those of `before` whose ids are gone."""
    empty = pl.DataFrame(schema={key: pl.String})
    old, new = (side if side is not None and key in side.columns else empty for side in (before, after))
    return new.join(old, on=key, how="anti"), old.join(new, on=key, how="anti")


def _id_changes(
    table: str, key: str, came: pl.DataFrame, went: pl.DataFrame, became: pl.DataFrame
) -> Iterator[pl.DataFrame]:
    """Yield the ids that came and those that went, with what these became, as rows of `id_changes.parquet`."""
    for change, rows in (("added", came), ("gone", went)):
        ids = rows.select(pl.lit(table).alias("table_name"), pl.col(key).cast(pl.String).alias(ROW))
        told = ids.with_columns(change=pl.lit(change)).join(became, on=ROW, how="left", maintain_order="left")
        yield told if change == "gone" else told.with_columns(pl.lit(None, pl.String).alias(BECAME))


def _changelog(section: str, previous: Path) -> str:
    path = previous / CHANGELOG
    earlier = path.read_text(encoding="utf-8").removeprefix(_HEAD) if path.is_file() else ""
    return f"{_HEAD}{section}\n{earlier}".rstrip("\n") + "\n"


def _read(folder: Path, table: str) -> pl.DataFrame | None:
    path = folder / f"{table}.parquet"
    return pl.read_parquet(path) if path.is_file() else None
