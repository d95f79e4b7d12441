"""Regular expressions that are not tried on a text without what each of their matches must contain.

Most patterns match in few passages, and looking for a word is many times faster than trying a pattern at each place.
What a match must contain is read from the pattern itself (Cox 2012, "Regular Expression Matching with a Trigram
Index").
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

# The parser of `re` itself: no other tells how a pattern is read.
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, Generic, TypeVar

Match = re.Match[str]
Rule = TypeVar("Rule")
_ASCII_DIGIT, _DIGIT = re.compile("[0-9]"), re.compile(r"\d")
# How likely a passage holds a string of a length, one mark, or a digit: what is likely tells little.
_LIKELY = (1.0, 1.0, 0.3, 0.05, 0.005)
_LIKELY_MARK, _LIKELY_DIGIT, _LITTLE = 0.3, 0.4, 0.8
_MOST, _CUT, _SETS = 100, 4, 3
# The letters that `re` takes for i and s without regard to case, though `str.lower` does not.
_ALIKE = str.maketrans("ıİſ", "iis")


@dataclass(frozen=True, slots=True)
class Need:
    """What a text must hold: one of `strings`, or if `digit`, any digit."""

    strings: tuple[str, ...]
    digit: bool = False

    def met(self, text: str) -> bool:
        """Tell whether `text` holds it."""
        for string in self.strings:
            if string in text:
                return True
        return self.digit and has_digit(text)

    @property
    def likely(self) -> float:
        """How likely a passage holds it, by a rough guess."""
        return sum(map(_likely, self.strings)) + _LIKELY_DIGIT * self.digit

    def lower(self) -> "Need":
        """Give the same in lower case."""
        return Need(tuple(dict.fromkeys(string.lower() for string in self.strings)), self.digit)


class Sieve:
    """A compiled pattern that first looks for what a match must contain, all of `needs`.

    A stretch of a text, `[start, end)`, is searched without a look, which would be at the whole text each time.
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.compiled = re.compile(pattern, flags)
        self.needs = needs_of(pattern, flags)
        self.folds = bool(self.needs) and _folds(pattern, flags)

    def may_match(self, text: str) -> bool:
        """Tell whether `text` holds what a match must contain."""
        if self.folds:
            text = folded(text)
        for need in self.needs:  # noqa: SIM110 (a loop is quicker, and this is asked for each pattern of each passage)
            if not need.met(text):
                return False
        return True

    def search(self, text: str, start: int = 0, end: int | None = None) -> Match | None:
        """Give the first match in the text or a stretch of it, or None."""
        if start or end is not None:
            return self.compiled.search(text, start, len(text) if end is None else end)
        return self.compiled.search(text) if self.may_match(text) else None

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Match]:
        """Give the matches in the text or a stretch of it, in order."""
        if start or end is not None:
            return self.compiled.finditer(text, start, len(text) if end is None else end)
        return self.compiled.finditer(text) if self.may_match(text) else iter(())

    def findall(self, text: str) -> list[Any]:
        """Give what `re.findall` does."""
        return self.compiled.findall(text) if self.may_match(text) else []

    def sub(self, by: str | Callable[[Match], str], text: str, count: int = 0) -> str:
        """Give the text with its matches replaced, `count` of them at the most if it is not 0."""
        return self.compiled.sub(by, text, count) if self.may_match(text) else text

    def match(self, text: str, start: int = 0) -> Match | None:
        """Give the match that begins at `start`, or None."""
        return self.compiled.match(text, start)

    def fullmatch(self, text: str) -> Match | None:
        """Give the match of the whole text, or None."""
        return self.compiled.fullmatch(text)


