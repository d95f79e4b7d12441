"""The expressions on a page that stand for people: names, words for people, gendered pronouns, the narrator's I."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.extract.parse import Token
from pipelines.extract.parsed import Parsed
from pipelines.extract.personal import GENDER, SUBJECTS
from pipelines.extract.quotes.lexicon import SAYING, UTTERING
from pipelines.extract.quotes.page import Page
from pipelines.extract.quotes.speakers.lexicon import (
    ADDRESSES,
    ENDEARMENTS,
    PEOPLE,
    TITLES,
)
from pipelines.extract.rows import Span

_NOT_PEOPLE = frozenset(
    "DATE TIME LANGUAGE EVENT WORK_OF_ART LAW PRODUCT MONEY QUANTITY ORDINAL CARDINAL PERCENT".split()
)
_FIRST = frozenset("i me my myself".split())
_LONGEST = 8
_BEFORE_ADDRESS = ENDEARMENTS | TITLES
_SPEECH = SAYING | UTTERING


@dataclass(frozen=True, slots=True)
class Expression:
    """One expression for somebody; `token` is its head, `key` who it is, `quoted` the region it lies in, -1 for none.

    `form` is `name`, `noun`, `pronoun` or `first`; `role` is `subject`, `object`, `to` (somebody acted towards),
    `owner` or `other`; `sentence` counts over the page; `says` tells the subject of a reporting verb, `address` a
    vocative.
    """

    span: Span
    part: Parsed
    token: Token
    form: str
    role: str
    sentence: int
    quoted: int
    says: bool = False
    address: bool = False
    gender: str | None = None
    key: str = ""


def find_expressions(page: Page, regions: Sequence[Span]) -> Iterator[Expression]:
    """Give the expressions for people of a page in order, not yet told apart.

    `regions` are the spans of spoken words, sorted, none in another; within them only names and addresses count.
    """
    place, sentence = 0, 0
    speaking = _speaking_nouns(page)
    for part in page.annotated.parsed:
        for token in part.doc:
            if token.is_sent_start:
                sentence += 1
            at = part.passage.start + token.idx
            while place < len(regions) and regions[place].end <= at:
                place += 1
            quoted = place if place < len(regions) and regions[place].start <= at else -1
            form = _form(token, speaking, quoted >= 0)
            if form:
                address = quoted >= 0 and _is_address(token, form)
                if quoted >= 0 and form in ("noun", "pronoun") and not address:
                    continue
                role = _role(token)
                yield Expression(
                    _span(part, token, form), part, token, form, role, sentence, quoted, _says(token, role), address
                )
        sentence += 1


def _speaking_nouns(page: Page) -> frozenset[str]:
    """Give the nouns that are subjects of reporting verbs somewhere on the page."""
    return frozenset(
        child.lemma_.lower()
        for part in page.annotated.parsed
        for token in part.doc
        if token.pos_ == "VERB" and token.lemma_ in _SPEECH and page.readable(part, token)
        for child in token.children
        if child.dep_ == "nsubj" and child.pos_ == "NOUN"
    )


def _form(token: Token, speaking: frozenset[str], quoted: bool) -> str:
    pos = token.pos_
    if pos == "PRON":
        lower = token.lower_
        return "pronoun" if lower in GENDER else "first" if lower in _FIRST and not quoted else ""
    if pos == "PROPN":
        following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
        inner = following is not None and following.pos_ == "PROPN" and bool(token.whitespace_)
        fitting = token.ent_type_ not in _NOT_PEOPLE and token.text[:1].isupper() and len(token.text.rstrip(".")) > 1
        return "name" if fitting and not inner else ""
    if pos == "NOUN" or (quoted and pos in ("ADJ", "INTJ", "VERB")):
        lemma = token.lemma_.lower()
        fitting = lemma in ADDRESSES if quoted else lemma in PEOPLE or lemma in speaking
        return "noun" if fitting and token.dep_ != "compound" and token.tag_ != "NNS" else ""
    return ""


def _is_address(token: Token, form: str) -> bool:
    """Tell a vocative: a name or a word for somebody between two marks, or between a mark and the edge of the words."""
    if form not in ("name", "noun"):
        return False
    doc, first = token.doc, token.i
    floor = max(0, first - _LONGEST)
    while first > floor and (doc[first - 1].pos_ == "PROPN" or doc[first - 1].lower_.rstrip(".") in _BEFORE_ADDRESS):
        first -= 1
    before = doc[first - 1] if first else None
    behind = doc[token.i + 1] if token.i + 1 < len(doc) else None
    left = (
        before is None or not (before.is_alpha or before.is_digit) or before.lower_ in ("oh", "o", "yes", "no", "well")
    )
    right = behind is None or not (behind.is_alpha or behind.text.startswith(("'", "’", "-")))
    edge = (before is None or before.text not in ("and", "or")) and (behind is None or behind.text not in ("-", "--"))
    return left and right and edge


def _role(token: Token) -> str:
    dep = token.dep_
    if dep in SUBJECTS:
        return "subject"
    if dep == "poss":
        return "owner"
    if dep in ("dobj", "pobj", "dative"):
        return "to" if token.head.lower_ in ("to", "at", "toward", "towards", "upon", "on") else "object"
    return "other"


def _says(token: Token, role: str) -> bool:
    head = token.head
    if role == "subject":
        return head.lemma_.lower() in _SPEECH
    beside = (token.i - 1, token.i + 1)
    return any(
        0 <= i < len(token.doc) and token.doc[i].lemma_.lower() in ("say", "ask", "cry", "reply") for i in beside
    )


def _span(part: Parsed, token: Token, form: str) -> Span:
    first = token.i
    if form == "name":
        while first > max(0, token.i - 4) and token.doc[first - 1].pos_ == "PROPN" and token.doc[first - 1].whitespace_:
            first -= 1
    elif form == "noun":
        low = max(0, token.i - 5)
        while (
            first > low
            and token.doc[first - 1].dep_ in ("det", "amod", "compound", "poss", "nummod")
            and (token.doc[first - 1].head.i == token.i)
        ):
            first -= 1
    return Span(part.at(token.doc[first]), part.end_of(token))


def between(expressions: Sequence[Expression], start: int, end: int) -> Sequence[Expression]:
    """Give the expressions that begin in a stretch of the page."""
    first = bisect_left(expressions, start, key=lambda e: e.span.start)
    last = bisect_left(expressions, end, key=lambda e: e.span.start)
    return expressions[first:last]
