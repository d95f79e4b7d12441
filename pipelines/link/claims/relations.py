"""What two claims have to do with each other, decided slot by slot."""

from collections.abc import Iterable
from dataclasses import dataclass

from pipelines.link.claims.lemmas import implied, once_only, opposites
from pipelines.link.claims.propositions import Party, Proposition
from pipelines.link.claims.terms import names_match

MIN_SENSES = 2
SAME, REWORDED, ENTAILED, OPPOSED = 0.9, 0.8, 0.75, 0.7
BY_SLOT = {"date": 0.8, "instrument": 0.8, "number": 0.75, "agent": 0.6, "object": 0.6, "place": 0.5}
"""Confidence by the slot that differs: a place may lie in the other, an agent may have helpers."""


@dataclass(frozen=True, slots=True)
class Relation:
    """How two claims are related; `stronger` tells which of them, `one` or `other`, entails the other."""

    relation: str
    confidence: float
    differs: str | None = None
    stronger: str | None = None


def relate(one: Proposition, other: Proposition, one_document: bool) -> Relation | None:
    """Give how two claims are related, or None; `one_document` tells whether both stand in the same one.

    A negation on one side, or one author's denial of what the other lets stand, makes a `contradicts` of what would be
    `same`, or of `entails` where the shorter one is denied: who did not come did not come on Monday, not the reverse.
    """
    if not (one.stands_alone and other.stands_alone and says_enough(one) and says_enough(other)):
        return None
    if not (one_document or _one_world(one, other)):
        return None
    forth, back = _entails(one, other), _entails(other, one)
    if forth or back:
        return _by_sides(one, other, forth, back)
    if one.negated != other.negated:
        return None
    return _opposed(one, other) or _in_conflict(one, other)


def says_enough(claim: Proposition) -> bool:
    """Tell whether a claim says enough to be compared."""
    return len(claim.senses) + bool(claim.period) >= MIN_SENSES


def _one_world(one: Proposition, other: Proposition) -> bool:
    """Tell whether two documents can be about the same things: the bridge of another is another bridge."""
    return bool(one.names & other.names) or _heads_by_name(one.names, other.names)


def _heads_by_name(one: frozenset[str], other: frozenset[str]) -> bool:
    return any(names_match(a, b) for a in one for b in other)


def _by_sides(one: Proposition, other: Proposition, forth: bool, back: bool) -> Relation | None:
    side = "negation" if one.negated != other.negated else "stance" if one.denied != other.denied else None
    if forth and back:
        sure = SAME if one.senses == other.senses else REWORDED
        return Relation("contradicts" if side else "same", sure, side)
    less = other if forth else one
    if side is None:
        # Under a negation the shorter statement says more: who never came never came by ship.
        return Relation("entails", ENTAILED, None, "one" if forth != less.negated else "other")
    refused = less.negated if side == "negation" else less.denied
    return Relation("contradicts", ENTAILED, side) if refused else None


def _entails(more: Proposition, less: Proposition) -> bool:
    """Tell whether `more`, apart from its negation, says all that `less` says."""
    return (
        _senses_within(less.senses, more.senses)
        and more.blockers <= less.blockers
        and more.quantifier == less.quantifier
        and (not more.hedged or less.hedged)
        and _numbers_within(less, more)
        and _period_within(less, more)
        and _roles_within(less, more)
    )


def _senses_within(less: frozenset[str], more: frozenset[str]) -> bool:
    left = less - more
    if not left:
        return True
    wide = frozenset().union(*map(implied, more))
    return all(sense in wide or any(_name_in(sense, found) for found in more) for sense in left)


def _name_in(short: str, long: str) -> bool:
    return " " in long and names_match(short, long) and len(short) <= len(long)


def _numbers_within(less: Proposition, more: Proposition) -> bool:
    return set(less.numbers) <= set(more.numbers) if less.exact == more.exact else less.numbers == more.numbers == ()


def _period_within(less: Proposition, more: Proposition) -> bool:
    if less.period is None:
        return True
    return more.period is not None and less.period[0] <= more.period[0] and more.period[1] <= less.period[1]