class Rules(Generic[Rule]):
    """Patterns in their order, each with what is to be done with a match.

    What several of them need is looked for once.
    """

    def __init__(self, rules: Iterable[tuple[str, Rule]]) -> None:
        patterns, done = zip(*rules, strict=True)
        self.sieves = tuple(map(Sieve, patterns))
        self._needs = tuple(dict.fromkeys((need, sieve.folds) for sieve in self.sieves for need in sieve.needs))
        places = {need: place for place, need in enumerate(self._needs)}
        needed = (tuple(places[need, sieve.folds] for need in sieve.needs) for sieve in self.sieves)
        self._rules = tuple(zip((sieve.compiled for sieve in self.sieves), needed, done, strict=True))

    def matches(self, text: str) -> Iterator[tuple[Match, Rule]]:
        """Give the matches of each pattern in turn, in order of the text."""
        known: list[bool | None] = [None] * len(self._needs)
        lower = folded(text)
        for pattern, needed, rule in self._rules:
            for place in needed:
                if known[place] is None:
                    need, folds = self._needs[place]
                    known[place] = need.met(lower if folds else text)
                if not known[place]:
                    break
            else:
                for match in pattern.finditer(text):
                    yield match, rule


def folded(text: str) -> str:
    """Give `text` in lower case, ASCII letters for those that `re` takes for the same without regard to case."""
    return text.lower() if text.isascii() else text.translate(_ALIKE).lower()


def has_digit(text: str) -> bool:
    r"""Tell whether `text` holds what `\d` matches."""
    return (_ASCII_DIGIT if text.isascii() else _DIGIT).search(text) is not None


def needs_of(pattern: str, flags: int = 0) -> tuple[Need, ...]:
    """Give what each match of a pattern must contain, the rarest first; in lower case where case does not count."""
    found = dict.fromkeys(_of_sequence(_parser.parse(pattern, flags)))
    rare = sorted((need for need in found if need.likely < _LITTLE), key=lambda need: need.likely)[:_SETS]
    return tuple(need.lower() if _folds(pattern, flags) else need for need in rare)


def _folds(pattern: str, flags: int) -> bool:
    return bool(flags & re.IGNORECASE) or "(?i" in pattern


def _likely(string: str) -> float:
    if len(string) == 1 and not string.isalnum() and not string.isspace():
        return _LIKELY_MARK
    return _LIKELY[min(len(string), len(_LIKELY) - 1)]


def _of_sequence(items: Iterable[tuple[Any, Any]]) -> list[Need]:
    """Give what the parts of a sequence need, letters that follow each other together."""
    found: list[Need] = []
    run = ""
    for kind, value in items:
        if kind is op.LITERAL:
            run += chr(value)
            continue
        found += [Need((run,))] if run else []
        found += _of_item(kind, value)
        run = ""
    return [*found, Need((run,))] if run else found


def _of_item(kind: Any, value: Any) -> list[Need]:
    if kind is op.SUBPATTERN:
        return _of_sequence(value[-1])
    if kind is op.ATOMIC_GROUP:
        return _of_sequence(value)
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        least, _, inner = value
        return _of_sequence(inner) if least else []
    if kind is op.BRANCH:
        return _of_branches([_of_sequence(branch) for branch in value[1]])
    return _of_set(value) if kind is op.IN else []


def _of_branches(branches: Sequence[list[Need]]) -> list[Need]:
    """Give what is needed by one branch or another: of each the rarest."""
    if not all(branches):
        return []
    rarest = [min(needs, key=lambda need: need.likely) for needs in branches]
    strings = dict.fromkeys(string for need in rarest for string in need.strings)
    if len(strings) > _MOST:
        strings = dict.fromkeys(string[:_CUT] for string in strings)
    return [Need(tuple(strings), any(need.digit for need in rarest))] if len(strings) <= _MOST else []


def _of_set(members: Sequence[tuple[Any, Any]]) -> list[Need]:
    """Give what one of a few characters needs."""
    marks = tuple(chr(value) for kind, value in members if kind is op.LITERAL)
    others = [(kind, value) for kind, value in members if kind is not op.LITERAL]
    if not all(map(_is_digits, others)):
        return []
    return [Need(marks, bool(others))]


def _is_digits(member: tuple[Any, Any]) -> bool:
    kind, value = member
    if kind is op.RANGE:
        return bool(ord("0") <= value[0] <= value[1] <= ord("9"))
    return kind is op.CATEGORY and value is op.CATEGORY_DIGIT
