"""Indirect speech: the content of a reporting verb, phrase or noun, from the parse."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from pipelines.extract.parsed import Parsed
from pipelines.extract.quotes.content import CLAUSES, SUBJECTS, clause_span, range_span
from pipelines.extract.quotes.lexicon import (
    ACCUSING,
    DESCRIBING,
    FINDING,
    ORDERING,
    PROMISING,
    SAYING,
    STATEMENT_NOUNS,
    STUDY_NOUNS,
    WORK_NOUNS,
)
from pipelines.extract.quotes.page import Page
from pipelines.extract.quotes.speaker import NOBODY, Speaker, speaker_at, speaker_of
from pipelines.extract.rows import Span
from pipelines.readers.document import PassageKind

_PROSE = frozenset(
    {PassageKind.PARAGRAPH, PassageKind.LIST_ITEM, PassageKind.BLOCK_QUOTE, PassageKind.TITLE, PassageKind.CAPTION}
)
_REPORTING = SAYING | ORDERING | FINDING | PROMISING
_CUES = _REPORTING | DESCRIBING | STATEMENT_NOUNS | frozenset(ACCUSING) | {"accord", "according"}
# Findings that are said even where no study is the subject.
_SAID_TOO = frozenset("reveal confirm propose conclude hypothesize hypothesise".split())
_RELATIVE = frozenset("which who whom whose".split())
_WEIGHTS = {"verb": 0.65, "according": 0.7, "noun": 0.5, "phrase": 0.5}


@dataclass(frozen=True, slots=True)
class Report:
    """Indirect speech: the span of its content, its cue and its speaker."""

    span: Span
    cue: Span
    speaker: Speaker
    confidence: float


def find_reports(page: Page) -> list[Report]:
    """Give the indirect speech of a page, in order; one report a span."""
    found: dict[Span, Report] = {}
    for part in page.annotated.parsed:
        if part.passage.kind in _PROSE:
            for report in _reports(page, part):
                found.setdefault(report.span, report)
    return sorted(found.values(), key=lambda report: report.span)


def _reports(page: Page, part: Parsed) -> Iterator[Report]:
    for token in part.doc:
        lemma = token.lemma_.lower()
        if lemma not in _CUES or not page.readable(part, token):
            continue
        if token.lower_ == "according":
            yield from _according(page, part, token)
        elif token.pos_ in ("VERB", "AUX"):
            if lemma in _REPORTING:
                yield from _verb(page, part, token)
            if lemma in ACCUSING:
                yield from _accusation(page, part, token)
            if lemma in DESCRIBING:
                yield from _description(page, part, token)
        elif token.pos_ == "NOUN" and lemma in STATEMENT_NOUNS:
            yield from _noun(page, part, token)


def _report(part: Parsed, span: Span | None, cue: Token, speaker: Speaker, how: str) -> Iterator[Report]:
    if span is not None:
        yield Report(span, Span(part.at(cue), part.end_of(cue)), speaker, _WEIGHTS[how])


def _verb(page: Page, part: Parsed, verb: Token) -> Iterator[Report]:
    clause = _content(verb)
    if clause is None or _unsaid(verb):
        return
    speaker = speaker_of(page, part, verb, behind=clause.i < verb.i)
    if _speaks(part, verb.lemma_.lower(), speaker):
        yield from _report(part, clause_span(part, clause, verb), verb, speaker, "verb")


def _content(verb: Token) -> Token | None:
    lemma = verb.lemma_.lower()
    for child in sorted(verb.children, key=lambda token: (token.i < verb.i, token.i)):
        infinitive = any(c.tag_ == "TO" for c in child.children)
        if child.dep_ in (*CLAUSES, "advcl") and infinitive and lemma in ORDERING | PROMISING:
            if child.dep_ != "advcl" or (lemma == "plead" and child.i > verb.i):
                return child
        elif child.dep_ == "ccomp" and lemma in _REPORTING and _is_content(verb, child):
            return child
    return None


def _is_content(verb: Token, clause: Token) -> bool:
    """Tell a clause that can be reported words from what the parse takes for one."""
    first = clause.doc[clause.left_edge.i]
    subject = any(child.dep_ in SUBJECTS for child in clause.children)
    if first.lower_ in _RELATIVE and clause.i > verb.i and verb.lemma_ != "ask":
        return False
    if clause.i > verb.i:
        return subject or (verb.dep_ in ("relcl", "ccomp") and clause.pos_ in ("VERB", "AUX"))
    between = clause.doc[clause.i + 1 : verb.i]
    return subject and any(token.is_punct for token in between) and not any(token.text in ";:" for token in between)


def _unsaid(verb: Token) -> bool:
    """Tell a verb that reports nothing said: negated, put to the reader, a wish, one's own present words."""
    if any(child.dep_ == "neg" for child in verb.children):
        return True
    subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
    present = verb.tag_ in ("VBP", "VB")
    own = subject is not None and subject.lower_ in ("i", "we", "you", "one") and present
    return own or (verb.tag_ == "VB" and verb.dep_ == "ROOT" and subject is None)


