"""Points in time as written: days, months, seasons, years, decades, centuries; and days or months joined by a dash."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from pipelines.extract.claims.calendar import MONTH, ORDINAL, SEASON, SEASONS, month_of, ordinal_of
from pipelines.patterns import Rules

_D = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_D2 = r"(?P<day2>\d{1,2})(?:st|nd|rd|th)?"
_M = rf"(?P<month>{MONTH})"
_M2 = rf"(?P<month2>{MONTH})"
_Y = r"(?P<year>1\d{3}|20\d{2})(?!\d)"
# A day may have the year of another calendar's day, or that day itself, in brackets before its own year.
_OTHER = r"(?:\s*[\[(][^\]()\[\n]{1,40}[\])])?"
_TO = r"\s*(?:–|—|-|/|\bto\b|\buntil\b|\bthrough\b|\band\b)\s*"
_ERA_BEFORE = r"(?:B\.?\s?C\.?(?:\s?E\.?)?)(?![A-Za-z])"
_ERA_AFTER = r"(?:(?:A\.?\s?D\.?|C\.?\s?E\.?)(?![A-Za-z]))"
# What is counted by a number that looks like a year.
_COUNTED = re.compile(
    r"\s+(?:\w+\s+)?(?:people|men|women|children|soldiers|troops|workers|miles?|km|kilomet\w+|feet|met(?:re|er)s?|"
    r"copies|pages|years|days|hours|tons|tonnes|dollars|pounds|euros|inhabitants|members|students|houses|families|"
    r"prisoners|votes|items|words|horses|ships|residents|employees|respondents|schoolchildren|rooms|seats|acres|"
    r"hectares|times|patients|participants|victims|delegates|guests|yen|roubles|rubles|francs|marks)\b"
)
_DATING = re.compile(r"\b(?:in|since|until|during|from)\s+$", re.IGNORECASE)
# A longer stretch between two bare figures is of something else than years, such as prices.
_LONGEST_RANGE = 400
_EVENT_NOUN = re.compile(r"\s+(?:\w+\s+){0,3}[A-Z]\w+")


@dataclass(frozen=True, slots=True)
class Point:
    """A point at `[start, end)` of its text; `named_event`: a year in the name of an event ("the 1905 Fair")."""

    start: int
    end: int
    edtf: str
    named_event: bool = False


_Rule = Callable[[re.Match[str]], str | None]


def _day(year: str, month: int, day: str) -> str | None:
    try:
        return date(int(year), month, int(day)).isoformat()
    except ValueError:
        return None


def _four(year: str) -> str:
    return f"{int(year):04d}"


def _full(found: re.Match[str]) -> str | None:
    return _day(found["year"], month_of(found["month"]), found["day"])


def _days(found: re.Match[str]) -> str | None:
    groups = found.groupdict()
    month = month_of(found["month"])
    month2 = month_of(groups.get("month2") or found["month"])
    year = groups.get("year1") or found["year"]
    first, last = _day(year, month, found["day"]), _day(found["year"], month2, found["day2"])
    return f"{first}/{last}" if first and last and first < last else None


def _months(found: re.Match[str]) -> str | None:
    first, last = month_of(found["month"]), month_of(found["month2"])
    return f"{found['year']}-{first:02d}/{found['year']}-{last:02d}" if first < last else None


def _numeric(found: re.Match[str]) -> str | None:
    """Of "25/12/1998" the day; where both numbers may be the month, the year alone."""
    one, two, year = int(found["one"]), int(found["two"]), found["year"]
    if found["mark"] == "." or one > 12:
        return _day(year, two, found["one"]) if two <= 12 else None
    if two > 12:
        return _day(year, one, found["two"])
    return year


def _short_range(found: re.Match[str]) -> str | None:
    first, second = found["year"], found["second"]
    second = first[: 4 - len(second)] + second
    return f"{first}/{second}" if first < second and int(second) - int(first) <= _LONGEST_RANGE else None


def _early_range(found: re.Match[str]) -> str | None:
    """Of "c. 314 – 368" the interval; three figures are years behind such words alone."""
    first, second = _four(found["year"]), _four(found["second"])
    return f"{first}{'~' if found['about'] else ''}/{second}" if first < second else None


def _decade(found: re.Match[str]) -> str | None:
    """Of "1920s" the decade, of "1800s" the century unless "early" stands before it, of "2000s" the decade."""
    if found["year"][2:] == "00" and found["year"] != "2000" and not found["early"]:
        return f"{found['year'][:2]}XX"
    return f"{found['year'][:3]}X" if found["year"][3] == "0" else None


def _decades(found: re.Match[str]) -> str | None:
    return f"{found['year'][:3]}X/{found['year'][:2]}{found['second'][0]}X"


def _century(found: re.Match[str]) -> str | None:
    number = ordinal_of(found["century"])
    return f"{number - 1:02d}XX" if number and 1 <= number <= 21 else None


def _centuries(found: re.Match[str]) -> str | None:
    first, last = ordinal_of(found["century"]), ordinal_of(found["century2"])
    return f"{first - 1:02d}XX/{last - 1:02d}XX" if first and last and 1 <= first < last <= 21 else None


def _season(found: re.Match[str]) -> str:
    return f"{found['year']}-{SEASONS[found['season'].lower()]}"


def _month(found: re.Match[str]) -> str:
    return f"{_four(found['year'])}-{month_of(found['month']):02d}"


def _before_christ(found: re.Match[str]) -> str:
    return f"-{int(found['year']) - 1:04d}" if int(found["year"]) > 1 else "0000"


def _year(found: re.Match[str]) -> str | None:
    return f"{int(found['year']):04d}" if int(found["year"]) else None


def _lone_year(found: re.Match[str]) -> str | None:
    return _year(found)


def _none(_: re.Match[str]) -> None:
    return None


# In order: the first rule that matches at a place wins, so the fuller forms stand before the shorter. `_none` takes a
# place so that no part of it is read as something else.
_RULES: Rules[_Rule] = Rules(
    (
        (rf"\b{_D}\s+{_M},?\s+(?P<year1>[12]\d{{3}}){_TO}{_D2}\s+{_M2},?\s+{_Y}", _days),
        (rf"\b{_D}\s+{_M}{_TO}{_D2}\s+{_M2},?\s+{_Y}", _days),
        (rf"\b{_D}{_TO}{_D2}\s+(?:of\s+)?{_M},?\s+{_Y}", _days),
        (rf"\b{_M}\s+{_D}{_TO}{_M2}\s+{_D2},?\s+{_Y}", _days),
        (rf"\b{_M}\s+{_D}{_TO}{_D2},?\s+{_Y}", _days),
        (rf"\b{_D}\s+(?:of\s+)?{_M}{_OTHER},?\s+(?:of\s+)?{_Y}", _full),
        (rf"\b{_M}\s+(?:the\s+)?{_D}{_OTHER},?\s+(?:of\s+|in\s+)?{_Y}", _full),
        (rf"\b{_D}\s+(?:of\s+)?{_M}\s+(?P<year>[1-9]\d{{2}})(?![\d%:]|\s+[a-z]+s\b)", _full),
        (rf"\b{_M}\s+of\s+(?P<year>[1-9]\d{{2}})(?![\d%:]|\s+[a-z]+s\b)", _month),
        (r"(?<![\d-])(?P<iso>[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?![\d-])",
         lambda m: _day(m["iso"][:4], int(m["iso"][5:7]), m["iso"][8:])),
        (rf"(?<![\d./])(?P<one>\d{{1,2}})(?P<mark>[./])\s?(?P<two>\d{{1,2}})(?P=mark)\s?{_Y}(?![./]\d)", _numeric),
        (rf"\b{_M}{_TO}{_M2},?\s+(?:of\s+)?{_Y}", _months),
        (rf"\b{_M},?\s+(?:(?:of|in)\s+)?(?:the\s+year\s+)?{_Y}", _month),
        (rf"\b(?P<season>{SEASON}),?\s+(?:(?:of|in)\s+)?{_Y}(?:\s*[–/-]\s*\d{{2,4}})?", _season),
        (rf"\b(?P<century>{ORDINAL})(?:[\s-]+century|[\s-]+centuries|\s+c\.)?(?:\s*[–-]\s*|\s+(?:and|to|or)\s+)"
         rf"(?:the\s+)?(?:(?:early|late|mid)[\s-]+)?"
         rf"(?P<century2>{ORDINAL})[\s-]+[Cc]entur(?:y|ies)(?!\s+{_ERA_BEFORE})", _centuries),
        (rf"\b(?P<century>{ORDINAL})[\s-]+[Cc]entur(?:y|ies)\s+{_ERA_BEFORE}", _none),
        (rf"(?<![\w-])(?:(?i:early|mid|late)-)?(?P<century>{ORDINAL})[\s-]+[Cc]entur(?:y|ies)\b", _century),
        (r"\b(?P<year>1\d{3}|20\d{2})['’]?s\s*(?:–|-|\band\b|\bto\b)\s*(?:the\s+)?['’]?(?P<second>\d0)['’]?s\b",
         _decades),
        (r"(?<![\w$£€.,])(?P<early>(?i:early)[\s-]+)?(?P<year>1\d{3}|20\d{2})['’]?s\b", _decade),
        (rf"(?<![\w.,])(?P<year>\d{{1,4}})\s*[–-]\s*\d{{1,4}}\s+{_ERA_BEFORE}", _none),
        (rf"(?<![\w.,])(?P<year>\d{{1,4}})\s*{_ERA_BEFORE}", _before_christ),
        (rf"(?<![\w.,])(?P<year>\d{{1,4}})\s*{_ERA_AFTER}", _year),
        (r"\b(?:AD|CE)\s+(?P<year>\d{1,4})\b", _year),
        (r"(?<![\w.,$£€%:/–—-])(?P<year>1\d{3}|20\d{2})\s*(?:–|—|-|/)\s*(?P<second>\d{2}|1\d{3}|20\d{2})(?![\w%-]|[.,]\d)",
         _short_range),
        (r"(?<![\w.,$£€%:/#-])(?P<year>1\d{3}|20\d{2})(?![\w%:-]|[.,]\d|\s*[%+]|/\d)", _lone_year),
        (r"(?<=[^\W\d][–-])(?P<year>1\d{3}|20\d{2})(?![\w%:]|[.,]\d)", _lone_year),
        (
            r"\b(?P<about>c\.|ca\.|circa|about|around)\s*(?P<year>[1-9]\d{2})\s*(?:–|—|-|to|and)\s*(?P<second>[1-9]\d{2})"
            r"(?![\w%:]|[.,]\d|\s+[a-z]+s\b|\s+people)",
            _early_range,
        ),
        (
            r"\b(?:from|between|in|until|autumn of|winter of|summer of|spring of)\s+(?P<about>c\.\s*)?"
            r"(?P<year>[1-9]\d{2})\s*(?:–|—|-|to|and)\s*(?P<second>[1-9]\d{2})(?![\w%:]|[.,]\d|\s+[a-z]+s\b|\s+people)",
            _early_range,
        ),
        (r"\b(?:[Ii]n|[Bb]y|[Yy]ear|[Aa]round|[Aa]bout|[Cc]irca|[Cc]a?\.|[Uu]ntil|[Ss]ince|[Dd]ied|[Bb]orn|[Ff]rom)\s*"
         r"(?P<year>[1-9]\d{2})\b(?![%:/–-]|[.,]\d|\s+(?:of|the|per|or)\b|\s+[a-z]+s\b)"
         r"(?=\s+[A-Z]|[.,;)?]|\s+(?:he|she|it|they|in|at|by|after|when|to|and|with|as|his|her|a|an)\b|$)", _lone_year),
    )
)  # fmt: skip
_QUANTITY = re.compile(
    r"(?:\b(?:some|over|nearly|almost|than|least|only|paid|worth|cost|costs|number|no\.|nos?\.|page|pp?\.|room|flight|"
    r"highway|route|model|exactly)|[$£€#])\s*$",
    re.IGNORECASE,
)
_WITH_ABOUT = re.compile(r"\b(?:about|around|approximately|roughly)\s*$", re.IGNORECASE)
_PLURAL = re.compile(r"\s+(?:[a-z]+\s+)?[a-z]{3,}s\b")
_UNSURE = re.compile(r"\s?\(?\?\)?")


def find_points(text: str) -> list[Point]:
    """Give the points in time that `text` writes in figures or as centuries, in order and without overlaps."""
    taken = bytearray(len(text))
    found: list[Point] = []
    for match, rule in _RULES.matches(text):
        start, end = match.span("year") if rule is _lone_year else match.span()
        if any(taken[start:end]) or (rule is _lone_year and _is_quantity(text, start, end)):
            continue
        value = rule(match)
        if value is not None:
            found.append(_point(text, start, end, value, rule))
        if value is not None or rule is _none:
            taken[start:end] = b"\1" * (end - start)
    return sorted(found, key=lambda point: point.start)


def _is_quantity(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 20) : start]
    if _QUANTITY.search(before) or (_COUNTED.match(text, end) and not _DATING.search(before)):
        return True
    return bool(_WITH_ABOUT.search(before) and _PLURAL.match(text, end))


def _point(text: str, start: int, end: int, value: str, rule: _Rule) -> Point:
    unsure = _UNSURE.match(text, end)
    if rule is _lone_year and unsure and unsure.group().startswith("(?") and "X" not in value:
        return Point(start, unsure.end(), f"{value}?")
    named = (
        rule is _lone_year and text[max(0, start - 4) : start].lower() == "the " and bool(_EVENT_NOUN.match(text, end))
    )
    return Point(start, end, value, named)
