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
from pipelines.link.spill import (
    KEY,
    Array,
    Numbers,
    Records,
    Rows,
    digest_of,
    digests_of,
    distinct,
    joined,
    pairs_of,
    together,
)  # fmt: skip

AT_ONCE = 50_000
"""Pairs that are compared one by one in one go."""
ROUGHLY = 500_000
"""Pairs whose few bits are compared in one go."""
SCHEMA = {"relation": pl.String, "differs": pl.String, "stronger": pl.String, "confidence": pl.Float64}
_MEMORY = 1 << 14


class Told:
    """What claims say: a few bits of each in memory, the rest on disk.

    Claims that say the very same are compared as one, so that text which many documents repeat costs little.
    """

    def __init__(self, records: Records, documents: npt.NDArray[np.int32]) -> None:
        self._records, self._documents, self.count = records, documents, len(documents)
        self._sketch, self._digest = np.zeros(self.count, dtype=SKETCH), np.zeros(self.count, dtype=KEY)
        self._read = lru_cache(_MEMORY)(unpacked)
        self._related = lru_cache(4 * _MEMORY)(self._relation)

    def add(self, rows: Rows, told: Sequence[Proposition]) -> None:
        """Take what claims say."""
        records = [packed(claim) for claim in told]
        self._sketch[rows] = np.array([sketch_of(claim) for claim in told], dtype=SKETCH)
        self._digest[rows] = digests_of(map(digest_of, records))
        self._records.add(rows, records)

    def links(self, pairs: Iterable[Numbers], corrected: Numbers) -> Iterator[pl.DataFrame]:
        """Give the related ones of `pairs` and those of `corrected` that are not, with how they are related.

        Both are in order; `corrected` is held whole, and of `pairs` an item at a time.
        """
        begin, stands_for = 0, _first_alike(self._digest)
        for some in pairs:
            for kept in self._at_most(some):
                related = [self._compared(kept, stands_for, one_document) for one_document in (False, True)]
                end = int(np.searchsorted(corrected, kept[-1], side="right"))
                yield _with(corrected[begin:end], related)
                begin = end
        yield _with(corrected[begin:], [])

    def _at_most(self, pairs: Numbers) -> Iterator[Numbers]:
        """Give the pairs that may be related, `AT_ONCE` at most at a time."""
        for begin in range(0, len(pairs), ROUGHLY):
            some = pairs[begin : begin + ROUGHLY]
            one, other = pairs_of(some)
            within = self._documents[one] == self._documents[other]
            kept = some[related_at_most(self._sketch[one], self._sketch[other], within)]
            yield from (kept[at : at + AT_ONCE] for at in range(0, len(kept), AT_ONCE))

    def _compared(self, pairs: Numbers, stands_for: Rows, one_document: bool) -> pl.DataFrame:
        """Relate those of `pairs` that stand in one document, or in two; the same two propositions once."""
        one, other = pairs_of(pairs)
        asked = (self._documents[one] == self._documents[other]) == one_document
        one, other = stands_for[one[asked]], stands_for[other[asked]]
        told = self._records.get(distinct(np.concatenate([one, other])))
        unlike, which = np.unique(joined(one, other), return_inverse=True)
        each = zip(*(rows.tolist() for rows in pairs_of(unlike)), strict=True)
        relations = [self._related(told[a], told[b], one_document) for a, b in each]
        return _frame(pairs[asked], relations, which)

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


def _first_alike(digests: Array) -> Rows:
    """Give for each row the first with the same digest."""
    order, begins = together(digests)
    found = np.empty(len(digests), dtype=np.uint32)
    found[order] = np.repeat(order[begins], np.diff(begins, append=len(digests)))
    return found


def _with(corrected: Numbers, related: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Put what is related and what is only corrected together, in order."""
    for found in related:
        corrected = corrected[~np.isin(corrected, found["pair"])]
    only = _frame(corrected, [CORRECTED], np.zeros(len(corrected), dtype=np.int64))
    return pl.concat([*related, only]).sort("pair")


def _frame(pairs: Numbers, relations: Sequence[Relation | None], which: Array) -> pl.DataFrame:
    """Give the related ones of pairs, `which` tells the relation of each."""
    columns = pl.DataFrame([_columns(found) for found in relations], {"related": pl.Boolean, **SCHEMA}, orient="row")
    rows = columns[which].insert_column(0, pl.Series("pair", pairs, pl.UInt64))
    return rows.filter("related").drop("related")


def _columns(relation: Relation | None) -> tuple[bool, str | None, str | None, str | None, float | None]:
    if relation is None:
        return False, None, None, None, None
    return True, relation.relation, relation.differs, relation.stronger, relation.confidence
