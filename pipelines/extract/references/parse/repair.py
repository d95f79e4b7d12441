"""Corrections where a form decides and the labels need not: who edits or translates, what a number counts, a case."""

import re
from collections.abc import Sequence

from pipelines.extract.references.names import is_initials, is_pseudonym
from pipelines.extract.references.parse.fields import PEOPLE, Found, trimmed
from pipelines.extract.references.parse.forms import special_form
from pipelines.extract.references.parse.people import split_people

_EDITORS_BEHIND = re.compile(
    r"[\s,.]*[(\[]?(?:eds?|editors?|hrsg|hg|coords?|orgs?|dirs?|a cura di)\b(?!\s+(?:by|and))\.?(?=[\s,.:;)\]]|$)",
    re.IGNORECASE,
)
_ROLES_BEFORE = (
    ("both", re.compile(r"\bed(?:ited|s)?\.? and trans(?:lated|l)?\.?(?: by)?\s+$", re.IGNORECASE)),
    (
        "translator",
        re.compile(
            r"(?:\b(?:trans(?:lated|l)?\b\.?|trad\b\.?|traduit|traduzione|tradução)(?: \w+){0,3}|[üÜ]bersetzt von)\s+$",
            re.IGNORECASE,
        ),
    ),
    (
        "editor",
        re.compile(
            r"\b(?:edited by|eds?\.(?: by)?|h(?:rs)?g\. v(?:on|\.)(?: de[rmn])?|herausgegeben von|a cura di|"
            r"dirigida por)\s+$",
            re.IGNORECASE,
        ),
    ),
    ("author", re.compile(r"(?:\b(?:directed by|regia di|dir\.)|réal(?:\.|isé par))\s+$", re.IGNORECASE)),
)
_INITIALS_BEHIND = re.compile(r",\s*(?:[^\W\d_a-z]\.[\s-]?){0,2}[^\W\d_a-z]\.(?=\s)")
_IMPRINT = frozenset(("publisher", "place", "container"))
_AGAIN = re.compile(r"(?:ibid(?:em)?|ebda?|ebenda|loc\.? cit|l\. c)\b", re.IGNORECASE)
_EDITORS_AT_END = re.compile(
    r"(?:,\s*|\s*[(\[])(?:eds?|editors?|hrsg|hg|coords?|orgs?|dirs?|a cura di)\.?[)\]]?$", re.IGNORECASE
)
_EDITORS_IN_BRACKETS = re.compile(rf"(?=\s?\(){_EDITORS_BEHIND.pattern}", re.IGNORECASE)
_VOLUME_PAGES = re.compile(r"(?P<volume>[0-9]{1,4})\s*[,:\s]\s*(?P<pages>[0-9]+\s?[-–]\s?[0-9]+)")
_VOLUME_ISSUE = re.compile(
    r"(?P<volume>[0-9]{1,4}|[IVXLC]+)\s*(?:[,(/]|no\.?|n\.|nr\.?|\s)+\s*(?P<issue>[0-9]{1,4}(?:[-–/][0-9]+)?)\)?"
)
_PART_OF_VOLUME = re.compile(r"[:.][0-9]{1,3}(?=\s?(?:\([0-9]{1,3}\)|:\s?[0-9]))")
_EXTENT = re.compile(r"\s?(?:p\.?|pages|S\.?|Seiten|с\.?|vols?\b\.?|Bde\.?|euros?|€)(?!\s?[0-9])(?=[\s,.;)\]]|$)")
_COUNTED_BEFORE = re.compile(r"(?:\b(?:chap(?:ter|itre)?|ch|cap|Kap|fn?)\b\.?|§+)\s?$", re.IGNORECASE)
_PAGE_BEFORE = re.compile(r"(?:^|[\s,.;(])pp?\.?\s?$")
_COMPANY_BEHIND = re.compile(r",?\s+(?:Inc|Ltd|LLC|GmbH|& Co|& Sons)\b\.?")
_BRACKETED_END = re.compile(r"\s*\[[^\W\d_a-z][^\[\]]*[ ’][^\[\]]*\]?$")
_BY_NAME = re.compile(
    r"(?:\s*\([^()]{1,40}\))?[,.]?\s+(?:a (?:documentary |short |feature )?film by|directed by|by)\s+"
    r"(?P<name>[^\W\d_a-z][\w.’'-]*(?:\s+(?:van|von|de|der|di|[^\W\d_a-z][\w.’'-]*)){0,4}"
    r"(?:\s+and\s+[^\W\d_a-z][\w.’'-]*(?:\s+[^\W\d_a-z][\w.’'-]*){0,3})?)$"
)
_CREDIT_INSIDE = re.compile(
    r"[.,]\s+(?:trans(?:lated|l)?\.?(?: from [^,.]{3,30})? by|Trans\.|trad\.|traduit (?:de |du )[^,.]{2,30} par|"
    r"[üÜ]bersetzt von)\s+"
    r"(?P<name>(?:[^\W\d_a-z][\w’'-]*\.?\s?){1,4}?)(?=[.,(]|$)"
)
_DATED_LEAD = re.compile(r"(?P<lead>[^().\"“,;:]{5,60}) \([^()]{4,20}\)\. ")
_LEAD = re.compile(
    r"(?:(?:and )?(?:trans(?:lated|l)?\b\.?(?: by)?|trad\.(?: par| di| de)?|edited by|eds?\.(?: by)?|[üÜ]bersetzt von|"
    r"h(?:rs)?g\. v(?:on|\.)|réal\.|directed by|von de[rmn](?= )|in:?(?= )|by(?= ))\s+)+",
    re.IGNORECASE,
)


