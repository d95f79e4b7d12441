"""The numbers of a reference: year, pages, volume, issue and edition."""

import re

from pipelines.extract.references.draft import Draft
from pipelines.extract.references.identifiers import CUT, DATE

YEAR = r"(?:1[4-9][0-9]{2}|20[0-4][0-9])"
YEARS = rf"{YEAR}(?:\s?[–—/-]\s?(?:{YEAR}|[0-9]{{2}}|present))?[a-z]?"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Spring|Summer|Autumn|"
    r"Fall|Winter)"
)
_MONTHS = rf"(?:(?:[0-9]{{1,2}}[–-])?[0-9]{{0,2}} ?{_MONTH}[ ,/–-]*){{1,2}}"
DATED = rf"(?:c\. ?|ca\. ?|circa )?(?:{DATE}|{_MONTHS} ?{YEAR}|{YEAR}, {_MONTHS}[0-9]{{0,2}}|{YEARS}|n\.d\.)"
_RANGE = r"[A-Za-z]?[0-9]+[a-z]?(?:\s?[-–—]{1,2}\s?[A-Za-z]?[0-9]+)?"
_PAGES = re.compile(
    rf"(?:\(|\b)(?:pp?|pgs?|pages?|S|Seiten?|str|с|Pp?|Pages?)\.?\s?(?P<pages>{_RANGE}(?:,\s?"
    rf"(?!{YEAR}\b){_RANGE}(?![\w:]|\s[A-Z][a-z]))*|[ivxlc]+[-–][ivxlc]+)\)?(?=[\s,.;:)\x1f]|$)"
)
_VOLUME_ISSUE_PAGES = re.compile(
    rf"(?:(?:\b[Vv]ol\.?\s*)?(?P<volume>\b(?:[0-9]{{1,4}}(?:[.:][0-9]{{1,3}})?|[IVXLC]+))\s*)?\((?:no\. ?)?"
    rf"(?P<issue>[0-9]{{1,4}}(?:[-–/][0-9]+)?|Suppl[^()]{{0,8}})\)"
    rf"\s*(?:[:.,]\s*(?:pp?\. ?)?(?P<pages>(?!{YEAR}[.,;\s]*$){_RANGE}|[eE][0-9]+)(?=[\s,.;)\x1f]|$)|\s"
    rf"(?P<more>[0-9]+[-–][0-9]+)(?=[.,;\s\x1f]|$)|(?=[,.;\s\x1f]|$))"
)
_VOLUME_PAGES = re.compile(
    rf"(?:(?<=[\s,.;])|^)(?P<volume>[0-9]{{1,4}}(?:\.[0-9]{{1,2}})?|[A-Z][0-9]{{1,3}}|[IVXLC]{{2,7}})\s*:\s*"
    rf"(?P<pages>{_RANGE})(?=[\s,.;)\x1f]|$)"
)
_VOLUME_COMMA_PAGES = re.compile(
    rf"(?<=[\s,])(?!{YEAR})(?P<volume>[0-9]{{1,4}}),\s+(?P<pages>[A-Z]?[0-9]+\s?[-–]\s?[A-Z]?[0-9]+)"
    rf"(?=[\s,.;)\x1f]|$)"
)
_BARE_PAGES = re.compile(
    rf"(?<=[,.:;])\s(?!{YEAR}\s?[-–])(?P<pages>[0-9]{{1,4}}\s?[-–]\s?[0-9]{{1,4}})(?=[.,;\x1f]|\s*$|\s\()"
)
_VANCOUVER = re.compile(
    rf"(?P<year>{YEAR})(?: [A-Z][a-z]{{2,8}}(?: [0-9]{{1,2}})?)?\s*;\s*(?P<volume>[0-9A-Z]{{1,6}})?\s*(?:\("
    rf"(?P<issue>[^()]{{1,15}})\))?\s*(?:[:,]\s*(?P<pages>{_RANGE}))?"
)
_VOLUME = re.compile(
    r"[,(]?\s*\b(?:[Vv]ol(?:ume)?s?\b\.?|[Bb]d\.|[Bb]and|[Tt]om[oe]?\b|[Tt]\.|v\.)\s*(?P<volume>[0-9]{1,4}"
    r"(?:[-–][0-9]+)?|[IVXLC]+(?:[-–][IVXLC]+)?)\b(?!\s?[a-z])\)?"
)
_ISSUE = re.compile(
    r"[,(]?\s*(?:\b[Nn]os?\.|\b[Nn]r\.?|\bn[.°º]|№|\b[Ii]ssue|\b[Nn]umber|\bHeft|\bno)\s*(?P<issue>[0-9]{1,4}"
    r"(?:[-–/][0-9]+)?)\b\)?"
)
_EDITION = re.compile(
    r"\((?P<a>[^(),]{1,50}\s(?:edn?|[Ee]dition|Aufl(?:age)?)\b\.?[^()]{0,10})\)"
    r"|(?<=[,.;(])\s+(?P<b>(?:(?:[0-9]{1,3}(?:st|nd|rd|th|\.ª|ª|\.)?|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|"
    r"[Ff]irst|[Rr]ev(?:ised|\.)?|[Nn]ew|[Rr]eprint)\s+){1,2}(?:ed(?:n|ition)?|Ed(?:n|ition)|Aufl(?:age)?)\b\.?)"
)
_BRACKETED_DATE = re.compile(rf"[(\[](?P<date>{DATED})[)\]]")
_FULL_DATE = re.compile(rf"(?P<date>{DATE}|{_MONTHS} ?{YEAR})")
_CHAPTER = re.compile(r",?\s*(?:\b(?:chap|ch|cap|Kap|n)\b|§+)\.?\s*(?:[0-9]{1,3}|[IVXLC]+)\b(?=[,.;\s)]|$)")