def _roles_within(less: Proposition, more: Proposition) -> bool:
    """Tell whether nobody's part is changed: the heads of subject and object are found in the same place."""
    if less.action not in implied(more.action) and less.action not in more.senses:
        return False
    return _heads_within(less.agents, more.agents) and _heads_within(less.objects, more.objects)


def _heads_within(less: Iterable[Party], more: Iterable[Party]) -> bool:
    found = list(more)
    return all(any(heads_match(part.head, other.head) for other in found) for part in less)


def heads_match(one: str, other: str) -> bool:
    """Tell whether two heads may be the same thing or person."""
    return one == other or names_match(one, other) or one in implied(other) or other in implied(one)


def _opposed(one: Proposition, other: Proposition) -> Relation | None:
    """Find two statements that are the same but for one word, which is the opposite of the other's."""
    left, right = one.senses - other.senses, other.senses - one.senses
    if len(left) != 1 or len(right) != 1 or left | right not in opposites() or one.denied or other.denied:
        return None
    still = one.numbers == other.numbers and one.period == other.period and one.blockers == other.blockers
    if not still or one.hedged or other.hedged or not _heads_within(one.agents, other.agents):
        return None
    return Relation("contradicts", OPPOSED, "wording")


def _in_conflict(one: Proposition, other: Proposition) -> Relation | None:
    """Find two accounts of one event that differ in one slot."""
    if (
        one.negated
        or one.hedged
        or other.hedged
        or one.blockers != other.blockers
        or one.quantifier != other.quantifier
    ):
        return None
    differing = _numbers_differ(one, other) or (_once_slots(one, other) if _one_event(one, other) else [])
    if len(differing) != 1:
        return None
    return Relation("conflicts", BY_SLOT[differing[0]], differing[0])


def _numbers_differ(one: Proposition, other: Proposition) -> list[str]:
    """Find statements with other numbers and else the very same words."""
    exact = bool(one.names & other.names) and one.exact and other.exact and len(one.numbers) == len(other.numbers) > 0
    same = one.senses == other.senses and one.action == other.action and one.period == other.period
    if not exact or not same or set(one.numbers) == set(other.numbers) or not _roles_within(one, other):
        return []
    return ["number"]


def _one_event(one: Proposition, other: Proposition) -> bool:
    """Tell whether both tell of a thing that happens once, to one known thing or person."""
    if one.action not in once_only() or not (
        one.action in implied(other.action) or other.action in implied(one.action)
    ):
        return False
    mine, yours = undergoer(one), undergoer(other)
    if len(mine) != 1 or len(yours) != 1:
        return False
    return (
        is_known(mine[0])
        and is_known(yours[0])
        and heads_match(mine[0].head, yours[0].head)
        and _nested(mine[0].words, yours[0].words)
    )


def is_known(party: Party) -> bool:
    """Tell whether it is one known thing or person, and no day."""
    return party.definite and not party.dated


def undergoer(claim: Proposition) -> tuple[Party, ...]:
    """Give to whom it happened: the object, or the subject of what has none (the bridge fell)."""
    return claim.objects or claim.agents


def _nested(one: frozenset[str], other: frozenset[str]) -> bool:
    less, more = sorted((one, other), key=len)
    return all(any(heads_match(a, b) for b in more) for a in less)


def _once_slots(one: Proposition, other: Proposition) -> list[str]:
    found = []
    if one.period and other.period and (one.period[1] < other.period[0] or other.period[1] < one.period[0]):
        found.append("date")
    if one.weapons and other.weapons and not one.weapons & other.weapons:
        found.append("instrument")
    if _other_names(one.places, other.places):
        found.append("place")
    if one.objects and other.objects and _other_names(_agents(one), _agents(other)):
        found.append("agent")
    return found


def _agents(claim: Proposition) -> frozenset[str]:
    return frozenset(phrase.head for phrase in claim.agents if phrase.named)


def _other_names(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether each side names one, and they have no word in common ("Mexico", "Mexico City" have)."""
    return len(one) == len(other) == 1 and not _words(one) & _words(other)


def _words(names: Iterable[str]) -> set[str]:
    return {word for name in names for word in name.split()}
