"""Tables in parts that fit into memory: rows whose ids begin alike, of one table or of two that are compared.

A part is asked for as a range of ids, so that of a table in shards only the shards are read that can hold it: the
others are passed over by the least and the greatest value in their footers.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from pipelines.contracts import Table
from pipelines.tablefiles import DIGITS, LETTERS, height, prefixes


@dataclass(frozen=True, slots=True)
class Cut:
    """Rows are cut by the first letters behind `kind` of the ids in `column`: one part for each of `prefixes`."""

    column: str
    kind: str
    prefixes: Sequence[str]

    def __iter__(self) -> Iterator[pl.Expr]:
        """Tell the rows of each part, and those of a last one whose ids, if they have any, are of another kind."""
        column = pl.col(self.column)
        for prefix in self.prefixes:
            first = self.kind + prefix
            yield (column >= first) & (column < first[:-1] + chr(ord(first[-1]) + 1))
        pattern = f"^{re.escape(self.kind)}[{LETTERS}]{{{len(self.prefixes[0])}}}"
        yield ~column.str.contains(pattern).fill_null(value=False)


def cut(frames: Sequence[pl.LazyFrame], column: str | None, most: int, otherwise: str | None = None) -> Cut | None:
    """Tell how to cut `frames` alike by the ids in `column`, so that a part of each has about `most` rows at the most.

    Where one of them has no such column, they are cut by `otherwise`. None where there is no column to cut by, or where
    all of them are that small.
    """
    wanted = prefixes(max(height(frame) for frame in frames), most)
    if len(wanted) == 1:
        return None
    schemas = [frame.collect_schema() for frame in frames]
    shared = (name for name in (column, otherwise) if name and all(schema.get(name) == pl.String for schema in schemas))
    by = next(shared, None)
    if by is None:
        return None
    found = (frame.select(pl.col(by).drop_nulls().head(1)).collect(engine="streaming") for frame in frames)
    one = next((frame.item() for frame in found if frame.height), "")
    return Cut(by, one[:-DIGITS], wanted)


def parts_of(
    frames: Sequence[pl.LazyFrame], column: str | None, most: int, otherwise: str | None = None
) -> Iterator[tuple[pl.LazyFrame, ...]]:
    """Give several tables in parts that belong together, each to be read; see `cut`."""
    by = cut(frames, column, most, otherwise)
    if by is None:
        yield tuple(frames)
        return
    for told in by:
        yield tuple(frame.filter(told) for frame in frames)


def read(frame: pl.LazyFrame) -> pl.DataFrame:
    """Read a part."""
    return frame.collect(engine="streaming")


def to_write(frame: pl.LazyFrame, table: Table, most: int) -> Iterator[pl.DataFrame]:
    """Give the rows of a table as `tablefiles.write` takes them, about `most` at a time."""
    return (read(part) for (part,) in parts_of([frame], table.shardedBy, most))
