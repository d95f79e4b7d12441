"""`quote_links`: quotes with the same words, or words altered in places."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import Any

import polars as pl

from pipelines.link.provenance import paired

MIN_WORDS = 4
ALTERED_FROM = 0.8
# Words in a row that two quotes must share to be compared; rarer runs keep the number of pairs small.
SHINGLE = 4
MAX_SHARERS = 50


def quote_links(quotes: pl.DataFrame) -> pl.DataFrame:
    """Give pairs of direct, mixed or mentioned wordings of at least `MIN_WORDS` words that are the same or nearly so.

    Similarity is the share of matching words (Ratcliff and Obershelp, 1988). Pairs are found through shared runs of
    `SHINGLE` words, so the cost grows with the number of repeated wordings and not with the square of all quotes.
    """
    rows = quotes.filter(pl.col("kind") != "indirect", pl.col("text").is_not_null()).sort("quote_id")
    words = {
        row["quote_id"]: found
        for row in rows.select("quote_id", "text").iter_rows(named=True)
        if len(found := _words(row["text"])) >= MIN_WORDS
    }
    schema = {"quote_id": pl.String, "other_quote_id": pl.String, "relation": pl.String, "similarity": pl.Float64}
    return paired(pl.DataFrame(list(_links(words)), schema=schema), quotes, "quote_id", "quote_links")


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text.casefold()))


def _links(words: dict[str, tuple[str, ...]]) -> Iterator[dict[str, Any]]:
    for one, other in sorted(_candidates(words.items())):
        similarity = SequenceMatcher(None, words[one], words[other], autojunk=False).ratio()
        if similarity >= ALTERED_FROM:
            relation = "same" if words[one] == words[other] else "altered"
            yield {"quote_id": one, "other_quote_id": other, "relation": relation, "similarity": round(similarity, 4)}


def _candidates(words: Iterable[tuple[str, tuple[str, ...]]]) -> set[tuple[str, str]]:
    sharers: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for quote_id, found in words:
        for shingle in sorted({found[at : at + SHINGLE] for at in range(len(found) - SHINGLE + 1)}):
            sharers[shingle].append(quote_id)
    return {
        (one, other)
        for ids in sharers.values()
        if len(ids) <= MAX_SHARERS
        for at, one in enumerate(ids)
        for other in ids[at + 1 :]
    }