def repaired(text: str, start: int, found: Sequence[Found]) -> tuple[Found, ...]:
    """Give the runs of the reference that begins at `start` with the corrections made, in the order of the text."""
    special = special_form(text, start)
    if special is not None:
        return special
    credited = _with_roles(text, _with_initials(text, found))
    numbered = [part for one in credited for part in _numbers(text, one, found)]
    titled = _titled(text, _untitled(text, _imprints(text, numbered)))
    result = _titles(text, _pseudonym(text, start, titled))
    return tuple(sorted(result, key=lambda one: (one.start, one.end)))


def _with_initials(text: str, found: Sequence[Found]) -> list[Found]:
    """Give the initials behind `Family,` to the author where the next run begins with them."""
    result: list[Found] = []
    for one in found:
        initials = _INITIALS_BEHIND.match(text, result[-1].end) if result and result[-1].field == "author" else None
        if initials and one.start < initials.end() < one.end and _is_family(text[result[-1].start : result[-1].end]):
            result[-1] = result[-1]._replace(end=initials.end())
            start, end = trimmed(text, one.field, initials.end(), one.end)
            result.append(one._replace(start=start, end=end))
        else:
            result.append(one)
    return result


def _is_family(text: str) -> bool:
    return "," not in text and not any(is_initials(word) for word in text.split())


def _with_roles(text: str, found: Sequence[Found]) -> list[Found]:
    """Give people the role that a word beside them tells; a list behind the title that nothing explains is none."""
    result: list[Found] = []
    for one in found:
        if one.field in PEOPLE:
            result += _credited(text, one, result)
        elif one.field == "container" and _EDITORS_IN_BRACKETS.match(text, one.end):
            result.append(one._replace(field="editor"))
        else:
            result.append(one)
    return result


def _credited(text: str, run: Found, before: Sequence[Found]) -> list[Found]:
    lead = _LEAD.match(text, run.start, run.end)
    one = run._replace(start=lead.end()) if lead and lead.end() < run.end else run
    near = max(0, one.start - 40)
    marked = _EDITORS_AT_END.search(text[: one.end], one.start)
    if marked and marked.start() > one.start:
        return [one._replace(field="editor", end=marked.start())]
    role = next((name for name, word in _ROLES_BEFORE if word.search(text, near, one.start)), "")
    if all(is_initials(word) for word in text[one.start : one.end].split()) or _AGAIN.match(text, one.start):
        return []
    if role == "both":
        return [one._replace(field="translator"), one._replace(field="editor")]
    if not role and _EDITORS_BEHIND.match(text, one.end):
        role = "editor"
    if not role and one.field == "author" and {"title", "author"} <= {other.field for other in before}:
        return []
    return [one._replace(field=role or one.field)]


def _numbers(text: str, one: Found, found: Sequence[Found]) -> list[Found]:
    """Give what a number counts: pages behind `p`, no volume behind `chapter`, no pages before `pages`."""
    if one.field not in ("volume", "issue", "pages"):
        return [one]
    have = {other.field for other in found}
    if one.field != "pages" and _PAGE_BEFORE.search(text, max(0, one.start - 6), one.start):
        return [one._replace(field="pages")] if "pages" not in have else []
    if one.field != "pages" and _COUNTED_BEFORE.search(text, max(0, one.start - 12), one.start):
        return []
    if _EXTENT.match(text, one.end) and not _PAGE_BEFORE.search(text, max(0, one.start - 6), one.start):
        return []
    part = _PART_OF_VOLUME.match(text, one.end) if one.field == "volume" else None
    if part:
        return [one._replace(end=part.end())]
    if one.field == "volume" and "issue" not in have:
        return _divided(text, one, _VOLUME_ISSUE)
    if one.field == "pages" and "volume" not in have:
        return _divided(text, one, _VOLUME_PAGES)
    return [one]


