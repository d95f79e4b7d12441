"""A table in two releases, row by row: which keys came and went, and which rows are not what they were."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

import polars as pl

from pipelines.contracts import Table
from pipelines.errors import ReleaseError
from pipelines.release.parts import parts_of, read

# No column of a contract begins so.
_WAS, _IS = "\x00was", "\x00is"


@dataclass(frozen=True, slots=True)
class Compared:
    """A table or a part of it: its rows in both releases, how many changed, and by column in how many.

    `came` are the rows of the newer release with new keys, `went` those of the older one whose keys are gone, `put` the
    rows that the older one must be given to be as the newer one: those that are new or changed, or, where the columns
    are others, all.
    """

    before: int
    after: int
    changed: int
    columns: Mapping[str, int]
    came: pl.DataFrame
    went: pl.DataFrame
    put: pl.DataFrame


def compare(before: pl.DataFrame, after: pl.DataFrame, key: Sequence[str]) -> Compared:
    """Pair the rows of two frames by key and compare the columns that both have, column by column.

    Where the older frame lacks the key, all of its rows are gone.
    """
    keys = list(key)
    if not set(keys) <= set(before.columns):
        return Compared(before.height, after.height, 0, {}, after, before, after)
    one, other = before.select(keys).with_row_index(_WAS), after.select(keys).with_row_index(_IS)
    pairs = one.join(other, on=keys, how="inner", nulls_equal=True)
    was, now = pairs[_WAS], pairs[_IS]
    shared = [name for name in after.columns if name in before.columns and name not in keys]
    differing = {name: before[name].gather(was).ne_missing(after[name].gather(now)) for name in shared}
    nowhere = pl.repeat(value=False, n=pairs.height, eager=True)
    anywhere = reduce(lambda mask, column: mask | column, differing.values(), nowhere)
    came, went = _without(after, now), _without(before, was)
    altered = after[now.filter(anywhere).unique().sort()]
    put = pl.concat([came, altered]) if before.schema == after.schema else after
    columns = {name: int(mask.sum()) for name, mask in differing.items()}
    return Compared(before.height, after.height, int(anywhere.sum()), columns, came, went, put)


def compared(before: pl.LazyFrame, after: pl.LazyFrame, table: Table, most: int) -> Iterator[Compared]:
    """Compare a table part by part, each of about `most` rows; raises `ReleaseError` where the newer one has no key.

    A key that both releases have is in one part of both as long as its rows stand in the same document, entity or work;
    where they do not, it went from one part and came in another, see `moved`.
    """
    missing = [name for name in table.primaryKey if name not in after.collect_schema()]
    if missing:
        raise ReleaseError(lacking(table.name, "new", missing))
    for old, new in parts_of((before, after), table.shardedBy, most, table.primaryKey[0]):
        yield compare(read(old), read(new), table.primaryKey)


def lacking(table: str, side: str, columns: Iterable[str]) -> str:
    """Say that a release lacks columns of a key."""
    return f"{table}: the {side} release has no column {', '.join(columns)}, which is part of the key"


def moved(went: pl.DataFrame, came: pl.DataFrame, key: Sequence[str]) -> pl.DataFrame:
    """Give the keys that went from one part and came in another."""
    keys = list(key)
    return went.join(came, on=keys, how="semi", nulls_equal=True) if set(keys) <= set(went.columns) else came.clear()


def _without(frame: pl.DataFrame, places: pl.Series) -> pl.DataFrame:
    """Give the rows of a frame that do not stand at `places`."""
    kept = pl.repeat(value=True, n=frame.height, eager=True)
    return frame.filter(kept.scatter(places, values=False))
