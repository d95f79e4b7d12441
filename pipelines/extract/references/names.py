"""Names of authors and editors: what is initials, a body or a pseudonym, and which part is the family name."""

import re
from collections.abc import Sequence
from functools import lru_cache

from pipelines.extract.references.given_names import GIVEN_NAMES
from pipelines.extract.rows import Name

PARTICLES = frozenset("de van von der den di da del della du la le dos das do af av zu ten ter el al bin ibn y".split())
SUFFIXES = frozenset("jr sr ii iii iv jnr snr".split())
_TITLES = frozenset("dr prof professor sir lord rev fr mr mrs ms saint st".split())
# Heads of the names of bodies, which are no personal names.
_BODIES = frozenset(
    "press university institute ministry department committee commission council office bureau agency society union "
    "association international organisation organization foundation party government congress parliament library "
    "museum archive archives centre center group inc ltd corporation company bank board court army service news times "
    "post review journal opinion magazine encyclopedia encyclopaedia federation league network academy church".split()
)
# What a pseudonym begins with, or what office or part it ends in.
_DESCRIBED = frozenset("a an the one former ex late retired anonymous unknown another".split())
_PARTS = frozenset(
    "commissar officer soldier citizen gentleman observer correspondent eyewitness witness member worker insider "
    "diplomat physician veteran patriot traveller traveler resident prisoner student teacher author editor".split()
)


@lru_cache(maxsize=1 << 14)
def is_initials(word: str) -> bool:
    """Tell whether a word is one or more initials: `J.`, `J.-P.`, `E.A.`, `KM`."""
    bare = re.sub(r"[.\-]", "", word)
    if not bare.isalpha() or not bare.isupper() or len(bare) > 4:
        return bool(re.fullmatch(r"[^\W\d_]{2,3}\.", word)) and word[0].isupper() and len(word) <= 3
    return len(bare) == 1 or "." in word or len(bare) <= 2


@lru_cache(maxsize=1 << 14)
def is_body(text: str) -> bool:
    """Tell whether a name is one of an organisation or periodical rather than a person."""
    return bool(_BODIES & {word.strip(".,").casefold() for word in text.split()})


def is_pseudonym(text: str) -> bool:
    """Tell whether a name describes its bearer ("A Former Diplomat") rather than naming them."""
    words = [word.strip(",").casefold() for word in text.split()]
    if len(words) < 2:
        return False
    known = any(is_initials(word) for word in text.split()) or bool(GIVEN_NAMES & set(words))
    return words[0] in _DESCRIBED or (words[-1] in _PARTS and not known)


def _is_name_word(word: str) -> bool:
    bare = word.strip("’'ʻ`")
    return bool(bare) and (is_initials(word) or (bare[0].isupper() and not any(letter.isdigit() for letter in bare)))


def _is_plain_name(words: Sequence[str]) -> bool:
    """Tell whether words are a name in reading order: given names, particles, a surname."""
    core = [word for word in words if word.strip(".").casefold() not in SUFFIXES | _TITLES]
    if not 2 <= len(core) <= 5 or not _is_name_word(core[-1]) or is_body(" ".join(words)):
        return False
    if not all(_is_name_word(word) or word.casefold() in PARTICLES for word in core):
        return False
    return not any(word.endswith((":", ";")) for word in core)


def split_name(role: str, literal: str) -> Name:
    """Give a name as written with its family and given part; names of bodies and pseudonyms keep only the literal."""
    family, _, given = (part.strip() for part in literal.partition(","))
    inverted = given.split()[:1]
    if inverted and (is_initials(inverted[0]) or inverted[0].casefold() in GIVEN_NAMES):
        return Name(role, literal, family, given)
    words = [word for word in literal.split() if word.strip(".,").casefold() not in _TITLES] or literal.split()
    if is_body(literal) or is_pseudonym(literal):
        return Name(role, literal)
    if given:
        return Name(role, literal, family, given)
    if len(words) < 2 or not _is_plain_name(words):
        return Name(role, literal, words[0] if len(words) == 1 and words[0][:1].isupper() else None)
    if is_initials(words[-1]) and not is_initials(words[0]):
        return Name(role, literal, " ".join(words[:-1]), words[-1])
    cut = len(words) - 1
    if words[cut].strip(".").casefold() in SUFFIXES and cut > 1:
        cut -= 1
    while cut > 1 and words[cut - 1].casefold() in PARTICLES and words[cut - 1][0].islower():
        cut -= 1
    return Name(role, literal, " ".join(words[cut:]), " ".join(words[:cut]))
