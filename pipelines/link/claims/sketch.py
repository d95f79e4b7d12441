"""Which pairs of claims can be related at all, told for many at once from a few bits of each.

Most pairs of near claims are not related. What is ruled out here, `relations.relate` would find to be nothing; the
reverse does not hold, as different words may share a bit.
"""

from collections.abc import Iterable
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from pipelines.link.claims.lemmas import broader, once_only, opposites
from pipelines.link.claims.propositions import Proposition
from pipelines.link.claims.relations import is_known, says_enough, undergoer
from pipelines.link.spill import Array, key_of

SKETCH = np.dtype([("senses", "<u8", 2), ("names", "<u8"), ("event", "<u4"), ("flags", "u1")])
"""Senses have a bit each in two numbers, so that seldom two have both bits in common; names have one."""
COMPARED, OPPOSABLE, ONCE = 1, 2, 4
_MEMORY = 1 << 16


def sketch_of(claim: Proposition) -> tuple[tuple[int, int], int, int, int]:
    """Give what `SKETCH` holds of a claim."""
    opposable = not claim.denied and not claim.hedged and not claim.senses.isdisjoint(_with_opposite())
    flags = COMPARED * (claim.stands_alone and says_enough(claim)) | OPPOSABLE * opposable
    senses = [_number(root(sense)) for sense in claim.senses]
    return (
        (_bits(senses), _bits(number // 64 for number in senses)),
        _bits(_number(_last_word(name)) for name in claim.names),
        _event(claim),
        flags | ONCE * (claim.action in once_only()),
    )


def related_at_most(one: Array, other: Array, one_document: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Tell of pairs of rows of `SKETCH` which `relate` may find to be related."""
    left, right = one["senses"] & ~other["senses"], other["senses"] & ~one["senses"]
    both = one["flags"] & other["flags"]
    within = ~left.any(axis=1) | ~right.any(axis=1)
    one_each = (np.bitwise_count(left) < 2).all(axis=1) & (np.bitwise_count(right) < 2).all(axis=1)
    opposed = (both & OPPOSABLE > 0) & one_each
    event = (one["flags"] & ONCE > 0) & (one["event"] > 0) & (one["event"] == other["event"])
    about = one_document | (one["names"] & other["names"] > 0)
    found: npt.NDArray[np.bool_] = (both & COMPARED > 0) & about & (within | opposed | event)
    return found


def _event(claim: Proposition) -> int:
    """Give a number for what happened to whom, 0 where it is not told; narrower words have the one of the wider."""
    whom = undergoer(claim)
    if len(whom) != 1 or not is_known(whom[0]) or claim.negated or claim.hedged:
        return 0
    return _number(f"{root(claim.action)} {root(whom[0].head)}") % (1 << 32)


def _bits(numbers: Iterable[int]) -> int:
    found = 0
    for number in numbers:
        found |= 1 << number % 64
    return found


@lru_cache(maxsize=_MEMORY)
def _number(word: str) -> int:
    return int.from_bytes(key_of(word)[:8], "little")


@lru_cache(maxsize=_MEMORY)
def root(sense: str) -> str:
    """Give what all words have in common of which one implies or ends in the other."""
    word = _last_word(sense)
    while (wider := broader().get(word, word)) != word:
        word = wider
    return word


def _last_word(name: str) -> str:
    return name.rsplit(" ", 1)[-1]


@lru_cache(maxsize=1)
def _with_opposite() -> frozenset[str]:
    return frozenset().union(*opposites())
