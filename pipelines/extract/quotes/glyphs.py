"""Quotation marks as they stand in a text, each with the part that it can play there."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from pipelines.extract.rows import Span


class Part(Enum):
    """What a mark can do where it stands: `EITHER` follows from what is open."""

    OPEN = "open"
    CLOSE = "close"
    WEAK_CLOSE = "weak close"
    EITHER = "either"


class Family(Enum):
    """Marks of one family close each other."""

    DOUBLE = "double"
    ANGLE = "angle"
    CORNER = "corner"
    SINGLE = "single"


@dataclass(frozen=True, slots=True)
class Mark:
    """One quotation mark; `[start, end)` is longer than one only for typewriter pairs such as two backticks."""

    start: int
    end: int
    family: Family
    part: Part


_FAMILIES = {
    **dict.fromkeys(("“", "”", "„", "‟", '"', "＂", "``", "''", "״"), Family.DOUBLE),
    **dict.fromkeys(("«", "»"), Family.ANGLE),
    **dict.fromkeys(("「", "」", "『", "』"), Family.CORNER),
    **dict.fromkeys(("‘", "’", "‚", "‛", "'", "‹", "›", "`"), Family.SINGLE),
}
_GLYPHS = re.compile(r"[“”„‟\"＂״«»「」『』‘’‚‛'‹›`]")
# Two single marks are one double mark only in text that also has the opening pair.
_TYPEWRITER = re.compile(r"``|''|" + _GLYPHS.pattern)
_ALWAYS_OPEN = frozenset("„‟‚‛‹「『") | {"``"}
_ALWAYS_CLOSE = frozenset("」』›")
_OPENING = frozenset("([{<—–-/…=|*_~") | frozenset("“„‟«‘‚‛‹\"'`")
_CLOSING = frozenset(".,!?;:…—–-")
# Words that begin with an apostrophe.
_ELISIONS = frozenset(
    "tis twas twere twill twould em til till cause cos bout round neath gainst n an nuff scuse fore ere ow appen ad "
    "ave im er is e arf alf ome ouse and ee un twixt tween way kay".split()
)
# After "s'" one of these tells a closing mark from a plural possessive.
_FUNCTION_WORDS = frozenset(
    "a an the of in on at to for from by with and or but nor as is was are were be been has had have that which who "
    "when while where because if than then so not it he she they we i you this these those will would can could".split()
)


def invisible(character: str) -> bool:
    """Tell if a character takes no room: a zero-width space or joiner, a mark of writing direction."""
    return unicodedata.category(character) == "Cf"


def find_glyphs(text: str, block: Span) -> Iterator[Mark]:
    """Give the quotation marks of `text[block]` in order, apostrophes left out; linear in the block's length."""
    pattern = _TYPEWRITER if text.find("``", block.start, block.end) >= 0 else _GLYPHS
    for match in pattern.finditer(text, block.start, block.end):
        glyph = match.group()
        before, after = _before(text, match.start(), block.start), _after(text, match.end(), block.end)
        family = _FAMILIES[glyph]
        part = _single(text, match, before, after) if family is Family.SINGLE else _double(glyph, before, after)
        if part is not None:
            yield Mark(match.start(), match.end(), family, part)


def _before(text: str, position: int, limit: int) -> str:
    """Give the nearest visible character before, or a space at the block's edge."""
    while position > limit and invisible(text[position - 1]):
        position -= 1
    return text[position - 1] if position > limit else " "


def _after(text: str, position: int, limit: int) -> str:
    while position < limit and invisible(text[position]):
        position += 1
    return text[position] if position < limit else " "


def _double(glyph: str, before: str, after: str) -> Part | None:
    if glyph in _ALWAYS_OPEN:
        return Part.OPEN
    if glyph in _ALWAYS_CLOSE:
        return Part.CLOSE
    leading = before.isspace() or before in _OPENING
    if glyph in "“«":
        return Part.EITHER if not leading and not after.isalnum() else Part.OPEN
    if glyph in "”»":
        # "”so”" is Swedish and Finnish usage, "»so«" German.
        return Part.EITHER if leading and after.isalnum() else Part.CLOSE
    if glyph == "״" and before.isalnum() and after.isalnum():
        return None
    if before.isdigit() and not after.isalnum() and glyph == '"':
        # An inch sign, unless something is open.
        return Part.CLOSE
    if leading and not after.isspace() and before not in _CLOSING:
        return Part.OPEN
    if not before.isspace() and (after.isspace() or after in _CLOSING or after in ")]}"):
        return Part.CLOSE if before not in _OPENING else Part.EITHER
    return Part.EITHER


def _single(text: str, match: re.Match[str], before: str, after: str) -> Part | None:
    glyph = match.group()
    if before.isalnum() and after.isalnum():
        return None
    if glyph in _ALWAYS_OPEN:
        return Part.OPEN
    if glyph in _ALWAYS_CLOSE:
        return Part.CLOSE
    if glyph == "`":
        return Part.OPEN if not before.isalnum() and after.isalpha() else None
    leading = before.isspace() or before in _OPENING
    if after.isalnum():
        opens = leading and not _elided(text, match.end()) and glyph != "’"
        return Part.OPEN if opens else None
    if glyph == "‘":
        return Part.OPEN
    return _single_end(text, match, before, leading)


def _single_end(text: str, match: re.Match[str], before: str, leading: bool) -> Part | None:
    """Judge a single mark that no word follows at once."""
    if before.isalnum():
        possessive = before in "sSxz" and _next_word(text, match.end()) not in _FUNCTION_WORDS
        return Part.WEAK_CLOSE if possessive or before in "nN" else Part.CLOSE
    if match.group() == "'" and leading and not before.isspace() and before not in _CLOSING:
        return Part.OPEN
    if match.group() == "'" and before.isspace():
        return Part.EITHER
    return Part.CLOSE


def _elided(text: str, position: int) -> bool:
    word = re.compile(r"\w{1,8}").match(text, position)
    return word is not None and (word.group().casefold() in _ELISIONS or word.group()[0].isdigit())


def _next_word(text: str, position: int) -> str:
    """Give the lower-case word right behind, or a function word where none follows in lower case."""
    word = re.compile(r" ([a-z]{1,20})").match(text, position)
    return word.group(1) if word else "and"
