"""What a verification found, as plain values."""

from collections.abc import Iterator
from dataclasses import dataclass

KEPT = 10_000
"""Differences that are told of one by one; where a check finds more of them, the rest are counted."""
_SHOWN = 60
_BEFORE = 20


@dataclass(frozen=True, slots=True)
class Problem:
    """One difference: where it is, what the release promises there, and what there is."""

    where: str
    expected: str
    found: str

    def __str__(self) -> str:
        return f"{self.where}: expected {self.expected}, found {self.found}"


@dataclass(frozen=True, slots=True)
class Check:
    """One comparison; `compared` says of how much, and what was left out and why.

    `problems` holds the first `KEPT` differences at least, `more` is the number of those that it does not hold.
    """

    name: str
    compared: str
    problems: tuple[Problem, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """All comparisons of one release."""

    checks: tuple[Check, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All differences that are told of one by one, in the order of the checks."""
        return tuple(problem for check in self.checks for problem in check.problems)

    @property
    def passed(self) -> bool:
        """Whether nothing differs."""
        return not self.problems

    def lines(self) -> Iterator[str]:
        """Yield the verdict as lines of text: each check with what was compared, and under it what differs."""
        for check in self.checks:
            verdict = f"{len(check.problems) + check.more} differ" if check.problems else "holds"
            yield f"{check.name}: {verdict} ({check.compared})"
            yield from (f"  {problem}" for problem in check.problems)
            if check.more:
                yield f"  and {check.more} more"


def compare(where: str, expected: object, found: object) -> Iterator[Problem]:
    """Yield a problem where two values differ."""
    if expected != found:
        yield Problem(where, *excerpts(expected, found))


def excerpts(expected: object, found: object) -> tuple[str, str]:
    """Show two values; of long strings only the part around the first difference."""
    if not (isinstance(expected, str) and isinstance(found, str)) or max(len(expected), len(found)) <= _SHOWN + 4:
        return _shown(expected), _shown(found)
    same = next((i for i, pair in enumerate(zip(expected, found, strict=False)) if pair[0] != pair[1]), None)
    first = min(len(expected), len(found)) if same is None else same
    return _cut(expected, first), _cut(found, first)


def _shown(value: object) -> str:
    return repr(value) if isinstance(value, str) else str(value)


def _cut(value: str, at: int) -> str:
    start = max(0, at - _BEFORE)
    end = start + _SHOWN
    return f"{'…' if start else ''}{value[start:end]!r}{'…' if end < len(value) else ''}"
