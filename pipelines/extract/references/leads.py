"""The start of a reference: its people, and the year behind them."""

import re

from pipelines.extract.references.authors import UPPER, read_people, read_spaced_people
from pipelines.extract.references.draft import Draft, tidy
from pipelines.extract.references.identifiers import CUT
from pipelines.extract.references.numbers import DATED, YEARS, has_day, year_of
from pipelines.extract.references.roles import lead_role, without_translator_marks

_LEAD_DATE = re.compile(
    rf"^(?P<lead>[^\"“«\x1f]{{2,250}}?)[,.]?\s*[(\[](?P<date>{DATED})[)\]](?:\s*\[{YEARS}\])?(?P<after>[.,:;]?\s*)"
)
_TITLE_FIRST = re.compile(r"\s*(?:[—–·]|,? by\b|$)")
_BY = re.compile(r"[,\s]\s*(?:by|von|par)\s+(?=[^\W\d_])")
_SLASH = re.compile(r"^(?P<title>[^/\x1f]{3,200}) / (?P<people>[^/.\x1f]{3,80})\.?")
_SITE_LEAD = re.compile(r"^(?P<site>(?:[a-z0-9-]+\.){1,3}(?:com|org|net|info|edu|de|fr|ru|uk)): ")
_REMARK = r"\s*\((?:[a-z]+ )?(?:documentary|film|movie|pamphlet|booklet|novel|video|book)\)$"


def take_lead(draft: Draft) -> None:
    """Take the people, and the year behind them, off the front."""
    site = _SITE_LEAD.match(draft.text)
    if site:
        draft.put("container", site.group("site"))
        draft.text = draft.text[site.end() :]
    dated = _LEAD_DATE.match(draft.text)
    if dated and _take_dated_lead(draft, dated):
        return
    slash = _SLASH.match(draft.text)
    if slash:
        draft.credit("author", [slash.group("people").strip()])
        draft.text = f"{slash.group('title')}{CUT}{draft.text[slash.end() :]}"
        return
    again = re.match(r"(?P<dash>[—–_-]{2,10})[.,]?\s+", draft.text)
    if again:
        draft.credit("author", [again.group("dash")])
        draft.text = draft.text[again.end() :]
        return
    people = read_spaced_people(draft.text) or read_people(draft.text)
    if people is None:
        return
    whole, rest = draft.text, draft.text[people.end :]
    if not (re.match(r"\s*(?:[.,:;/–—(\[\"“«\x1f-]|$)", rest) or people.names[-1].endswith(".")):
        return
    draft.text = rest
    role = lead_role(draft)
    draft.credit(role, without_translator_marks(people.names, whole, draft))
    year = re.match(rf"[\s,.:;]*[(\[]?(?P<date>{DATED})[)\]]?(?=[.,:;\s])[.,:;]?\s*", draft.text)
    if year:
        draft.put("year", year_of(year.group("date")))
        draft.text = draft.text[year.end() :]
    draft.text = re.sub(r"^[\s,.:;–—-]+", "", draft.text)


def _take_dated_lead(draft: Draft, dated: re.Match[str]) -> bool:
    """Take `Authors (Year).`; a title before the year, or a whole reference, is left alone."""
    lead = dated.group("lead").strip()
    if draft.text[dated.end("lead")] == "." and re.search(rf"(?:^|\W)[{UPPER}]$|\b(?:Jr|Sr|Inc|Ltd)$", lead):
        lead += "."
    people = read_people(lead)
    rest = draft.text[dated.end() :]
    whole = people is not None and not re.sub(r"[\s,.;()]|\b(?:eds?|trans|et al|Hrsg|Hg)\b\.?", "", lead[people.end :])
    if not whole and (
        _TITLE_FIRST.match(draft.text[dated.end("date") + 1 :])
        or not dated.group("after").strip()
        or not rest.strip(f" .{CUT}")
    ):
        return False
    if not whole and (people is not None or len(lead.split()) > 8 or re.search(r"[.:?!,] ", lead)):
        return False
    draft.text = lead[people.end :] if people and whole else ""
    role = lead_role(draft)
    names = people.names if people and whole else (lead,)
    draft.credit(role, without_translator_marks(names, lead, draft))
    draft.put("year", year_of(dated.group("date")))
    if has_day(dated.group("date")):
        draft.put("day", "1")
    draft.text = rest
    return True


def take_by(draft: Draft) -> None:
    """Take `, by Name` behind the title."""
    match = re.match(rf"[\s,{CUT}]*\bby\s+", draft.text)
    people = read_people(draft.text[match.end() :]) if match else None
    if match and people and not draft.people.get("author"):
        draft.credit("author", list(people.names))
        draft.text = draft.text[match.end() + people.end :]


def take_people_behind_title(draft: Draft) -> None:
    """`Title, by Name`: the people behind the title where none stood before it."""
    title = re.sub(_REMARK, "", draft.fields.get("title", ""))
    if not title:
        return
    draft.fields["title"] = title
    if draft.people.get("author"):
        return
    for match in _BY.finditer(title):
        people = read_people(title[match.end() :])
        alone = re.match(rf"[{UPPER}][\w’'-]+(?=\s*(?:\(|$))", title[match.end() :])
        names = people.names if people else (alone.group(),) if alone else ()
        end = people.end if people else alone.end() if alone else 0
        if names and re.fullmatch(r"\s*(?:\([^()]*\))?[\s.]*", title[match.end() + end :]):
            draft.credit("author", list(names))
            draft.fields["title"] = tidy(title[: match.start()])
            return
