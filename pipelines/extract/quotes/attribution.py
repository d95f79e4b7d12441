"""Regions in marks as quotations: kind, cue, speaker and work of each, in the order of the page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipelines.extract.quotes.cues import Frame, find_frame
from pipelines.extract.quotes.kinds import kind_of
from pipelines.extract.quotes.lexicon import SHOWING
from pipelines.extract.quotes.marks import Region
from pipelines.extract.quotes.page import Page, finite
from pipelines.extract.quotes.placing import Placed, place
from pipelines.extract.quotes.speaker import NOBODY, Speaker, speaker_of
from pipelines.extract.quotes.speakers.choose import choose_speakers
from pipelines.extract.quotes.speakers.words import Words
from pipelines.extract.quotes.works import author_of, from_work, main_work_in, work_behind, work_in
from pipelines.extract.rows import Quote, QuoteKind, Reference, Span

_SPOKEN = frozenset({QuoteKind.DIRECT, QuoteKind.MIXED})
_UNCLOSED = 0.6
# From this length on, the same words are a quotation given twice.
_TELLING = 40
_MAX_SIGNATURE = 18
_AND = re.compile(r",? (?:and|or|but|and even|nor|yet) |, ")
_LONGEST_LABEL = 50
_LABEL = re.compile(r"(?:^|[\n.!?”\"’])\s*([A-Z][^\n:.!?”\"“]{1,40}):\s*\Z")
_SIGNATURE = re.compile(r"\s*(?:[-–—―~]+\s*)?(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Marked:
    """A region that is a quotation, with the narration around it, its kind, and how sure that is."""

    placed: Placed
    frame: Frame | None
    kind: QuoteKind
    confidence: float

    @property
    def outer(self) -> Span:
        """The words with their marks."""
        return self.placed.region.outer

    @property
    def cue(self) -> Span | None:
        """Where the reporting word stands."""
        frame = self.frame
        return Span(frame.part.at(frame.cue), frame.part.end_of(frame.cue)) if frame and frame.cue is not None else None

    @property
    def turn(self) -> bool:
        """Tell one turn of a dialogue or report: an utterance of its own, or part of one that a cue goes with."""
        whole = self.kind is QuoteKind.DIRECT or (self.kind is QuoteKind.MIXED and self.cue is not None)
        return whole and not self.placed.nested


def attribute(page: Page, regions: Sequence[Region]) -> list[Quote]:
    """Give each region that is a quotation as a row; `regions` are sorted, outer before inner."""
    marked = marked_words(page, regions)
    turns = turns_of(page, marked)
    chosen = choose_speakers(page, [words for _, words in turns])
    speakers = {index: choice for (index, _), choice in zip(turns, chosen, strict=True)}
    rows = [_row(page, one, *speakers.get(index, (None, 1.0))) for index, one in enumerate(marked)]
    rows = _repeated(page, rows)
    return _interrupted(marked, rows)


def marked_words(page: Page, regions: Sequence[Region]) -> list[Marked]:
    """Give the regions that are quotations with their kinds, in order."""
    found: list[Marked] = []
    for placed in place(regions, len(page.text)):
        frame = find_frame(page, placed.region.outer, placed.region.inner, placed.limits)
        kind = kind_of(page, placed.region, frame, nested=placed.nested)
        if kind is not None:
            one = Marked(placed, frame, *kind)
            found.append(_joined(page, found[-1], one) if found else one)
    return found


def _joined(page: Page, before: Marked, one: Marked) -> Marked:
    """Let a fragment that only "and" joins to a fragment of somebody's words be of the same kind and cue."""
    between = page.text[before.outer.end : one.outer.start]
    joined = before.kind is QuoteKind.MIXED and before.placed.nested == one.placed.nested and _AND.fullmatch(between)
    return replace(one, kind=before.kind, frame=before.frame) if joined and one.kind is QuoteKind.SCARE else one


def turns_of(page: Page, marked: Sequence[Marked]) -> list[tuple[int, Words]]:
    """Give the utterances of their own among the quotations, each with its index there."""
    return [
        (index, Words(one.placed.region.inner, one.outer, one.frame, _known(page, one)))
        for index, one in enumerate(marked)
        if one.turn
    ]


def _known(page: Page, one: Marked) -> Speaker | None:
    """Give who signs words without a cue, or whose work leads them in."""
    if one.frame is None or one.frame.cue is not None:
        return None
    told = _label(page, one.outer) or _signature(page, one.outer, one.frame)
    if told is not None:
        return told
    work = work_in(page, _lead(one.frame, one.outer))
    return author_of(page, work) if work is not None else None


def _row(page: Page, one: Marked, chosen: Speaker | None, share: float) -> Quote:
    speaker, work = _source(page, one, chosen)
    confidence = one.confidence * (1.0 if one.placed.region.closed else _UNCLOSED)
    return Quote(
        one.placed.region.inner,
        one.kind,
        speaker=speaker.name,
        speaker_span=speaker.span,
        cue_span=one.cue if speaker is not NOBODY or one.kind in _SPOKEN else None,
        work=work.work if work else None,
        confidence=round(confidence * share, 2),
    )


