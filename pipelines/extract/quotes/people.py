"""Whom he, she, it and they stand for, where the cast does not know: by grammar, over the whole page."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from pipelines.extract.annotation import Annotated
from pipelines.extract.parse import Token
from pipelines.extract.personal import GENDER, SUBJECTS
from pipelines.extract.quotes.speakers.lexicon import PEOPLE
from pipelines.readers.document import PassageKind

_NOT_PEOPLE = frozenset("DATE TIME LANGUAGE EVENT WORK_OF_ART LAW PRODUCT MONEY QUANTITY".split())
_VERBS = frozenset({"VERB", "AUX"})
_REACH = 4000


@dataclass(frozen=True, slots=True)
class Actor:
    """A proper noun that is the subject of a clause; `key` is its last word."""

    start: int
    key: str


@dataclass(frozen=True)
class People:
    """The proper nouns that act on a page, in order, and what gender their pronouns give them."""

    subjects: tuple[Actor, ...] = ()
    genders: dict[str, str] = field(default_factory=dict)
    full: dict[str, str] = field(default_factory=dict)
    described: dict[str, str] = field(default_factory=dict)

    @property
    def leading(self) -> str | None:
        """The name that most often is the subject, None where no name is so twice."""
        counts = Counter(named.key for named in self.subjects).most_common(1)
        return self.full[counts[0][0]] if counts and counts[0][1] > 1 else None

    def behind_pronoun(self, offset: int, gender: str) -> str | None:
        """Give the name that a pronoun at `offset` stands for: the last fitting subject, at most `_REACH` back."""
        last = bisect_left(self.subjects, offset, key=lambda named: named.start)
        for named in reversed(self.subjects[max(0, last - 40) : last]):
            if offset - named.start > _REACH:
                break
            if self.genders.get(named.key, gender) == gender:
                return self.full[named.key]
        return None


def people_of(annotated: Annotated) -> People:
    """Collect the acting names of a page; words in quotation marks count like others."""
    subjects: list[Actor] = []
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    chains: dict[str, Counter[str]] = defaultdict(Counter)
    for part in annotated.parsed:
        last: Actor | None = None
        for token in part.doc:
            if token.pos_ == "PROPN" and token.dep_ != "compound":
                chains[token.text][_chain(token)] += 1
            gender = GENDER.get(token.lower_)
            if gender is not None and last is not None:
                votes[last.key][gender] += 1
                last = last if token.lower_ != "her" else None
            if token.dep_ in SUBJECTS and token.pos_ in ("PROPN", "NOUN"):
                acting = token.pos_ == "PROPN" and token.ent_type_ not in _NOT_PEOPLE and token.head.pos_ in _VERBS
                last = Actor(part.at(token), token.text) if acting else None
                if last is not None:
                    subjects.append(last)
    genders = {key: count.most_common(1)[0][0] for key, count in votes.items()}
    titles = _title_names(annotated)
    full = {
        key: titles.get(key) or max(count, key=lambda name: (len(name.split()) > 1, count[name]))
        for key, count in chains.items()
    }
    return People(tuple(n for n in subjects if n.key in full), genders, full, _descriptions(annotated))


def _chain(token: Token) -> str:
    """Give the name that ends in `token`: the run of proper nouns before it."""
    first = token.i
    while first > max(0, token.i - 4) and token.doc[first - 1].pos_ == "PROPN" and token.doc[first - 1].whitespace_:
        first -= 1
    return token.doc.text_of(first, token.i + 1)


def description_key(words: str) -> str:
    """Fold a description for comparison: without article and case."""
    return re.sub(r"^(?:the|an?|this|that) ", "", words.casefold())


def _descriptions(annotated: Annotated) -> dict[str, str]:
    """Give who a description stands for, by the appositions of the page: "Ada Roe, a Danish surveyor, …".

    What the page says of two people stands for neither.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for part in annotated.parsed:
        for token in part.doc:
            if token.dep_ != "appos" or token.pos_ != "NOUN" or token.head.pos_ != "PROPN" or token.head.i > token.i:
                continue
            first = token.i
            floor = max(token.head.i + 1, token.i - 5)
            while first > floor and part.doc[first - 1].dep_ in ("amod", "compound", "det"):
                first -= 1
            person = token.head.ent_type_ == "PERSON" or token.lemma_.lower() in PEOPLE
            if person and part.doc[first].lower_ in ("a", "an", "the"):
                key = description_key(part.doc.text_of(first, token.i + 1))
                found[key].add(_chain(token.head))
    return {key: next(iter(names)) for key, names in found.items() if len(names) == 1}


def _title_names(annotated: Annotated) -> dict[str, str]:
    """Give the page's title for the words of it that can stand alone for the person it names."""
    for passage in annotated.document.passages:
        if passage.kind is not PassageKind.TITLE:
            continue
        title = annotated.document.text[passage.start : passage.end]
        words = title.split()
        if len(words) <= 5 and all(word[0].isupper() or word in ("of", "the", "de", "von", "van") for word in words):
            return {words[0]: title, words[-1]: title}
    return {}
