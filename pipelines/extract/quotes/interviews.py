"""Interviews: what is answered, paragraph by paragraph, is quoted though no mark says so."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pipelines.extract.parsed import Parsed
from pipelines.extract.quotes.block import Block
from pipelines.extract.quotes.page import Page
from pipelines.extract.quotes.speaker import NOBODY, Speaker
from pipelines.extract.rows import Span
from pipelines.readers.document import PassageKind

_LABEL = re.compile(r"(?P<name>[A-Z][^\n:.!?“”\"]{0,40}):\s+(?=\S)")
_ASKING = frozenset("q question interviewer host moderator".split())
_ANSWERING = frozenset("a answer".split())
_LEAST_TURNS, _LEAST_QUESTIONS = 4, 3
_LONGEST_QUESTION = 600
_ANNOUNCED = re.compile(
    r"\binterview(?:s|ed|ing)?\b|\bspoke (?:with|to)\b|\btalked (?:with|to)\b|\bsat down with\b", re.I
)
_NEAR = 160
_PROSE = frozenset({PassageKind.PARAGRAPH, PassageKind.HEADING})


def interview_answers(page: Page) -> list[Block]:
    """Give the turns of an interview that are no questions of the asking side, in order.

    Two forms count: turns with a label ("Ada Roe: …", "A: …"), and, on a page that calls itself an interview, the
    paragraphs behind paragraphs that end in a question mark.
    """
    parts = [part for part in page.annotated.parsed if part.passage.kind in _PROSE]
    labelled = list(_labelled(page, parts))
    return labelled or list(_unlabelled(page, parts))


def _labelled(page: Page, parts: Sequence[Parsed]) -> Iterator[Block]:
    found = [(part, match) for part in parts if (match := _LABEL.match(part.text))]
    counts = Counter(match["name"].casefold() for _, match in found)
    turning = {name for name, count in counts.items() if count > 1}
    if len(turning) < 2 or sum(counts[name] for name in turning) < _LEAST_TURNS:
        return
    for part, match in found:
        name = match["name"].casefold()
        if name not in turning or name in _ASKING:
            continue
        start = part.passage.start
        label = Span(start + match.start("name"), start + match.end("name"))
        speaker = _interviewee(page) if name in _ANSWERING else _named(page, label)
        yield Block(Span(start + match.end(), part.passage.end), speaker, None, 0.75)


def _named(page: Page, label: Span) -> Speaker:
    text = page.annotated.text(label)
    named = page.annotated.cast.resolve(text)
    return Speaker(named.name if named is not None else text, label)


def _unlabelled(page: Page, parts: Sequence[Parsed]) -> Iterator[Block]:
    """Give the paragraphs between the questions, those of one answer as one span."""
    asking = [number for number, part in enumerate(parts) if _asks(part)]
    if len(asking) < _LEAST_QUESTIONS or _announcement(page) is None:
        return
    speaker = _interviewee(page)
    stops = [*asking[1:], len(parts)]
    for question, stop in zip(asking, stops, strict=True):
        answer = list(parts[question + 1 : stop])
        heading = next((n for n, part in enumerate(answer) if part.passage.kind is PassageKind.HEADING), len(answer))
        answer = answer[:heading]
        if answer:
            yield Block(Span(answer[0].passage.start, answer[-1].passage.end), speaker, None, 0.6)


def _asks(part: Parsed) -> bool:
    return part.text.endswith("?") and len(part.text) < _LONGEST_QUESTION


def _announcement(page: Page) -> re.Match[str] | None:
    """Give where the page's first paragraphs say that it is an interview."""
    first = page.annotated.parsed[: _LEAST_TURNS + 2]
    return _ANNOUNCED.search(page.text, 0, first[-1].passage.end) if first else None


def _interviewee(page: Page) -> Speaker:
    """Give the person whom the announcement names: the first behind it, else before it, else the page's subject."""
    told = _announcement(page)
    if told is not None:
        around = (Span(told.end(), told.end() + _NEAR), Span(max(0, told.start() - _NEAR), told.start()))
        for near in around:
            people = [m for m in page.annotated.cast.within(near) if m.named.kind == "person" and m.form != "pronoun"]
            if people:
                return Speaker(people[0].named.name, people[0].span)
    subject = page.annotated.cast.subject
    return Speaker(subject.name) if subject is not None else NOBODY