def _source(page: Page, one: Marked, chosen: Speaker | None) -> tuple[Speaker, Reference | None]:
    """Give the speaker and the work: as chosen, else by the cue, else by a signature or the work that leads in."""
    frame = one.frame
    if frame is None:
        return chosen or NOBODY, None
    lead = _lead(frame, one.outer)
    work = work_in(page, lead)
    spoken = one.kind in _SPOKEN
    if frame.cue is None:
        speaker = chosen or (_known(page, one) if spoken else None) or NOBODY
        behind = Span(one.outer.end, frame.part.passage.end)
        signed = speaker.span is not None and speaker.span.start >= one.outer.end
        return speaker, (work or (work_in(page, behind) if signed else None)) if spoken else None
    showing = frame.cue.lemma_.lower() in SHOWING
    if not spoken and not showing:
        return NOBODY, None
    marked = (frame.first, frame.last)
    speaker = chosen or speaker_of(page, frame.part, frame.cue, behind=frame.side == "right", marked=marked)
    if showing and (speaker.name is None or page.work_named(speaker.name) is None):
        return NOBODY, None
    if work is None and frame.side == "right" and frame.right[0] < frame.right[1]:
        rest = Span(one.outer.end, frame.part.end_of(frame.part.doc[frame.right[1] - 1]) + len(" “"))
        work = work_behind(page, rest)
    speaker = from_work(page, speaker, work, lead)
    return speaker, work or (main_work_in(page, lead, speaker) if spoken else None)


def _lead(frame: Frame, outer: Span) -> Span:
    first = frame.part.at(frame.part.doc[frame.left[0]]) if frame.left[0] < frame.left[1] else outer.start
    return Span(first, outer.start)


def _label(page: Page, outer: Span) -> Speaker | None:
    """Give the name that stands before words as in a play or an interview: Ada Roe: "…"."""
    found = _LABEL.search(page.text, max(0, outer.start - _LONGEST_LABEL), outer.start)
    if found is None:
        return None
    mention = page.annotated.cast.at(Span(*found.span(1)))
    if mention is None or mention.named.kind != "person" or mention.span.end != found.end(1):
        return None
    return Speaker(mention.named.name, mention.span)


def _signature(page: Page, outer: Span, frame: Frame) -> Speaker | None:
    """Give the name that signs a quotation behind it: "…" – Ada Roe."""
    match = _SIGNATURE.match(page.text, outer.end, frame.part.passage.end)
    if match is None or frame.part.passage.end - match.end() > 120:
        return None
    mention = page.annotated.cast.at(Span(match.end(), frame.part.passage.end))
    if mention is not None and mention.span.start == match.end():
        return Speaker(mention.named.name, mention.span)
    return _verbless(page, Span(match.end(), frame.part.passage.end))


def _verbless(page: Page, rest: Span) -> Speaker | None:
    """Take a short line without a verb behind a quotation for its signature: "…" A resident of the street."""
    tokens = page.tokens(rest)
    if tokens is None or tokens[2] - tokens[1] > _MAX_SIGNATURE:
        return None
    part, first, last = tokens
    titles = [reference.span for reference in page.references_in(rest)]
    verbs = (part.at(token) for token in part.doc[first:last] if finite(token))
    if first == last or any(not any(title.start <= at < title.end for title in titles) for at in verbs):
        return None
    text = re.split(r"[,(;:“\"]", page.text[rest.start : rest.end])[0].rstrip(" .–—-")
    return Speaker(text, Span(rest.start, rest.start + len(text))) if len(text) > 2 else None


def _repeated(page: Page, rows: Sequence[Quote]) -> list[Quote]:
    """Give words that stand on the page again, signed there, the name and the work of the signature."""
    signed = {
        page.annotated.text(row.span): row
        for row in rows
        if row.cue_span is None and row.speaker_span is not None and row.speaker_span.start >= row.span.end
    }
    found = []
    for row in rows:
        same = signed.get(page.annotated.text(row.span)) if row.span.end - row.span.start >= _TELLING else None
        found.append(replace(row, speaker=same.speaker, work=row.work or same.work) if same is not None else row)
    return found


def _interrupted(marked: Sequence[Marked], rows: Sequence[Quote]) -> list[Quote]:
    """Let the parts of an utterance that its own cue interrupts share `utterance`."""
    quotes = list(rows)
    last = -1
    for index in _level(marked):
        cue = quotes[index].cue_span
        if last >= 0 and cue is not None and cue == quotes[last].cue_span and cue.start > quotes[last].span.start:
            start = quotes[last].utterance or quotes[last].span.start
            quotes[last] = replace(quotes[last], utterance=start)
            kind = QuoteKind.DIRECT if quotes[last].kind is QuoteKind.DIRECT else quotes[index].kind
            quotes[index] = replace(quotes[index], utterance=start, kind=kind)
        last = index
    return quotes


def _level(marked: Sequence[Marked]) -> Iterator[int]:
    """Give the indexes of the spoken words that lie in no others."""
    return (index for index, one in enumerate(marked) if one.kind in _SPOKEN and not one.placed.nested)
