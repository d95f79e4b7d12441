"""The canonical name of what an expression stands for: by the cast, the works and the grammar of the page."""

import re

from pipelines.extract.parse import Token
from pipelines.extract.parsed import Parsed
from pipelines.extract.personal import GENDER
from pipelines.extract.quotes.byline import narrator
from pipelines.extract.quotes.lexicon import ACCOUNT_NOUNS, FIRST_PERSON, WORK_NOUNS
from pipelines.extract.quotes.page import Page
from pipelines.extract.quotes.people import description_key
from pipelines.extract.quotes.source import NO_SPEAKER, NOMINAL, SUBJECTS, phrase
from pipelines.extract.rows import Span

_DEPTH = 4
_LONGEST_NAME, _LONGEST_APPOSED = 6, 60
_SINGULAR_FIRST = frozenset("i me my mine myself".split())
# Singular nouns that "they" takes up.
_COLLECTIVES = frozenset(
    "police government company team committee council court family crew board church firm party staff jury army".split()
)


def name_of(page: Page, part: Parsed, head: Token, depth: int = _DEPTH) -> str | None:
    """Give the canonical name of what a noun phrase stands for, None for a pronoun that nothing settles."""
    if head.pos_ == "PRON" or head.tag_ == "PRP$":
        return _pronoun_name(page, part, head, depth)
    if head.lower_ == "latter":
        before = page.annotated.cast.within(Span(part.passage.start, part.at(head)))
        return next((m.named.name for m in reversed(before) if m.form != "pronoun"), None)
    span = phrase(part, head)
    at_head = Span(part.at(head), part.end_of(head))
    for mention in page.annotated.cast.within(span):
        if mention.span.start <= at_head.start and at_head.end <= mention.span.end:
            return mention.named.name
    work = _work_name(page, head, span, at_head)
    if work is not None:
        return work
    owners = page.annotated.cast.within(span)
    if owners and head.lemma_.lower() in ACCOUNT_NOUNS and owners[0].form != "pronoun":
        return owners[0].named.name
    if head.text in page.people.full and head.ent_type_ not in ("ORG", "NORP", "GPE"):
        return page.people.full[head.text]
    if head.pos_ == "PROPN":
        named = page.annotated.cast.resolve(page.annotated.text(span))
        if named is not None:
            return named.name
    return _apposed(page, part, head) or _described(page, part, head, span, depth)


def _apposed(page: Page, part: Parsed, head: Token) -> str | None:
    """Give the name in apposition to a noun: "the keeper, Ada Roe", "the keeper Ada Roe"."""
    behind = part.end_of(head)
    beside = page.annotated.cast.within(Span(behind + 1, min(behind + _LONGEST_APPOSED, part.passage.end)))
    if beside and beside[0].span.start == behind + 1 and (beside[0].named.kind, beside[0].form) == ("person", "name"):
        return beside[0].named.name
    for child in head.rights:
        if child.dep_ == "appos" and child.pos_ == "PROPN" and child.i <= head.i + _LONGEST_NAME:
            names = page.annotated.cast.within(Span(part.at(child.left_edge), part.end_of(child)))
            return next((mention.named.name for mention in names if mention.named.kind == "person"), None)
    return None


def _work_name(page: Page, head: Token, span: Span, at_head: Span) -> str | None:
    for reference in page.references_in(span):
        if reference.work and reference.span.start <= at_head.start < reference.span.end:
            return reference.work
    main = page.main_work
    if main is not None and head.lemma_.lower() in WORK_NOUNS:
        return main.work
    return None


def _described(page: Page, part: Parsed, head: Token, span: Span, depth: int) -> str:
    """Give a description as a name: without its article, with whose it is spelled out ("Ada's mother")."""
    words = _paired(re.sub(r"\s+", " ", page.annotated.text(span)))
    named = page.people.described.get(description_key(words))
    if named is not None:
        known = page.annotated.cast.resolve(named)
        return known.name if known is not None else named
    owner = next((child for child in head.children if child.tag_ == "PRP$"), None)
    if owner is not None and depth:
        name = _pronoun_name(page, part, owner, depth - 1)
        rest = page.text[part.end_of(owner) : span.end].strip()
        return f"{name}'s {rest}" if name else words
    return re.sub(r"^(?:[Tt]he|[Aa]n?|[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose) ", "", words)


def _paired(words: str) -> str:
    """Take out quotation marks of which only one of a pair is there."""
    return re.sub('[“”"]', "", words) if words.count("“") != words.count("”") or words.count('"') % 2 else words


def _pronoun_name(page: Page, part: Parsed, pronoun: Token, depth: int) -> str | None:
    mention = page.annotated.cast.at(Span(part.at(pronoun), part.end_of(pronoun)))
    lower = pronoun.lower_
    gender = GENDER.get(lower)
    if mention is not None and (mention.named.gender == gender or mention.named.key is not None):
        return mention.named.name
    if gender is not None:
        found = page.people.behind_pronoun(part.at(pronoun), gender)
        named = page.annotated.cast.resolve(found) if found is not None and " " not in found else None
        if named is not None and named.kind == "person":
            return named.name
        return found or (mention.named.name if mention is not None else None)
    if lower in FIRST_PERSON:
        return narrator(page, part, pronoun) if lower in _SINGULAR_FIRST else None
    if not depth:
        return None
    if lower in ("it", "its", "they", "their", "them"):
        return _earlier_subject(page, part, pronoun, depth, plural=lower in ("they", "their", "them"))
    if lower in ("one", "some", "many", "others", "several", "both", "few", "most"):
        return re.sub(r"\s+", " ", page.annotated.text(phrase(part, pronoun)))
    return None


def _earlier_subject(page: Page, part: Parsed, pronoun: Token, depth: int, *, plural: bool) -> str | None:
    """Settle it and they: the subject of the sentence before, in this passage or the last, then a subject within it."""
    passages = page.annotated.parsed
    index = page.index_of(part)
    for place in [part, passages[index - 1]] if index else [part]:
        stop = pronoun.i if place is part else len(place.doc)
        fitting = [
            t for t in place.doc[max(stop - 120, 0) : stop] if t.dep_ in SUBJECTS and _fits(page, place, t, plural)
        ]
        for token in sorted(fitting, key=lambda t: (-page.sentence(place, t)[0], t.head.dep_ != "ROOT", -t.i)):
            name = name_of(page, place, token, depth - 1)
            if name is not None:
                return name
    return None


def _is_body(page: Page, subject: Token) -> bool:
    """Tell the short name of an organisation ("the Church")."""
    named = page.annotated.cast.resolve(subject.text) if subject.pos_ == "PROPN" else None
    return named is not None and named.kind in ("organisation", "group")


def _fits(page: Page, part: Parsed, subject: Token, plural: bool) -> bool:
    lower = subject.lower_
    if (
        subject.pos_ not in NOMINAL
        or lower in NO_SPEAKER
        or lower in FIRST_PERSON
        or lower in ("he", "she", "who", "you")
    ):
        return False
    mention = page.annotated.cast.at(Span(part.at(subject), part.end_of(subject)))
    if subject.ent_type_ == "PERSON" or (mention is not None and mention.named.kind == "person"):
        return False
    if plural:
        several = "Number=Plur" in subject.morph or subject.ent_type_ in ("ORG", "NORP") or lower == "they"
        return several or subject.lemma_.lower() in _COLLECTIVES or _is_body(page, subject)
    return "Number=Sing" in subject.morph
