"""Claims as they are compared: who did what to whom, when, where and with what, read off the statement."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from pipelines.link.claims.lemmas import sense, stem
from pipelines.link.claims.terms import Names, Term, terms_of
from pipelines.link.claims.verbs import action_of, is_passive, is_weapon, verb_group
from pipelines.link.claims.wording import (
    AGENTIVE,
    AUXILIARIES,
    BLOCKERS,
    BOUNDS,
    DEMONSTRATIVES,
    NEGATIVES,
    PHRASES,
    PLACE_PREPOSITIONS,
    PREPOSITIONS,
    PRONOUNS,
    QUANTIFIERS,
    SAYING,
    UNNAMED,
)

NO_EVIDENCE = re.compile(
    r"^there (?:is|was|has been) (?:no|little|scant|not any) (?:\w+ )?(?:evidence|proof|sign|record)"
    r"(?: whatsoever)?,? ?(?:that |for |of )?",
    re.IGNORECASE,
)
ANY = re.compile(
    r" ?\((?:or|nor) [^()]*\)| (?:to|in) any \w+(?: \w+)?(?=[.,;]?$)| (?:at all|whatsoever)\b", re.IGNORECASE
)
SEVERAL = re.compile(rf"\b(?:{'|'.join(PHRASES)})\b")
YEAR = re.compile(r"(?:1\d|20)\d\d|century", re.IGNORECASE)
OPENING = AUXILIARIES | DEMONSTRATIVES
TELLING = frozenset(map(sense, SAYING))
BLOCKING = frozenset(map(stem, BLOCKERS))
Period = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Phrase:
    """The terms behind one preposition, or those of the subject or object (`preposition` is '').

    `of` is what the words behind an "of" mean, where they are cut off: the king in "the son of a king".
    """

    preposition: str
    terms: tuple[Term, ...]
    of: frozenset[str] = frozenset()

    @property
    def senses(self) -> frozenset[str]:
        """What its content words mean."""
        return frozenset(term.sense for term in self.terms if term.sense)

    @property
    def names(self) -> frozenset[str]:
        """The names in it that possess nothing."""
        return frozenset(term.sense for term in self.terms if term.name and not term.possessive)

    @property
    def head(self) -> str:
        """The sense of its last content word."""
        return next((term.sense for term in reversed(self.terms) if term.sense and not term.number), "")


class Party(NamedTuple):
    """Who acts or what is acted on, as it is compared; `words` are what it means, with what belongs to it by "of"."""

    head: str
    words: frozenset[str]
    definite: bool
    dated: bool
    named: bool


class Proposition(NamedTuple):
    """A claim in slots; a slot that the statement leaves open is empty.

    It holds nothing of whose claim it is or where it stands: claims of the same words are the same proposition. A
    tuple, since of many claims most are written to disk and read again for each comparison.
    """

    agents: tuple[Party, ...]
    objects: tuple[Party, ...]
    senses: frozenset[str]
    names: frozenset[str]
    action: str
    topic: frozenset[str]
    places: frozenset[str]
    weapons: frozenset[str]
    numbers: tuple[str, ...]
    exact: bool
    period: Period | None
    blockers: frozenset[str]
    quantifier: str
    negated: bool
    denied: bool
    hedged: bool
    stands_alone: bool


def proposition_of(row: Mapping[str, Any], names: Names) -> Proposition:
    """Read a row of `claims`; `names` are those of its document.

    Slots are told by word order alone, so that a hundred thousand claims need no parser: what stands before the first
    verb is the subject, what follows goes in phrases from one preposition to the next; a passive turns them round.
    """
    statement = _plain(row["statement"], row["negated"])
    terms = terms_of(statement, names)
    verb, after = verb_group(terms, row["predicate"] or "")
    subject = _subject(terms[:verb], statement, row["subject"] or "")
    phrases = list(_phrases(terms[after:]))
    action = action_of(terms[verb:after])
    agents, objects = _roles(subject, phrases, is_passive(terms[verb:after]))
    if action in {"be", "becom"} and (deed := _deed(phrases)):
        action, objects = deed
    told = [term for term in terms if term.sense]
    dropped = {"fail", "evidenc"} if row["negated"] else set()
    return Proposition(
        tuple(map(_party, agents)),
        tuple(map(_party, objects)),
        frozenset(term.sense for term in told if not term.number) - dropped,
        frozenset(term.sense for term in told if term.name),
        action,
        _topic(subject),
        frozenset(name for phrase in phrases if phrase.preposition in PLACE_PREPOSITIONS for name in phrase.names),
        frozenset(term.sense for term in terms[after:] if is_weapon(term)),
        tuple(sorted(term.sense for term in told if term.number)),
        not any(term.text in BOUNDS for term in terms),
        _period(row),
        _blockers(terms, row["negated"]) - dropped,
        next((term.text for term in subject.terms[:1] if term.text in QUANTIFIERS), ""),
        row["negated"],
        row["author_stance"] == "denies",
        row["hedged"],
        _stands_alone(terms, subject, objects, action),
    )


def _party(phrase: Phrase) -> Party:
    dated = any(term.date for term in phrase.terms)
    return Party(phrase.head, phrase.senses | phrase.of, _definite(phrase), dated, phrase.terms[-1].name)


def _definite(phrase: Phrase) -> bool:
    """Tell whether a phrase means one known thing: a name, or a singular with the or a possessor."""
    last = phrase.terms[-1]
    if last.name:
        return True
    plural = last.text.endswith("s") and not last.text.endswith(("ss", "us", "is"))
    known = any(term.text in {"the", "his", "her", "its"} or term.possessive for term in phrase.terms)
    return known and not plural


def _plain(statement: str, negated: bool) -> str:
    """Give the statement without the words that only deny, and with phrases of several words as one."""
    if negated:
        statement = ANY.sub("", NO_EVIDENCE.sub("", statement))
    if SEVERAL.search(statement):
        for pattern, word in PHRASES.items():
            statement = re.sub(rf"\b(?:{pattern})\b", word, statement)
    return statement


def _subject(before: Sequence[Term], statement: str, subject: str) -> Phrase:
    """Give the terms of the subject: those that `claims.subject` tells, else all before the verb."""
    at = statement.find(subject) if subject else -1
    told = tuple(term for term in before if at >= 0 and at <= term.start < at + len(subject))
    return Phrase("", told or tuple(before))


def _stands_alone(terms: Sequence[Term], subject: Phrase, objects: Sequence[Phrase], action: str) -> bool:
    """Tell whether a statement can be compared: nothing in its subject or object points to other sentences."""
    opened = bool(subject.terms) and terms[0].text not in OPENING
    known = bool(subject.senses) and terms[-1].text not in PRONOUNS
    told = action not in TELLING or bool(objects)
    picture = [term.text for term in terms[:3]] == ["a", "picture", "shows"]
    return opened and known and told and not picture


def _blockers(terms: Sequence[Term], negated: bool) -> frozenset[str]:
    found = {stem(term.text) for term in terms if stem(term.text) in BLOCKING and not term.name}
    denying = any(term.text in NEGATIVES or term.text.endswith("n't") for term in terms)
    return frozenset(found | {"not"} if denying and not negated else found)


def _topic(subject: Phrase) -> frozenset[str]:
    """Give whom a statement is about: the names in its subject, its owner's too, or a word for what was told before."""
    names = {term.sense for term in subject.terms if term.name}
    return frozenset(names or {term.text for term in subject.terms if term.text in UNNAMED | PRONOUNS})


