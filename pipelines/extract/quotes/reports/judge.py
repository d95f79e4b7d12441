"""Which candidates report something, and how far the reported content reaches."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.extract.parsed import Parsed
from pipelines.extract.quotes.page import Page
from pipelines.extract.quotes.reports.bounds import Option, options
from pipelines.extract.quotes.reports.candidates import Candidate, candidates
from pipelines.extract.quotes.reports.traits import report_traits
from pipelines.extract.rows import Span

_EDGE = " \t\n\u00a0,;:.!?–—-\"“”‘’'`()[]"
_MIN = 4
# No open standard annotates these frames, and our own has too few to learn from (all 7 are reports): what the lexicon
# lets through counts as a report.
RULED_FRAMES = frozenset({"infinitive", "of", "description"})
_RULED_CHANCE = 0.8


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate with the span of its content and the chance that it reports something."""

    candidate: Candidate
    part: Parsed
    span: Span
    chance: float


def candidates_of(page: Page, part: Parsed) -> Iterator[tuple[Candidate, list[Option]]]:
    """Give the candidates of a passage with the options for their content; none without an option."""
    for candidate in candidates(iter(part.doc)):
        if page.readable(part, candidate.cue):
            found = options(candidate, page.sentence(part, candidate.cue))
            if found:
                yield candidate, found


def judged(page: Page, part: Parsed, least: float) -> Iterator[Judged]:
    """Give the candidates of a passage whose chance is at least `least`, with the likeliest content."""
    for candidate, found in candidates_of(page, part):
        ruled = candidate.frame in RULED_FRAMES
        chance = _RULED_CHANCE if ruled else page.models.reports.chance(report_traits(candidate))
        if chance < least:
            continue
        scores = [page.models.bounds.score(option.traits) for option in found]
        span = option_span(part, found[max(range(len(found)), key=lambda index: scores[index])])
        if span is not None:
            yield Judged(candidate, part, span, chance)


def option_span(part: Parsed, option: Option) -> Span | None:
    """Give the document span of an option without outer marks and punctuation; None where too little is left."""
    offset, stop = part.at(part.doc[option.first]), part.end_of(part.doc[option.last])
    text = part.text[offset - part.passage.start : stop - part.passage.start]
    start, end = len(text) - len(text.lstrip(_EDGE)), len(text.rstrip(_EDGE))
    for opened, closed in ("[]", "()"):
        if text.count(opened, start, end) > text.count(closed, start, end) and text[end : end + 1] == closed:
            end += 1
    return Span(offset + start, offset + end) if end - start >= _MIN and "\n\n" not in text[start:end] else None
