"""Speakers of words that no cue introduces: the same as before, the other one of two, or who acts beside the words."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from pipelines.extract.parsed import Parsed
from pipelines.extract.personal import SUBJECTS
from pipelines.extract.quotes.page import Page
from pipelines.extract.quotes.speaker import Speaker, speaker_at
from pipelines.extract.rows import Quote, QuoteKind, Span

_PERSONS = frozenset(
    """
    man woman girl boy lady gentleman child mother father brother sister son daughter aunt uncle cousin wife
    husband doctor priest parson officer captain teacher host guest stranger visitor friend servant nurse judge
    king queen
    """.split()
)
_ACTING = frozenset({"i", "he", "she"})
_NEAR = 3000
_SHORT = 200


@dataclass(frozen=True, slots=True)
class Turn:
    """A quotation in marks, on which side its cue stands, and if it lies in another one."""

    quote: Quote
    outer: Span
    side: str
    nested: bool

    @property
    def spoken(self) -> bool:
        """Tell an utterance of its own."""
        return self.quote.kind is QuoteKind.DIRECT and not self.nested

    @property
    def speaker(self) -> Speaker:
        """The speaker found so far."""
        return Speaker(self.quote.speaker, self.quote.speaker_span)


def fill_turns(page: Page, turns: Sequence[Turn]) -> list[Turn]:
    """Give the utterances without a cue their speakers, in order, each from the ones before it."""
    filled: list[Turn] = []
    said: list[Turn] = []
    for found in turns:
        turn = found
        if turn.spoken and turn.speaker == Speaker() and turn.quote.cue_span is None:
            speaker = _without_cue(page, turn, said)
            turn = replace(turn, quote=replace(turn.quote, speaker=speaker.name, speaker_span=speaker.span))
        if turn.spoken:
            said = [*said[-5:], turn]
        filled.append(turn)
    return filled


def interrupted(turns: Sequence[Turn]) -> list[Quote]:
    """Let the parts of an utterance that its own cue interrupts share `utterance`."""
    quotes = [turn.quote for turn in turns]
    last = -1
    for index, turn in enumerate(turns):
        if turn.nested or turn.quote.kind not in (QuoteKind.DIRECT, QuoteKind.MIXED):
            continue
        cue = turn.quote.cue_span
        if last >= 0 and cue is not None and cue == quotes[last].cue_span and cue.start > quotes[last].span.start:
            start = quotes[last].utterance or quotes[last].span.start
            quotes[last] = replace(quotes[last], utterance=start)
            kind = QuoteKind.DIRECT if quotes[last].kind is QuoteKind.DIRECT else quotes[index].kind
            quotes[index] = replace(quotes[index], utterance=start, kind=kind)
        last = index
    return quotes


def _without_cue(page: Page, turn: Turn, said: Sequence[Turn]) -> Speaker:
    if not said or turn.outer.start - said[-1].outer.end > _NEAR:
        return _beside(page, turn, max(0, turn.outer.start - 300)) or Speaker()
    last = said[-1]
    gap = page.text[last.outer.end : turn.outer.start]
    if not gap.rpartition("\n")[2].strip() and ("\n" in gap or not gap.strip()):
        return _adjacent(page, turn, said, broken="\n" in gap)
    if "\n" not in gap and last.side in ("right", "left") and _only_cue(gap, last, turn):
        return _other(said) if _asks(page, last) else last.speaker
    acting = _beside(page, turn, last.outer.end)
    if acting is not None:
        return acting
    return last.speaker if "\n" not in gap else Speaker()


def _adjacent(page: Page, turn: Turn, said: Sequence[Turn], *, broken: bool) -> Speaker:
    """Settle words right after others: in a dialogue the other speaks, in a report the same one goes on."""
    last = said[-1]
    short = max(turn.outer.end - turn.outer.start, last.outer.end - last.outer.start) < _SHORT
    other = _other(said)
    if broken and not (short and other.span is not None):
        return last.speaker
    return other if other.span is not None else (_behind(page, turn) or other)


def _other(said: Sequence[Turn]) -> Speaker:
    """Give the last speaker before the last turn that is another one than its speaker."""
    last = said[-1].speaker
    for turn in reversed(said[:-1]):
        if turn.speaker.span is not None and _identity(turn) != _identity(said[-1]):
            return turn.speaker
    return Speaker() if last.span is not None or len(said) < 2 else said[-2].speaker


def _identity(turn: Turn) -> str | Span | None:
    return turn.quote.speaker or turn.quote.speaker_span


def _asks(page: Page, turn: Turn) -> bool:
    return page.text[turn.quote.span.end - 1] == "?"


def _only_cue(gap: str, last: Turn, turn: Turn) -> bool:
    """Tell a gap that holds no more than the sentence with the cue of the words before it."""
    cue = last.quote.cue_span
    inside = cue is not None and last.outer.end <= cue.start < turn.outer.start
    return inside and len(re.findall(r"[.!?](?:\s|$)", gap)) <= 1


def _beside(page: Page, turn: Turn, floor: int) -> Speaker | None:
    """Give who acts in the last sentence before the words."""
    tokens = page.tokens(Span(max(floor, turn.outer.start - 600), turn.outer.start))
    if tokens is None or tokens[1] >= tokens[2]:
        return None
    part, first, last = tokens
    start = last - 1
    while start > first and part.doc[start - 1].text not in (".", "!", "?") and "\n" not in part.doc[start - 1].text:
        start -= 1
    return _actor(page, part, part.doc[start:last])


def _behind(page: Page, turn: Turn) -> Speaker | None:
    """Give who acts in the sentence right behind the words."""
    tokens = page.tokens(Span(turn.outer.end, turn.outer.end + 160))
    if tokens is None:
        return None
    part, first, last = tokens
    end = next((i for i in range(first, last) if part.doc[i].text in (".", "!", "?", "“", '"', "‘")), last)
    return _actor(page, part, part.doc[first:end])


def _actor(page: Page, part: Parsed, tokens: Iterable[Token]) -> Speaker | None:
    for token in tokens:
        if token.dep_ not in SUBJECTS or not page.readable(part, token):
            continue
        if token.lower_ in _ACTING or token.pos_ == "PROPN" or token.lemma_.lower() in _PERSONS:
            return speaker_at(page, part, token)
        owner = next((child for child in token.children if child.dep_ == "poss"), None)
        if owner is not None and owner.lower_ in ("his", "her", "my"):
            return speaker_at(page, part, owner)
    return None
