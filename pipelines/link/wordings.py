"""Quotes by their words: which have the same, and which of those with the same or altered words are linked."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

import numpy as np

from pipelines.link.spill import Array, Rows, distinct, joined, paired_rows, pairs_of, together

LINKS = 20
"""Quotes behind it, in the order of ids, that a quote is linked with at most."""
AT_ONCE = 10_000
"""Quotes of one wording that are linked in one go."""
ALIKE = np.dtype([("wording", "<u4"), ("other", "<u4"), ("similarity", "<f8")])
"""Two wordings that are alike, from the side of the first."""
LINKED = np.dtype([("pair", "<u8"), ("similarity", "<f8")])
"""Two quotes as `paired_rows` writes them."""


class Wordings:
    """Quotes, numbered in the order of their ids, by their words; a wording has the number of its first quote."""

    def __init__(self, rows: Rows, digests: Array, count: int) -> None:
        """Take the `rows`, of `count`, that have words enough to be linked, and a digest of the words of each."""
        numbered = np.argsort(rows)
        order, begins = together(digests[numbered])
        self._quotes = rows[numbered][order]
        sizes = np.diff(begins, append=len(rows))
        first = self._quotes[begins]
        self.of = np.zeros(count, dtype=np.uint32)
        """The wording of each quote."""
        self.of[self._quotes] = np.repeat(first, sizes)
        self._begin, self._size = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.uint32)
        self._begin[first], self._size[first] = begins, sizes

    def quotes(self, wording: int) -> Rows:
        """Give the quotes of a wording in order."""
        begin = self._begin[wording]
        return self._quotes[begin : begin + self._size[wording]]

    def repeated(self) -> Array:
        """Give each wording of several quotes as alike to itself."""
        found = np.flatnonzero(self._size > 1)
        return alike(found, found, np.ones(len(found)))

    def met(self, rows: Rows, ends: Array) -> tuple[Rows, Array]:
        """Give the wordings in each of some groups of quotes, in order, and where each group ends."""
        group = np.repeat(np.arange(len(ends), dtype=np.uint64), np.diff(ends, prepend=0))
        groups, wordings = pairs_of(distinct(joined(group, self.of[rows])))
        return wordings, np.searchsorted(groups, np.arange(len(ends)), side="right")

    def linked(self, found: Array) -> Iterator[Array]:
        """Give the links of quotes of some wordings, by all that these are alike to, as `LINKED`."""
        itself = found["other"] == found["wording"]
        order = np.lexsort((found["other"], ~itself, -found["similarity"], found["wording"]))
        for wording, others in groupby(found[order].tolist(), key=itemgetter(0)):
            near = [(self.quotes(other), similarity) for _, other, similarity in others]
            quotes = self.quotes(wording)
            for at in range(0, len(quotes), AT_ONCE):
                yield from _behind(quotes[at : at + AT_ONCE], near)


def alike(wordings: Array, others: Array, similarity: Array) -> Array:
    """Give wordings that are alike as `ALIKE`."""
    items = np.zeros(len(wordings), dtype=ALIKE)
    items["wording"], items["other"], items["similarity"] = wordings, others, similarity
    return items


def _behind(quotes: Rows, near: list[tuple[Rows, float]]) -> Iterator[Array]:
    """Link each of some quotes of one wording with the first behind it, those of the nearest wording first."""
    left = np.full(len(quotes), LINKS)
    for others, similarity in near:
        place = np.searchsorted(others, quotes, side="right")[:, None] + np.arange(LINKS)
        owner, step = np.nonzero((place < len(others)) & (np.arange(LINKS) < left[:, None]))
        items = np.zeros(len(owner), dtype=LINKED)
        items["pair"], items["similarity"] = paired_rows(quotes[owner], others[place[owner, step]]), similarity
        yield items
        left -= np.bincount(owner, minlength=len(quotes))
        if not left.any():
            break
