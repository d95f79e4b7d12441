"""Claims, mentions and passages of invented documents, as the left half gives them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from pipelines.link import claim_links

CLAIMS = {
    "claim_id": pl.String, "document_id": pl.String, "passage_id": pl.String, "start": pl.Int64, "end": pl.Int64,
    "statement": pl.String, "subject": pl.String, "predicate": pl.String, "holder": pl.String,
    "author_stance": pl.String, "negated": pl.Boolean, "hedged": pl.Boolean, "event_start": pl.Date,
    "event_end": pl.Date, "source_id": pl.String, "raw_sha256": pl.String,
}  # fmt: skip
MENTIONS = {"document_id": pl.String, "text": pl.String, "name": pl.String, "kind": pl.String, "form": pl.String}
PASSAGES = {"document_id": pl.String, "passage_id": pl.String, "start": pl.Int64, "text": pl.String}


@dataclass(frozen=True)
class Said:
    """One claim; its id is its place in the list, its date the year that the statement tells."""

    statement: str
    holder: str = "author"
    stance: str = "asserts"
    negated: bool = False
    hedged: bool = False
    document: str = ""
    subject: str | None = None
    predicate: str | None = None
    passage: str = ""
    start: int = 0
    end: int = 1


def claims_of(said: Sequence[Said]) -> pl.DataFrame:
    return pl.DataFrame([row_of(f"c{at:02d}", one) for at, one in enumerate(said)], schema=CLAIMS)


def row_of(claim_id: str, one: Said) -> dict[str, object]:
    year = next(iter(re.findall(r"\b1[0-9]{3}\b", one.statement)), None)
    return {
        "claim_id": claim_id, "document_id": one.document or claim_id, "passage_id": one.passage, "start": one.start,
        "end": one.end, "statement": one.statement, "subject": one.subject, "predicate": one.predicate,
        "holder": one.holder, "author_stance": one.stance, "negated": one.negated, "hedged": one.hedged,
        "event_start": date(int(year), 1, 1) if year else None, "event_end": date(int(year), 12, 31) if year else None,
        "source_id": "letters", "raw_sha256": f"bytes of {one.document or claim_id}",
    }  # fmt: skip


def mentions_of(rows: Sequence[tuple[str, str, str]]) -> pl.DataFrame:
    """Give mentions of people from document, wording and canonical name."""
    made = [(document, text, name, "person", "name") for document, text, name in rows]
    return pl.DataFrame(made, schema=MENTIONS, orient="row")


def passages_of(rows: Sequence[tuple[str, str, int, str]]) -> pl.DataFrame:
    """Give passages from document, id, start and text."""
    return pl.DataFrame(rows, schema=PASSAGES, orient="row")


def linked(
    *said: Said, mentions: Sequence[tuple[str, str, str]] = (), passages: Sequence[tuple[str, str, int, str]] = ()
) -> list[tuple[str, str, str, str | None, str | None]]:
    """Give the links between the claims: both ids, relation, what differs, and the stronger one."""
    frame = claim_links(claims_of(said).lazy(), mentions_of(mentions).lazy(), passages_of(passages).lazy())
    return frame.select("claim_id", "other_claim_id", "relation", "differs", "stronger_claim_id").rows()
