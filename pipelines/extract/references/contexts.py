"""Titles without marks and without a noun beside them that says what they are: the words around tell a work.

A year in brackets behind a title in a sentence on making or playing; what only works have (a sequel, a season, a
review); a title set off by commas behind its noun; letters and speeches told apart by their day.
"""

import re
from collections.abc import Iterator

from pipelines.extract.annotation import Annotated
from pipelines.extract.parsed import Parsed
from pipelines.extract.references import words
from pipelines.extract.references.known import KnownNames
from pipelines.extract.references.titles import capital_runs, title_run, word_count
from pipelines.extract.rows import Reference, ReferenceKind, Span
from pipelines.patterns import Sieve

_YEAR = re.compile(r"\s*\((?:(?:dir\.|directed by|by)? ?[A-Z][^()0-9]{2,40}, )?(?P<year>1[0-9]{3}|20[0-9]{2})\)")
_MAKING = re.compile(
    r"\b(?:(?:co-?)?starr(?:ed|ing)|appear(?:ed|s|ances?|ing) (?:in|on)|(?:co-?)?direct(?:ed|s|ing|or)|wrote|"
    r"written|writing|(?:co-?)?author(?:ed|s)?|publish(?:ed|es|ing)|compos(?:ed|es|ing)|produc(?:ed|es|ing)|record(?:ed|ing)|roles?|"
    r"edited|translated|screenplays?|best known for|novelist|translations?|adapt(?:ed|ations?)|performances?|filmed)\b",
    re.IGNORECASE,
)
# What only works have: on a screen or stage, whatever the recogniser takes the title for; in print, unless for a
# person; and what others seldom have, where the title is nobody's name.
_SHOWN_PART = re.compile(
    r"\b(?P<noun>sequel to|remake of|seasons? of|episodes? of|trailer for|soundtrack (?:of|to)|screenings? of|"
    r"(?:stage |film |screen )?adaptations? of|premiere of|reruns of)\s+$"
)
_WRITTEN_PART = re.compile(r"\b(?:reviews? of|(?:co-)?author of|preface to|foreword to)\s+$")
_LIKELY_PART = re.compile(
    r"\b(?:creators? of|copy of|copies of|pages of|translation of|readers of|"
    r"(?:first|second|third|new|revised|early|later|[0-9]{4}) editions? of)\s+$"
)
_OWNER = re.compile(r"[^\W\d_][\w. -]{1,40}?[’']s? (?=(?:The|A|An) [A-Z])")
# "Palm and Gade (1995)" is a citation.
_TWO_NAMES = re.compile(r"[^\W\d_][\w’'-]*,? (?:and|&) [^\W\d_][\w’'-]*")
_NOT_A_PART = re.compile(r"^(?:\s+(?:Act|Bill|Treaty|Agreement|Party|Committee|Company|Treaties)\b|[’']s?\s)")
_SET_OFF = Sieve(
    rf"\b(?:[Hh]is|[Hh]er|[Tt]heir|[Tt]he|[Aa]|[Aa]n|whose|first|last|latest|debut)\s+(?:[a-z0-9-]{{1,20}}\s+){{0,2}}"
    rf"(?P<noun>{words.NOUN}),\s+(?=[A-Z])"
)
_CLOSED = re.compile(r"\s*(?:,|;|\.(?:\s|$)|\)|\((?:1[0-9]{3}|20[0-9]{2})\)|$)")
_SEVERAL = Sieve(rf"\b(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir|of|in|[a-z]{{3,20}})\s+(?P<noun>{words.PLURAL})\s+(?=[A-Z“\"])")
_BETWEEN = re.compile(r",?\s+(?:and|or|&)\s+|,\s+")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = rf"(?:[0-9]{{1,2}} (?:{_MONTHS})|(?:{_MONTHS}) [0-9]{{1,2}},?)(?: (?P<year>1[0-9]{{3}}|20[0-9]{{2}}))?"
_SENT = Sieve(
    rf"\b(?:[Hh]is|[Hh]er|[Tt]heir|[Aa]n?|[Tt]he)\s+(?:[a-z-]{{1,20}}\s+){{0,2}}(?P<noun>letter|telegram|cable|memorandum|"
    rf"memo|speech|address|sermon|lecture)\s+(?:(?:to|before|at|from)\s+(?:[\w’'.-]+\s+){{1,6}}?)?"
    rf"(?:of|dated|on|from)\s+(?:the\s+)?{_DAY}"
)
_SENT_TYPES = {
    "letter": "personal_communication",
    "telegram": "personal_communication",
    "cable": "personal_communication",
}


def titles_in_context(annotated: Annotated, known: KnownNames) -> list[Reference]:
    """Give the works that the words around a run of capitals tell."""
    found: list[Reference] = []
    for part in annotated.parsed:
        found += _around_runs(known, part)
        found += _set_off(known, part)
        found += _several(known, part)
        found += _sent(part)
    return found


