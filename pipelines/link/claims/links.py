"""`claim_links`: claims that say the same, of which one says more, denies the other, or differs from it in a detail."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from pipelines.extract.keys import AUTHOR
from pipelines.link.claims.candidates import candidate_pairs
from pipelines.link.claims.corrections import corrections
from pipelines.link.claims.propositions import Proposition, proposition_of
from pipelines.link.claims.relations import Relation, relate
from pipelines.link.claims.terms import names_of
from pipelines.link.provenance import paired

SCHEMA = {
    "claim_id": pl.String,
    "other_claim_id": pl.String,
    "relation": pl.String,
    "differs": pl.String,
    "stronger_claim_id": pl.String,
    "confidence": pl.Float64,
}
COLUMNS = (
    "claim_id", "document_id", "passage_id", "start", "end", "statement", "subject", "predicate", "holder",
    "author_stance", "negated", "hedged", "event_start", "event_end",
)  # fmt: skip
Row = Mapping[str, Any]


def claim_links(claims: pl.DataFrame, mentions: pl.DataFrame, passages: pl.DataFrame) -> pl.DataFrame:
    """Give pairs of claims, within and across documents, that are linked.

    Whether two claims are linked, and how, depends on the two alone, on the names in their documents (`mentions`) and,
    for corrections, on the paragraph they share (`passages`); the other claims only decide which pairs are compared,
    where more than twenty are alike. The order of rows is of no account.
    """
    rows = claims.filter(pl.col("statement").is_not_null()).select(COLUMNS).sort("claim_id").to_dicts()
    names = _names(mentions, claims)
    told = [proposition_of(row, names.get(row["document_id"], {})) for row in rows]
    found = {(one, other): relation for one, other, relation in _corrections(rows, told, passages)}
    found.update({(one, other): relation for one, other, relation in _compared(told)})
    links = [_link(one, other, relation) for (one, other), relation in sorted(found.items(), key=lambda item: item[0])]
    return paired(pl.DataFrame(links, schema=SCHEMA), claims, "claim_id", "claim_links")


def _names(mentions: pl.DataFrame, claims: pl.DataFrame) -> dict[str, dict[str, str]]:
    """Give the names of each document: how it writes them, and what they stand for."""
    named = mentions.filter(pl.col("form") != "pronoun", pl.col("text").is_not_null(), pl.col("kind") != "group")
    pairs: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for document_id, text, name in named.select("document_id", "text", "name").iter_rows():
        pairs[document_id].add((text, name))
    for document_id, holder in claims.select("document_id", "holder").unique().iter_rows():
        if holder != AUTHOR:
            pairs[document_id].add((holder, holder))
    return {document_id: names_of(found) for document_id, found in pairs.items()}


def _corrections(
    rows: list[dict[str, Any]], told: list[Proposition], passages: pl.DataFrame
) -> Iterator[tuple[str, str, Relation]]:
    denied = {row["passage_id"] for row in rows if row["author_stance"] == "denies"}
    texts = {
        passage_id: (start, text)
        for passage_id, start, text in passages.select("passage_id", "start", "text").iter_rows()
        if passage_id in denied and text is not None
    }
    yield from corrections(rows, {claim.claim_id: claim for claim in told}, texts)


def _compared(told: list[Proposition]) -> Iterator[tuple[str, str, Relation]]:
    pairs = candidate_pairs(told)
    for one, other in pairs.tolist():
        relation = relate(told[one], told[other])
        if relation:
            yield told[one].claim_id, told[other].claim_id, relation


def _link(one: str, other: str, relation: Relation) -> dict[str, Any]:
    return {
        "claim_id": one,
        "other_claim_id": other,
        "relation": relation.relation,
        "differs": relation.differs,
        "stronger_claim_id": relation.stronger,
        "confidence": relation.confidence,
    }
