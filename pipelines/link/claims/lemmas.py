"""Words as they are compared: folded, reduced to a stem, and told by their sense."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from pipelines.link.claims.senses import BROADER, IRREGULAR, ONCE_ONLY, OPPOSITES, SENSES
from pipelines.link.claims.wording import FUNCTION_WORDS

WORD = re.compile(r"\w+(?:[-.,'’]\w+)*")
VOWELS = "aeiouy"
BASES: Mapping[str, str] = {
    form: line.split()[0] for line in IRREGULAR.strip().splitlines() for form in line.split()[1:]
}  # fmt: skip


def fold(text: str) -> str:
    """Give the text without case, accents and curly apostrophes."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    return "".join(char for char in plain if not unicodedata.combining(char))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Give what the forms of a folded word have in common, after the suffixes of Porter (1980), step 1.

    >>> stem("carried") == stem("carries") == stem("carry")
    True
    """
    word = BASES.get(word, word)
    if any(char.isdigit() for char in word):
        return word
    for suffix in ("ing", "ed"):
        kept = word.removesuffix(suffix)
        if kept != word and len(kept) > 1 and any(char in VOWELS for char in kept) and not kept.endswith("e"):
            return _ended(kept)
    if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return _ended(word)


def _ended(word: str) -> str:
    word = word.removesuffix("e") if len(word) > 2 else word
    if len(word) > 2 and word[-1] == word[-2]:
        word = word[:-1]
    return word[:-1] + "i" if len(word) > 2 and word.endswith("y") else word


def sense(word: str) -> str:
    """Give the sense of a folded word: the stem of the first word of its line in `SENSES`, else its own stem."""
    base = stem(word)
    return senses().get(base, base)


@lru_cache(maxsize=1)
def senses() -> Mapping[str, str]:
    """Give the sense of each listed stem."""
    found: dict[str, str] = {}
    for line in SENSES.strip().splitlines():
        first, *others = line.split()
        for word in (first, *others):
            found.setdefault(stem(word), stem(first))
    return found


@lru_cache(maxsize=1)
def broader() -> Mapping[str, str]:
    """Give the sense that each narrower one implies."""
    return {sense(narrow): sense(wide) for narrow, wide in BROADER.items()}


@lru_cache(maxsize=1)
def opposites() -> frozenset[frozenset[str]]:
    """Give the pairs of senses that deny each other."""
    return frozenset(frozenset(map(sense, line.split())) for line in OPPOSITES.strip().splitlines())


@lru_cache(maxsize=1)
def once_only() -> frozenset[str]:
    """Give the senses of what happens to one thing once."""
    return frozenset(map(sense, ONCE_ONLY))


@lru_cache(maxsize=65536)
def implied(one: str) -> frozenset[str]:
    """Give a sense and all that it implies."""
    found = {one}
    while (wider := broader().get(one)) and wider not in found:
        found.add(wider)
        one = wider
    return frozenset(found)


def is_function(word: str) -> bool:
    """Tell whether a folded word carries no content; what ends in n't is one."""
    return word in FUNCTION_WORDS or word.endswith("n't")
