"""A table of a release as its files hold it: one, or shards of which one is in memory at a time."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from pipelines.contracts import Table
from pipelines.release.logical import shards_sha256
from pipelines.tablefiles import DIGITS, SUFFIX


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file: its path, the letters of its shard ('' where it is the only one), its rows, and their logical hash.

    `logical_sha256` is None where it has not the columns and types of its contract; `placed` tells whether its rows
    belong there.
    """

    path: Path
    letters: str
    rows: int
    logical_sha256: str | None
    placed: bool = True


@dataclass(frozen=True, slots=True)
class Stored:
    """A table with its files, in the order of their letters."""

    table: Table
    files: tuple[StoredFile, ...]

    @property
    def name(self) -> str:
        """What the table is called in problems: its file, or the folder of its shards."""
        return f"{self.table.name}/" if self._letters else f"{self.table.name}{SUFFIX}"

    @property
    def rows(self) -> int:
        """The number of its rows."""
        return sum(file.rows for file in self.files)

    @property
    def readable(self) -> bool:
        """Whether all files have the columns and types of the contract."""
        return all(file.logical_sha256 is not None for file in self.files)

    @property
    def logical_sha256(self) -> str:
        """The logical hash of its rows, where it is readable."""
        found = [(file.letters, file.rows, str(file.logical_sha256)) for file in self.files]
        return shards_sha256(found) if self._letters else found[0][2]

    @property
    def place(self) -> pl.Expr:
        """The file that a row stands in, by its id."""
        if not self._letters or self.table.shardedBy is None:
            return pl.lit(self.name)
        letters = pl.col(self.table.shardedBy).str.tail(DIGITS).str.head(self._letters)
        return pl.format(f"{self.name}{{}}{SUFFIX}", letters)

    def file_of(self, row_id: str) -> str:
        """Name the file of the rows that have an id in the column that the table is cut by."""
        return f"{self.name}{self._cut(row_id)}{SUFFIX}" if self._letters else self.name

    def scan(self) -> pl.LazyFrame:
        """Give the rows, to be read; see the function `scan`."""
        return scan([file.path for file in self.files])

    def scan_of(self, column: str, ids: Collection[str]) -> pl.LazyFrame:
        """Give the rows that have one of `ids` in `column`, to be read from the files alone that can hold them."""
        alike = all(file.placed and len(file.letters) == self._letters for file in self.files)
        wanted = {self._cut(one) for one in ids} if alike and column == self.table.shardedBy else None
        paths = [file.path for file in self.files if wanted is None or file.letters in wanted]
        return scan(paths or [self.files[0].path]).filter(pl.col(column).is_in(ids))

    @property
    def _letters(self) -> int:
        return len(self.files[0].letters)

    def _cut(self, row_id: str) -> str:
        return row_id[-DIGITS:][: self._letters]


def scan(paths: Sequence[Path]) -> pl.LazyFrame:
    """Give the rows of files, to be read.

    What the files say of their least and greatest values is not believed, since a wrong one would hide rows.
    """
    return pl.scan_parquet(list(paths), glob=False, hive_partitioning=False, use_statistics=False)