def _speaks(part: Parsed, lemma: str, speaker: Speaker) -> bool:
    """Tell whether a subject states in words: a finding needs a study, its authors or a source for its subject."""
    if lemma not in FINDING or lemma in _SAID_TOO:
        return True
    tokens = part.tokens(speaker.span) if speaker.span is not None else None
    return tokens is not None and any(token.lemma_.lower() in STUDY_NOUNS for token in tokens)


def _according(page: Page, part: Parsed, cue: Token) -> Iterator[Report]:
    """Give the clause that "according to …" stands in, without that phrase where it stands at an edge."""
    doc = cue.doc
    if cue.i + 1 >= len(doc) or doc[cue.i + 1].lower_ != "to" or cue.head is cue:
        return
    speaker = speaker_of(page, part, cue)
    if speaker.span is None:
        return
    head = cue.head
    first, last = head.left_edge.i, head.right_edge.i
    while last > head.i and (doc[last].is_punct or doc[last].is_space):
        last -= 1
    opening = next((i for i in range(first, cue.i) if doc[i].lower_ not in ("and", "but", "that", "which", ",")), cue.i)
    if opening == cue.i:
        first = _after_phrase(part, cue, speaker.span, last)
    elif last <= max(cue.right_edge.i, cue.i + 1):
        last = cue.i - 1
    for report in _report(part, range_span(part, first, last), cue, speaker, "according"):
        yield Report(report.span, Span(report.cue.start, part.end_of(doc[cue.i + 1])), speaker, report.confidence)


def _after_phrase(part: Parsed, cue: Token, source: Span, last: int) -> int:
    """Give the first token behind an opening "According to …,"."""
    position = cue.i + 1
    while position < last and part.end_of(cue.doc[position]) < source.end:
        position += 1
    edge = max(position, min(cue.right_edge.i, last))
    for index in range(edge, min(edge + 25, last)):
        if cue.doc[index + 1].text == ",":
            return index + 2
    return position + 1


def _accusation(page: Page, part: Parsed, verb: Token) -> Iterator[Report]:
    """Give what somebody is accused of or admits to: "of having lied"."""
    wanted, doc = ACCUSING[verb.lemma_.lower()], verb.doc
    if _unsaid(verb):
        return
    for index in range(verb.i + 1, min(verb.i + 14, len(doc) - 1)):
        if doc[index].lower_ == wanted and doc[index + 1].tag_ == "VBG":
            content = doc[index + 1]
            span = range_span(part, content.i, max(content.i, content.right_edge.i))
            yield from _report(part, span, verb, speaker_of(page, part, verb), "phrase")
            return
        if doc[index].tag_ in ("VBD", "VBZ", "VBP", "MD") or doc[index].text in ".;:":
            return


def _description(page: Page, part: Parsed, verb: Token) -> Iterator[Report]:
    """Give what somebody describes something as; what a work depicts is no speech."""
    speaker = speaker_of(page, part, verb)
    if speaker.span is None or _unsaid(verb):
        return
    words = {word.casefold() for word in page.annotated.text(speaker.span).split()}
    work = page.main_work
    if words & WORK_NOUNS or (work is not None and speaker.name == work.work):
        return
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ == "as" and child.i > verb.i:
            content = next((grandchild for grandchild in child.children if grandchild.dep_ == "pobj"), None)
            if content is not None:
                span = range_span(part, content.left_edge.i, content.right_edge.i)
                yield from _report(part, span, verb, speaker, "phrase")


def _noun(page: Page, part: Parsed, noun: Token) -> Iterator[Report]:
    """Give the clause of "the claim that …"."""
    for child in noun.children:
        markers = [c for c in child.children if c.lower_ == "that"]
        if child.dep_ in ("acl", "ccomp") and child.i > noun.i and markers and markers[0].dep_ not in SUBJECTS:
            owner = next((c for c in noun.children if c.dep_ == "poss"), None)
            speaker = speaker_at(page, part, owner) if owner is not None else NOBODY
            yield from _report(part, clause_span(part, child, noun), noun, speaker, "noun")
