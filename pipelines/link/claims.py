"""`claim_links`: claims that say the same, of which one says more than the other, or one is the denial of the other."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

# Words that carry tense, number or polarity but not the proposition; polarity is compared by itself.
FUNCTION_WORDS = frozenset(
    "a an the of in on at to for by with and or but as is are was were be been being am has have had do does did "
    "not no never n't it its that this there who which also".split()
)
MIN_CONTENT_WORDS = 2
# Claims of one subject and predicate that are compared pair by pair; more of them say too little to be linked.
MAX_SHARERS = 200
SCHEMA = {"claim_id": pl.String, "other_claim_id": pl.String, "relation": pl.String, "confidence": pl.Float64}
COLUMNS = ("claim_id", "statement", "subject", "predicate", "negated", "hedged", "author_stance")
SAME_CONFIDENCE, ENTAILED_CONFIDENCE = 0.9, 0.7


@dataclass(frozen=True, slots=True)
class _Said:
    """A claim as it is compared: its content words, and whether the author's text leaves it standing."""

    claim_id: str
    content: frozenset[str]
    affirmed: bool
    hedged: bool


def claim_links(claims: pl.DataFrame) -> pl.DataFrame:
    """Give pairs of claims that have the same content words, or of which one has all the other's and more.

    Statements are compared within one subject and predicate. With the same words they are the `same`; where one has
    more words and both are affirmed it `entails` the other, since dropping a circumstance keeps a plain statement true.
    It is `contradicts` where the one is affirmed and the other, with the same or fewer words, is denied or negated.
    """
    blocks: defaultdict[tuple[frozenset[str], frozenset[str]], list[_Said]] = defaultdict(list)
    rows = claims.filter(pl.col("statement").is_not_null()).sort("claim_id").select(COLUMNS)
    for row in rows.iter_rows(named=True):
        said = _said(row)
        subject, predicate = content_words(row["subject"] or ""), content_words(row["predicate"] or "")
        if len(said.content) >= MIN_CONTENT_WORDS and said.content - subject:
            blocks[subject, predicate].append(said)
    links = [link for block in blocks.values() if len(block) <= MAX_SHARERS for link in _links(block)]
    return pl.DataFrame(links, schema=SCHEMA)


def content_words(statement: str) -> frozenset[str]:
    """Give the words of a statement that carry its proposition, case folded, without a possessive s."""
    words = re.findall(r"\w+(?:['’]\w+)?", statement.casefold())
    return frozenset(re.sub(r"['’]s$", "", word) for word in words if not _is_function(word))


def _is_function(word: str) -> bool:
    return word in FUNCTION_WORDS or word.endswith(("n't", "n’t"))


def _said(row: Mapping[str, Any]) -> _Said:
    affirmed = row["negated"] == (row["author_stance"] == "denies")
    return _Said(row["claim_id"], content_words(row["statement"]), affirmed, row["hedged"])


def _links(block: list[_Said]) -> Iterator[dict[str, Any]]:
    for at, one in enumerate(block):
        for other in block[at + 1 :]:
            relation = _relation(one, other)
            if relation:
                confidence = SAME_CONFIDENCE if one.content == other.content else ENTAILED_CONFIDENCE
                yield {
                    "claim_id": one.claim_id,
                    "other_claim_id": other.claim_id,
                    "relation": relation,
                    "confidence": confidence,
                }


def _relation(one: _Said, other: _Said) -> str | None:
    if one.content == other.content:
        return "same" if one.affirmed == other.affirmed else "contradicts"
    less, more = sorted((one, other), key=lambda said: len(said.content))
    if not less.content < more.content or not more.affirmed or more.hedged:
        return None
    return "entails" if less.affirmed else "contradicts"
