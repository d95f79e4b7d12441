"""By what a claim can be met: names, numbers and words, also as a short vector in which claims are near or far."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from pipelines.link.claims.lemmas import broader
from pipelines.link.claims.propositions import Proposition
from pipelines.link.spill import key_of

ANCHORS = 14
HASHED = 256
LENGTH = 120
"""Of a claim's vector: short enough that its whole numbers fit a byte, and that float32 adds their products exactly."""
PLANES = 24
SEED = 20261122
_MEMORY = 1 << 16
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Anchor:
    """One anchor: its place in a vector, what it adds there, and the key under which its claims meet."""

    place: int
    weight: int
    key: bytes


def anchors_of(claim: Proposition) -> tuple[str, ...]:
    """Give what a claim can be met by: to whom what was done, names with the action, names, numbers, the action, words.

    Of the words the longest come first; there are `ANCHORS` at most.
    """
    names = sorted(claim.names)
    action = broader().get(claim.action, claim.action) if claim.action != "be" else ""
    surnames = sorted({name.rsplit(" ", 1)[-1] for name in names})
    undergoers = [part.head.rsplit(" ", 1)[-1] for part in claim.objects or claim.agents]
    pairs = (
        [*(f"{name}++{action}" for name in undergoers), *(f"{name}+{action}" for name in surnames)] if action else []
    )
    years = sorted({str(day.year) for day in claim.period}) if claim.period else []
    words = sorted(claim.senses - claim.names - {action}, key=lambda word: (-len(word), word))
    wider = [broader().get(word, word) for word in words]
    found = [*pairs, *surnames, *years, *claim.numbers, *([action] if action else []), *wider]
    return tuple(dict.fromkeys(found))[:ANCHORS]


@lru_cache(maxsize=_MEMORY)
def anchor(term: str) -> Anchor:
    """Give the anchor of a term."""
    digest = hashlib.blake2b(term.encode("utf-8", "surrogatepass"), digest_size=4).digest()
    number = int.from_bytes(digest, "big")
    # To whom what was done tells more than either, and either more than a word.
    weight = 1 + term.count("+")
    return Anchor(number % HASHED, weight if number & 0x10000 else -weight, key_of(term))


class Vectors:
    """A vector of whole numbers for each claim, of about the length `LENGTH`.

    Anchors are hashed to `HASHED` places (Weinberger et al. 2009, "Feature hashing for large scale multitask
    learning"); kept are those that are not zero, at most `ANCHORS`. `signs` holds on which side of fixed random
    projections each is, a bit each of `PLANES` (Charikar 2002, "Similarity estimation techniques from rounding
    algorithms").
    """

    def __init__(self, count: int) -> None:
        self._place = np.zeros((count, ANCHORS), dtype=np.uint8)
        self._value = np.zeros((count, ANCHORS), dtype=np.int8)
        self.signs = np.zeros(count, dtype=np.uint32)
        self._planes = np.random.default_rng(SEED).integers(-8, 9, size=(HASHED, PLANES)).astype(np.float32)

    def add(self, rows: npt.NDArray[np.uint32], anchors: Sequence[Sequence[Anchor]]) -> None:
        """Take the anchors of claims."""
        vectors = _whole(anchors)
        above = vectors @ self._planes > 0
        self.signs[rows] = (above << np.arange(PLANES, dtype=np.uint32)).sum(axis=1)
        row, place = np.nonzero(vectors)
        first = np.searchsorted(row, np.arange(len(rows)))
        nth = np.arange(len(row)) - first[row]
        # What is left open repeats the first, so that writing it again changes nothing.
        some = first < np.append(first[1:], len(row))
        places, values = np.zeros((2, len(rows), ANCHORS), dtype=np.int64)
        places[some], values[some] = place[first[some], None], vectors[some, place[first[some]]][:, None]
        places[row, nth], values[row, nth] = place, vectors[row, place]
        self._place[rows], self._value[rows] = places, values

    def of(self, rows: npt.NDArray[np.uint32]) -> Floats:
        """Give the vectors of some claims."""
        found = np.zeros((len(rows), HASHED), dtype=np.float32)
        found[np.arange(len(rows))[:, None], self._place[rows]] = self._value[rows]
        return found


def _whole(anchors: Sequence[Sequence[Anchor]]) -> Floats:
    vectors = np.zeros((len(anchors), HASHED), dtype=np.float32)
    rows = np.repeat(np.arange(len(anchors)), [len(found) for found in anchors])
    places = np.array([one.place for found in anchors for one in found], dtype=np.int64)
    np.add.at(vectors, (rows, places), [one.weight for found in anchors for one in found])
    length = np.maximum(np.sqrt((vectors**2).sum(axis=1, keepdims=True)), 1)
    whole: Floats = np.clip(np.rint(vectors / length * LENGTH), -127, 127)
    return whole