def _around_runs(known: KnownNames, part: Parsed) -> Iterator[Reference]:
    text = part.text
    for first, end in capital_runs(text):
        owner = _OWNER.match(text, first, end)
        start = owner.end() if owner else first
        run = text[start:end]
        if word_count(run) < 2 or _is_listed_name(known, run):
            continue
        year = _YEAR.match(text, end)
        if year is not None and _is_made(text, start) and not _TWO_NAMES.fullmatch(run):
            yield _reference(part, start, end, None, 0.65, year.group("year"))
        elif not _NOT_A_PART.match(text[end : end + 20]):
            yield from _with_parts(known, part, start, end)


def _is_made(text: str, start: int) -> bool:
    """Tell whether the sentence up to a run is on making or playing, and the run is no thing with an article."""
    sentence = re.split(r"[.!?] ", text[max(0, start - 200) : start])[-1]
    return bool(_MAKING.search(sentence)) and not re.search(r"\bthe\s$", sentence)


def _with_parts(known: KnownNames, part: Parsed, start: int, end: int) -> Iterator[Reference]:
    """Yield a run of which something is told that only works have."""
    before, run = part.text[max(0, start - 60) : start], part.text[start:end]
    shown = _SHOWN_PART.search(before)
    if shown:
        kind = "broadcast" if re.match(r"season|episode|rerun", shown.group("noun")) else None
        yield _reference(part, start, end, kind, 0.6)
    elif (_WRITTEN_PART.search(before) and not _is_person(known, run)) or (
        _LIKELY_PART.search(before) and not known.is_name(run)
    ):
        yield _reference(part, start, end, None, 0.6)


def _set_off(known: KnownNames, part: Parsed) -> Iterator[Reference]:
    """`her memoir, The Cold Years, tells …`: a title between commas behind its noun."""
    text = part.text
    for match in _SET_OFF.finditer(text):
        end = title_run(text, match.end(), len(text))
        if end is None or not _CLOSED.match(text, end):
            continue
        run = text[match.end() : end]
        if word_count(run) > 1 and not _is_listed_name(known, run) and (_opens(run) or not known.is_name(run)):
            yield _reference(part, match.end(), end, words.type_of(match.group("noun")), 0.65)


def _several(known: KnownNames, part: Parsed) -> Iterator[Reference]:
    """`the novels Salt Road and The Long Quay`: titles in a row directly behind a plural."""
    text = part.text
    for match in _SEVERAL.finditer(text):
        spans = list(_row(text, match.end()))
        runs = [text[start:end] for start, end in spans]
        if (
            len(spans) > 1
            and not any(known.annotated.authority.find(run) for run in runs)
            and any(word_count(run) > 1 for run in runs)
        ):
            for start, end in spans:
                yield _reference(part, start, end, words.type_of(match.group("noun")), 0.65)


def _row(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield the titles of `A, B and C`; an `and` between two capitals parts, since a row of titles has one."""
    position: int | None = start
    while position is not None:
        end = title_run(text, position, len(text))
        if end is None:
            return
        parted = list(re.finditer(r"\s+and\s+(?=[A-Z])", text[position:end]))
        if parted:
            yield position, position + parted[-1].start()
            yield position + parted[-1].end(), end
            return
        yield position, end
        between = _BETWEEN.match(text, end)
        position = between.end() if between and text[between.end() : between.end() + 1].isupper() else None


def _sent(part: Parsed) -> Iterator[Reference]:
    """`his letter to Lund of 3 May 1921`: what its day tells apart."""
    for match in _SENT.finditer(part.text):
        noun = match.group("noun")
        kind = _SENT_TYPES.get(noun, "speech" if noun in ("speech", "address", "sermon", "lecture") else "manuscript")
        span = Span(part.passage.start + match.start(), part.passage.start + match.end())
        label = re.sub(r"^(?:an?|the)\s+", "", match.group(), flags=re.IGNORECASE)
        year = match.group("year")
        yield Reference(span, ReferenceKind.WORK_MENTION, work=label, type=kind, year=year, confidence=0.6)


def _opens(run: str) -> bool:
    return run.startswith(("The ", "A ", "An ", "My ", "Our ", "How ", "Why ", "What ", "In ", "On "))


def _is_listed_name(known: KnownNames, run: str) -> bool:
    """Tell whether capitals surely name somebody or something: by the authority file, or named more than once."""
    return known.annotated.authority.find(run) is not None or known.counts[run] > 1


def _is_person(known: KnownNames, run: str) -> bool:
    named = known.resolve(run)
    return named is not None and named.kind == "person"


def _reference(
    part: Parsed, start: int, end: int, kind: str | None, confidence: float, year: str | None = None
) -> Reference:
    span = Span(part.passage.start + start, part.passage.start + end)
    title = part.text[start:end]
    return Reference(span, ReferenceKind.WORK_MENTION, title=title, type=kind, year=year, confidence=confidence)
