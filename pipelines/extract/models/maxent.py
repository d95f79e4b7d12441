"""Training of log-linear models (`pipelines.extract.linear`); needs scipy, which is for development only.

Deterministic: traits in order, L-BFGS from zero, weights rounded, so that the same examples give the same bytes.
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

Vector = NDArray[np.float64]
_DECIMALS = 3


@dataclass(frozen=True, slots=True)
class Example:
    """One choice: the traits of each candidate, the indexes of those that are right, and how much it counts.

    Several right ones mean that one of them is right and it is not known which.
    """

    candidates: tuple[tuple[str, ...], ...]
    right: tuple[int, ...]
    weight: float = 1.0


def yes_or_no(traits: Sequence[str], label: bool, weight: float = 1.0) -> Example:
    """Give the example of something that is so or not; the rival has no traits."""
    return Example((tuple(traits), ()), (0,) if label else (1,), weight)


def fit(examples: Sequence[Example], penalty: float, least: int) -> dict[str, float]:
    """Give the weights of the traits that at least `least` examples show, with an L2 `penalty`."""
    seen = Counter(trait for example in examples for trait in {t for traits in example.candidates for t in traits})
    names = sorted(trait for trait, count in seen.items() if count >= least)
    index = {name: number for number, name in enumerate(names)}
    matrix, starts, weights, right = _arrays(examples, index)
    groups = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, matrix.shape[0])))

    def loss(theta: Vector) -> tuple[float, Vector]:
        scores = matrix @ theta
        scores = scores - np.maximum.reduceat(scores, starts)[groups]
        shares = np.exp(scores)
        everything = np.add.reduceat(shares, starts)
        good = np.add.reduceat(shares * right, starts)
        value = -float((weights * np.log(good / everything)).sum()) + penalty / 2 * float(theta @ theta)
        pull = shares / everything[groups] - shares * right / good[groups]
        return value, matrix.T @ (pull * weights[groups]) + penalty * theta

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 1000, "ftol": 1e-12})
    rounded = ((name, round(float(value), _DECIMALS)) for name, value in zip(names, found.x, strict=True))
    return {name: value for name, value in rounded if value}


def _arrays(examples: Sequence[Example], index: dict[str, int]) -> tuple[csr_matrix, NDArray[np.int64], Vector, Vector]:
    columns: list[int] = []
    ends, starts, right = [0], [], []
    for example in examples:
        starts.append(len(ends) - 1)
        for number, traits in enumerate(example.candidates):
            columns += [index[trait] for trait in dict.fromkeys(traits) if trait in index]
            ends.append(len(columns))
            right.append(float(number in example.right))
    shape = (len(ends) - 1, len(index))
    matrix = csr_matrix((np.ones(len(columns)), np.array(columns, dtype=np.int64), np.array(ends)), shape=shape)
    weights = np.array([example.weight for example in examples])
    return matrix, np.array(starts, dtype=np.int64), weights, np.array(right)


def model_text(weights: dict[str, float], penalty: float, examples: int) -> str:
    """Give the text of a model file."""
    model = {"model": "log-linear", "penalty": penalty, "examples": examples, "weights": weights}
    return json.dumps(model, indent=0, ensure_ascii=False, sort_keys=True) + "\n"
