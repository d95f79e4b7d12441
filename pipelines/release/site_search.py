"""The search index of the explorer: for each word of a table, the rows that have it.

An inverted index in the plain sense: the words are sorted and cut into shards, each about as large as a page of a
book, so that a search reads the few shards that its words fall into. The row numbers of a word are written as gaps in
LEB128 (base 128, low group first). `explorer/src/data/words.ts` splits a query into words in the same way.
"""

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

SHARD_BYTES = 1 << 16
_GROUPS = (7, 14, 21, 28)
LONGEST = 32
"""A word counts with its first 32 code points."""


@dataclass(frozen=True, slots=True)
class Shard:
    """A stretch of the sorted words, the bytes that each one's rows take, and those bytes, one word behind another."""

    words: tuple[str, ...]
    sizes: tuple[int, ...]
    rows: bytes

    def payload(self) -> dict[str, object]:
        """Give the shard as plain values for JSON."""
        return {
            "words": list(self.words),
            "sizes": list(self.sizes),
            "rows": base64.b64encode(self.rows).decode("ascii"),
        }


def shards(frame: pl.DataFrame, columns: Sequence[str]) -> Iterator[Shard]:
    """Yield the index of the words in the string `columns` of `frame`; rows count from 0."""
    words = postings(frame, columns)
    encoded, sizes = _encode(words["row"])
    ends = np.cumsum(sizes, dtype=np.int64)
    tokens: list[str] = words["word"].to_list()
    begin = 0
    while begin < len(tokens):
        offset = int(ends[begin - 1]) if begin else 0
        stop = max(begin + 1, int(np.searchsorted(ends, offset + SHARD_BYTES, side="right")))
        data = encoded[offset : int(ends[stop - 1])].tobytes()
        yield Shard(tuple(tokens[begin:stop]), tuple(sizes[begin:stop].tolist()), data)
        begin = stop


def postings(frame: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """Give each word with the sorted list of its rows: lower case, without accents, letters and digits only."""
    text = pl.concat_str([pl.col(name) for name in columns], separator="\n", ignore_nulls=True)
    plain = text.str.to_lowercase().str.normalize("NFKD").str.replace_all(r"\p{M}", "")
    return (
        frame.lazy()
        .select(plain.str.extract_all(r"[\p{L}\p{N}]+").alias("word"))
        .with_row_index("row")
        .explode("word")
        .drop_nulls("word")
        .with_columns(pl.col("word").str.slice(0, LONGEST))
        .unique()
        .group_by("word")
        .agg(pl.col("row").sort())
        .sort("word")
        .collect()
    )


def _encode(rows: pl.Series) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.int64]]:
    """Give the bytes of all lists of row numbers, and how many bytes each list takes."""
    counts = rows.list.len().to_numpy().astype(np.int64)
    if not counts.size:
        return np.empty(0, np.uint8), counts
    flat = rows.explode().to_numpy().astype(np.int64)
    firsts = np.cumsum(counts) - counts
    gaps = np.diff(flat, prepend=0)
    gaps[firsts] = flat[firsts]
    lengths = 1 + (gaps[:, None] >= (1 << np.array(_GROUPS))).sum(axis=1)
    places = np.cumsum(lengths) - lengths
    data = np.zeros(int(lengths.sum()), np.uint8)
    for group in range(int(lengths.max())):
        longer = lengths > group
        more = (lengths[longer] > group + 1).astype(np.uint8) << 7
        data[places[longer] + group] = ((gaps[longer] >> (7 * group)) & 0x7F).astype(np.uint8) | more
    return data, np.add.reduceat(lengths, firsts)
