"""The lines around a title: who wrote the text, where it is from, when it was published or changed."""

import re
from dataclasses import dataclass
from typing import Final

from pipelines.readers.dates import find_date

_LONGEST: Final = 160
_NAME: Final = r"[A-ZÀ-Þ][\w'’.-]*(?: (?:[A-ZÀ-Þ][\w'’.-]*|de|von|van|der|den|al|bin|del|della|du|la|le|e|i|y)){0,4}"
_NAMES: Final = rf"{_NAME}(?:(?:,| and| &|, and| und| et| y| with) {_NAME}){{0,5}}"
_ROLE: Final = (
    r"(?:,? (?:staff|senior|chief|special|associated|political|foreign|guest|contributing)? ?(?:writers?|reporters?|"
    r"correspondents?|editors?|"
    r"contributors?|columnists?|press|reuters)\b.{0,40})?"
)
_BYLINE: Final = (
    re.compile(
        rf"(?:[Bb]y|BY|Von|Par|Por|Di|Door)(?:\s*:)?\s+(?P<name>{_NAMES}){_ROLE}(?P<rest>\s*(?:[,|·•–—/-]|\bon\b|"
        rf"\bin\b|\().{{0,80}})?"
    ),
    re.compile(
        rf"(?i:written by|words by|text by|story by|posted by|published by|submitted by|reported by|reviewed by|"
        rf"translated by|edited by|compiled by|"
        rf"authors?:|text:|writer:|by:|posted on .{{6,30}} by)\s+(?P<name>{_NAMES}){_ROLE}(?P<rest>\s*(?:[,|·•–—/-]|"
        rf"\bon\b|\bat\b|\().{{0,80}})?"
    ),
)
_SITE: Final = re.compile(
    rf"(?:From|Via|Source:?|Originally (?:published|posted|appeared) (?:in|on|at)|Reprinted from|"
    rf"Reposted from)\s+(?P<site>(?:[Tt]he )?{_NAME})"
    r"(?:, the free .{3,40}|, the .{0,20}encyclop(?:a)?edia|[,.]? .{0,20}\d{4})?\.?"
)
_MODIFIED: Final = re.compile(
    r"(?:this (?:page|article|post|entry|text) (?:was|has been) (?:last )?|(?:last |recently )?(?:page |article )?)"
    r"(?:updated|modified|edited|revised|changed|reviewed|last update|zuletzt geändert|aktualisiert|mis à jour|"
    r"actualizado)\b",
    re.I,
)
_PUBLISHED: Final = re.compile(
    r"(?:(?:this (?:page|article|post|entry|text) (?:was|has been) )?(?:first |originally )?(?:published|posted|"
    r"created|released|written|submitted|issued|"
    r"veröffentlicht|publié|publicado)|date|publication date|on|am|le)\b",
    re.I,
)
_AROUND: Final = re.compile(
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|(?:montag|dienstag|mittwoch|donnerstag|"
    r"freitag|samstag|sonntag)|"
    r"\d{1,2}[:.]\d\d(?::\d\d)?|\b(?:am|pm|a\.m\.|p\.m\.|gmt|utc|bst|est|edt|cet|cest|pst|pdt|et|pt|uhr|ist|msk)\b|"
    r"\b\d+ ?min(?:ute)?s?(?: read)?\b|\b(?:on|at|by|in|the|last|date|time|admin|editor)\b|"
    r"\b(?:updated|modified|edited|revised|published|posted|first|originally)\b|t\d\d:\d\d:\d\d\S*|[+-]\d\d:?\d\d",
    re.I,
)
_TITLE: Final = re.compile(
    r",? (?:Staff|Senior|Chief|Special|Associated|Political|Foreign|Guest|Contributing)? ?(?:Writers?|Reporters?|"
    r"Correspondents?|Editors?|Contributors?|Columnists?)$"
)
_EMPHASIS: Final = re.compile(r"[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}")
_PLACE: Final = re.compile(r"[A-ZÀ-Þ][\w'’.-]*(?: [A-ZÀ-Þ][\w'’.-]*){0,2},?")


@dataclass(frozen=True, slots=True)
class Headline:
    """What a byline or dateline tells: a name, a site, EDTF dates; not `stated` is a date without a word for what."""

    byline: str | None = None
    site: str | None = None
    published: str | None = None
    modified: str | None = None
    stated: bool = True


def read_byline(line: str) -> Headline | None:
    """Give what a line tells if it is a byline from end to end, or says which site the text is from; else None."""
    if len(line) > _LONGEST:
        return None
    line = _EMPHASIS.sub("", line)
    for pattern in _BYLINE:
        match = pattern.fullmatch(line)
        if match:
            found = find_date(line)
            return Headline(byline=_TITLE.sub("", match["name"]).rstrip(",."), published=found[2] if found else None)
    match = _SITE.fullmatch(line)
    return Headline(site=match["site"].rstrip(",.")) if match else _name_beside_date(line)


def is_name(line: str) -> bool:
    """Tell whether a line can be the bare name of an author, or several."""
    return len(line) <= 80 and len(line.split()) > 1 and re.fullmatch(_NAMES, line) is not None


def _name_beside_date(line: str) -> Headline | None:
    """Read "3 August 2018 | Jane Roe"."""
    found = find_date(line)
    if not found:
        return None
    rest = line[: found[0]] + line[found[1] :]
    name = rest.strip(" |·•")
    return Headline(byline=name, published=found[2]) if name != rest.strip() and is_name(name) else None


def read_dateline(line: str) -> Headline | None:
    """Give the date of a line that says when the text was published or changed, and nothing else; else None."""
    found = find_date(line) if len(line) <= _LONGEST else None
    if not found:
        return None
    start, end, date = found
    before, after = line[:start].strip(), line[end:].strip()
    modified, published = _MODIFIED.match(before), _PUBLISHED.match(before)
    lead = modified or published
    if lead and len(before) - lead.end() <= 25 and len(after) <= 60:
        return Headline(modified=date) if modified else Headline(published=date)
    rest = _AROUND.sub(" ", f"{before} {after}")
    bare = not re.search(r"[^\W\d_]", rest) or (
        _PLACE.fullmatch(before) is not None and before.endswith(",") and not after
    )
    return Headline(published=date, stated=False) if bare and not re.fullmatch(r"\d{4}|\d{4}-\d\d", date) else None


def looks_like_title(line: str) -> bool:
    """Tell whether the first line of a page can be its title: not long, no sentence's full stop, and it has words."""
    if len(line) > 220 or len(line.split()) > 28 or not any(map(str.isalpha, line)):
        return False
    if line.endswith((",", ";", ":")):
        return False
    return not line.endswith(".") or bool(re.search(r"(?:\.\.\.|\b[A-Z]\.|\b(?:Inc|Jr|Sr|Co|Ltd|etc|vs)\.)$", line))
