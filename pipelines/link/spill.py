"""What is too much to hold goes to a temporary folder: numbers in buckets, pairs of rows, and bytes by row."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

Rows = npt.NDArray[np.uint32]
Array = npt.NDArray[Any]
Numbers = npt.NDArray[np.uint64]
HALF = np.uint64(32)
MOST = 200_000
"""Rows of a table that are in memory at a time."""
FILES = 256
PENDING = 500_000
"""Items that wait in memory before they are written."""
KEY = np.dtype([("high", "<u8"), ("low", "<u8")])
SHARED = np.dtype([("high", "<u8"), ("low", "<u8"), ("row", "<u4")])
"""A row under one of its keys."""


class Buckets:
    """Arrays of one type in `count` files, each array cut by the bucket of its items."""

    def __init__(self, folder: Path, dtype: npt.DTypeLike, count: int) -> None:
        folder.mkdir()
        self._folder, self._dtype, self.count = folder, np.dtype(dtype), count
        self._pending: list[tuple[Array, Array]] = []
        self._waiting = 0

    def add(self, buckets: Array, items: Array) -> None:
        """Put each of `items` in its bucket, from 0 to `count - 1`."""
        self._pending.append((buckets, items))
        self._waiting += len(items)
        if self._waiting > PENDING:
            self._write()

    def read(self, bucket: int) -> Array:
        """Give all items of a bucket, in no order that means anything."""
        self._write()
        path = self._folder / str(bucket)
        return np.fromfile(path, dtype=self._dtype) if path.exists() else np.zeros(0, dtype=self._dtype)

    def _write(self) -> None:
        if not self._pending:
            return
        buckets, items = (np.concatenate(parts) for parts in zip(*self._pending, strict=True))
        self._pending, self._waiting = [], 0
        order = np.argsort(buckets, kind="stable")
        ends = np.searchsorted(buckets[order], np.arange(self.count), side="right")
        for bucket, part in enumerate(np.split(items[order], ends[:-1])):
            if len(part):
                with (self._folder / str(bucket)).open("ab") as file:
                    part.astype(self._dtype, copy=False).tofile(file)


class Sharers:
    """Rows under keys, which are digests of 128 bits, so that two keys are never met as one; told are those that share
    one."""

    def __init__(self, folder: Path, expected: int, most: int) -> None:
        """Expect about `expected` keys in all, and have about `most` of them in memory at a time."""
        self._bits = (min(FILES - 1, expected // most)).bit_length()
        self._buckets = Buckets(folder, SHARED, 1 << self._bits)

    def add(self, keys: Sequence[bytes], rows: Array) -> None:
        """Put each row under its key."""
        items = np.empty(len(keys), dtype=SHARED)
        digests = digests_of(keys)
        items["high"], items["low"], items["row"] = digests["high"], digests["low"], rows
        # Bits of digests cut them in buckets of one size.
        self._buckets.add((items["low"] & np.uint64((1 << self._bits) - 1)).astype(np.int64), items)

    def groups(self) -> Iterator[tuple[Rows, Array]]:
        """Give rows, those with the same key together in order, and where in them each group ends; a bucket at a
        time."""
        for bucket in range(self._buckets.count):
            items = self._buckets.read(bucket)
            if len(items):
                items = items[np.lexsort((items["row"], items["low"], items["high"]))]
                new = (items["high"][1:] != items["high"][:-1]) | (items["low"][1:] != items["low"][:-1])
                yield items["row"], np.append(np.flatnonzero(new) + 1, len(items))


def key_of(text: str) -> bytes:
    """Give the key of a text."""
    return digest_of(text.encode("utf-8", "surrogatepass"))


def digest_of(data: bytes) -> bytes:
    """Give the digest of bytes, of 128 bits as in `KEY`."""
    return hashlib.blake2b(data, digest_size=KEY.itemsize).digest()


def digests_of(digests: Iterable[bytes]) -> Array:
    """Give digests as an array of `KEY`."""
    return np.frombuffer(b"".join(digests), dtype=KEY)


class Records:
    """Bytes of any length by the number of their row."""

    def __init__(self, path: Path, count: int) -> None:
        self._file = path.open("wb+")
        self._start, self._size = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.uint32)
        self._end = 0

    def __enter__(self) -> "Records":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, rows: Array, told: Sequence[bytes]) -> None:
        """Keep what is told of each row."""
        sizes = np.fromiter(map(len, told), dtype=np.int64, count=len(told))
        ends = self._end + np.cumsum(sizes)
        self._start[rows], self._size[rows] = ends - sizes, sizes
        self._end += int(sizes.sum())
        self._file.write(b"".join(told))

    def get(self, rows: Array) -> dict[int, bytes]:
        """Give what is told of each row; read in the order of the file."""
        self._file.flush()
        ordered = rows[np.argsort(self._start[rows])]
        places = zip(ordered.tolist(), self._size[ordered].tolist(), self._start[ordered].tolist(), strict=True)
        number = self._file.fileno()
        return {row: os.pread(number, size, start) for row, size, start in places}


class Ranges:
    """Items about numbered rows, in files by stretches of rows."""

    def __init__(self, folder: Path, dtype: npt.DTypeLike, rows: int, items: tuple[int, int]) -> None:
        """Expect as many `items` of `rows` rows as the first number says, and have about the second in memory."""
        expected, most = items
        self._rows = max(rows, 1)
        self._buckets = Buckets(folder, dtype, min(FILES, expected // most + 1))

    def add(self, rows: Array, items: Array) -> None:
        """Take an item about each of `rows`."""
        self._buckets.add(rows.astype(np.int64) * self._buckets.count // self._rows, items)

    def __iter__(self) -> Iterator[Array]:
        """Give all items of one stretch of rows after another, in no order that means anything."""
        return map(self._buckets.read, range(self._buckets.count))


class Pairs:
    """Pairs of rows, each as one number (`paired_rows`), in files by the lower of the two."""

    def __init__(self, folder: Path, rows: int, expected: int, most: int) -> None:
        """Expect up to `expected` pairs of `rows` rows, and have about `most` of them in memory at a time."""
        self._ranges = Ranges(folder, np.uint64, rows, (expected, most))

    def add(self, pairs: Numbers) -> None:
        """Take pairs; one may come more than once."""
        self._ranges.add(pairs >> HALF, pairs)

    def __iter__(self) -> Iterator[Numbers]:
        """Give each pair once, in order; a file at a time."""
        return map(distinct, self._ranges)


def together(digests: Array) -> tuple[Array, Array]:
    """Give the places of digests, equal ones together in order, and where in them each that is unlike begins."""
    order = np.lexsort((digests["low"], digests["high"]))
    ordered = digests[order]
    new = np.append(True, ordered[1:] != ordered[:-1])[: len(order)]
    return order, np.flatnonzero(new)


def pairs_of(numbers: Numbers) -> tuple[Rows, Rows]:
    """Give the two rows that each number of `paired_rows` stands for."""
    return (numbers >> HALF).astype(np.uint32), numbers.astype(np.uint32)


def paired_rows(one: Array, other: Array) -> Numbers:
    """Give each pair of rows, the lower first, as one number; the numbers have the order of the pairs."""
    low, high = np.minimum(one, other), np.maximum(one, other)
    return joined(low, high)


def joined(upper: Array, lower: Array) -> Numbers:
    """Give two numbers as one, the first in its upper 32 bits; `pairs_of` takes them apart."""
    return (upper.astype(np.uint64) << HALF) | lower.astype(np.uint64)


def distinct(numbers: Numbers) -> Numbers:
    """Give each number once, in order; `np.unique` gives the same and takes many times as long."""
    ordered = np.sort(numbers)
    new = np.ones(len(ordered), dtype=bool)
    new[1:] = ordered[1:] != ordered[:-1]
    return ordered[new]


def gathered(frames: Iterable[pl.DataFrame], most: int) -> Iterator[pl.DataFrame]:
    """Give frames put together until they have `most` rows; the last may have fewer, or none."""
    waiting: list[pl.DataFrame] = []
    for frame in frames:
        waiting.append(frame)
        if sum(one.height for one in waiting) >= most:
            yield pl.concat(waiting)
            waiting = []
    if waiting:
        yield pl.concat(waiting)