def take_pages(draft: Draft) -> None:
    """Take `pp. 10–20`, `page 3`, `p8`."""
    match = _PAGES.search(draft.text)
    if match:
        draft.put("pages", match.group("pages"))
        draft.cut(match)
        for other in list(_PAGES.finditer(draft.text))[:3][::-1]:
            draft.cut(other)


def take_edition(draft: Draft) -> None:
    """Take `(2nd ed.)`, `Revised Edition`."""
    match = _EDITION.search(draft.text)
    if match:
        draft.put("edition", match.group("a") or match.group("b"))
        draft.cut(match)


def take_volume_and_issue(draft: Draft, since: int = 0) -> None:
    """Take volume, issue and pages in the forms journals write them, and volumes of books."""
    for pattern in (_VANCOUVER, _VOLUME_ISSUE_PAGES, _VOLUME_PAGES, _VOLUME_COMMA_PAGES):
        match = pattern.search(draft.text, since)
        if match and _numbers_an_issue(match):
            for name, value in match.groupdict().items():
                dated = name == "issue" and value and re.fullmatch(YEAR, value)
                draft.put("year" if dated else "pages" if name == "more" else name, value)
            draft.cut(match)
            break
    for pattern in (_VOLUME, _ISSUE, _CHAPTER):
        match = pattern.search(draft.text, since)
        if match:
            for name, value in match.groupdict().items():
                draft.put(name, value)
            draft.cut(match)
    bare = _BARE_PAGES.search(draft.text, since)
    if bare and "pages" not in draft.fields:
        draft.put("pages", bare.group("pages"))
        draft.cut(bare)
    lone = re.search(rf"(?<=[\s{CUT}])\((?P<issue>[0-9]{{1,3}})\)(?=[.,;:\s{CUT}]|$)", draft.text[since:])
    if lone and "issue" not in draft.fields:
        draft.put("issue", lone.group("issue"))


def _numbers_an_issue(match: re.Match[str]) -> bool:
    """Tell volume, issue and pages from a year that stands in brackets on its own."""
    found = match.groupdict()
    if found.get("volume") and re.fullmatch(YEAR, found["volume"]):
        return False
    if (
        not found.get("volume")
        and not found.get("pages")
        and re.fullmatch(rf"{YEAR}(?:[-–/][0-9]+)?", found.get("issue") or "")
    ):
        return False
    return bool(found.get("volume") or found.get("pages"))  # either makes the bracket an issue or a year of the volume


def take_date(draft: Draft) -> None:
    """Take a date with its month, and a year in brackets, wherever they stand behind the title."""
    for pattern in (_BRACKETED_DATE, _FULL_DATE):
        match = pattern.search(draft.text)
        if match:
            draft.put("year", year_of(match.group("date")))
            draft.cut(match)
    draft.text = re.sub(rf"\[{YEAR}\],?", CUT, draft.text)


def has_day(text: str) -> bool:
    """Tell whether a text gives a date to the day, as references to newspapers do."""
    return bool(re.search(rf"{DATE}", text))


def year_of(date: str) -> str | None:
    """Give the year of a written date, a span of years as written."""
    match = re.search(rf"{YEAR}(?:\s?[–—/-]\s?(?:{YEAR}|[0-9]{{2}}(?![0-9-])))?", date)
    if match is None:
        return None
    return match.group()[:4] if re.match(rf"{YEAR}-[0-9]{{2}}-[0-9]{{2}}", date[match.start() :]) else match.group()
