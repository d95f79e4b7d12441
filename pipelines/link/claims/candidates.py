"""Which claims to compare: the nearest few of those that share a name, a number or a word."""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from pipelines.link.claims.anchors import HASHED, PLANES, Vectors
from pipelines.link.spill import HALF, Numbers, Rows, Sharers, distinct, joined, paired_rows

CANDIDATES = 20
BLOCK = 256
"""Claims that are compared all with all; a larger block is split."""
TOGETHER = 4096
"""Claims of blocks of one size that are compared in one go."""
FOUND = 2_000_000
"""Partners that are found before the best are kept."""
OWNERS = 1 << 16
FARTHEST = 15360
"""More than the square of the length of a vector, so that no likeness is larger."""
NOBODY = np.uint64(2**47 - 1)
_RANK = np.uint64(47)
Keys = Numbers
"""Partners of a claim, the nearest first: how far they are in the upper bits, the partner in the lower 32."""


def nearest(sharers: Sharers, vectors: Vectors) -> "Nearest":
    """Give for each claim its `CANDIDATES` nearest of those that it shares an anchor with.

    Claims are numbered in the order of their ids. Those that share an anchor stand in one block. Blocks of more than
    `BLOCK` claims are cut by the signs of their vectors, so that the cost grows with the number of claims and not with
    its square. In a block the nearest are those whose vectors have the largest cosine.
    """
    found = Nearest(len(vectors.signs))
    for rows, ends in sharers.groups():
        for blocks in _blocks(rows, ends, vectors.signs):
            together = max(1, TOGETHER // blocks.shape[1])
            for at in range(0, len(blocks), together):
                found.add(*_nearest_in(blocks[at : at + together], vectors))
    return found


def _blocks(rows: Rows, ends: npt.NDArray[np.int64], signs: npt.NDArray[np.uint32]) -> Iterator[Rows]:
    """Give blocks of claims, those of one size as the rows of one array."""
    sizes = np.diff(ends, prepend=0)
    cut: defaultdict[int, list[Rows]] = defaultdict(list)
    for end in np.flatnonzero(sizes > BLOCK):
        for block in _split(rows[ends[end] - sizes[end] : ends[end]], signs, 0):
            cut[len(block)].append(block)
    for size in sorted({*np.unique(sizes[sizes <= BLOCK]).tolist(), *cut} - {1}):
        begins = (ends - sizes)[sizes == size]
        yield np.vstack([rows[begins[:, None] + np.arange(size)], *cut.pop(size, [])])


def _split(rows: Rows, signs: npt.NDArray[np.uint32], bit: int) -> Iterator[Rows]:
    """Cut a block by one projection after another until it is small; what stays alike to the last is cut in order."""
    if len(rows) <= BLOCK:
        if len(rows) > 1:
            yield rows
    elif bit == PLANES:
        yield from (rows[at : at + BLOCK] for at in range(0, len(rows), BLOCK) if len(rows) - at > 1)
    else:
        side = (signs[rows] >> np.uint32(bit) & np.uint32(1)).astype(bool)
        yield from _split(rows[side], signs, bit + 1)
        yield from _split(rows[~side], signs, bit + 1)


def _nearest_in(blocks: Rows, vectors: Vectors) -> tuple[Rows, Keys]:
    """Give claims and their nearest in each of some blocks of one size."""
    count, size = blocks.shape
    width = min(CANDIDATES, size - 1)
    dense = vectors.of(blocks.ravel()).reshape(count, size, HASHED)
    far = FARTHEST - dense @ dense.transpose(0, 2, 1)
    far[:, np.arange(size), np.arange(size)] = 2 * FARTHEST + 1
    # The place breaks ties, so that the choice is one and the same on any machine.
    ranked = (far * BLOCK + np.arange(size, dtype=np.float32)).astype(np.int32)
    best = np.partition(ranked, width - 1, axis=2)[:, :, :width]
    partner = blocks[np.arange(count)[:, None, None], best % BLOCK]
    keys = joined(best // BLOCK, partner)
    return np.repeat(blocks.ravel(), width), keys.ravel()


class Nearest:
    """The nearest `CANDIDATES` of each claim so far, of all that it was compared with.

    Which they are does not depend on the order of blocks: two claims are as near in every block that both stand in,
    and of those as near the first by id count.
    """

    def __init__(self, count: int) -> None:
        self._far = np.full((count, CANDIDATES), NOBODY >> HALF, dtype=np.uint16)
        self._partner = np.full((count, CANDIDATES), 2**32 - 1, dtype=np.uint32)
        self._found: list[tuple[Rows, Keys]] = []
        self._waiting = 0

    def add(self, owners: Rows, keys: Keys) -> None:
        """Take partners of `owners`."""
        last = joined(self._far[owners, -1], self._partner[owners, -1])
        nearer = keys < last
        self._found.append((owners[nearer], keys[nearer]))
        self._waiting += int(nearer.sum())
        if self._waiting > FOUND:
            self._keep()

    def pairs(self, most: int) -> Iterator[Numbers]:
        """Give pairs of a claim and each of its partners, as `paired_rows` writes them; a pair may come twice."""
        self._keep()
        for start in range(0, len(self._partner), most):
            partners = self._partner[start : start + most]
            owner, place = np.nonzero(self._far[start : start + most] < NOBODY >> HALF)
            yield paired_rows(owner + start, partners[owner, place])

    def _keep(self) -> None:
        if not self._found:
            return
        owners, keys = (np.concatenate(parts) for parts in zip(*self._found, strict=True))
        self._found, self._waiting = [], 0
        order = np.argsort(owners)
        owners, keys = owners[order], keys[order]
        begins = np.flatnonzero(np.append(True, owners[1:] != owners[:-1]))[::OWNERS]
        for start, end in zip(begins, np.append(begins[1:], len(owners)), strict=True):
            self._merge(owners[start:end], keys[start:end])

    def _merge(self, owners: Rows, keys: Keys) -> None:
        """Keep the best of what is found and what there was, for up to `OWNERS` claims."""
        new = np.append(True, owners[1:] != owners[:-1])
        touched, rank = owners[new], np.cumsum(new) - 1
        before = joined(self._far[touched], self._partner[touched])
        ranks = np.repeat(np.arange(len(touched)), CANDIDATES)
        all_keys = np.concatenate([before.ravel(), keys]) | (np.concatenate([ranks, rank]).astype(np.uint64) << _RANK)
        all_keys = distinct(all_keys[all_keys & NOBODY != NOBODY])
        rank = (all_keys >> _RANK).astype(np.int64)
        place = np.arange(len(rank)) - np.searchsorted(rank, np.arange(len(touched)))[rank]
        best = place < CANDIDATES
        kept = np.full((len(touched), CANDIDATES), NOBODY)
        kept[rank[best], place[best]] = all_keys[best] & NOBODY
        self._far[touched], self._partner[touched] = kept >> HALF, kept.astype(np.uint32)
