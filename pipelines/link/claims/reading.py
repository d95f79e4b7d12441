"""Claims read document by document: each as a proposition, and what an author sets against another account."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import polars as pl

from pipelines.extract.keys import AUTHOR
from pipelines.link.claims.corrections import corrections
from pipelines.link.claims.propositions import Proposition, proposition_of
from pipelines.link.claims.terms import names_of
from pipelines.link.provenance import Numbered
from pipelines.link.spill import Rows

COLUMNS = (
    "claim_id", "document_id", "passage_id", "start", "end", "statement", "subject", "predicate", "holder",
    "author_stance", "negated", "hedged", "event_start", "event_end",
)  # fmt: skip
AT_ONCE = 4096
"""Claims whose propositions are in memory at a time, if their documents have no more."""
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Read:
    """Some claims: their numbers, what each says, and pairs of numbers of an account and the truth set against it."""

    rows: Rows
    told: tuple[Proposition, ...]
    corrected: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Part:
    """The claims of some documents, the names in them, and the passages where an author denies something."""

    claims: pl.DataFrame
    mentions: pl.DataFrame
    passages: Mapping[str, tuple[int, str]]


def read_claims(
    claims: pl.LazyFrame, mentions: pl.LazyFrame, passages: pl.LazyFrame, numbered: Numbered, most: int
) -> Iterator[Read]:
    """Read all claims that tell a statement; rows of about `most` claims are in memory at a time."""
    for first, last in numbered.spans(most):
        within = pl.col("document_id").is_between(pl.lit(first), pl.lit(last))
        part = _part(claims.filter(within), mentions.filter(within), passages.filter(within))
        ends = part.claims["document_id"].rle().struct.field("len").cum_sum().to_list()
        begin = 0
        for end, after in pairwise([*ends, ends[-1] + 2 * AT_ONCE]):
            if after - begin > min(most, AT_ONCE):
                yield _read(part, part.claims[begin:end], numbered)
                begin = end


def _part(claims: pl.LazyFrame, mentions: pl.LazyFrame, passages: pl.LazyFrame) -> Part:
    rows = claims.select(COLUMNS).collect(engine="streaming").sort("document_id", "claim_id")
    named = mentions.filter(pl.col("form") != "pronoun", pl.col("text").is_not_null(), pl.col("kind") != "group")
    denied = rows.filter(pl.col("author_stance") == "denies", pl.col("statement").is_not_null())["passage_id"].unique()
    texts = passages.filter(pl.col("passage_id").is_in(denied.implode()), pl.col("text").is_not_null())
    return Part(
        rows,
        named.select("document_id", "text", "name").unique().collect(engine="streaming").sort("document_id"),
        {row[0]: row[1:] for row in texts.select("passage_id", "start", "text").collect(engine="streaming").rows()},
    )


def _read(part: Part, claims: pl.DataFrame, numbered: Numbered) -> Read:
    """Read the claims of whole documents."""
    names = _names(part.mentions, claims)
    told_of = claims.filter(pl.col("statement").is_not_null())
    rows = told_of.to_dicts()
    told = tuple(proposition_of(row, names.get(row["document_id"], {})) for row in rows)
    by_id = {row["claim_id"]: claim for row, claim in zip(rows, told, strict=True)}
    numbers = numbered.number(told_of)
    number_of = dict(zip(by_id, numbers.tolist(), strict=True))
    corrected = tuple((number_of[one], number_of[other]) for one, other in corrections(rows, by_id, part.passages))
    return Read(numbers, told, corrected)


def _names(mentions: pl.DataFrame, claims: pl.DataFrame) -> dict[str, dict[str, str]]:
    """Give the names of each document of `claims`: how it writes them, and what they stand for."""
    first = mentions["document_id"].search_sorted(claims["document_id"][0], side="left")
    end = mentions["document_id"].search_sorted(claims["document_id"][-1], side="right")
    pairs: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for document_id, text, name in mentions[first:end].iter_rows():
        pairs[document_id].add((text, name))
    for document_id, holder in claims.select("document_id", "holder").unique().iter_rows():
        if holder != AUTHOR:
            pairs[document_id].add((holder, holder))
    return {document_id: names_of(found) for document_id, found in pairs.items()}
