"""References of a form of their own, read whole: a case in the law reports, a page at a well-known site."""

import re

from pipelines.extract.references.parse.fields import Found

_SURE = 0.95
_YEAR = r"(?:1[6-9]|20)[0-9]{2}"
_REPORT = r"[A-Z][A-Za-z0-9.]{0,8}(?: (?:[A-Z0-9][\w.]{0,5}|[0-9][a-z]{2}))?"
_PARTIES = r"(?P<title>[^,\[\]\"“”]{2,100}\bvs?\.? [^,\[\]\"“”]{2,100}?)"
_CASES = (
    # Marbury v. Madison, 5 U.S. 137 (1803)
    re.compile(
        rf"{_PARTIES}, (?P<volume>[0-9]{{1,4}}) (?P<container>{_REPORT}) (?P<pages>[0-9]{{1,5}})"
        rf"(?:,? [^(]{{0,40}})? \((?:[^()]{{0,30}} )?(?P<year>{_YEAR})\)"
    ),
    # Donoghue v Stevenson [1932] UKHL 100, (1932) 15 AC 562
    re.compile(
        rf"{_PARTIES},? \[(?P<year>{_YEAR})\] [A-Z][A-Za-z ]{{1,12}} [0-9]{{1,5}}[,;] [(\[]{_YEAR}[)\]] "
        rf"(?P<volume>[0-9]{{1,4}}) (?P<container>{_REPORT}) (?P<pages>[0-9]{{1,5}})"
    ),
    # Case 26/62 Van Gend v Administratie [1963] ECR 1
    re.compile(
        rf"(?P<title>(?:Case|Joined Cases) [A-Z]?-?[0-9]{{1,4}}/[0-9]{{2,4}}(?: [^,\[\]]{{3,120}})?),? "
        rf"\[(?P<year>{_YEAR})\] (?:(?P<volume>[0-9]{{1,3}}) )?(?P<container>{_REPORT}) (?P<pages>[IVX0-9-]{{1,8}})"
    ),
    re.compile(
        rf"{_PARTIES},? \[(?P<year>{_YEAR})\] (?:(?P<volume>[0-9]{{1,3}}) )?(?P<container>{_REPORT}) "
        r"(?P<pages>[0-9]{1,5})"
    ),
)
_AT_SITE = re.compile(
    r"(?P<title>[^.\"“,]{2,120}?) (?:on|at) (?P<container>IMDb|Rotten Tomatoes|AllMovie|Metacritic|Project Gutenberg|"
    rf"Internet Archive|Curlie|YouTube|Box Office Mojo|Open Library)\b(?:[^0-9]{{0,20}}(?P<year>{_YEAR}))?"
)
_FAMILY = r"(?:(?:van|von|de|der|den|di|du|la|le|ter)\s+){0,2}[^\W\d_](?:[^\W\d_]|[’'‘-])*"
_BACK_REFERENCE = re.compile(
    rf"(?P<author>{_FAMILY}(?:(?:;\s?|,\s|,?\s(?:&|and|et|und)\s){_FAMILY}){{0,4}}(?:,? et al\.)?)"
    rf"(?:,?\s?[(\[]?(?P<year>{_YEAR})(?:[–-][0-9]{{2,4}})?[a-z]?[)\]]?)?"
    r"(?:[,:]?\s*(?:\bpp?\.?|\bS\.)\s?(?P<pages>[0-9]+(?:\s?[-–]\s?[0-9]+)?)(?:[.,;:\s]|$)|\.?\s*$)"
)


def special_form(text: str, start: int) -> tuple[Found, ...] | None:
    """Give the fields of a reference that is of one of these forms as a whole, or None."""
    for pattern in _CASES if " v" in text else _CASES[2:3]:
        match = pattern.match(text, start)
        if match:
            return _found(match)
    match = _BACK_REFERENCE.match(text, start)
    if match and (match.group("year") or match.group("pages")):
        return _found(match)
    match = _AT_SITE.match(text, start) if " on " in text or " at " in text else None
    return _found(match) if match else None


def _found(match: re.Match[str]) -> tuple[Found, ...]:
    spans = [
        (("date" if name == "year" else name), *match.span(name)) for name in match.groupdict() if match.group(name)
    ]
    return tuple(Found(*span, _SURE) for span in sorted(spans, key=lambda span: span[1]))
