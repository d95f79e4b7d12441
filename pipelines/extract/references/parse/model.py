"""The trained field: loaded once, asked for the labels of a reference and how sure they are."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pycrfsuite

MODEL = Path(__file__).parents[2] / "models" / "references.crfsuite"
FIELDS = (
    "author", "editor", "translator", "date", "title", "container", "publisher", "place", "volume", "issue", "pages",
    "edition",
)  # fmt: skip
_DOUBTED, _RIVAL = 0.8, 0.05
NOTE, OUTSIDE = "note", "O"


class Labeller:
    """A conditional random field read from a file."""

    def __init__(self, path: Path) -> None:
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open(str(path))

    def labels(self, items: Sequence[Sequence[str]]) -> tuple[list[str], list[float]]:
        """Give the best labels of a reference's tokens, and the marginal probability of each; outside of fields, 1."""
        if not items:
            return [], []
        self._tagger.set(items)
        labels = self._tagger.tag()
        marginal = self._tagger.marginal
        sure = [1.0 if label in (OUTSIDE, NOTE) else marginal(label, index) for index, label in enumerate(labels)]
        return labels, sure

    def rivals(self, labels: Sequence[str], sure: Sequence[float]) -> dict[int, dict[str, float]]:
        """Give for the doubted tokens of the reference labelled last the probability of each other field from 0.05."""
        marginal = self._tagger.marginal
        return {
            index: {
                label: chance
                for label in FIELDS
                if label != labels[index] and (chance := marginal(label, index)) >= _RIVAL
            }
            for index, probability in enumerate(sure)
            if probability < _DOUBTED
        }


@cache
def default_labeller() -> Labeller:
    """Give the shipped model, read at the first call."""
    return Labeller(MODEL)
