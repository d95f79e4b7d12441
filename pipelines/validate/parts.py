"""A table in parts: stretches of its rows that fit in memory, each row in exactly one of them."""

from collections.abc import Iterator

import polars as pl

PART_ROWS = 500_000
"""Rows of a part at the most, where the caller names no other number."""


def parts(rows: pl.LazyFrame, count: int, most: int = PART_ROWS) -> Iterator[tuple[int, pl.DataFrame]]:
    """Yield the `count` rows of a table in parts of about one size, each with the number, from 0, of its first row.

    A part is a stretch of the rows in their order, not a set of ids, so that rows whose id is null or is none are in
    one, too. Of a table in shards it reads the files that hold the stretch and no others, and as documents lie in one
    shard with all their rows, a part has those of few documents. `rows` must come in one order each time.
    """
    number = max(1, -(-count // most))
    for at in range(number):
        first, behind = (count * step // number for step in (at, at + 1))
        yield first, rows.slice(first, behind - first).collect(engine="streaming")
