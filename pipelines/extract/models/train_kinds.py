"""Train what tells the kinds of words in marks apart: `python -m pipelines.extract.models.train_kinds GOLD SEEDS`.

Writes `kinds.json` beside this script, the same bytes from the same gold: what tells speech (direct, mixed) from marks
of distance and wordings as wordings (scare, mention).
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pipelines.extract.models.examples import GUM, LITBANK, Standard, training_documents
from pipelines.extract.models.maxent import Example, fit, model_text, yes_or_no
from pipelines.extract.models.spans import overlap, stripped
from pipelines.extract.quotes.cues import find_frame
from pipelines.extract.quotes.forms import TITLE, form_of, rule_kind
from pipelines.extract.quotes.kinds import SPEECH, speech_traits
from pipelines.extract.quotes.marks import Region, find_regions
from pipelines.extract.quotes.placing import place
from pipelines.extract.rows import Span

PENALTY = 1.0
LEAST = 3
_SHORT = 3
# The three kinds of gold get about the same say: 29 regions of our own, 130 of GUM, 1,560 of LitBank's novels, where
# what is left out is in part an error of its pairing.
OWN_WEIGHT, GUM_WEIGHT, LITBANK_WEIGHT, DOUBTFUL_WEIGHT = 4.0, 1.0, 0.15, 0.1


def examples(documents: Iterable[Standard]) -> list[Example]:
    """Give what the documents teach, one example a region whose kind the gold tells."""
    return [example for document in documents for example, _ in taught(document)]


def taught(document: Standard) -> Iterator[tuple[Example, Region]]:
    """Give the examples of one document with their regions; titles are told by the references, not by this model."""
    page = document.page
    blocks = [Span(part.passage.start, part.passage.end) for part in page.annotated.parsed]
    for placed in place(find_regions(page.text, blocks), len(page.text)):
        region = placed.region
        spoken = is_speech(document, region)
        frame = find_frame(page, region.outer, region.inner, placed.limits)
        form = form_of(page, region, frame)
        rule = rule_kind(page, region, frame, form, nested=placed.nested)
        # GUM leaves out many a fragment that a cue governs.
        untold = spoken is False and document.origin == GUM and frame is not None and frame.cue is not None
        if spoken is not None and rule != TITLE and not untold:
            traits = speech_traits(page, region, frame, form, rule, nested=placed.nested)
            yield yes_or_no(traits, spoken, _weight(document, spoken)), region


def _weight(document: Standard, spoken: bool) -> float:
    if document.own:
        return OWN_WEIGHT
    if document.origin == LITBANK:
        return LITBANK_WEIGHT if spoken else DOUBTFUL_WEIGHT
    return GUM_WEIGHT


def is_speech(document: Standard, region: Region) -> bool | None:
    """Tell whether a region is speech after the gold; None where the gold does not tell."""
    inner = stripped(document.text, region.inner)
    near = [(overlap(inner, stripped(document.text, span)), row) for span, row in document.spans()]
    share, row = max(near, key=lambda pair: pair[0], default=(0.0, {}))
    if share >= 0.5:
        return row["kind"] in SPEECH if document.own else True
    inside = any(span.start <= inner.start and inner.end <= span.end for span, _ in document.spans())
    words = document.text[inner.start : inner.end].split()
    # GUM leaves out speech that no clause of its own introduces; what is that short is seldom speech.
    untold = document.origin == GUM and len(words) > _SHORT
    return None if inside or untold or document.own else False


def main(arguments: Sequence[str]) -> int:
    """Train on the gold in the first folder; the second holds the annotated raw documents."""
    if len(arguments) != 2:
        sys.stderr.write("usage: train_kinds.py GOLD_FOLDER SEEDS_FOLDER\n")
        return 2
    found = examples(training_documents(Path(arguments[0]), Path(arguments[1])))
    text = model_text(fit(found, PENALTY, LEAST), PENALTY, len(found))
    Path(__file__).with_name("kinds.json").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
