"""Which claims to compare: the nearest few of those that share a name, a number or a word."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from pipelines.link.claims.lemmas import broader
from pipelines.link.claims.propositions import Proposition

CANDIDATES = 20
BLOCK = 256
"""Claims that are compared all with all; a larger block is split."""
ANCHORS = 14
HASHED = 256
LENGTH = 120
"""Of a claim's vector: short enough that its whole numbers fit a byte, and that float32 adds their products exactly."""
SEED = 20261122
BATCH = 4_000_000
Vectors = npt.NDArray[np.int8]
Pairs = npt.NDArray[np.int64]


def candidate_pairs(told: Sequence[Proposition]) -> Pairs:
    """Give pairs of positions in `told`, lower first, at most `CANDIDATES` chosen for each claim.

    `told` is sorted by claim id. Claims that share one of `anchors_of` stand in one block. Blocks of more than `BLOCK`
    claims are cut by the signs of fixed random projections (Charikar 2002, "Similarity estimation techniques from
    rounding algorithms"), so that the cost grows with the number of claims and not with its square. In a block the
    nearest are those whose anchors, hashed to `HASHED` places (Weinberger et al. 2009, "Feature hashing for large scale
    multitask learning"), have the largest cosine.
    """
    if len(told) < 2:
        return np.zeros((0, 2), dtype=np.int64)
    anchors = [anchors_of(claim) for claim in told]
    return _nearest(_vectors(anchors), anchors)


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


def _vectors(anchors: Sequence[Sequence[str]]) -> Vectors:
    """Give each claim its anchors as a vector of whole numbers of about the length `LENGTH`."""
    vectors = np.zeros((len(anchors), HASHED), dtype=np.float32)
    for row, terms in enumerate(anchors):
        for term in terms:
            place = _hash(term)
            # To whom what was done tells more than either, and either more than a word.
            weight = 1 + term.count("+")
            vectors[row, place % HASHED] += weight if place & 0x10000 else -weight
    length = np.maximum(np.sqrt((vectors**2).sum(axis=1, keepdims=True)), 1)
    whole: Vectors = np.clip(np.rint(vectors / length * LENGTH), -127, 127).astype(np.int8)
    return whole


def _hash(term: str) -> int:
    return int.from_bytes(hashlib.blake2b(term.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "big")


def _blocks(anchors: Sequence[Sequence[str]], signs: npt.NDArray[np.bool_]) -> Iterator[npt.NDArray[np.int64]]:
    sharers: defaultdict[str, list[int]] = defaultdict(list)
    for row, terms in enumerate(anchors):
        for term in terms:
            sharers[term].append(row)
    for term in sorted(sharers):
        if len(sharers[term]) > 1:
            yield from _split(np.array(sharers[term], dtype=np.int64), signs, 0)


def _split(rows: npt.NDArray[np.int64], signs: npt.NDArray[np.bool_], bit: int) -> Iterator[npt.NDArray[np.int64]]:
    """Cut a block by one projection after another until it is small; what stays alike to the last is cut in order."""
    if len(rows) <= BLOCK:
        if len(rows) > 1:
            yield rows
    elif bit == signs.shape[1]:
        yield from (rows[at : at + BLOCK] for at in range(0, len(rows), BLOCK) if len(rows) - at > 1)
    else:
        side = signs[rows, bit]
        yield from _split(rows[side], signs, bit + 1)
        yield from _split(rows[~side], signs, bit + 1)


def _nearest(vectors: Vectors, anchors: Sequence[Sequence[str]]) -> Pairs:
    planes = np.random.default_rng(SEED).integers(-8, 9, size=(vectors.shape[1], 24)).astype(np.float32)
    signs = np.vstack([vectors[at : at + 4096].astype(np.float32) @ planes > 0 for at in range(0, len(vectors), 4096)])
    kept: list[npt.NDArray[np.int64]] = []
    size = 0
    for rows in _blocks(anchors, signs):
        kept.append(_nearest_in(rows, vectors))
        size += len(kept[-1])
        if size > BATCH:
            kept = [_best(np.vstack(kept))]
            size = len(kept[0])
    if not kept:
        return np.zeros((0, 2), dtype=np.int64)
    chosen = _best(np.vstack(kept))[:, :2]
    return np.unique(np.sort(chosen, axis=1), axis=0)


def _nearest_in(rows: npt.NDArray[np.int64], vectors: Vectors) -> npt.NDArray[np.int64]:
    """Give for each claim of a block its nearest in it, as rows of claim, partner, likeness."""
    block = vectors[rows].astype(np.float32)
    likeness = (block @ block.T).astype(np.int64)
    np.fill_diagonal(likeness, -(2**40))
    width = min(CANDIDATES, len(rows) - 1)
    # The place breaks ties, so that the choice is one and the same on any machine.
    ranked = likeness * len(rows) - np.arange(len(rows))
    best = np.argpartition(-ranked, width - 1, axis=1)[:, :width]
    owner = np.repeat(rows, width)
    return np.column_stack([owner, rows[best].ravel(), np.take_along_axis(likeness, best, axis=1).ravel()])


def _best(found: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Give for each claim its `CANDIDATES` best partners, each once."""
    ordered = found[np.lexsort((found[:, 1], -found[:, 2], found[:, 0]))]
    new = np.ones(len(ordered), dtype=bool)
    new[1:] = (ordered[1:, :2] != ordered[:-1, :2]).any(axis=1)
    ordered = ordered[new]
    first = np.searchsorted(ordered[:, 0], ordered[:, 0])
    return ordered[np.arange(len(ordered)) - first < CANDIDATES]