def _deed(phrases: Sequence[Phrase]) -> tuple[str, tuple[Phrase, ...]] | None:
    """Read "the founder of the club" and "the club's founder" as founding the club."""
    terms = phrases[0].terms if phrases and not phrases[0].preposition else ()
    of = next((at for at, term in enumerate(terms) if term.text == "of"), len(terms))
    doer = next((at for at, term in enumerate(terms[:of]) if term.text in AGENTIVE), None)
    if doer is None:
        return None
    owners = tuple(Phrase("", (term,)) for term in terms[:doer] if term.possessive)
    return terms[doer].sense, owners + _parts(Phrase("", tuple(terms[of + 1 :])))


def _phrases(terms: Sequence[Term]) -> Iterator[Phrase]:
    preposition, inside = "", list[Term]()
    for term in terms:
        if term.text in PREPOSITIONS and not term.name:
            # What belongs to an object by "of" stays with it.
            if term.text == "of":
                inside.append(Term("of", "", term.start))
                continue
            yield from _phrase(preposition, inside)
            preposition, inside = term.text, []
        else:
            inside.append(term)
    yield from _phrase(preposition, inside)


def _phrase(preposition: str, inside: Sequence[Term]) -> Iterator[Phrase]:
    if any(term.sense for term in inside):
        yield Phrase(preposition, tuple(inside))


def _roles(subject: Phrase, phrases: Sequence[Phrase], passive: bool) -> tuple[tuple[Phrase, ...], tuple[Phrase, ...]]:
    """Give who acts and what is acted on, each with its coordinated parts."""
    plain = [phrase for phrase in phrases[:1] if not phrase.preposition]
    if not passive:
        return _parts(subject), tuple(part for phrase in plain for part in _parts(phrase))
    by = [phrase for phrase in phrases if phrase.preposition == "by" and not any(map(is_weapon, phrase.terms))]
    doers = [phrase for phrase in by if phrase.names] or by
    return tuple(part for phrase in doers[:1] for part in _parts(phrase)), _parts(subject)


def _parts(phrase: Phrase) -> tuple[Phrase, ...]:
    parts: list[list[Term]] = [[]]
    for term in phrase.terms:
        if term.text in {"and", "or"}:
            parts.append([])
        else:
            parts[-1].append(term)
    kept = [_headed(phrase.preposition, part) for part in parts]
    return tuple(part for part in kept if part.head)


def _headed(preposition: str, terms: Sequence[Term]) -> Phrase:
    """Give the terms before a preposition: the head of "the son of a king" is the son."""
    end = next((at for at, term in enumerate(terms) if at and term.text in PREPOSITIONS and not term.name), len(terms))
    of = terms[end + 1 :] if end < len(terms) and terms[end].text == "of" else ()
    return Phrase(preposition, tuple(terms[:end]), frozenset(term.sense for term in of if term.sense))


def _period(row: Mapping[str, Any]) -> Period | None:
    """Give the days of the event, where the statement itself tells the year."""
    start, end = row.get("event_start"), row.get("event_end")
    return (start, end) if start and end and YEAR.search(row["statement"]) else None
