"""`claim_links`: claims that say the same, and claims of which one is the denial of the other."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import polars as pl

# Words that carry tense, number or polarity but not the proposition; polarity is compared by itself.
FUNCTION_WORDS = frozenset(
    "a an the of in on at to for by with and or but as is are was were be been being am has have had do does did "
    "not no never n't it its that this there who which also".split()
)
MIN_CONTENT_WORDS = 2
MAX_SHARERS = 50
SCHEMA = {"claim_id": pl.String, "other_claim_id": pl.String, "relation": pl.String, "confidence": pl.Float64}
CONFIDENCE = 0.9


def claim_links(claims: pl.DataFrame) -> pl.DataFrame:
    """Give pairs of claims whose statements have the same content words.

    `same` where both stand on one side, `contradicts` where one is denied or negated and the other is not: side is
    negation times the author's stance.
    """
    columns = ("claim_id", "statement", "negated", "author_stance")
    rows = claims.filter(pl.col("statement").is_not_null()).sort("claim_id").select(columns)
    alike: defaultdict[frozenset[str], list[tuple[str, bool]]] = defaultdict(list)
    for row in rows.iter_rows(named=True):
        content = content_words(row["statement"])
        if len(content) >= MIN_CONTENT_WORDS:
            affirmed = row["negated"] == (row["author_stance"] == "denies")
            alike[content].append((row["claim_id"], affirmed))
    return pl.DataFrame([link for group in alike.values() for link in _pairs(group)], schema=SCHEMA)


def content_words(statement: str) -> frozenset[str]:
    """Give the words of a statement that carry its proposition, case folded, without a possessive s."""
    words = re.findall(r"\w+(?:['’]\w+)?", statement.casefold())
    return frozenset(re.sub(r"['’]s$", "", word) for word in words if not _is_function(word))


def _is_function(word: str) -> bool:
    return word in FUNCTION_WORDS or word.endswith(("n't", "n’t"))


def _pairs(group: list[tuple[str, bool]]) -> Iterator[dict[str, Any]]:
    if len(group) > MAX_SHARERS:
        group = group[:MAX_SHARERS]
    for at, (one, affirmed) in enumerate(group):
        for other, other_affirmed in group[at + 1 :]:
            relation = "same" if affirmed == other_affirmed else "contradicts"
            yield {"claim_id": one, "other_claim_id": other, "relation": relation, "confidence": CONFIDENCE}
