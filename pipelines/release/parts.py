"""Tables in parts that fit into memory: rows whose ids begin alike, of one table or of two that are compared.

A table is cut letter by letter: what begins with one letter is read once, and held in memory or put aside on disk,
before it is cut by the next letter. Of a table that lies in shards, only the shards are read that can hold a part: the
others are passed over by the least and the greatest value in their footers.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from pipelines import tablefiles
from pipelines.contracts import Contracts, Table
from pipelines.tablefiles import DIGITS, LETTERS, height, prefixes

# As many rows as this many parts have may be held in memory while they are cut further.
_FEW_PARTS = 2
Frames = tuple[pl.LazyFrame, ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """Rows are cut by the first letters behind `kind` of the ids in `column`: one part of about `most` rows for each of
    `prefixes`, in order.
    """

    column: str
    kind: str
    prefixes: Sequence[str]
    most: int

    @property
    def letters(self) -> int:
        """How many letters of an id tell its part."""
        return len(self.prefixes[0])

    def begins(self, prefix: str) -> pl.Expr:
        """Tell the rows whose ids begin so, as a range of ids, which the footers of files tell of."""
        column, first = pl.col(self.column), self.kind + prefix
        return (column >= first) & (column < first[:-1] + chr(ord(first[-1]) + 1))

    @property
    def others(self) -> pl.Expr:
        """Tell the rows whose ids, if they have any, are of another kind: they are in no part."""
        pattern = f"^{re.escape(self.kind)}[{LETTERS}]{{{self.letters}}}"
        return ~pl.col(self.column).str.contains(pattern).fill_null(value=False)


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
    return Cut(by, one[:-DIGITS], wanted, most)


def cut_up(frames: Sequence[pl.LazyFrame], by: Cut) -> Iterator[tuple[str, Frames]]:
    """Give the parts of several tables that belong together, each to be read before the next one is asked for.

    They come in order, each with what its ids begin with. Rows of other kinds are in none; see `Cut.others`.
    """
    with TemporaryDirectory(prefix="testimonia-") as aside:
        yield from _cut_up(tuple(frames), by, "", Path(aside))


def parts_of(
    frames: Sequence[pl.LazyFrame], column: str | None, most: int, otherwise: str | None = None
) -> Iterator[Frames]:
    """Give several tables in parts that belong together, each to be read before the next one is asked for; see `cut`.

    The last part has the rows whose ids are of another kind, if there are any.
    """
    by = cut(frames, column, most, otherwise)
    if by is None:
        yield tuple(frames)
        return
    yield from (part for _, part in cut_up(frames, by))
    yield tuple(frame.filter(by.others) for frame in frames)


def read(frame: pl.LazyFrame) -> pl.DataFrame:
    """Read a part."""
    return frame.collect(engine="streaming")


def write(rows: pl.LazyFrame, table: Table, contracts: Contracts, folder: Path) -> None:
    """Write a table into `folder` as `tablefiles.write` does, shard by shard where it is cut into shards."""
    by = cut([rows], table.shardedBy, contracts.dataset.shard_rows)
    if by is None:
        tablefiles.write(read(rows), table.name, contracts, folder)
        return
    shards = ((prefix, read(part)) for prefix, (part,) in cut_up([rows], by))
    tablefiles.write_shards(shards, height(rows), table.name, contracts, folder)


def _cut_up(frames: Frames, by: Cut, begun: str, aside: Path) -> Iterator[tuple[str, Frames]]:
    for letter in LETTERS:
        prefix = begun + letter
        part = tuple(frame.filter(by.begins(prefix)) for frame in frames)
        if len(prefix) == by.letters:
            yield prefix, part
            continue
        with TemporaryDirectory(dir=aside) as folder:
            near = tuple(_near(frame, by.most, Path(folder) / f"{n}.parquet") for n, frame in enumerate(part))
            yield from _cut_up(near, by, prefix, aside)


def _near(frame: pl.LazyFrame, most: int, path: Path) -> pl.LazyFrame:
    """Give rows that are read no more from where they lie: few in memory, many in the file `path`."""
    if height(frame) <= _FEW_PARTS * most:
        return read(frame).lazy()
    frame.sink_parquet(path, compression="lz4", engine="streaming")
    return pl.scan_parquet(path, glob=False)
