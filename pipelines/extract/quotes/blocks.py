"""Quotations that stand without marks: block quotations, lists of quotations, pull quotes with a name below."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipelines.extract.parsed import Parsed
from pipelines.extract.quotes.block import Block
from pipelines.extract.quotes.dialogue import dash_turns
from pipelines.extract.quotes.interviews import interview_answers
from pipelines.extract.quotes.lexicon import FIRST_PERSON, QUOTE_HEADINGS, SAYING, STATEMENT_NOUNS
from pipelines.extract.quotes.marks import trimmed
from pipelines.extract.quotes.page import Page, finite
from pipelines.extract.quotes.speaker import NOBODY, Speaker, speaker_of
from pipelines.extract.rows import ReferenceKind, Span
from pipelines.readers.document import Passage, PassageKind

_MARKS = "\"“”„«»‘’'"
_ATTRIBUTION = re.compile(r"(?:^|\s)(?:[-–—―~]+\s*)([^.!?\"“”]{3,80})$")
_NAME_BELOW = re.compile(r"([.!?…])\s+[-–—~]?\s*((?:[A-Z][\w.'’-]+\s){1,3}[A-Z][\w'’-]+)$")
_VERSE_LINE = re.compile(
    r"[a-z][,;]? "
    r"(?:And|The|To|Of|In|On|Which|That|With|But|For|Who|Or|As|When|Where|From|By|Then|Their|His|Her|My|Thy) "
)
_HEADINGS = frozenset({PassageKind.HEADING, PassageKind.TITLE})
_PROSE = frozenset({PassageKind.PARAGRAPH, PassageKind.BLOCK_QUOTE})


def find_blocks(page: Page) -> list[Block]:
    """Give the quotations without marks, in order."""
    found = [*_quote_lists(page), *_block_quotes(page), *_signed(page), *_announced(page), *_verses(page)]
    found += [*dash_turns(page), *interview_answers(page)]
    distinct = {block.span: block for block in reversed(found)}
    signed = {page.annotated.text(block.span) for block in found if block.speaker.span and block.cue is None}
    found = [*distinct.values(), *_repeated(page, signed, distinct)]
    return sorted(found, key=lambda block: block.span)


def _quote_lists(page: Page) -> Iterator[Block]:
    for heading, items in _lists(page):
        if not _holds_quotations(page, heading, items):
            continue
        subject = page.annotated.cast.subject
        for item in items:
            span = _unsigned(page, Span(item.passage.start, item.passage.end))
            if page.text[span.start : span.start + 1] not in _MARKS:
                yield Block(span, Speaker(subject.name if subject else None), confidence=0.75)


def _lists(page: Page) -> Iterator[tuple[str, list[Parsed]]]:
    """Give each run of list items with the heading above it."""
    heading, items = "", []
    for part in page.annotated.parsed:
        if part.passage.kind is PassageKind.LIST_ITEM:
            items.append(part)
            continue
        if items:
            yield heading, items
            items = []
        if part.passage.kind in _HEADINGS:
            heading = part.text
        elif part.passage.kind is PassageKind.PARAGRAPH:
            heading = part.text if part.text.rstrip().endswith(":") else ""
    if items:
        yield heading, items


def _holds_quotations(page: Page, heading: str, items: Sequence[Parsed]) -> bool:
    """Judge a list: announced as quotations, or full sentences of which some speak as I or we on a person's page."""
    if any(_bibliographic(page, item) for item in items):
        return False
    announced = bool(QUOTE_HEADINGS & set(re.findall(r"\w+", heading.casefold())[:6]))
    sentences = sum(_is_sentence(item) for item in items)
    if announced:
        return sentences * 2 > len(items)
    if page.annotated.cast.subject is None or sentences < len(items):
        return False
    speaking = sum(_first_person(item) for item in items)
    return speaking > 0 and len(items) <= 4 * speaking and not _narrates_in_first_person(page)


def _bibliographic(page: Page, item: Parsed) -> bool:
    inside = page.references_in(Span(item.passage.start, item.passage.end))
    return any(reference.kind is ReferenceKind.BIBLIOGRAPHIC for reference in inside)


def _is_sentence(item: Parsed) -> bool:
    text = item.text.rstrip(" " + _MARKS)
    return len(item.doc) > 5 and text[-1:] in ".!?…" and text[:1].isupper() and any(finite(t) for t in item.doc)


def _first_person(item: Parsed) -> bool:
    return any(token.lower_ in FIRST_PERSON and token.text != "US" for token in item.doc)


def _narrates_in_first_person(page: Page) -> bool:
    prose = [part for part in page.annotated.parsed if part.passage.kind is PassageKind.PARAGRAPH]
    outside = [part for part in prose if not any(mark in part.text for mark in '"“«')]
    return sum(_first_person(part) for part in outside) * 4 > len(outside) > 0


