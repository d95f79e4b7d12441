"""Rows put aside until all of a table were seen: few in memory, many on disk."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

# There are several piles, and a file of one is read beside the part that it is held against.
_SHARE = 8


class Pile:
    """Rows with the same columns, for parts of `most` rows: a share of that is held, the rest in files in `folder`."""

    def __init__(self, folder: Path, most: int) -> None:
        self.height = 0
        self._folder, self._most = folder, most // _SHARE
        self._files: list[Path] = []
        self._held: list[pl.DataFrame] = []

    def add(self, rows: pl.DataFrame) -> None:
        """Put rows on the pile; the first ones say which columns there are."""
        if rows.height or not (self._held or self._files):
            self._held.append(rows)
        self.height += rows.height
        if sum(frame.height for frame in self._held) > self._most:
            self._spill()

    def frames(self) -> Iterator[pl.DataFrame]:
        """Give the rows in parts, in the order in which they came."""
        for path in self._files:
            yield pl.read_parquet(path, glob=False)
        yield from self._held

    def scan(self) -> pl.LazyFrame:
        """Give the rows to be read, in the order in which they came."""
        there = [pl.scan_parquet(path, glob=False) for path in self._files]
        return pl.concat([*there, *(frame.lazy() for frame in self._held)])

    def _spill(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{len(self._files)}.parquet"
        pl.concat(self._held).write_parquet(path, compression="lz4")
        self._files.append(path)
        self._held.clear()
