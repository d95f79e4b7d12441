"""Train the choice of speakers: `python -m pipelines.extract.models.train_speakers GOLD SEEDS`.

Writes `speakers.json` beside this script, the same bytes from the same gold. Each turn of a dialogue is one choice. The
turns before it are taken once as the gold has them, and once as a model that has not seen the document chooses them, so
that the model learns to live with its own errors (Ross, Gordon and Bagnell, 2011, "A reduction of imitation learning").
"""

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipelines.extract.linear import Linear
from pipelines.extract.models.examples import LITBANK, Standard, training_documents
from pipelines.extract.models.maxent import Example, fit, model_text
from pipelines.extract.models.spans import overlap, stripped
from pipelines.extract.quotes.attribution import marked_words, turns_of
from pipelines.extract.quotes.marks import find_regions
from pipelines.extract.quotes.speakers.candidates import candidates
from pipelines.extract.quotes.speakers.collected import NOBODY, Candidate, Said
from pipelines.extract.quotes.speakers.coreference import is_name
from pipelines.extract.quotes.speakers.scene import Scene, scene_of
from pipelines.extract.quotes.speakers.words import Gap
from pipelines.extract.rows import Span

PENALTY = 6.0
LEAST = 6
PARTS = 3
# What a turn counts whose speaker is no candidate: there the right choice is nobody.
NOBODY_WEIGHT = 0.3
# What a turn counts with paragraphs put into a text that has lost them, and one of our own gold.
BROKEN_WEIGHT, OWN_WEIGHT = 0.5, 2.0
_ARTICLES = frozenset("the a an of s mr mrs ms miss dr sir lady lord".split())
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Lesson:
    """The scene of one document with the gold row of each turn, by its index, and what its choices count."""

    scene: Scene
    rows: Mapping[int, Row]
    weight: float

    def right(self, candidate: Candidate, row: Row) -> bool:
        """Tell a candidate that the gold agrees with: its expression is one of the speaker's, or the names agree."""
        spans = row.get("speaker_mentions") or row.get("speaker_spans") or [_speaker_span(row)]
        span = candidate.span
        if span is not None and any(start < span.end and span.start < end for start, end in spans):
            return True
        return is_name(candidate.key) and names_agree(candidate.key, row["speaker"])

    def pure(self, candidate: Candidate, row: Row) -> bool:
        """Tell a candidate whose names on the page are mostly the gold speaker's."""
        spans = row.get("speaker_mentions")
        named = [one for one in self.scene.expressions if one.key == candidate.key and one.form != "pronoun"]
        if not spans or not named:
            return True
        fitting = sum(any(start < one.span.end and one.span.start < end for start, end in spans) for one in named)
        return fitting * 2 >= len(named)


def _speaker_span(row: Row) -> tuple[int, int]:
    return (row["speaker_start"], row["speaker_end"]) if row.get("speaker_start") is not None else (0, 0)


def names_agree(one: str, other: str) -> bool:
    """Tell two names of which one has all words of the other, but for articles and titles."""
    left, right = (set(re.findall(r"\w+", name.lower())) - _ARTICLES for name in (one, other))
    return bool(left and right) and (left <= right or right <= left)


def lessons(document: Standard) -> list[Lesson]:
    """Give what one document teaches: its scene, and where it has lost its paragraphs one with them put back."""
    page = document.page
    blocks = [Span(part.passage.start, part.passage.end) for part in page.annotated.parsed]
    turns = [words for _, words in turns_of(page, marked_words(page, find_regions(page.text, blocks)))]
    if not turns:
        return []
    scene = scene_of(page, turns)
    rows = _rows(document, [turn.inner for turn in turns])
    weight = OWN_WEIGHT if document.own else 1.0
    whole = Lesson(scene, rows, weight)
    return [whole, replace(_broken(whole), weight=BROKEN_WEIGHT)] if document.origin == LITBANK else [whole]


def _rows(document: Standard, spans: Sequence[Span]) -> dict[int, Row]:
    """Give the gold row of each span that is one with a speaker, the best fitting one."""
    text = document.text
    gold = [(stripped(text, span), row) for span, row in document.spans() if row.get("speaker")]
    found: dict[int, Row] = {}
    for index, span in enumerate(spans):
        inner = stripped(text, span)
        near = ((overlap(inner, other), row) for other, row in gold)
        share, row = max(near, key=lambda pair: pair[0], default=(0.0, {}))
        if share >= 0.5:
            found[index] = row
    return found


def _broken(lesson: Lesson) -> Lesson:
    """Put paragraphs where print has them: at a new speaker, between bare turns, now and then in the narration."""
    gaps = []
    for index, gap in enumerate(lesson.scene.gaps):
        speakers = [lesson.rows.get(at, {}).get("speaker") for at in (index - 1, index)]
        told = gap.kind in ("text", "long", "far") and index % 3 == 0
        new = gap.kind == "turn" or told or speakers[0] != speakers[1]
        gaps.append(gap if gap.kind == "first" else Gap(gap.kind, "new" if new else "same"))
    return replace(lesson, scene=replace(lesson.scene, gaps=gaps))


def taught(lesson: Lesson, model: Linear | None = None) -> Iterator[Example]:
    """Give a lesson's choices; the turns before each are the gold's, or those that `model` chooses."""
    said: list[Said] = []
    for index, turn in enumerate(lesson.scene.turns):
        found, row = candidates(lesson.scene, index, said[-12:]), lesson.rows.get(index)
        right = [number for number, one in enumerate(found) if row is not None and lesson.right(one, row)]
        right = [number for number in right if row is not None and lesson.pure(found[number], row)] or right
        if row is not None:
            traits = tuple(tuple(dict.fromkeys(one.traits)) for one in found)
            weight = lesson.weight * (1.0 if right else NOBODY_WEIGHT)
            yield Example(traits, tuple(right) or (len(found) - 1,), weight)
        if turn.known is not None:
            said.append(Said(turn.known.name or NOBODY, turn.known.span))
            continue
        chosen = found[_choice(found, right, row, model)]
        said.append(Said(chosen.key, chosen.span, chosen.head))


def _choice(found: Sequence[Candidate], right: Sequence[int], row: Row | None, model: Linear | None) -> int:
    if model is None and row is not None:
        return right[0] if right else len(found) - 1
    if model is None:
        return 0
    chances = model.chances([dict.fromkeys(one.traits) for one in found])
    return max(range(len(found)), key=lambda number: chances[number])


def train(documents: Sequence[Sequence[Lesson]]) -> tuple[dict[str, float], int]:
    """Give the weights, and the number of choices they are learned from; one list of lessons a document."""
    clean = [[example for lesson in found for example in taught(lesson)] for found in documents]
    examples = [example for found in clean for example in found]
    for part in range(PARTS):
        others = [example for number, found in enumerate(clean) if number % PARTS != part for example in found]
        model = Linear(fit(others, PENALTY / 2, LEAST))
        for found in documents[part::PARTS]:
            examples += [example for lesson in found for example in taught(lesson, model)]
    halved = [replace(example, weight=example.weight / 2) for example in examples]
    return fit(halved, PENALTY, LEAST), len(examples)


def main(arguments: Sequence[str]) -> int:
    """Train on the gold in the first folder; the second holds the annotated raw documents."""
    if len(arguments) != 2:
        sys.stderr.write("usage: train_speakers.py GOLD_FOLDER SEEDS_FOLDER\n")
        return 2
    documents = [lessons(document) for document in training_documents(Path(arguments[0]), Path(arguments[1]))]
    weights, count = train(documents)
    text = model_text(weights, PENALTY, count)
    Path(__file__).with_name("speakers.json").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
