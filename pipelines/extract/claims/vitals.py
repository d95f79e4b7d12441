"""Dates in brackets after a name: of birth and death ("(c. 314 – 368)"), or of how long a period lasted."""

import re
from dataclasses import dataclass

from pipelines.extract.claims.dates import find_dates

_ABOUT = r"(?:c\.\s*|ca\.\s*|circa\s+|about\s+)?"
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATE = (
    rf"{_ABOUT}(?:\d{{1,2}}\s+{_MONTH},?\s+\d{{3,4}}|{_MONTH}\s+\d{{1,2}},?\s+\d{{3,4}}|{_MONTH}\s+\d{{4}}|\d{{3,4}})"
)
_LIFE = re.compile(rf"(?P<birth>{_DATE})\s*(?:–|—|-|to)\s*(?P<death>{_DATE}|\d{{2}}(?!\d))\s*\)")
_BORN = re.compile(r"\b(?P<verb>b\.|born)\s+(?P<rest>[^;()]*?\d{3,4}[^;()]*?)(?=[;)]|,?\s+(?:d\.|died)\s)")
_DIED = re.compile(r"\b(?P<verb>d\.|died)\s+(?P<rest>[^;()]*?\d{3,4}[^;()]*?)(?=[;)])")
_NAME_BEFORE = re.compile(r"((?:[^\W\d_][\w.’'-]*\s+(?:of\s+|de\s+|von\s+|van\s+|the\s+)?){0,5}[^\W\d_][\w.’'-]*)\s*$")
# After a single name only what is plainly a date counts: four figures first, "c.", or a month.
_DATED = re.compile(r"\b\d{4}\s*[–—-]|\b[a-zA-Z]")
_PERIOD_NOUNS = frozenset(
    "period era age dynasty reign rule war wars epoch regime republic interlude occupation".split()
)
_LONGEST_BRACKET = 200


@dataclass(frozen=True, slots=True)
class Vital:
    """A birth, a death or a duration told in brackets; offsets are of the text it was found in."""

    start: int
    end: int
    name: str
    told: str
    date: str | None


def find_vitals(text: str) -> list[Vital]:
    """Give what the brackets of `text` tell about the name or period before them, in order."""
    found: list[Vital] = []
    for opening in re.finditer(r"\(", text):
        closing = _closing(text, opening.end())
        before = _NAME_BEFORE.search(text[max(0, opening.start() - 80) : opening.start()])
        if closing < 0 or before is None:
            continue
        start = opening.start() - len(before.group())
        found.extend(_of_bracket(text[opening.end() : closing + 1], start, before.group(1), opening.end()))
    return found


def _closing(text: str, start: int) -> int:
    """Give where the bracket that opens before `start` closes, brackets within it passed over, or -1."""
    depth = 1
    for place in range(start, min(len(text), start + _LONGEST_BRACKET)):
        depth += (text[place] == "(") - (text[place] == ")")
        if depth == 0:
            return place
    return -1


def _of_bracket(inside: str, start: int, name: str, first: int) -> list[Vital]:
    closing = first + len(inside) - 1
    words = name.split()
    if words[-1].lower() in _PERIOD_NOUNS:
        return _duration(start, name, closing, inside)
    if not words[-1][:1].isupper():
        return []
    full = " ".join(_capitalised_tail(words))
    born, died = _BORN.search(inside), _DIED.search(inside)
    if born or died:
        return [_event(found, first, full) for found in (born, died) if found is not None]
    life = _LIFE.search(inside)
    if life is None or (len(full.split()) < 2 and not _DATED.search(life.group())):
        return []
    return [
        Vital(first + life.start(part), first + life.end(part), full, f"{verb} {life[part]}", _first_date(life[part]))
        for part, verb in (("birth", "was born"), ("death", "died"))
    ]


def _event(found: re.Match[str], first: int, name: str) -> Vital:
    verb = "was born" if found["verb"].startswith("b") else "died"
    return Vital(
        first + found.start(), first + found.end("rest"), name, f"{verb} {found['rest']}", _first_date(found["rest"])
    )


def _capitalised_tail(words: list[str]) -> list[str]:
    """The last words of `words` that make up a name: capitalised, with small words between."""
    tail: list[str] = []
    for word in reversed(words):
        if not word[:1].isupper() and word not in ("of", "de", "von", "van", "the"):
            break
        tail.insert(0, word)
    while tail and not tail[0][:1].isupper():
        tail.pop(0)
    return tail


def _duration(start: int, name: str, closing: int, inside: str) -> list[Vital]:
    life = _LIFE.search(inside)
    if life is None:
        return []
    words = name.split()
    article = next(
        (i for i in range(len(words) - 1, -1, -1) if words[i].lower() in ("the", "this", "his", "her", "their")), None
    )
    if article is None:
        return []
    kept = " ".join(words[article:])
    offset = start + name.rfind(kept)
    dates = find_dates(inside)
    return [
        Vital(
            offset, closing + 1, kept, f"lasted from {life['birth']} to {life['death']}", dates[0][2] if dates else None
        )
    ]


def _first_date(text: str) -> str | None:
    found = find_dates(text)
    if found:
        return found[0][2]
    year = re.fullmatch(r"(c\.|ca\.|circa|about)?\s*(\d{3,4})", text.strip())
    return f"{int(year[2]):04d}{'~' if year[1] else ''}" if year else None
