"""Where the authors at the start of a reference end, and who they are."""

import re
from dataclasses import dataclass

from pipelines.extract.references.given_names import GIVEN_NAMES

# All capital letters below U+2000 as a character class; `re` has no class of its own for them.
UPPER = "".join(letter for letter in map(chr, range(0x2000)) if letter.isupper())

_WORD = rf"[{UPPER}][\w’'ʻ`\-‑]+"
_PARTICLE = (
    r"(?:de la|de las|de los|van der|van den|von der|van|von|de|der|den|di|da|del|della|du|la|le|dos|das|af|av|"
    r"zu|ten|ter|el|al|bin|ibn|y|"
    r"De|Van|Von|Di|Du|Le|La|Del|Della)"
)
_INITIAL = rf"[{UPPER}][a-z]?\."
_INITIALS = rf"(?:{_INITIAL}(?:[ \-‑]?{_INITIAL}){{0,4}}|[{UPPER}](?=[ ,;)(]|$))"
_SUFFIX = r"(?:,? (?:Jr|Sr|II|III|IV|S\.J|SJ|SAC|O\.P)\.?(?=[ ,;.(]|$))?"
_FAMILY = rf"(?:{_PARTICLE} ){{0,2}}{_WORD}(?: (?:{_PARTICLE} )?{_WORD}){{0,2}}(?: S\.J\.)?"
_END = (
    r"(?:(?<=\.)(?=\s|$)|(?=\s*(?:[,;:.()\[\]“\"«/–—&\x1f]|-\s|$)|"
    r"\s+(?:(?:and|et|und|y|e|al|for|of)\b|(?:1[5-9]|20)[0-9]{2}[a-z]?[\s.,])))"
)
_GIVEN = rf"(?:{_INITIALS} {_WORD}(?= ?[,;(])|{_INITIALS}|{_WORD}(?: {_WORD})?(?: (?:{_PARTICLE} )?{_INITIALS})?)"
_INVERTED = re.compile(rf"(?P<family>{_FAMILY}), ?(?P<given>{_GIVEN}){_SUFFIX}{_END}")
_STRAIGHT = re.compile(
    rf"(?:(?:Dr|Prof|Sir|Lord|Lady|Rev)\.? )?(?:{_INITIALS}|{_WORD})(?: (?:{_INITIALS}|{_WORD})){{0,2}}"
    rf"(?: {_PARTICLE}){{0,2}} (?:al-)?{_WORD}{_SUFFIX}{_END}"
)
_TRAILING = re.compile(rf"(?P<family>{_FAMILY}) (?P<given>{_INITIALS}|[{UPPER}]{{1,3}}(?=[ ,;)(:]|$)){_END}")
_AND = re.compile(r"\s*(?:;\s*(?:and |& )?|,?\s+(?:and|und|et|y|e)\s+(?!al\b)|,?\s*&\s*)")
_COMMA = re.compile(r",\s+(?=\S)")
_ET_AL = re.compile(r"[,;]?\s+(?:and\s+)?(?:et al\b\.?|and others\b|u\. ?a\.)")
# First words of titles, which no name starts with.
_OPENERS = frozenset(
    "the a an of in on for to from how why what when where who which is are das der die les el los il lo un une "
    "ein eine our my his her pope "
    "world war history report letters essays selected collected complete notes great new journal review "
    "proceedings revised king queen "
    "american soviet russian british european german french international national global modern political "
    "social economic"
    .split()
)  # fmt: skip
_MOST = 60


@dataclass(frozen=True, slots=True)
class People:
    """The names at the start of a text, as written, and where they end."""

    names: tuple[str, ...]
    end: int


@dataclass(frozen=True, slots=True)
class _Person:
    literal: str
    end: int
    sure: bool
    inverted: bool


def read_people(text: str) -> People | None:
    """Give the names that `text` starts with, or None where it starts with something else."""
    people: list[_Person] = []
    position: int | None = 0
    while position is not None and len(people) < _MOST:
        person = _person(text, position, after_straight=bool(people) and not people[0].inverted)
        if person is None:
            break
        people.append(person)
        position = _next_start(text, people)
    if not people:
        return None
    end = people[-1].end
    others = _ET_AL.match(text, end)
    return People(tuple(person.literal for person in people), others.end() if others else end)


def _next_start(text: str, people: list[_Person]) -> int | None:
    """Give where the next name begins, or None where the list is over."""
    person = people[-1]
    straight = not people[0].inverted
    joined = _AND.match(text, person.end)
    if joined:
        return joined.end() if _person(text, joined.end(), straight) else None
    comma = _COMMA.match(text, person.end)
    following = _person(text, comma.end(), straight) if comma else None
    if comma is None or following is None:
        return None
    closed = _closes(text, following.end)
    return (
        comma.end()
        if following.sure or (closed and (following.inverted == person.inverted or not following.inverted))
        else None
    )


def _closes(text: str, end: int) -> bool:
    """Tell whether more names follow up to an "and", or a date in brackets, which only authors stand before."""
    for _ in range(12):
        joined = _AND.match(text, end)
        if joined:
            return _person(text, joined.end(), after_straight=True) is not None
        comma = _COMMA.match(text, end)
        person = _person(text, comma.end(), after_straight=True) if comma else None
        if person is None:
            break
        end = person.end
    date = r"[.,]?\s*[(\[](?:[^()\[\]]{0,20})(?:1[4-9]|20)[0-9]{2}[^()\[\]]{0,10}[)\]][.,:]"
    return bool(re.match(date, text[end : end + 60]))


def _person(text: str, start: int, after_straight: bool = False) -> _Person | None:
    """Give the longest name at `start`; a comma inverts it unless a given name stands before the comma."""
    best: _Person | None = None
    for pattern in (_INVERTED, _STRAIGHT, _TRAILING):
        match = pattern.match(text, start, start + 120)
        if match is None or (pattern is _INVERTED and not _inverts(match, after_straight)):
            continue
        first = match.group().split()[0].rstrip(",").casefold()
        if first in _OPENERS:
            continue
        if best is None or match.end() > best.end:
            initials = bool(re.search(rf"(?:^|[ \-,])[{UPPER}][a-z]?\.|[ ,][{UPPER}]{{1,3}}$", match.group()))
            sure = (
                initials
                or (pattern is _STRAIGHT and first.split("-")[0] in GIVEN_NAMES)
                or (pattern is _INVERTED and _given(match) in GIVEN_NAMES)
            )
            best = _Person(match.group().strip(), match.end(), sure, pattern is _INVERTED)
        if pattern is _INVERTED:
            break
    return best


def _given(match: re.Match[str]) -> str:
    return match.group("given").split()[0].casefold()


def _inverts(match: re.Match[str], after_straight: bool) -> bool:
    """Tell whether `A B, C` is family and given name rather than a whole name and the word after it."""
    family = match.group("family").split()
    if _given(match) in _OPENERS:
        return False
    if re.search(r"\.$", match.group("given")) or len(family) == 1:
        return not (after_straight and len(family) > 1)
    if family[0].casefold() in GIVEN_NAMES or after_straight:
        return False
    return bool(_given(match) in GIVEN_NAMES or re.match(r"\s*[.(;]", match.string[match.end() : match.end() + 3]))
