"""Train what finds reported speech and thought: `python -m pipelines.extract.models.train_reports GOLD_FOLDER`.

Writes `reports.json` (which clauses are reports) and `report_bounds.json` (how far their content reaches) beside this
script, the same bytes from the same gold. Documents held back (`split.held_back`) are not read.
"""

import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.extract.models.examples import LITBANK, Standard, training_documents
from pipelines.extract.models.maxent import Example, fit, model_text, yes_or_no
from pipelines.extract.models.spans import overlap, stripped
from pipelines.extract.parsed import Parsed
from pipelines.extract.quotes.reports.bounds import Option
from pipelines.extract.quotes.reports.candidates import Candidate
from pipelines.extract.quotes.reports.find import is_speech, speaker_of_report
from pipelines.extract.quotes.reports.judge import RULED_FRAMES, candidates_of, option_span
from pipelines.extract.quotes.reports.traits import report_traits
from pipelines.extract.rows import Span

PENALTY = 1.0
LEAST = 2
# Our own annotation decides where it differs from GUM's, whose clause borders come from rhetorical structure.
OWN_WEIGHT = 2.0
_THAT = re.compile(r"\bthat[ ,]*$")


@dataclass(frozen=True, slots=True)
class Lesson:
    """A candidate's traits and options, whether it is a report, and which options are right."""

    traits: tuple[str, ...]
    options: tuple[Option, ...]
    label: bool
    right: tuple[int, ...]
    weight: float
    ruled: bool


def lessons(documents: Iterable[Standard]) -> list[Lesson]:
    """Give what the documents teach: a candidate is a report where an option covers half of a gold stretch.

    GUM has thoughts among its attributions; our own gold has speech only, so its thoughts teach nothing. LitBank has
    words in marks only and teaches nothing here.
    """
    return [lesson for document in documents if document.origin != LITBANK for lesson in _of_document(document)]


def _of_document(document: Standard) -> Iterable[Lesson]:
    own = document.own
    gold = {stripped(document.text, span) for span, _ in document.spans()}
    for part in document.page.annotated.parsed:
        for candidate, options in candidates_of(document.page, part):
            if not _speech(document, part, candidate) if own else candidate.frame in RULED_FRAMES:
                continue
            spans = [_content(document, part, option, own) for option in options]
            label = any(overlap(span, other) >= 0.5 for span in spans for other in gold)
            right = tuple(number for number, span in enumerate(spans) if span in gold)
            yield Lesson(
                tuple(report_traits(candidate)),
                tuple(options),
                label,
                right,
                OWN_WEIGHT if own else 1.0,
                candidate.frame in RULED_FRAMES,
            )


def _speech(document: Standard, part: Parsed, candidate: Candidate) -> bool:
    return is_speech(document.page, part, candidate, speaker_of_report(document.page, part, candidate))


def _content(document: Standard, part: Parsed, option: Option, own: bool) -> Span:
    """Give an option's span after the standard's convention: in GUM "that" belongs to the content."""
    span = option_span(part, option) or Span(part.passage.start, part.passage.start)
    that = None if own else _THAT.search(document.text, max(0, span.start - 8), span.start)
    return stripped(document.text, Span(that.start() if that else span.start, span.end))


def fit_reports(found: Sequence[Lesson]) -> tuple[dict[str, float], dict[str, float]]:
    """Give the weights of the two models."""
    judged = [yes_or_no(lesson.traits, lesson.label, lesson.weight) for lesson in found if not lesson.ruled]
    reports = fit(judged, PENALTY, LEAST)
    bounds = fit(_bound_examples(found), PENALTY, LEAST)
    return reports, bounds


def _bound_examples(found: Sequence[Lesson]) -> list[Example]:
    return [
        Example(tuple(option.traits for option in lesson.options), lesson.right, lesson.weight)
        for lesson in found
        if lesson.right and len(lesson.options) > 1
    ]


def main(arguments: Sequence[str]) -> int:
    """Train on the gold in the first folder; the second holds the annotated raw documents."""
    if len(arguments) != 2:
        sys.stderr.write("usage: train_reports.py GOLD_FOLDER SEEDS_FOLDER\n")
        return 2
    found = lessons(training_documents(Path(arguments[0]), Path(arguments[1])))
    here = Path(__file__).parent
    reports, bounds = fit_reports(found)
    (here / "reports.json").write_text(model_text(reports, PENALTY, len(found)), encoding="utf-8")
    count = len(_bound_examples(found))
    (here / "report_bounds.json").write_text(model_text(bounds, PENALTY, count), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
