"""The dates of a document in order: those written out, and those reckoned from them, with births for ages."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pipelines.extract.annotation import Annotated
from pipelines.extract.claims.ages import Age, find_ages
from pipelines.extract.claims.dates import find_dates
from pipelines.extract.claims.relative import Context, find_relatives
from pipelines.extract.claims.tree import SUBJECTS
from pipelines.extract.claims.vitals import find_vitals
from pipelines.extract.mention import Named
from pipelines.extract.parse import Token
from pipelines.extract.parsed import Parsed
from pipelines.extract.rows import Span
from pipelines.patterns import Sieve
from pipelines.readers.document import PassageKind

_LIFE_VERBS = Sieve(r"\b(born|died)\b")
_NEAR = 80
_CLIMB = 12
_NOT_TOLD_OF = frozenset({"pobj", "dobj", "npadvmod", "attr"})
_CLOSE = 250
_BRACKETED = re.compile(r"\(\s*(?:(?:c|ca)\.\s*|circa\s+|in\s+)?$")


@dataclass(frozen=True, slots=True)
class Time:
    """A date of the passage's text at `[start, end)`; `bracketed` in brackets alone, `plain` written out in full."""

    start: int
    end: int
    edtf: str
    plain: bool = True
    bracketed: bool = False


class Timeline:
    """What dates the passages of a document tell; built in one walk over them."""

    def __init__(self, annotated: Annotated) -> None:
        self._annotated = annotated
        self._births: dict[str, str] = {}
        self._deaths: dict[str, str] = {}
        self._times: dict[int, list[Time]] = {}
        self._lives: dict[int, list[tuple[int, int]]] = {}
        heading = before = None
        for part in annotated.parsed:
            times = list(_times_of(part, Context(heading, None, annotated.document.published, before=before)))
            self._times[part.passage.start] = times
            if part.passage.kind in (PassageKind.HEADING, PassageKind.TITLE):
                heading = times[0].edtf if len(times) == 1 and part.passage.kind == PassageKind.HEADING else None
            anchors = [time.edtf for time in times if not time.bracketed and "/" not in time.edtf]
            before = anchors[-1] if anchors else None
            self._read_lives(part, times)
        self._ages = {part.passage.start: find_ages(part.text) for part in annotated.parsed}
        self._learn_from_ages()

    def times(self, part: Parsed) -> list[Time]:
        """Give the dates of a passage in order, offsets being those of its text."""
        return self._times.get(part.passage.start, [])

    def in_bracketed_life(self, part: Parsed, time: Time) -> bool:
        """Tell whether a date is of a birth or death told in brackets behind a name, which is a claim of its own."""
        return any(start < time.end and time.start < end for start, end in self._lives.get(part.passage.start, ()))

    def ages(self, part: Parsed) -> list[Age]:
        """Give the ages that a passage tells, in order."""
        return self._ages.get(part.passage.start, [])

    def date_of_age(self, part: Parsed, age: Age) -> str | None:
        """Give the year in which the person that an age is told of had it, approximate as birthdays are; or None."""
        person = self._bearer(part, age)
        birth = _of(self._births, person) if person else None
        if person is None or birth is None:
            return None
        year = int(birth[:4]) + age.years
        death = _of(self._deaths, person) or ""
        if death[:4].isdigit() and _verb_near(part, age.start) == "die" and int(death[:4]) - year in (0, 1):
            return death[:4]
        return f"{year:04d}~"

    def _read_lives(self, part: Parsed, times: list[Time]) -> None:
        for vital in find_vitals(part.text):
            table = self._births if vital.told.startswith("was born") else self._deaths
            life = vital.told.startswith(("was born", "died"))
            if life:
                self._lives.setdefault(part.passage.start, []).append((vital.start, vital.end))
            if life and vital.date and vital.date[:4].isdigit() and "/" not in vital.date:
                named = self._annotated.cast.resolve(vital.name)
                table.setdefault(named.name if named else vital.name, vital.date)
        for found in _LIFE_VERBS.finditer(part.text):
            near = _nearest(part, times, found.start(), found.end())
            person = self._subject(part, _token_at(part, found.start())) if near else None
            if near is not None and person is not None:
                table = self._births if found[1] == "born" else self._deaths
                table.setdefault(person, near.edtf)

    def _learn_from_ages(self) -> None:
        """Where an age stands by a date ("In 1995, at age seventeen"), the year of birth follows, give or take one."""
        for part in self._annotated.parsed:
            for age in self.ages(part):
                near = _nearest(part, self.times(part), age.start, age.end)
                person = self._bearer(part, age) if near is not None else None
                if near is None or person is None or _of(self._births, person) or not near.plain:
                    continue
                if int(near.edtf[:4]) > age.years:
                    self._births[person] = f"{int(near.edtf[:4]) - age.years:04d}~"

    def _bearer(self, part: Parsed, age: Age) -> str | None:
        """Whose age is told: the subject inside ("when she was six"), else that of the clause."""
        start = part.passage.start
        if part.text[age.start : age.start + 4].lower() == "when":
            inside = self._annotated.cast.at(Span(start + age.start, start + age.end))
            return inside.named.name if inside is not None else None
        return self._subject(part, _token_at(part, age.start))

    def _subject(self, part: Parsed, token: Token | None) -> str | None:
        """The name of who is the subject of the clause that a token belongs to."""
        for _ in range(_CLIMB):
            if token is None:
                return None
            subject = next((child for child in token.lefts if child.dep_ in SUBJECTS), None)
            if subject is None and token.pos_ in ("NOUN", "PROPN") and token.dep_ not in _NOT_TOLD_OF:
                subject = token
            if subject is not None and subject.tag_ in ("WP", "WDT"):
                subject = token.head
            named = self._named(part, subject) if subject is not None else None
            if named is not None:
                return named.name
            if subject is not None or token.head.i == token.i:
                return None
            token = token.head
        return None

    def _named(self, part: Parsed, token: Token) -> Named | None:
        first, last = part.at(part.doc[token.left_edge.i]), part.end_of(token)
        inside = [mention for mention in self._annotated.cast.within(Span(first, last)) if mention.span.end == last]
        return inside[-1].named if inside else None


