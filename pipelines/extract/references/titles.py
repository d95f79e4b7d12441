"""What looks like the title of a work: capitals at the start of the words that carry meaning."""

import re
from collections.abc import Iterator
from functools import lru_cache

# Words that stay small inside a title; those of other languages stand in foreign titles in English text.
SMALL = frozenset(
    "a an the of and in on for to from with by at as or nor but into over under upon about against between is "
    "vs v s t no wo ga "
    "de la le les l du des d et der die das des und von zu zum im del el los las y e i o il lo gli della dei "
    "van en het na z w"
    .split()
)  # fmt: skip
_WORD = re.compile(r"\w+(?:[’'‘`\-–.&/]\w+)*")
_GAP = re.compile(r" |: |! |\? | & ")
# A preposition with a date behind it is no part of a title that has no marks.
_DATED = re.compile(
    r"(?:in|from|on|of|by|since|until|at) (?:the )?(?:[0-9]{2,4}\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"January|February|March|April|May|June|"
    r"July|August|September|October|November|December)"
)
MAX_WORDS = 24
# Passages whose runs are remembered, since two rules ask for them.
_PASSAGES = 256


def is_capital(word: str) -> bool:
    """Tell whether a word starts like a content word of a title."""
    return word[:1].isupper() or word[:1].isdigit()


def is_titled(text: str) -> bool:
    """Tell whether `text` starts with a capital and all its words but the small ones do."""
    words = _WORD.findall(text)
    if not 0 < len(words) <= MAX_WORDS or not (is_capital(words[0]) and any(w[0].isupper() for w in words)):
        return False
    return all(is_capital(word) or word in SMALL for word in words)


def word_count(text: str) -> int:
    """Count the words of a title."""
    return len(_WORD.findall(text))


def title_run(text: str, start: int, end: int) -> int | None:
    """Give where the run of capitalised words that begins at `start` ends, before `end`; None where none begins.

    Small words belong to the run when a capitalised one follows; so does a subtitle behind a colon.
    """
    last: int | None = None
    position = start
    for count, word in enumerate(_WORD.finditer(text, start, end)):
        gap = text[position : word.start()]
        capital = is_capital(word.group())
        small = not capital and word.group() in SMALL and word.group() != "as" and not _DATED.match(text, word.start())
        if count >= MAX_WORDS or not (capital or small) or not _goes_on(gap, count, capital, word.group()):
            break
        if capital:
            last = _without_possessive(text, word.start(), word.end(), end)
            if last != word.end():
                break
        position = word.end()
    return _without_speaker(text, start, last)


def _goes_on(gap: str, count: int, capital: bool, word: str) -> bool:
    """Tell whether a word goes on with the run across `gap`; the first one must be a capital or a number."""
    if count == 0:
        return not gap and (word[0].isupper() or word.isdigit())
    return gap == " " or (capital and _GAP.fullmatch(gap) is not None)


def _without_speaker(text: str, start: int, end: int | None) -> int | None:
    """Leave out a final `I` that is the speaker; a run of nothing but small words is none."""
    if end is None:
        return None
    if (
        text[end - 1] == "I"
        and re.search(r"(?:^|\W)I$", text[start:end])
        and re.match(r"['’]|\s+[a-z]", text[end : end + 3])
    ):
        end = start + len(text[start : end - 1].rstrip())
    words = _WORD.findall(text[start:end])
    return end if any(word.casefold() not in SMALL | {"i"} for word in words) else None


@lru_cache(_PASSAGES)
def capital_runs(text: str) -> tuple[tuple[int, int], ...]:
    """Give the spans of all runs of capitalised words in `text`, left to right, without overlap."""
    return tuple(_capital_runs(text))


def _capital_runs(text: str) -> Iterator[tuple[int, int]]:
    position = 0
    for word in _WORD.finditer(text):
        if word.start() >= position and word.group()[0].isupper():
            stop = title_run(text, word.start(), len(text))
            if stop is not None:
                yield word.start(), stop
                position = stop


def _without_possessive(text: str, start: int, end: int, limit: int) -> int:
    """Leave a final possessive s out, unless another capital goes on after it."""
    if end - start <= 2 or text[end - 2 : end] not in ("'s", "’s"):
        return end
    goes_on = text[end : end + 1] == " " and text[end + 1 : min(end + 2, limit)].isupper()
    return end if goes_on else end - 2
