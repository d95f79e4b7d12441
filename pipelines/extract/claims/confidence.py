"""How sure a claim is: the chance that its span, holder and stance are all as the guideline wants them.

A log-linear model over traits of the claim and of the clause that it comes from; `models/confidence.json` holds its
weights, and `models/confidence.md` says how it was trained and how well it does.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from pipelines.extract.claims.attribution import AUTHOR, Attributed
from pipelines.extract.claims.units import Unit, UnitKind
from pipelines.extract.linear import Linear, load_linear
from pipelines.extract.rows import Claim

_PRONOUN = re.compile(
    r"\b(?:he|she|it|they|him|her|them|his|their|its|this|that|these|those|we|i|our|my|you)\b", re.IGNORECASE
)
_DETERMINERS = ("The ", "A ", "This ", "That ")
# Kinds of unit that are alike in how often they are right.
_CLASSES = {
    UnitKind.CONJUNCT: "clause", UnitKind.ADVERBIAL: "clause", UnitKind.CAUSE: "clause", UnitKind.MEANS: "participle",
    UnitKind.APPOSITIVE: "noun", UnitKind.NAMED: "noun", UnitKind.NOMINAL: "noun",
}  # fmt: skip
_WORDS, _SENTENCE, _COMMAS = (5, 8, 14, 22, 32), (15, 30, 45, 60), (1, 2, 3)


def confidence_traits(
    claim: Claim, text: str, kind: UnitKind, unit: Unit | None = None, attributed: Attributed | None = None
) -> tuple[str, ...]:
    """Give the traits of a claim whose span reads `text`, and of its unit where a clause of the parse is one."""
    return (
        "bias",
        f"kind={_CLASSES.get(kind, kind.value)}",
        f"subject={_subject(claim.subject)}",
        *_flags(claim),
        *_steps("words", len(claim.statement.split()), _WORDS),
        *_steps("commas", text.count(","), _COMMAS),
        *(_clause(unit) if unit is not None else ()),
        *_held(attributed or Attributed()),
    )


def confidence_of(traits: Iterable[str]) -> float:
    """Give the confidence of a claim, in [0, 1], rounded to three places."""
    return round(_model().chance(traits), 3)


@cache
def _model() -> Linear:
    return load_linear("confidence")


def _subject(subject: str | None) -> str:
    if not subject:
        return "none"
    return "name" if subject[0].isupper() and not subject.startswith(_DETERMINERS) else "noun"


def _flags(claim: Claim) -> Iterator[str]:
    told = {
        "negated": claim.negated,
        "hedged": claim.hedged,
        "dated": claim.event_date is not None,
        "pronoun left": _PRONOUN.search(claim.statement) is not None,
    }
    yield from (name for name, so in told.items() if so)


def _clause(unit: Unit) -> Iterator[str]:
    yield f"tag={unit.head.tag_}"
    yield from _steps("sentence", len(unit.head.sent), _SENTENCE)


def _held(attributed: Attributed) -> Iterator[str]:
    if attributed.frame is not None:
        yield "framed"
    if attributed.quote is not None:
        yield "quoted"
    elif attributed.holder != AUTHOR:
        yield "attributed"


def _steps(name: str, count: int, edges: Sequence[int]) -> Iterator[str]:
    """Give a trait for each of `edges` that `count` reaches, so that a weight can be learned for each."""
    return (f"{name}>={edge}" for edge in edges if count >= edge)
