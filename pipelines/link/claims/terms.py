"""A statement as a row of terms: names, numbers and words, each told by what it means."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from pipelines.link.claims.lemmas import WORD, fold, is_function, sense, stem
from pipelines.link.claims.wording import MONTHS, NUMBER_WORDS, SCALES, WEAPONS

Names = Mapping[str, str]
"""Canonical names by the folded words of a name, in one document."""
LONGEST_NAME = 8
MONTH = "|".join(MONTHS)
NAMELESS = frozenset({*MONTHS, "i"})
DATE = re.compile(
    rf"\b(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?:{MONTH})\s+(?:\d{{1,2}},\s*)?)?(?:1\d|20)\d\d(?:s\b|\b)"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)\s+century\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Term:
    """One name, number or word: `text` folded as written, `sense` for comparison ('' for a function word)."""

    text: str
    sense: str
    start: int
    name: bool = False
    number: bool = False
    date: bool = False
    possessive: bool = False


def terms_of(statement: str, names: Names) -> tuple[Term, ...]:
    """Give the terms of a statement from left to right, a name as one term under its canonical wording."""
    words = list(WORD.finditer(statement))
    folded = [fold(word.group()) for word in words]
    dated = [match.span() for match in DATE.finditer(statement)]
    found: list[Term] = []
    at = 0
    while at < len(words):
        width, canonical = _name_at(statement, words, folded, at, names)
        word = words[at]
        compound = _compound(folded[at : at + 2])
        if compound:
            found.append(_word(compound, word.start(), dated))
            at += 1
        elif width:
            found.append(_name(canonical, words[at + width - 1].group(), word.start()))
        else:
            found.append(_word(folded[at], word.start(), dated))
        at += width or 1
    return tuple(found)


@lru_cache(maxsize=65536)
def name_sense(name: str) -> str:
    """Give a name as it is compared: the stems of its words, without an article or a possessive s."""
    words = [_bare(word) for word in WORD.findall(fold(name))]
    return " ".join(stem(word) for word in words if word != "the")


def names_match(one: str, other: str) -> bool:
    """Tell whether two names may be one: the shorter is the end of the longer ("Weber", "Anna Weber")."""
    short, long = sorted((one, other), key=len)
    return long == short or long.endswith(f" {short}")


def names_of(rows: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Give canonical names by folded wording, from pairs of wording and canonical name."""
    found: dict[str, str] = {}
    for text, name in sorted(rows):
        for wording in (name, text):
            if key := _key(wording):
                found.setdefault(key.removeprefix("the "), name)
    return found


@lru_cache(maxsize=65536)
def _key(wording: str) -> str:
    return " ".join(_bare(word) for word in WORD.findall(fold(wording)))


def _name_at(statement: str, words: list[re.Match[str]], folded: list[str], at: int, names: Names) -> tuple[int, str]:
    first = words[at].group()
    if not first[0].isupper() and not first[0].isdigit():
        return 0, ""
    key, best = "", (0, "")
    for width, word in enumerate(folded[at : at + LONGEST_NAME], 1):
        key += f" {_bare(word)}" if width > 1 else _bare(word)
        if canonical := names.get(key):
            best = (width, canonical)
    if best[0] or not first[0].isupper():
        return best
    run = _capitals(statement, words, at)
    if at == 0 and (run == 1 or is_function(fold(first))):
        return 0, ""
    return run, statement[words[at].start() : words[at + run - 1].end()] if run else ""


def _compound(words: list[str]) -> str:
    """Give two folded words as one where they are a known compound: an ice pick is an icepick."""
    joined = "".join(words)
    return joined if len(words) == 2 and joined in WEAPONS else ""


def _capitals(statement: str, words: list[re.Match[str]], at: int) -> int:
    run = 0
    for word in words[at : at + LONGEST_NAME]:
        joined = not run or statement[words[at + run - 1].end() : word.start()] in {" ", ". "}
        if not joined or not word.group()[0].isupper() or fold(word.group()) in NAMELESS:
            break
        run += 1
        if word.group().endswith(("'s", "’s")):
            break
    behind = words[at + run].group() if run and at + run < len(words) else ""
    # A short number behind a capital belongs to the name: Chapter 2.
    return run + 1 if behind.isdigit() and len(behind) < 3 and fold(words[at + run - 1].group()) not in MONTHS else run


def _name(canonical: str, last: str, start: int) -> Term:
    return Term(fold(canonical), name_sense(canonical), start, name=True, possessive=last.endswith(("'s", "’s")))


def _word(text: str, start: int, dated: list[tuple[int, int]]) -> Term:
    if any(low <= start < high for low, high in dated):
        return Term(_bare(text), "", start, date=True)
    bare, found, number, possessive = _meant(text)
    return Term(bare, found, start, number=number, possessive=possessive)


@lru_cache(maxsize=65536)
def _meant(text: str) -> tuple[str, str, bool, bool]:
    """Give a folded word as it is compared, its sense or value, and whether it is a number or a possessor."""
    bare = _bare(text)
    bare = bare.replace("-", "") if bare.replace("-", "") in WEAPONS else bare
    value = NUMBER_WORDS.get(bare, bare.replace(",", ""))
    if value[0].isdigit() or bare in SCALES:
        return bare, value, True, False
    return bare, "" if is_function(bare) else sense(bare), False, bare != text


def _bare(folded: str) -> str:
    return folded.removesuffix("'s") if len(folded) > 2 else folded