def _divided(text: str, one: Found, pattern: re.Pattern[str]) -> list[Found]:
    match = pattern.fullmatch(text, one.start, one.end)
    if match is None:
        return [one]
    return [Found(name, match.start(name), match.end(name), one.confidence) for name in match.groupdict()]


def _imprints(text: str, found: Sequence[Found]) -> list[Found]:
    """Make one publisher of `Place` and `, Inc.` behind it."""
    result: list[Found] = []
    for one in found:
        company = _COMPANY_BEHIND.match(text, one.end) if one.field in ("place", "publisher") else None
        if company:
            result.append(one._replace(field="publisher", end=company.end()))
        elif not (one.field == "publisher" and result and result[-1].end >= one.end):
            result.append(one)
    return result


def _untitled(text: str, found: Sequence[Found]) -> list[Found]:
    """Divide `Vera Holm, Salt and Snow, …` where all was read as people: one author, then the title that is missing."""
    if {"title", "container"} & {one.field for one in found} or not found or found[0].field != "author":
        return list(found)
    people = split_people(text, found[0].start, found[0].end)
    if len(people) < 2 or len(text[slice(*people[0])].split()) < 2 or "," in text[slice(*people[0])]:
        return list(found)
    one = found[0]
    return [one._replace(end=people[0][1]), one._replace(field="title", start=people[1][0]), *found[1:]]


def _titled(text: str, found: Sequence[Found]) -> list[Found]:
    """Take a container that nothing stands in and that has no numbers for the title; behind its stop the publisher."""
    have = {one.field for one in found}
    inside = {"author", "editor"} <= have or bool(have & {"title", "volume", "issue", "pages"})
    if inside or "container" not in have:
        return list(found)
    result: list[Found] = []
    for one in found:
        stop = text.find(". ", one.start, one.end) if "publisher" not in have else -1
        if one.field == "container":
            result.append(one._replace(field="title", end=stop if stop > 0 else one.end))
            if stop > 0:
                result.append(one._replace(field="publisher", start=stop + 2))
        else:
            result.append(one)
    return result


def _pseudonym(text: str, start: int, found: Sequence[Found]) -> list[Found]:
    """Read `A Former Diplomat (1931). Title.` with its author, and the words behind the year as the title."""
    dated = _DATED_LEAD.match(text, start)
    if dated is None or not is_pseudonym(dated.group("lead")) or any(one.field in PEOPLE for one in found):
        return list(found)
    lead = Found("author", *dated.span("lead"), 0.8)
    others = [one for one in found if one.start >= dated.end("lead")]
    if not any(one.field == "title" for one in others):
        first = next((one for one in others if one.start >= dated.end()), None)
        if first is not None:
            others[others.index(first)] = first._replace(field="title")
    return [lead, *others]


def _titles(text: str, found: Sequence[Found]) -> list[Found]:
    """Take off the end of a title a translation in brackets, a maker behind "by", and a translator."""
    result: list[Found] = []
    made = {one.field for one in found}
    for one in found:
        if one.field == "title" and one is next(other for other in found if other.field == "title"):
            result += _title_parts(text, one, made)
        else:
            result.append(one)
    return result


def _title_parts(text: str, one: Found, made: set[str]) -> list[Found]:
    parts: list[Found] = []
    end = one.end
    credit = _CREDIT_INSIDE.search(text, one.start, end) if "translator" not in made else None
    if credit:
        parts.append(Found("translator", *trimmed(text, "translator", *credit.span("name")), one.confidence))
        end = credit.start()
    maker = _BY_NAME.search(text, one.start, end) if "author" not in made and "by " in text else None
    if maker and maker.start() > one.start + 2:
        parts.append(Found("author", *maker.span("name"), one.confidence))
        end = maker.start()
    bracket = _BRACKETED_END.search(text, one.start, end)
    if bracket and bracket.start() > one.start + 2:
        end = bracket.start()
    last = text.rfind(". ", one.start, end) if {"author", "date"} <= made and not made & _IMPRINT else -1
    if last > 0 and len(text[last + 2 : end].split()) == 1 and text[last + 2].isupper():
        parts.append(one._replace(field="publisher", start=last + 2, end=end))
        end = last
    start, end = trimmed(text, "title", one.start, end)
    return [one._replace(start=start, end=end), *parts]