def _times_of(part: Parsed, context: Context) -> Iterator[Time]:
    """The dates of a passage; each relative one is reckoned from the nearest before it."""
    dates = find_dates(part.text)
    written = [(start, end, edtf, None) for start, end, edtf in dates]
    places = [start for start, _, _ in dates]
    reckoned = [
        (relative.start, relative.end, "", relative)
        for relative in find_relatives(part.text)
        if not _overlaps(dates, places, relative.start, relative.end)
    ]
    last = -_CLOSE
    for start, end, edtf, relative in sorted([*written, *reckoned], key=lambda one: one[0]):
        bracketed = _BRACKETED.search(part.text[max(0, start - 10) : start]) is not None
        value = edtf if relative is None else relative.to_date(replace(context, near=start - last < _CLOSE))
        if value is None:
            continue
        yield Time(start, end, value, relative is None, bracketed)
        if "/" in value and ".." not in value:
            context = replace(context, period=value)
        elif not bracketed and "/" not in value:
            context, last = replace(context, anchor=value), end


def _of(table: Mapping[str, str], name: str) -> str | None:
    """What is known of a name, or of the one name that has all its words."""
    if name in table:
        return table[name]
    words = set(name.split())
    fuller = [known for known in table if words <= set(known.split())]
    return table[fuller[0]] if len(fuller) == 1 else None


def _overlaps(dates: list[tuple[int, int, str]], places: list[int], start: int, end: int) -> bool:
    number = bisect_left(places, end)
    return number > 0 and dates[number - 1][1] > start


def _nearest(part: Parsed, times: list[Time], start: int, end: int) -> Time | None:
    """The first point in time behind `[start, end)` in its sentence, else the last before it there, both near."""
    token = _token_at(part, start)
    number = bisect_right(times, start, key=lambda time: time.start)
    for time in (*times[number : number + 1], *times[max(0, number - 1) : number]):
        gap = max(time.start - end, start - time.end)
        other = _token_at(part, time.start)
        together = token is not None and other is not None and part.sentence(token) == part.sentence(other)
        if together and gap < _NEAR and time.edtf[:4].isdigit() and "/" not in time.edtf:
            return time
    return None


def _token_at(part: Parsed, offset: int) -> Token | None:
    tokens = part.tokens(Span(part.passage.start + offset, part.passage.start + offset + 1))
    return tokens[0] if tokens is not None and len(tokens) else None


def _verb_near(part: Parsed, offset: int) -> str:
    token = _token_at(part, offset)
    for _ in range(_CLIMB):
        if token is None or token.pos_ == "VERB" or token.head.i == token.i:
            break
        token = token.head
    return "" if token is None else token.lemma_
