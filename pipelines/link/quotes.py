"""`quote_links`: quotes with the same words, or words altered in places."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import polars as pl

from pipelines.link.provenance import Numbered
from pipelines.link.spill import (
    HALF,
    KEY,
    MOST,
    Array,
    Numbers,
    Pairs,
    Ranges,
    Records,
    Rows,
    Sharers,
    digests_of,
    distinct,
    gathered,
    key_of,
    paired_rows,
    pairs_of,
)  # fmt: skip
from pipelines.link.wordings import ALIKE, LINKED, LINKS, Wordings, alike

MIN_WORDS = 4
ALTERED_FROM = 0.8
SHINGLE = 4
"""Words in a row that two wordings must share to be compared."""
MAX_SHARERS = 50
"""Wordings that may share such a run; one that stands in more is a phrase and not a quotation."""
AT_ONCE = 10_000
"""Quotes whose runs of words, and pairs whose words, are in memory at a time."""
SHINGLES = 16
"""In a quote, about."""
_BETWEEN = "\n"


def quote_links(quotes: pl.LazyFrame, most: int = MOST) -> pl.DataFrame:
    """Give pairs of direct, mixed or mentioned wordings of at least `MIN_WORDS` words that are the same or nearly so.

    See `quote_link_parts`, of which these are all rows.
    """
    return pl.concat(quote_link_parts(quotes, most))


def quote_link_parts(quotes: pl.LazyFrame, most: int = MOST) -> Iterator[pl.DataFrame]:
    """Give `quote_links` in order, in parts of about `most` rows; one at least.

    Similarity is the share of matching words (Ratcliff and Obershelp, 1988). Wordings are compared that share a rare
    run of `SHINGLE` words, and a quote is linked with the nearest `LINKS` of those alike that come behind it, so that
    the cost grows with the number of quotes and of wordings that are alike, and not with the square of either. About
    `most` quotes are in memory at a time, and some forty bytes of each; the rest lies in a temporary folder.
    """
    told = quotes.filter(pl.col("kind") != "indirect", pl.col("text").is_not_null())
    numbered = Numbered(told, "quote_id")
    count = len(numbered.ids)
    with TemporaryDirectory(prefix="testimonia-") as name, Records(Path(name) / "words", count) as words:
        folder = Path(name)
        sharers = Sharers(folder / "runs", SHINGLES * count, SHINGLES * most)
        wordings = _read(told, numbered, words, sharers, most)
        near = Ranges(folder / "near", ALIKE, count, (SHINGLES * count, most))
        pairs = Pairs(folder / "pairs", count, MAX_SHARERS * SHINGLES * count, SHINGLES * most)
        for some in chain([wordings.repeated()], _alike(_met(sharers, wordings, pairs), words)):
            near.add(some["wording"], some)
        links = Ranges(folder / "links", LINKED, count, (LINKS * count, most))
        for found in near:
            for some in wordings.linked(found):
                links.add(some["pair"] >> HALF, some)
        for frame in gathered((_frame(found, wordings) for found in links), most):
            yield numbered.paired(frame["pair"].to_numpy(), frame.drop("pair"), "quote_links")


def _read(told: pl.LazyFrame, numbered: Numbered, words: Records, sharers: Sharers, most: int) -> Wordings:
    """Keep the words of each quote on disk, and by which runs of them it can be met."""
    columns = told.select("quote_id", "document_id", "text")
    rows, digests = [np.zeros(0, dtype=np.uint32)], [np.zeros(0, dtype=KEY)]
    for first, last in numbered.spans(most):
        part = columns.filter(pl.col("document_id").is_between(pl.lit(first), pl.lit(last)))
        for some in part.collect(engine="streaming").iter_slices(AT_ONCE):
            found = [_words(text) for text in some["text"]]
            long = [at for at, one in enumerate(found) if len(one) >= MIN_WORDS]
            numbers, found = numbered.number(some)[long], [found[at] for at in long]
            texts = [_BETWEEN.join(one) for one in found]
            words.add(numbers, [text.encode("utf-8", "surrogatepass") for text in texts])
            runs = [_runs(one) for one in found]
            keys = [key_of(run) for of_one in runs for run in of_one]
            sharers.add(keys, np.repeat(numbers, [len(of_one) for of_one in runs]))
            rows.append(numbers)
            digests.append(digests_of(map(key_of, texts)))
    return Wordings(np.concatenate(rows), np.concatenate(digests), len(numbered.ids))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _runs(words: Sequence[str]) -> set[str]:
    return {_BETWEEN.join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}


def _met(sharers: Sharers, wordings: Wordings, pairs: Pairs) -> Pairs:
    """Put into `pairs` the wordings that share a rare run."""
    for rows, ends in sharers.groups():
        for together in _together(*wordings.met(rows, ends)):
            pairs.add(together)
    return pairs


def _together(rows: Rows, ends: Array) -> Iterator[Numbers]:
    """Give all pairs of each group of up to `MAX_SHARERS`, those of groups of one size at once."""
    sizes = np.diff(ends, prepend=0)
    for size in np.unique(sizes[(sizes > 1) & (sizes <= MAX_SHARERS)]).tolist():
        begins = (ends - sizes)[sizes == size]
        one, other = np.triu_indices(size, 1)
        yield paired_rows(rows[begins[:, None] + one], rows[begins[:, None] + other]).ravel()


def _alike(pairs: Pairs, words: Records) -> Iterator[Array]:
    """Give the pairs of wordings that are alike, each from both sides."""
    for numbers in pairs:
        for at in range(0, len(numbers), AT_ONCE):
            one, other = pairs_of(numbers[at : at + AT_ONCE])
            of = words.get(distinct(np.concatenate([one, other])))
            found = np.array([_likeness(of[a], of[b]) for a, b in zip(one.tolist(), other.tolist(), strict=True)])
            near = found >= ALTERED_FROM
            yield alike(one[near], other[near], found[near])
            yield alike(other[near], one[near], found[near])


def _likeness(*told: bytes) -> float:
    """Give the similarity of two wordings, or 0 where it is too little to count."""
    # The measure is not the same from both sides, so the words themselves say which comes first.
    words, others = (one.decode("utf-8", "surrogatepass").split(_BETWEEN) for one in sorted(told))
    matcher = SequenceMatcher(None, words, others, autojunk=False)
    # The first two are upper bounds of the third, and cheap.
    if min(matcher.real_quick_ratio(), matcher.quick_ratio()) < ALTERED_FROM:
        return 0
    similarity = matcher.ratio()
    return round(similarity, 4) if similarity >= ALTERED_FROM else 0


def _frame(found: Array, wordings: Wordings) -> pl.DataFrame:
    found = found[np.argsort(found["pair"])]
    one, other = pairs_of(found["pair"])
    relation = np.where(wordings.of[one] == wordings.of[other], "same", "altered")
    columns = {"pair": found["pair"], "relation": relation, "similarity": found["similarity"]}
    return pl.DataFrame(columns, schema_overrides={"relation": pl.String})
