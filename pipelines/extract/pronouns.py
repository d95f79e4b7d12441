"""He and she: whom a third-person pronoun of a document stands for.

Candidates are the people named or stood for shortly before; they are weighed by what the literature on anaphora finds
to matter most (Lappin and Leass, 1994): how near their sentence is, whether they are its subject, and how much the
document speaks of them.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipelines.extract.mention import Mention, Named
from pipelines.extract.parse import Token
from pipelines.extract.parsed import Parsed
from pipelines.extract.personal import GENDER, SUBJECTS
from pipelines.extract.rows import Span

# How many mentions back a pronoun can reach, so that the cost of one does not grow with the document.
REACH = 12
SUBJECT_WEIGHT = 1.0
SHARE_WEIGHT = 1.5
GENDER_WEIGHT = 0.5
PASSAGE_DISTANCE = 1
LEAST_EVIDENCE = 1


@dataclass(frozen=True, slots=True)
class _Seen:
    """A person met on the walk, where, and the number of the sentence, counted over the document."""

    named: Named
    sentence: int
    is_subject: bool
    span: Span


def find_pronouns(parsed: Sequence[Parsed], mentions: Sequence[Mention], subject: Named | None) -> list[Mention]:
    """Give the third-person singular pronouns with a gender and whom each stands for, sorted by span."""
    people = [mention for mention in mentions if mention.named.kind == "person"]
    counts = Counter(mention.named for mention in people)
    shares = {named: count / len(people) for named, count in counts.items()}
    genders = _genders(parsed, people)
    found: list[Mention] = []
    seen: list[_Seen] = []
    sentence = 0
    for part in parsed:
        for item in _in_order(part, people):
            number = sentence + part.sentence(item if isinstance(item, Token) else _first_token(part, item))
            if isinstance(item, Mention):
                seen.append(_Seen(item.named, number, item.is_subject, item.span))
                continue
            near = _free(part, item, seen[-REACH:])
            chosen = _choose(near, _gender(item), number, shares, genders) or _fitting(subject, item, genders)
            if chosen is not None:
                mention = Mention(Span(part.at(item), part.end_of(item)), chosen, "pronoun", item.dep_ in SUBJECTS)
                found.append(mention)
                seen.append(_Seen(chosen, number, mention.is_subject, mention.span))
        sentence += part.sentence(part.doc[-1]) + 1 + PASSAGE_DISTANCE if len(part.doc) else 0
    return found


def _in_order(part: Parsed, people: Sequence[Mention]) -> Iterator[Mention | Token]:
    """Give the people and the pronouns of a passage in the order of the text."""
    at = bisect_left(people, part.passage.start, key=lambda mention: mention.span.start)
    for token in part.doc:
        while at < len(people) and people[at].span.start <= part.at(token) and people[at].span.start < part.passage.end:
            yield people[at]
            at += 1
        if _gender(token):
            yield token


def _gender(token: Token) -> str | None:
    return GENDER.get(token.lower_)


def _free(part: Parsed, token: Token, seen: Sequence[_Seen]) -> Sequence[_Seen]:
    """Give the candidates without whoever is the subject of the pronoun's own clause.

    An object that is no reflexive stands for somebody else (principle B of binding; a filter of Lappin and Leass).
    """
    if token.tag_ != "PRP" or token.dep_ not in ("dobj", "dative", "pobj") or token.lower_.endswith("self"):
        return seen
    verb = token.head
    if token.dep_ == "pobj":
        verb = verb.head
    own = next((child for child in verb.lefts if child.dep_ in SUBJECTS), None)
    if own is None:
        return seen
    place = part.at(own)
    barred = {one.named for one in seen if one.span.start <= place < one.span.end}
    return [one for one in seen if one.named not in barred]


def _first_token(part: Parsed, mention: Mention) -> Token:
    tokens = part.tokens(mention.span)
    return tokens[0] if tokens is not None else part.doc[0]


def _choose(
    seen: Sequence[_Seen],
    gender: str | None,
    sentence: int,
    shares: Mapping[Named, float],
    genders: Mapping[Named, str],
) -> Named | None:
    """Give the candidate of most weight, the latest of those that weigh the same."""
    best: tuple[float, Named] | None = None
    for candidate in seen:
        known = genders.get(candidate.named)
        if known not in (gender, None):
            continue
        weight = candidate.sentence - sentence + SHARE_WEIGHT * shares.get(candidate.named, 0.0)
        weight += SUBJECT_WEIGHT * candidate.is_subject + GENDER_WEIGHT * (known == gender)
        if best is None or weight >= best[0]:
            best = (weight, candidate.named)
    return best[1] if best else None


def _fitting(subject: Named | None, token: Token, genders: Mapping[Named, str]) -> Named | None:
    """Give the page's subject where its gender does not speak against it."""
    return subject if subject is not None and genders.get(subject) in (_gender(token), None) else None


def _genders(parsed: Sequence[Parsed], people: Sequence[Mention]) -> dict[Named, str]:
    """Give the genders that are known, and those that the document's own pronouns tell.

    A pronoun tells the gender of a person where nobody else was named in the passage before it.
    """
    votes: defaultdict[Named, Counter[str]] = defaultdict(Counter)
    for part in parsed:
        alone: set[Named] = set()
        for item in _in_order(part, people):
            if isinstance(item, Mention):
                alone.add(item.named)
            elif len(alone) == 1:
                votes[next(iter(alone))][_gender(item) or ""] += 1
    told = {
        named: most[0][0]
        for named, counted in votes.items()
        if (most := counted.most_common(2))
        and most[0][1] >= LEAST_EVIDENCE
        and (len(most) == 1 or most[0][1] > most[1][1])
    }
    return told | {mention.named: mention.named.gender for mention in people if mention.named.gender}
