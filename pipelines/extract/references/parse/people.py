"""Lists of people divided into names, with the span of each; names of bodies and pseudonyms stay whole."""

import re
from typing import NamedTuple

from pipelines.extract.references.given_names import GIVEN_NAMES
from pipelines.extract.references.names import PARTICLES, SUFFIXES, is_body, is_initials, is_pseudonym

_TAIL = re.compile(
    r"[\s,;]*(?:(?:and\s+|&\s*)?(?:et\.? al\b\.?|and others\b|u\. ?a\.|et alii|and others)|\.\.\.|…)\s*$"
)
_STRONG = re.compile(
    r"\s*;\s*(?:and\s+|&\s*)?|\s+[-–—/·•]\s+|\s*,?\s*&\s*|,?\s+(?:and|und|et|y|e|и|with)\s+(?=[^\W\d_a-z])"
)
_COMMA = re.compile(r"\s*,\s*")
# The space behind one to three capitals that stand alone, before a name: `Family AB Family C`.
_SPACED = re.compile(r"(?:(?<=\s[^\W\d_a-z])|(?<=\s[A-Z]{2})|(?<=\s[A-Z]{3}))\s+(?=[^\W\d_a-z][^\W\d_A-Z])")
_MOST = 200


class _Piece(NamedTuple):
    text: str
    start: int
    end: int


def split_people(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Give the span of each name in the list of people at `[start, end)`."""
    tail = _TAIL.search(text, start, end)
    if tail and tail.start() > start:
        end = tail.start()
    whole = text[start:end]
    if is_pseudonym(whole) or (is_body(whole) and not _lists_people(whole)):
        return [(start, end)]
    found: list[_Piece] = []
    divided = ";" in whole
    for part in _cut(text, start, end, _STRONG)[:_MOST]:
        inverted = divided and part.text.count(",") == 1
        if inverted or (is_body(part.text) and not re.search(r"(?:^|[\s,])[^\W\d_]\.", part.text)):
            found.append(part)
        else:
            found += _at_commas(text, part)
    if (
        len(found) == 2
        and whole.count(",") == 1
        and len(found[1].text.split()) == 1
        and "," in text[found[0].end : found[1].start]
    ):
        found = [_Piece(text[found[0].start : found[1].end], found[0].start, found[1].end)]
    if len(found) == 1 and re.search(r" [A-Z]{1,3} ", found[0].text):
        spaced = _cut(text, found[0].start, found[0].end, _SPACED)
        if all(is_initials(piece.text.split()[-1]) for piece in spaced):
            found = spaced
    return [(piece.start, piece.end) for piece in found]


def _lists_people(whole: str) -> bool:
    """Tell whether a list with a word for a body in it has persons too: initials, or names around a semicolon."""
    return bool(re.search(r"(?:^|[\s,])[^\W\d_]\.|;", whole))


def _cut(text: str, start: int, end: int, pattern: re.Pattern[str]) -> list[_Piece]:
    pieces, position = [], start
    for match in pattern.finditer(text, start, end):
        pieces.append((position, match.start()))
        position = match.end()
    pieces.append((position, end))
    found = []
    for left, right in pieces:
        inner = text[left:right]
        first = left + len(inner) - len(inner.lstrip(" ,;\t\n"))
        last = right - len(inner) + len(inner.rstrip(" ,;\t\n"))
        if first < last:
            found.append(_Piece(text[first:last], first, last))
    return found


def _at_commas(text: str, part: _Piece) -> list[_Piece]:
    """Divide at commas: what stands behind a family name alone is its given name, all else is a name of its own."""
    pieces = _cut(text, part.start, part.end, _COMMA)
    found: list[_Piece] = []
    index = 0
    while index < len(pieces):
        last = index
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        if following is not None and _given_of(pieces[index].text, following.text):
            last = index + 1
        while last + 1 < len(pieces) and pieces[last + 1].text.strip(".").casefold() in SUFFIXES:
            last += 1
        start, end = pieces[index].start, pieces[last].end
        found.append(_Piece(text[start:end], start, end))
        index = last + 1
    return found


def _given_of(piece: str, following: str) -> bool:
    """Tell whether `following` is the given name to the family name `piece`."""
    words, given = piece.split(), following.split()
    core = [word for word in words if word.casefold() not in PARTICLES]
    if all(is_initials(word) for word in given):
        return not (len(core) > 1 and (is_initials(core[-1]) or is_initials(core[0])))
    if len(core) > 1 and (is_initials(core[0]) or is_initials(core[-1]) or core[0].casefold() in GIVEN_NAMES):
        return False
    if (
        is_initials(given[0])
        and len(given) > 1
        and not all(is_initials(word) or word in PARTICLES for word in given[1:])
    ):
        return False
    first = given[0].casefold().split("-")[0]
    if first in GIVEN_NAMES:
        return len(core) <= 3
    return len(core) == 1 and len(given) <= 3
