"""Whole references of a form of their own: back-references, short notes, films, law cases, pages at a known site."""

import re

from pipelines.extract.references.draft import Draft
from pipelines.extract.references.identifiers import CUT
from pipelines.extract.references.numbers import YEARS, year_of
from pipelines.extract.references.roles import take_directors

_BACK_PAGES = r"pp?\.?\s?(?P<pages>[0-9]+(?:\s?[-–]\s?[0-9]+)?)"
_BACK = re.compile(
    rf"^(?P<people>[^\d()\"“:.]{{2,80}}?),?\s*(?:\(?(?P<year>{YEARS})\)?(?:,?\s*{_BACK_PAGES})?|(?:ibid\.?,?\s*|"
    rf"op\. ?cit\.?,?\s*)?{_BACK_PAGES.replace('pages', 'more')})(?P<rest>[,.;:\s\x1f].*)?$",
    re.DOTALL,
)
_SHORT_NOTE = re.compile(
    r"^(?P<name>[^\W\d_][\w’'-]+), (?P<title>[^,.\d\x1f(\"“]{4,120}), (?:pp?\. ?)?(?P<pages>[0-9]+"
    r"(?:\s?[-–]\s?[0-9]+)?)\.?$"
)
_CASE = re.compile(
    r"^(?P<title>[^,\x1f\[]{2,100}\bv\.? [^,\x1f\[]{2,100}), (?P<volume>[0-9]{1,4}) "
    r"(?P<container>[A-Z][A-Za-z0-9.]{0,8}(?: [A-Z0-9][\w.]{0,5})?) "
    r"(?P<pages>[0-9]{1,5})(?:,? [^(]{0,40})? \((?P<year>(?:1[6-9]|20)[0-9]{2})\)"
)
_AT_SITE = re.compile(
    r"^(?P<title>[^.\x1f\"“]{2,120}) (?:on|at) (?P<site>IMDb|Rotten Tomatoes|AllMovie|Metacritic|"
    r"Project Gutenberg|Internet Archive|Curlie|YouTube)\b"
)


def read_special_form(draft: Draft) -> bool:
    """Read a reference that is of one of these forms as a whole; tells whether it was."""
    readers = (_read_back_reference, _read_film, _read_at_site, _read_short_note, _read_case)
    return any(read(draft) for read in readers)


def _read_back_reference(draft: Draft) -> bool:
    """`Petrov 1967, p. 228.`: family names, a year, pages, and no title."""
    match = _BACK.match(draft.text)
    if match is None or len(match.group("people").split()) > 7:
        return False
    pages = match.group("pages") or match.group("more")
    names = [name for name in re.split(r"\s*[;,&]\s*|\s+and\s+", match.group("people").strip(" ,;")) if name]
    short = all(
        re.fullmatch(r"(?:(?:van|von|de|der) )*[^\W\d_][\w’'-]*", name) and name[0].isalpha() for name in names if name
    )
    rest = (match.group("rest") or "").strip(f" .,;:{CUT}")
    if (
        not short
        or (rest and not (pages and re.match(r"n\.|left|right|note|fn|\(", rest)))
        or not names
        or not names[0][0].isalpha()
    ):
        return False
    draft.credit("author", [name for name in names if name])
    draft.put("year", match.group("year"))
    draft.put("pages", pages)
    return True


def _read_film(draft: Draft) -> bool:
    """`Title (Year) — Country · réal. Name`, `Title, a documentary film by Name`: title first, then the director."""
    quoted = draft.text.strip('"“” ')
    probe = Draft(quoted, dict(draft.fields))
    dated = re.match(rf"^(?P<title>[^\x1f]{{1,200}}?)[,.]?\s*\((?P<date>{YEARS})\)", probe.text)
    directed = take_directors(probe)
    dash = dated and re.match(r"\s*[—–]\s", quoted[dated.end() :])
    if not directed and not dash:
        return False
    if dated is None or (directed and len(probe.text.split(CUT)[0]) < dated.end()):
        title, rest = probe.text.split(CUT, 1)
        title = re.sub(r"[\"“”]", "", title)
    else:
        title, rest = dated.group("title"), dated.group("date")
    draft.people, draft.fields = probe.people, probe.fields
    draft.put("title", title)
    draft.put("year", year_of(rest))
    draft.put("type", "motion_picture")
    return True


def _read_at_site(draft: Draft) -> bool:
    """`Title at Rotten Tomatoes`."""
    match = _AT_SITE.match(draft.text)
    if match is None:
        return False
    draft.put("title", match.group("title"))
    draft.put("container", match.group("site"))
    draft.put("year", year_of(draft.text[match.end() :]))
    return True


def _read_short_note(draft: Draft) -> bool:
    """`Family, Title, p. 12.`: a note that names a work again in short."""
    match = _SHORT_NOTE.match(draft.text)
    if match is None:
        return False
    draft.credit("author", [match.group("name")])
    draft.put("title", match.group("title"))
    draft.put("pages", match.group("pages"))
    return True


def _read_case(draft: Draft) -> bool:
    """`A v. B, 354 U.S. 298 (1957)`: a case in a series of law reports."""
    match = _CASE.match(draft.text)
    if match is None:
        return False
    for name, value in match.groupdict().items():
        draft.put(name, value)
    draft.fields["container"] = match.group("container")
    draft.put("type", "legal_case")
    return True