def _block_quotes(page: Page) -> Iterator[Block]:
    previous: Parsed | None = None
    for part in page.annotated.parsed:
        if part.passage.kind is PassageKind.BLOCK_QUOTE:
            span = _unsigned(page, Span(part.passage.start, part.passage.end))
            if page.text[span.start : span.start + 1] not in _MARKS:
                speaker, cue = _lead_in(page, previous)
                name = _signature(page, span, part.passage)
                yield Block(span, name or speaker, cue, 0.85)
        else:
            previous = part


def _unsigned(page: Page, span: Span) -> Span:
    """Take an attribution with a dash ("— Ada Roe, 1901") off the end."""
    match = _ATTRIBUTION.search(page.text, max(span.start, span.end - 120), span.end)
    if match is None or match.start() <= span.start:
        return trimmed(page.text, *span)
    return trimmed(page.text, span.start, match.start())


def _signature(page: Page, span: Span, passage: Passage) -> Speaker | None:
    mention = page.annotated.cast.at(Span(span.end, passage.end))
    return Speaker(mention.named.name, mention.span) if mention is not None else None


def _lead_in(page: Page, part: Parsed | None) -> tuple[Speaker, Span | None]:
    """Give the speaker and cue of the last sentence before a quotation that is set off."""
    if part is None or not len(part.doc):
        return NOBODY, None
    sentence = part.doc[part.doc[len(part.doc) - 1].sent.start : len(part.doc)]
    cues = [token for token in sentence if token.lemma_.lower() in SAYING and token.pos_ == "VERB"]
    cues = cues or [t for t in sentence if t.lemma_.lower() in STATEMENT_NOUNS and t.pos_ == "NOUN"]
    if not cues:
        return NOBODY, None
    return speaker_of(page, part, cues[-1]), Span(part.at(cues[-1]), part.end_of(cues[-1]))


def _signed(page: Page) -> Iterator[Block]:
    """Give paragraphs in the first person that end in a bare name, as pull quotes do."""
    for part in page.annotated.parsed:
        match = _NAME_BELOW.search(part.text)
        if part.passage.kind not in _PROSE or match is None or part.text[0] in _MARKS or not _first_person(part):
            continue
        span = trimmed(page.text, part.passage.start, part.passage.start + match.start(1) + 1)
        name = Span(part.passage.start + match.start(2), part.passage.start + match.end(2))
        mention = page.annotated.cast.at(name)
        known = mention.named.name if mention is not None and mention.span == name else page.annotated.text(name)
        yield Block(span, Speaker(known, name), None, 0.75)


def _verses(page: Page) -> Iterator[Block]:
    """Give verses run together: capitals begin lines in mid sentence, at little words that no name begins with."""
    for part in page.annotated.parsed:
        text = part.text
        lines = len(_VERSE_LINE.findall(text))
        if part.passage.kind in _PROSE and lines >= 2 and lines * 14 >= len(text.split()) and text[0] not in _MARKS:
            subject = page.annotated.cast.subject
            name = subject.name if subject is not None else page.people.leading
            yield Block(Span(part.passage.start, part.passage.end), Speaker(name), None, 0.6)


def _repeated(page: Page, texts: set[str], known: dict[Span, Block]) -> Iterator[Block]:
    """Give the other places where a signed quotation stands word for word."""
    speakers = {page.annotated.text(span): block.speaker for span, block in known.items()}
    for text in sorted(texts):
        start = page.text.find(text)
        while start >= 0:
            span = Span(start, start + len(text))
            if span not in known and page.text[start - 1 : start] not in tuple(_MARKS):
                yield Block(span, speakers[text], None, 0.7)
            start = page.text.find(text, span.end)


def _announced(page: Page) -> Iterator[Block]:
    """Give the paragraph after one that ends in "he replied:", up to where the reporter speaks again."""
    parts = page.annotated.parsed
    for part, following in pairwise(parts):
        fitting = part.passage.kind is PassageKind.PARAGRAPH and following.passage.kind is PassageKind.PARAGRAPH
        if not fitting or not part.text.endswith(":") or following.text[:1] in _MARKS:
            continue
        speaker, cue = _lead_in(page, part)
        end = _reporter_again(following)
        if cue is not None and end > following.passage.start:
            yield Block(Span(following.passage.start, end), speaker, cue, 0.65)


def _reporter_again(part: Parsed) -> int:
    """Give the end of the sentences before the first that reports in the third person."""
    end = part.passage.start
    for sentence in part.doc.sents:
        heads = [t for t in sentence if t.lemma_.lower() in SAYING and t.pos_ == "VERB"]
        subjects = [c for head in heads for c in head.children if c.dep_ == "nsubj"]
        if end > part.passage.start and any(c.lower_ in ("he", "she", "they") for c in subjects):
            break
        end = part.passage.start + sentence.start_char + len(sentence.text.rstrip())
    return end
