"""Regions in marks as quotations: kind, cue, speaker and work of each, in the order of the page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.extract.quotes.cues import Frame, find_frame
from pipelines.extract.quotes.kinds import kind_of
from pipelines.extract.quotes.lexicon import SHOWING
from pipelines.extract.quotes.marks import Region
from pipelines.extract.quotes.page import Page, finite
from pipelines.extract.quotes.speaker import NOBODY, Speaker, speaker_of
from pipelines.extract.quotes.turns import Turn, fill_turns, interrupted
from pipelines.extract.quotes.works import author_of, main_work_in, work_in
from pipelines.extract.rows import Quote, QuoteKind, Reference, Span

_SPOKEN = frozenset({QuoteKind.DIRECT, QuoteKind.MIXED})
_MAX_SIGNATURE = 18
_SIGNATURE = re.compile(r"\s*(?:[-–—―~]+\s*)?(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class _Placed:
    """A region with its neighbours on the same level."""

    region: Region
    limits: Span
    nested: bool


def attribute(page: Page, regions: Sequence[Region]) -> list[Quote]:
    """Give each region that is a quotation as a row; `regions` are sorted, outer before inner."""
    turns: list[Turn] = []
    for placed in _placed(page, regions):
        frame = find_frame(page, placed.region.outer, placed.region.inner, placed.limits)
        kind = kind_of(page, placed.region, frame, nested=placed.nested)
        if kind is not None:
            quote = _row(page, placed, frame, *kind)
            side = frame.side if frame is not None else ""
            turns.append(Turn(quote, placed.region.outer, side, placed.nested))
    return interrupted(fill_turns(page, turns))


def _placed(page: Page, regions: Sequence[Region]) -> list[_Placed]:
    """Find for each region how far the narration around it goes on its own level."""
    ends = {-1: 0}
    stack: list[int] = []
    before: list[int] = []
    level_of: list[int] = []
    for index, region in enumerate(regions):
        while stack and regions[stack[-1]].outer.end <= region.outer.start:
            stack.pop()
        level = stack[-1] if stack else -1
        before.append(ends.get(level, regions[level].inner.start if level >= 0 else 0))
        ends[level] = region.outer.end
        level_of.append(level)
        stack.append(index)
    after: dict[int, int] = {}
    placed: list[_Placed] = []
    for index in range(len(regions) - 1, -1, -1):
        level = level_of[index]
        outer_end = regions[level].inner.end if level >= 0 else len(page.text)
        limits = Span(before[index], after.get(level, outer_end))
        placed.append(_Placed(regions[index], limits, level >= 0))
        after[level] = regions[index].outer.start
    return placed[::-1]


def _row(page: Page, placed: _Placed, frame: Frame | None, kind: QuoteKind, confidence: float) -> Quote:
    inner = placed.region.inner
    cue = Span(frame.part.at(frame.cue), frame.part.end_of(frame.cue)) if frame and frame.cue is not None else None
    speaker, work = _source(page, placed, frame, kind)
    if not placed.region.closed:
        confidence *= 0.6
    return Quote(
        inner,
        kind,
        speaker=speaker.name,
        speaker_span=speaker.span,
        cue_span=cue if speaker is not NOBODY or kind in _SPOKEN else None,
        work=work.work if work else None,
        confidence=confidence,
    )


def _source(page: Page, placed: _Placed, frame: Frame | None, kind: QuoteKind) -> tuple[Speaker, Reference | None]:
    """Give the speaker and the work: by the cue, else a signature behind, else the work that leads in."""
    if frame is None:
        return NOBODY, None
    lead = _lead(frame, placed)
    work = work_in(page, lead)
    if frame.cue is not None:
        showing = frame.cue.lemma_.lower() in SHOWING
        if kind in _SPOKEN or showing:
            speaker = speaker_of(
                page, frame.part, frame.cue, behind=frame.side == "right", marked=(frame.first, frame.last)
            )
            if showing and (speaker.name is None or page.work_named(speaker.name) is None):
                return NOBODY, None
            speaker = _from_work(page, speaker, work, lead)
            return speaker, work or (main_work_in(page, lead, speaker) if kind in _SPOKEN else None)
        return NOBODY, None
    if kind not in _SPOKEN:
        return NOBODY, None
    signed = _signature(page, placed, frame)
    if signed is not NOBODY:
        return signed, work or work_in(page, Span(placed.region.outer.end, frame.part.passage.end))
    return (author_of(page, work), work) if work is not None else (NOBODY, None)


def _lead(frame: Frame, placed: _Placed) -> Span:
    first = frame.part.at(frame.part.doc[frame.left[0]]) if frame.left[0] < frame.left[1] else placed.region.outer.start
    return Span(first, placed.region.outer.start)


def _from_work(page: Page, speaker: Speaker, work: Reference | None, lead: Span) -> Speaker:
    """Let the author speak where the expression found is the work itself ("a quote from his diary")."""
    if work is None or speaker.span is None:
        return speaker if speaker.span is not None or work is None else author_of(page, work)
    is_work = abs(speaker.span.start - work.span.start) <= len("the ") and lead.start <= work.span.start
    return author_of(page, work) if is_work else speaker


def _signature(page: Page, placed: _Placed, frame: Frame) -> Speaker:
    """Give the name that signs a quotation behind it: "…" – Ada Roe."""
    end = placed.region.outer.end
    match = _SIGNATURE.match(page.text, end, frame.part.passage.end)
    if match is None or frame.part.passage.end - match.end() > 120:
        return NOBODY
    mention = page.annotated.cast.at(Span(match.end(), frame.part.passage.end))
    if mention is not None and mention.span.start == match.end():
        return Speaker(mention.named.name, mention.span)
    return _verbless(page, Span(match.end(), frame.part.passage.end))


def _verbless(page: Page, rest: Span) -> Speaker:
    """Take a short line without a verb behind a quotation for its signature: "…" A resident of the street."""
    tokens = page.tokens(rest)
    if tokens is None or tokens[2] - tokens[1] > _MAX_SIGNATURE:
        return NOBODY
    part, first, last = tokens
    if first == last or any(finite(token) for token in part.doc[first:last]):
        return NOBODY
    text = re.split(r"[,(;:“\"]", page.text[rest.start : rest.end])[0].rstrip(" .–—-")
    return Speaker(text, Span(rest.start, rest.start + len(text))) if len(text) > 2 else NOBODY
