"""A linear model over named traits: what the learned steps of extraction use to choose.

The models are log-linear (Berger, Della Pietra and Della Pietra 1996, "A maximum entropy approach to natural language
processing"): the chance of one of several candidates is the softmax of their scores, a score the sum of the weights of
the candidate's traits. A trait without a weight counts nothing.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from math import exp


@dataclass(frozen=True, slots=True)
class Linear:
    """Weights by trait."""

    weights: Mapping[str, float]

    def score(self, traits: Iterable[str]) -> float:
        """Give the sum of the weights of `traits`."""
        known = self.weights
        return sum([known[trait] for trait in traits if trait in known])

    def chance(self, traits: Iterable[str]) -> float:
        """Give the chance, in [0, 1], that what has `traits` is so, against a rival without any."""
        return 1 / (1 + exp(-max(-30.0, min(30.0, self.score(traits)))))

    def chances(self, candidates: Sequence[Iterable[str]]) -> list[float]:
        """Give the chance of each candidate; they add up to 1."""
        scores = [self.score(traits) for traits in candidates]
        top = max(scores, default=0.0)
        shares = [exp(score - top) for score in scores]
        return [share / sum(shares) for share in shares]


def load_linear(name: str) -> Linear:
    """Read the weights of the packaged model `name`."""
    text = files("pipelines.extract.models").joinpath(f"{name}.json").read_text(encoding="utf-8")
    return Linear(json.loads(text)["weights"])


def bucket(value: int, edges: Sequence[int]) -> int:
    """Give the first of the ascending `edges` that `value` does not pass, or one more than the last."""
    return next((edge for edge in edges if value <= edge), edges[-1] + 1)
