"""Candidates from the narration beside words: who is spoken of before and behind them."""

from pipelines.extract.linear import bucket
from pipelines.extract.quotes.speakers.collected import Collected, Place
from pipelines.extract.quotes.speakers.expressions import Expression, between
from pipelines.extract.rows import Span

_PEOPLE, _EXPRESSIONS_BEFORE, _EXPRESSIONS_BEHIND = 6, 12, 4
_BACK, _AHEAD = 700, 300
_JOINED = 30


def add_before(place: Place, found: Collected) -> None:
    """Add the people of the narration between the last turn and this, the nearest first."""
    start = place.words.outer.start
    floor = max(start - _BACK, place.last.outer.end if place.last is not None else 0)
    near = [one for one in between(place.scene.expressions, floor, start) if one.quoted < 0][-_EXPRESSIONS_BEFORE:]
    sentence = _sentence_at(place, start)
    order: dict[str, int] = {}
    for one in reversed(near):
        nearness = order.setdefault(one.key, len(order) + 1)
        if nearness > _PEOPLE:
            break
        rank = 30 + nearness + 10 * (one.role not in ("subject", "owner"))
        found.add(
            one.key, _traits_before(place, one, min(nearness, 3), sentence), one.span, (one.part, one.token), rank
        )
    subjects = [one for one in near if one.role == "subject" and sentence - one.sentence <= 1]
    if subjects:
        first = next(one for one in subjects if one.sentence == subjects[-1].sentence)
        found.mark(subjects[-1].key, f"b|last-subject|{place.gap}|{place.cue}")
        found.mark(first.key, f"b|first-subject|{place.gap}|{place.cue}")


def _traits_before(place: Place, one: Expression, nearness: int, sentence: int) -> list[str]:
    away = bucket(sentence - one.sentence, (0, 1, 2, 3))
    traits = [
        f"b|{nearness}",
        f"b|{one.role}|{away}",
        f"b|{one.role}|{away}|{place.gap}|{place.cue}",
        f"b|{one.form}|{one.role}",
        f"b|{nearness}|{place.cue}|{place.gap}",
    ]
    return [*traits, f"b|says|{away}|{place.cue}|{place.gap}"] if one.says else traits


def add_behind(place: Place, found: Collected) -> None:
    """Add the people of the narration right behind the words."""
    start = place.words.outer.end
    end = min(start + _AHEAD, place.following.outer.start if place.following is not None else len(place.page.text))
    near = [one for one in between(place.scene.expressions, start, end) if one.quoted < 0][:_EXPRESSIONS_BEHIND]
    order: dict[str, int] = {}
    for one in near:
        nearness = order.setdefault(one.key, len(order) + 1)
        joint = _joint(place.page.text[start : one.span.start])
        traits = _traits_behind(place.cue, one, min(nearness, 3), joint, one.sentence - near[0].sentence)
        rank = (10 if one.says and joint.startswith("joined") else 40) + nearness
        found.add(one.key, traits, one.span, (one.part, one.token), rank)


def _joint(between_them: str) -> str:
    """Tell how an expression follows the words: in their sentence or not, and whether that begins in lower case."""
    head = between_them.strip(" ,.-")[:1]
    stopped = len(between_them) > 2 and any(mark in between_them for mark in ".!?\n")
    place = "far" if stopped else "joined" if len(between_them) < _JOINED else "near"
    return f"{place}|{'lower' if not head or head.islower() else 'upper'}"


def _traits_behind(cue: str, one: Expression, nearness: int, joint: str, away: int) -> list[str]:
    place = joint.partition("|")[0]
    traits = [
        f"a|{nearness}",
        f"a|{place}|{one.role}|{cue}",
        f"a|{one.form}|{one.role}",
        f"a|{nearness}|{cue}|{place}",
        f"a|{joint}|{one.role}|{cue}",
        f"a|{bucket(away, (0, 1, 2))}|{one.role}|{cue}",
    ]
    return [*traits, f"a|says|{place}|{cue}"] if one.says else traits


def _sentence_at(place: Place, offset: int) -> int:
    """Give the number of the sentence that an offset lies in, counted as the expressions count."""
    before = between(place.scene.expressions, max(0, offset - _BACK), offset)
    if not before:
        return 0
    near = before[-1]
    tokens = place.page.tokens(Span(max(0, offset - 3), offset))
    if tokens is None or near.part is not tokens[0]:
        return near.sentence + (tokens is not None)
    return (
        near.sentence
        + near.part.sentence(near.part.doc[min(tokens[1], len(near.part.doc) - 1)])
        - near.part.sentence(near.token)
    )
