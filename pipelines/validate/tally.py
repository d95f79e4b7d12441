"""What parts of a table showed of one promise, put together."""

from dataclasses import dataclass

import polars as pl

KEPT = 100_000
"""Failing keys that are kept of a promise: the first by order. All are counted."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What some rows of a table, or all of them, showed of one promise.

    `failing` counts the rows that break it, and `keys` has the first of their keys, sorted; `unchecked` counts the rows
    that were given the benefit of the doubt; `problem` says why the promise could not be judged at all.
    """

    passed: bool
    failing: int
    keys: pl.Series
    unchecked: int = 0
    problem: str | None = None


def tally(passed: bool, keys: pl.Series, unchecked: int) -> Tally:
    """Give what rows showed: `keys` are those of all that break the promise, in any order."""
    return Tally(passed, len(keys), _first(keys), unchecked)


def unjudged(problem: str) -> Tally:
    """Give what rows showed that could not be judged."""
    return Tally(passed=False, failing=0, keys=pl.Series(dtype=pl.String), problem=problem)


def together(one: Tally, other: Tally) -> Tally:
    """Give what the rows of two tallies showed; what could not be judged in one was not judged."""
    problem = one.problem or other.problem
    if problem is not None:
        return unjudged(problem)
    keys = _first(pl.concat([one.keys, other.keys])) if len(one.keys) and len(other.keys) else one.keys
    keys = keys if len(one.keys) else other.keys
    counts = one.failing + other.failing, keys, one.unchecked + other.unchecked
    return Tally(one.passed and other.passed, *counts)


def _first(keys: pl.Series) -> pl.Series:
    return keys.sort().head(KEPT)
