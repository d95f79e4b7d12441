"""Pairs of claims compared, in order, a bounded number at a time."""

import pickle
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import starmap

import numpy as np
import numpy.typing as npt
import polars as pl

from pipelines.link.claims.corrections import CORRECTED
from pipelines.link.claims.propositions import Party, Proposition
from pipelines.link.claims.relations import Relation, relate
from pipelines.link.claims.sketch import SKETCH, related_at_most, sketch_of
from pipelines.link.spill import Numbers, Records, Rows, distinct, pairs_of

AT_ONCE = 50_000
"""Pairs that are compared one by one in one go."""
ROUGHLY = 500_000
"""Pairs whose few bits are compared in one go."""
SCHEMA = {"relation": pl.String, "differs": pl.String, "stronger": pl.String, "confidence": pl.Float64}
_MEMORY = 1 << 14


class Told:
    """What claims say: a few bits of each in memory, the rest on disk."""

    def __init__(self, records: Records, documents: npt.NDArray[np.int32]) -> None:
        self._records, self._documents, self.count = records, documents, len(documents)
        self._sketch = np.zeros(len(documents), dtype=SKETCH)
        self._read = lru_cache(_MEMORY)(unpacked)
        self._related = lru_cache(4 * _MEMORY)(self._relation)

    def add(self, rows: Rows, told: Sequence[Proposition]) -> None:
        """Take what claims say."""
        self._sketch[rows] = np.array([sketch_of(claim) for claim in told], dtype=SKETCH)
        self._records.add(rows, [packed(claim) for claim in told])

    def links(self, pairs: Iterable[Numbers], corrected: Numbers) -> Iterator[pl.DataFrame]:
        """Give the related ones of `pairs` and those of `corrected` that are not, with how they are related.

        Both are in order; `corrected` is held whole, and of `pairs` an item at a time.
        """
        begin = 0
        for some in pairs:
            for kept in self._at_most(some):
                related = self._compared(kept)
                end = int(np.searchsorted(corrected, kept[-1], side="right"))
                yield _frame(related, corrected[begin:end])
                begin = end
        yield _frame({}, corrected[begin:])

    def _at_most(self, pairs: Numbers) -> Iterator[Numbers]:
        """Give the pairs that may be related, `AT_ONCE` at most at a time."""
        for begin in range(0, len(pairs), ROUGHLY):
            some = pairs[begin : begin + ROUGHLY]
            one, other = pairs_of(some)
            within = self._documents[one] == self._documents[other]
            kept = some[related_at_most(self._sketch[one], self._sketch[other], within)]
            yield from (kept[at : at + AT_ONCE] for at in range(0, len(kept), AT_ONCE))

    def _compared(self, pairs: Numbers) -> dict[int, Relation]:
        one, other = pairs_of(pairs)
        within = (self._documents[one] == self._documents[other]).tolist()
        told = self._records.get(distinct(np.concatenate([one, other])))
        found = {}
        for pair, a, b, together in zip(pairs.tolist(), one.tolist(), other.tolist(), within, strict=True):
            if relation := self._related(told[a], told[b], together):
                found[pair] = relation
        return found

    def _relation(self, one: bytes, other: bytes, one_document: bool) -> Relation | None:
        return relate(self._read(one), self._read(other), one_document)


def packed(claim: Proposition) -> bytes:
    """Give a proposition as bytes, in plain tuples, which is half the work of pickling it as it is."""
    agents, objects, *rest = claim
    return pickle.dumps((*([*map(tuple, found)] for found in (agents, objects)), *rest), pickle.HIGHEST_PROTOCOL)


def unpacked(told: bytes) -> Proposition:
    """Give the proposition that `packed` was given."""
    agents, objects, *rest = pickle.loads(told)
    return Proposition(tuple(starmap(Party, agents)), tuple(starmap(Party, objects)), *rest)


def _frame(related: dict[int, Relation], corrected: Numbers) -> pl.DataFrame:
    found = dict.fromkeys(corrected.tolist(), CORRECTED) | related
    rows = [(pair, *_columns(found[pair])) for pair in sorted(found)]
    return pl.DataFrame(rows, {"pair": pl.UInt64, **SCHEMA}, orient="row")


def _columns(relation: Relation) -> tuple[str, str | None, str | None, float]:
    return relation.relation, relation.differs, relation.stronger, relation.confidence
