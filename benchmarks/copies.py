"""Many rows out of few: copies of tables with ids of their own, for measurements of size.

A copy has the rows of the original with every id's letters turned by as many places as the number of the copy says, so
that all keys still meet, and no two copies share one. Words, offsets and hashes of texts stay.
"""

from collections.abc import Iterator, Mapping

import numpy as np
import polars as pl
import pyarrow as pa

from pipelines.contracts import Contracts, Table
from pipelines.tablefiles import LETTERS

HEAD, TAIL = 4, 16
"""Characters of an id: its kind with the line behind it, and its letters."""
_IDS = "[a-z2-7]{16}$"


def copies(tables: Mapping[str, pl.DataFrame], contracts: Contracts, count: int) -> dict[str, Iterator[pl.DataFrame]]:
    """Give each table `count` times over, a copy at a time."""
    return {name: _copies(frame, contracts[name], count) for name, frame in tables.items()}


def _copies(frame: pl.DataFrame, table: Table, count: int) -> Iterator[pl.DataFrame]:
    ids = [item.name for item in table if (item.constraints.pattern or "").endswith(_IDS)]
    for number in range(count):
        turned = {name: pl.Series(name, turn(frame[name].to_arrow(), number)) for name in ids}
        path = {"path": pl.format("{}/{}", pl.lit(number), "path")} if "path" in table.columns else {}
        yield frame.with_columns(**turned, **path)


def turn(ids: pa.Array, number: int) -> pa.Array:
    """Give ids with their letters turned: by the rest of `number` / 32, the last but one by the whole part too."""
    strings = ids.cast(pa.large_string())
    _, offsets, values = strings.buffers()
    ends = np.frombuffer(offsets, dtype=np.int64)[strings.offset : strings.offset + len(strings) + 1]
    letters = np.frombuffer(values, dtype=np.uint8)[ends[0] : ends[-1]].reshape(-1, HEAD + TAIL).copy()
    letters[:, HEAD:] = _table(number % len(LETTERS))[letters[:, HEAD:]]
    letters[:, -2] = _table(number // len(LETTERS))[letters[:, -2]]
    valid = pa.array(np.asarray(ids.is_valid())).buffers()[1]
    moved = pa.py_buffer((ends - ends[0]).astype(np.int64))
    return pa.LargeStringArray.from_buffers(len(ids), moved, pa.py_buffer(letters.tobytes()), valid)


def _table(places: int) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    """Give for each byte what it turns to: a letter the one `places` on, all else itself."""
    table = np.arange(256, dtype=np.uint8)
    codes = np.frombuffer(LETTERS.encode(), dtype=np.uint8)
    table[codes] = np.roll(codes, -places)
    return table
