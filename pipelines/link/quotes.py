"""`quote_links`: quotes with the same words, or words altered in places."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import polars as pl

from pipelines.link.provenance import Numbered
from pipelines.link.spill import (
    MOST,
    Array,
    Numbers,
    Pairs,
    Records,
    Rows,
    Sharers,
    distinct,
    gathered,
    key_of,
    paired_rows,
    pairs_of,
)  # fmt: skip

MIN_WORDS = 4
ALTERED_FROM = 0.8
# Words in a row that two quotes must share to be compared; rarer runs keep the number of pairs small.
SHINGLE = 4
MAX_SHARERS = 50
AT_ONCE = 10_000
"""Quotes whose runs of words, and pairs whose words, are in memory at a time."""
SHINGLES = 16
"""In a quote, about."""
SCHEMA = {"relation": pl.String, "similarity": pl.Float64}
_BETWEEN = "\n"
_MEMORY = 1 << 15


def quote_links(quotes: pl.LazyFrame, most: int = MOST) -> pl.DataFrame:
    """Give pairs of direct, mixed or mentioned wordings of at least `MIN_WORDS` words that are the same or nearly so.

    See `quote_link_parts`, of which these are all rows.
    """
    return pl.concat(quote_link_parts(quotes, most))


def quote_link_parts(quotes: pl.LazyFrame, most: int = MOST) -> Iterator[pl.DataFrame]:
    """Give `quote_links` in order, in parts of about `most` rows; one at least.

    Similarity is the share of matching words (Ratcliff and Obershelp, 1988). Pairs are found through shared runs of
    `SHINGLE` words, so the cost grows with the number of repeated wordings and not with the square of all quotes.
    About `most` quotes are in memory at a time; the rest lies in a temporary folder.
    """
    told = quotes.filter(pl.col("kind") != "indirect", pl.col("text").is_not_null())
    numbered = Numbered(told, "quote_id")
    count = len(numbered.ids)
    with TemporaryDirectory(prefix="testimonia-") as folder, Records(Path(folder) / "words", count) as words:
        sharers = Sharers(Path(folder) / "runs", SHINGLES * count, SHINGLES * most)
        _read(told, numbered, words, sharers, most)
        pairs = Pairs(Path(folder) / "pairs", count, MAX_SHARERS * SHINGLES * count, SHINGLES * most)
        for rows, ends in sharers.groups():
            for together in _together(rows, ends):
                pairs.add(together)
        for links in gathered(_links(pairs, words), most):
            yield numbered.paired(links["pair"].to_numpy(), links.drop("pair"), "quote_links")


def _read(told: pl.LazyFrame, numbered: Numbered, words: Records, sharers: Sharers, most: int) -> None:
    """Keep the words of each quote on disk, and by which runs of them it can be met."""
    columns = told.select("quote_id", "document_id", "text")
    for first, last in numbered.spans(most):
        part = columns.filter(pl.col("document_id").is_between(pl.lit(first), pl.lit(last)))
        for rows in part.collect(engine="streaming").iter_slices(AT_ONCE):
            numbers = numbered.number(rows)
            found = [_words(text) for text in rows["text"]]
            words.add(numbers, [_BETWEEN.join(one).encode("utf-8", "surrogatepass") for one in found])
            runs = [_runs(one) for one in found]
            keys = [key_of(run) for of_one in runs for run in of_one]
            sharers.add(keys, np.repeat(numbers, [len(of_one) for of_one in runs]))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _runs(words: Sequence[str]) -> set[str]:
    """Give the runs of words of a quote, none of one that is too short."""
    least = max(SHINGLE, MIN_WORDS)
    return {_BETWEEN.join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1) if len(words) >= least}


def _together(rows: Rows, ends: Array) -> Iterator[Numbers]:
    """Give all pairs of each group of up to `MAX_SHARERS`, those of groups of one size at once."""
    sizes = np.diff(ends, prepend=0)
    for size in np.unique(sizes[(sizes > 1) & (sizes <= MAX_SHARERS)]).tolist():
        begins = (ends - sizes)[sizes == size]
        one, other = np.triu_indices(size, 1)
        yield paired_rows(rows[begins[:, None] + one], rows[begins[:, None] + other]).ravel()


def _links(pairs: Pairs, words: Records) -> Iterator[pl.DataFrame]:
    likeness = lru_cache(_MEMORY)(_likeness)
    for numbers in pairs:
        for at in range(0, max(len(numbers), 1), AT_ONCE):
            some = numbers[at : at + AT_ONCE]
            one, other = pairs_of(some)
            of = words.get(distinct(np.concatenate([one, other])))
            alike = [likeness(of[a], of[b]) for a, b in zip(one.tolist(), other.tolist(), strict=True)]
            rows = [(at, *found) for at, found in zip(some.tolist(), alike, strict=True) if found]
            yield pl.DataFrame(rows, {"pair": pl.UInt64, **SCHEMA}, orient="row")


def _likeness(one: bytes, other: bytes) -> tuple[str, float] | None:
    """Give the relation of two quotes and their similarity, or None where they are not alike."""
    if one == other:
        return "same", 1.0
    words, others = (told.decode("utf-8", "surrogatepass").split(_BETWEEN) for told in (one, other))
    matcher = SequenceMatcher(None, words, others, autojunk=False)
    # The first two are upper bounds of the third, and cheap.
    if min(matcher.real_quick_ratio(), matcher.quick_ratio()) < ALTERED_FROM:
        return None
    similarity = matcher.ratio()
    return ("altered", round(similarity, 4)) if similarity >= ALTERED_FROM else None
