"""Dialogue set with dashes: "— Come in, said Ada. It is open." as novels in many languages have it."""

import re
from collections.abc import Iterator

from pipelines.extract.parse import Token
from pipelines.extract.parsed import Parsed
from pipelines.extract.quotes.block import Block
from pipelines.extract.quotes.lexicon import SAYING, UTTERING
from pipelines.extract.quotes.marks import trimmed
from pipelines.extract.quotes.page import Page
from pipelines.extract.quotes.speaker import NOBODY, Speaker, speaker_of
from pipelines.extract.rows import Span
from pipelines.readers.document import PassageKind

_TURN = re.compile(r"[—―]\s?(?=[^\s—―])")
_LEAST_TURNS = 3
_VERBS = SAYING | UTTERING
_ENDS = frozenset(".,;:!?—―")
_LONGEST_CLAUSE = 16
_SPOKEN = frozenset({PassageKind.PARAGRAPH, PassageKind.LIST_ITEM})


def dash_turns(page: Page) -> list[Block]:
    """Give the turns of dialogue that paragraphs open with a dash, without the reporter's own words.

    None on a page with fewer than three such paragraphs, or none with a reporting clause, a question or a call: there a
    dash opens a list or an aside.
    """
    turns = [(part, start) for part in page.annotated.parsed if (start := _opening(page, part)) is not None]
    pieces = [list(_pieces(page, part, start)) for part, start in turns]
    told = any(block.cue is not None for blocks in pieces for block in blocks)
    asked = any(page.text[block.span.end - 1] in "?!" for blocks in pieces for block in blocks)
    return [block for blocks in pieces for block in blocks] if len(turns) >= _LEAST_TURNS and told | asked else []


def _opening(page: Page, part: Parsed) -> int | None:
    """Give where the words of a turn begin, None for a passage that is no turn; a reader may have cut off the dash."""
    if part.passage.kind not in _SPOKEN:
        return None
    inside = _TURN.match(part.text)
    if inside:
        return part.passage.start + inside.end()
    before = page.text[max(0, part.passage.start - 2) : part.passage.start]
    return part.passage.start if _TURN.match(before.strip() + "x") and before.strip() else None


def _pieces(page: Page, part: Parsed, start: int) -> Iterator[Block]:
    """Give the spoken stretches of a turn, cut at the reporter's clauses; all share the turn's utterance."""
    speaker: Speaker = NOBODY
    cue: Span | None = None
    cuts: list[Span] = []
    for verb in part.doc:
        if verb.lemma_.lower() in _VERBS and verb.pos_ == "VERB" and (not cuts or part.at(verb) >= cuts[-1].end):
            clause = _clause(part, verb, start)
            if clause is not None:
                cuts.append(clause)
                if cue is None:
                    speaker = speaker_of(page, part, verb, behind=True)
                    cue = Span(part.at(verb), part.end_of(verb))
    floors = [start, *(cut.end for cut in cuts)]
    roofs = [*(cut.start for cut in cuts), part.passage.end]
    spans = [trimmed(page.text, floor, roof) for floor, roof in zip(floors, roofs, strict=True)]
    spans = [_bare(page, span) for span in spans if page.has_words(span)]
    for span in spans:
        yield Block(span, speaker, cue, 0.7, spans[0].start if len(spans) > 1 else None)


def _bare(page: Page, span: Span) -> Span:
    """Take the mark off that only leads back from the reporter's clause."""
    start = span.start
    while page.text[start] in ",.;—― ":
        start += 1
    return Span(start, span.end)


def _clause(part: Parsed, verb: Token, start: int) -> Span | None:
    """Give the reporter's clause around a verb: behind a mark, the verb with its subject before or behind it."""
    doc = verb.doc
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    first = min(verb.i, subject.left_edge.i if subject is not None else verb.i)
    if first == 0 or part.at(doc[first]) <= start or doc[first - 1].text not in _ENDS:
        return None
    follows = doc[verb.i + 1] if verb.i + 1 < len(doc) else None
    inverted = first == verb.i and follows is not None and follows.pos_ in ("PROPN", "PRON", "DET", "NOUN")
    if not inverted and not (first < verb.i and verb.tag_ in ("VBD", "VBZ")):
        return None
    if inverted and (verb.tag_ not in ("VBD", "VBZ", "VBN") or doc[first].text[0].isupper()):
        return None
    last = verb.i
    while last < min(len(doc) - 1, verb.i + _LONGEST_CLAUSE) and doc[last + 1].text not in _ENDS:
        last += 1
    closing = last + 1 < len(doc) and doc[last + 1].text in _ENDS
    return Span(part.at(doc[first]), part.end_of(doc[last + 1 if closing else last]))
