"""The logical hash of a table: of its rows, not of the file they stand in.

It stays when the same rows are written by another version of a library, with other compression, in other row groups or
in another order. It is the SHA-256 of these lines, each closed by a line feed: `testimonia-rows-1`, the number of rows,
and for each column of the contract, in its order, `<name> <type> <sha256>`. The last is taken over the column's rows,
sorted by the table's primary key (nulls first, strings by their UTF-8 bytes; rows of one key by the other columns):

1. one byte a row: 1 where there is a value, 0 where there is null;
2. the values in little-endian order, zero where there is null: integers and dates (days since 1970-01-01) as 64-bit
   integers, numbers as IEEE 754 doubles with every NaN as 0x7ff8000000000000, booleans as one byte. Strings are their
   lengths in bytes as 64-bit integers, then all their UTF-8 bytes.

So null, the empty string, 0.0, -0.0 and NaN all differ.

Of a table in shards (see `tablefiles`) it is the SHA-256 of other lines: `testimonia-shards-1`, the number of rows of
the table, and for each shard, in the order of their letters, `<letters> <sha256>`, the latter the hash of the shard's
rows as above. So it depends on how ids cut the rows into shards, and on their files no more than that of one file.
"""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc

from pipelines import parquet, tablefiles
from pipelines.contracts import Field, Table

_HEAD: Final = "testimonia-rows-1"
_SHARDS: Final = "testimonia-shards-1"
_NAN: Final = np.uint64(0x7FF8000000000000)


def logical_sha256(frame: pl.DataFrame, table: Table) -> str:
    """Give the logical hash of a table as 64 hexadecimal digits; `frame` has the columns and types of the contract."""
    ordered = _ordered(frame, table)
    digest = hashlib.sha256(f"{_HEAD}\n{frame.height}\n".encode())
    for item in table:
        digest.update(f"{item.name} {item.type} {column_sha256(ordered[item.name], item)}\n".encode())
    return digest.hexdigest()


def table_sha256(folder: Path, table: Table) -> str:
    """Give the logical hash of a table in `folder`, of one file or of shards, of which one is in memory at a time.

    Raises `FileNotFoundError` where the folder lacks the table.
    """
    files = tablefiles.files(folder, table.name)
    if not files:
        raise FileNotFoundError(f"{folder}: there is no table {table.name}")
    if files[0].parent == folder:
        return logical_sha256(parquet.read(files[0]), table)
    return shards_sha256((path.stem, *_height_and_hash(path, table)) for path in files)


def shards_sha256(shards: Iterable[tuple[str, int, str]]) -> str:
    """Give the logical hash of a table in shards from the letters, the rows and the logical hash of each, in order."""
    told = list(shards)
    lines = [_SHARDS, str(sum(rows for _, rows, _ in told)), *(f"{letters} {found}" for letters, _, found in told)]
    return hashlib.sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()


def _height_and_hash(path: Path, table: Table) -> tuple[int, str]:
    shard = parquet.read(path)
    return shard.height, logical_sha256(shard, table)


def column_sha256(values: pl.Series, item: Field) -> str:
    """Give the hash of one column, its rows in the order they are in."""
    digest = hashlib.sha256()
    digest.update(values.is_not_null().cast(pl.UInt8).to_numpy().data)
    for part in _parts(values, item):
        digest.update(part)
    return digest.hexdigest()


def _ordered(frame: pl.DataFrame, table: Table) -> pl.DataFrame:
    """Give the rows by the key; by all columns where the key alone leaves their order open."""
    keys = list(table.primaryKey)
    rows = frame.select(table.columns)
    if rows.select(keys).is_duplicated().any():
        return rows.sort([*keys, *(name for name in table.columns if name not in keys)])
    return rows if rows.select(pl.struct(keys).is_sorted()).item() else rows.sort(keys)


def _parts(values: pl.Series, item: Field) -> Iterator[memoryview]:
    if item.type == "string":
        yield from _strings(values)
    elif item.type == "number":
        bits = values.cast(pl.Float64).fill_null(0.0).to_numpy().astype("<f8")
        yield np.where(np.isnan(bits), _NAN, bits.view("<u8")).astype("<u8").data
    elif item.type == "boolean":
        yield values.fill_null(value=False).cast(pl.UInt8).to_numpy().data
    else:
        yield values.to_physical().cast(pl.Int64).fill_null(0).to_numpy().astype("<i8").data


def _strings(values: pl.Series) -> Iterator[memoryview]:
    """Yield the lengths and the bytes of the strings, the latter straight from Arrow's buffer."""
    whole = values.fill_null("").rechunk()
    yield whole.str.len_bytes().cast(pl.Int64).to_numpy().astype("<i8").data
    arrow = whole.to_arrow()
    plain = arrow if pa.types.is_large_string(arrow.type) else pc.cast(arrow, pa.large_string())
    offsets = np.frombuffer(plain.buffers()[1], dtype=np.int64)[plain.offset : plain.offset + len(plain) + 1]
    if len(plain) and plain.buffers()[2] is not None:
        yield memoryview(plain.buffers()[2])[offsets[0] : offsets[-1]]
