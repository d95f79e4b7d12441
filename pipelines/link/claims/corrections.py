"""What an author sets against an account that the same paragraph denies."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from pipelines.link.claims.lemmas import opposites
from pipelines.link.claims.propositions import Proposition
from pipelines.link.claims.relations import Relation, heads_match
from pipelines.link.claims.wording import CONTRAST_CUES, UNNAMED

CUE = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, CONTRAST_CUES)) + r")(?!\w)", re.IGNORECASE)
REACH = 400
"""Code points from the end of the denied claim to the start of the truth, at most."""
CORRECTED = Relation("contradicts", 0.65, "account")
Row = Mapping[str, Any]


def corrections(
    rows: Sequence[Row], told: Mapping[str, Proposition], passages: Mapping[str, tuple[int, str]]
) -> Iterator[tuple[str, str]]:
    """Give pairs of ids of a denied claim and the author's own one that is set against it, after a cue of contrast.

    `rows` are claims of any documents; `passages` gives start and text by id. Both claims stand in one passage, speak
    of the same subject, and a cue ("in truth", "actually") opens the second or stands right before it.
    """
    ordered = sorted(rows, key=lambda row: (row["passage_id"], row["start"], row["end"], row["claim_id"]))
    for passage_id, group in groupby(ordered, key=lambda row: row["passage_id"]):
        if passage_id in passages:
            yield from _in_passage(list(group), told, *passages[passage_id])


def _in_passage(rows: list[Row], told: Mapping[str, Proposition], start: int, text: str) -> Iterator[tuple[str, str]]:
    for truth in rows:
        if truth["holder"] != "author" or truth["author_stance"] != "asserts":
            continue
        ended = [row for row in rows if row["end"] <= truth["start"] + 1]
        near = [row for row in ended if row["author_stance"] == "denies" and truth["start"] - row["end"] <= REACH]
        before = max((row["end"] for row in ended), default=0)
        if near and CUE.search(text[before - start : truth["end"] - start]):
            best = _set_against(near, truth, told)
            if best:
                yield best["claim_id"], truth["claim_id"]


def _set_against(near: Sequence[Row], truth: Row, told: Mapping[str, Proposition]) -> Row | None:
    """Choose the denied claim that has the truth's opposite word, else the nearest one of its subject."""
    mine = told.get(truth["claim_id"])
    if mine is None:
        return None
    fitting = [row for row in reversed(near) if (yours := told.get(row["claim_id"])) and _one_topic(mine, yours)]
    opposed = [row for row in fitting if _opposite(mine, told[row["claim_id"]])]
    return next(iter(opposed or fitting), None)


def _one_topic(truth: Proposition, denied: Proposition) -> bool:
    """Tell whether both are about one; a truth about "the two" or "the opposite" is about what came before it."""
    return bool(truth.topic & UNNAMED) or any(heads_match(a, b) for a in truth.topic for b in denied.topic)


def _opposite(one: Proposition, other: Proposition) -> bool:
    return any(frozenset((a, b)) in opposites() for a in one.senses for b in other.senses)
