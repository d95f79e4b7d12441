"""Reports of a page: what is said to have been said or thought, with the cue and whose words or thoughts they are."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.extract.parsed import Parsed
from pipelines.extract.quotes.lexicon import (
    DESCRIBING,
    FINDING,
    ORDERING,
    PROMISING,
    SAYING,
    STATEMENT_NOUNS,
    STUDY_NOUNS,
    THINKING,
    UTTERING,
    WORK_NOUNS,
)
from pipelines.extract.quotes.page import Page
from pipelines.extract.quotes.reports.candidates import Candidate, subject_of, unsaid
from pipelines.extract.quotes.reports.judge import Judged, judged
from pipelines.extract.quotes.speaker import NOBODY, Speaker, speaker_at, speaker_of
from pipelines.extract.rows import Span
from pipelines.readers.document import PassageKind

LEAST = 0.4
_PROSE = frozenset(
    {PassageKind.PARAGRAPH, PassageKind.LIST_ITEM, PassageKind.BLOCK_QUOTE, PassageKind.TITLE, PassageKind.CAPTION}
)
_SPEAKING = (SAYING | UTTERING | ORDERING | PROMISING | FINDING) - (THINKING - FINDING)
# Findings that are said even where no study is the subject.
_SAID_TOO = frozenset("reveal confirm propose conclude hypothesize hypothesise".split())


@dataclass(frozen=True, slots=True)
class Report:
    """Reported content: its span, its cue, whose it is, and if it was said (`speech`) or only thought, felt or seen."""

    span: Span
    cue: Span
    speaker: Speaker
    confidence: float
    speech: bool


def find_reports(page: Page) -> list[Report]:
    """Give the reports of a page, in order; one a span."""
    found: dict[Span, Report] = {}
    for part in page.annotated.parsed:
        if part.passage.kind in _PROSE:
            for one in judged(page, part, LEAST):
                report = _report(page, one)
                found.setdefault(report.span, report)
    return sorted(found.values(), key=lambda report: report.span)


def _report(page: Page, one: Judged) -> Report:
    part, candidate = one.part, one.candidate
    speaker = speaker_of_report(page, part, candidate)
    cue = candidate.cue
    end = part.end_of(cue.doc[cue.i + 1]) if candidate.frame == "according" else part.end_of(cue)
    speech = is_speech(page, part, candidate, speaker)
    return Report(one.span, Span(part.at(cue), end), speaker, round(one.chance, 2), speech)


def speaker_of_report(page: Page, part: Parsed, candidate: Candidate) -> Speaker:
    """Give whose words or thoughts a candidate reports."""
    if candidate.frame == "noun":
        owner = next((child for child in candidate.cue.children if child.dep_ == "poss"), None)
        return speaker_at(page, part, owner) if owner is not None else NOBODY
    return speaker_of(page, part, candidate.cue, behind=candidate.behind and candidate.frame == "clause")


def is_speech(page: Page, part: Parsed, candidate: Candidate, speaker: Speaker) -> bool:
    """Tell what was said or written from what was thought, by the cue; what is denied or wished to be said was not."""
    cue, frame = candidate.cue, candidate.frame
    lemma = cue.lemma_.lower()
    if frame == "according":
        return speaker.span is not None
    if frame == "noun":
        return lemma in STATEMENT_NOUNS
    if frame == "copula":
        subject = subject_of(cue)
        return subject is not None and subject.lemma_.lower() in STATEMENT_NOUNS
    if unsaid(cue):
        return False
    if frame == "of":
        return True
    if frame == "description":
        return lemma in DESCRIBING and _somebody(page, speaker)
    return lemma in _SPEAKING and _states(part, lemma, speaker)


def _states(part: Parsed, lemma: str, speaker: Speaker) -> bool:
    """Tell whether a subject states in words: a finding needs a study, its authors or a source for its subject."""
    if lemma not in FINDING or lemma in _SAID_TOO:
        return True
    tokens = part.tokens(speaker.span) if speaker.span is not None else None
    return tokens is not None and any(token.lemma_.lower() in STUDY_NOUNS for token in tokens)


def _somebody(page: Page, speaker: Speaker) -> bool:
    """Tell a speaker who is no work: what a work depicts is no speech."""
    if speaker.span is None:
        return False
    words = {word.casefold() for word in page.annotated.text(speaker.span).split()}
    work = page.main_work
    return not words & WORK_NOUNS and (work is None or speaker.name != work.work)


def speeches(page: Page) -> Iterator[Report]:
    """Give the reports of what was said or written, in order."""
    return (report for report in find_reports(page) if report.speech)
