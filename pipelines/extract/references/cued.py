"""Titles without marks: runs of capitals after or before a noun for works, and markup that sets titles apart."""

import re
from collections.abc import Iterator

from pipelines.extract.annotation import Annotated
from pipelines.extract.parsed import Parsed, head_of
from pipelines.extract.references import words
from pipelines.extract.references.known import KnownNames
from pipelines.extract.references.titles import capital_runs, is_titled, title_run, word_count
from pipelines.extract.rows import Reference, ReferenceKind, Span
from pipelines.patterns import Sieve

_CALLED = Sieve(rf"\b(?P<noun>{words.NOUN})s?,?\s+(?:(?:is|was|are)\s+)?(?:{words.CALLED}),?\s+", re.IGNORECASE)
_LISTED = Sieve(rf"\b(?P<noun>{words.PLURAL})\s*,?\s+(?:like|such as|including)\s+", re.IGNORECASE)
_DIRECT = Sieve(
    rf"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Tt]his|[a-z-]{{1,30}}|[0-9]{{4}})\s+(?P<noun>{words.NOUN})\s+(?=[^\W\d_])"
)
_APPOSED = re.compile(
    rf"\s*(?P<mark>,|:|–|—|\((?P<year>1[0-9]{{3}}|20[0-9]{{2}})\),?)\s+(?:a|an|the|his|her)\s+"
    rf"(?:[\w’'-]+\s+){{0,4}}?(?P<noun>{words.NOUN})\b"
    rf"(?=\s+(?:of|by|from|about|that|which|in|on|with|set|directed|written|produced|starring|published|"
    rf"released|for)\b|[,.;:)–—]|$)"
)
_YEAR = re.compile(r"\s*\((1[0-9]{3}|20[0-9]{2})\)")
_WROTE = re.compile(r"\b(?:wrote|writes|penned|authored|composed)\s+(?:(?:the|a|an|his|her) )?$")
_NOUNS = Sieve(rf"\b(?:{words.NOUN}|{words.PLURAL})\b")
_BETWEEN = re.compile(r"(?:,?\s+(?:and|or)\s+|,\s+)")
_TITLE_AND_TITLE = re.compile(r"\s+and\s+(?=[^\W\d_])")


def cued_titles(annotated: Annotated, known: KnownNames) -> list[Reference]:
    """Give the works whose titles stand in running text without quotation marks."""
    found: list[Reference] = []
    for part in annotated.parsed:
        found += _after_cues(known, part)
        found += _before_cues(known, part)
    found += _marked_up(annotated)
    return found


def _after_cues(known: KnownNames, part: Parsed) -> Iterator[Reference]:
    text = part.text
    for match in _LISTED.finditer(text):
        for start, end in _enumerated(text, match.end()):
            yield _reference(part, text, start, end, match.group("noun"), 0.8)
    for match in _CALLED.finditer(text):
        stop = title_run(text, match.end(), len(text))
        if stop is not None:
            yield _reference(part, text, match.end(), stop, match.group("noun"), 0.85)
    for match in _DIRECT.finditer(text):
        stop = title_run(text, match.end(), len(text))
        run = text[match.end() : stop] if stop is not None else ""
        named = known.annotated.authority.find(run) is not None or _is_somebody(known, part, match.end(), run)
        if stop is not None and not named and _ends_here(text, stop):
            yield _reference(part, text, match.end(), stop, match.group("noun"), 0.75)


def _enumerated(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Give the titles of `A, B and C` from `start` on; the last `and` between two capitals divides."""
    position: int | None = start
    while position is not None:
        end = title_run(text, position, len(text))
        if end is None:
            return
        divided = list(_TITLE_AND_TITLE.finditer(text, position, end))
        if divided and text[divided[-1].end()].isupper():
            yield position, divided[-1].start()
            yield divided[-1].end(), end
            return
        yield position, end
        between = _BETWEEN.match(text, end)
        position = between.end() if between and text[between.end() : between.end() + 1].isupper() else None


def _before_cues(known: KnownNames, part: Parsed) -> Iterator[Reference]:
    text = part.text
    for start, end in capital_runs(text):
        run = text[start:end]
        apposed = _APPOSED.match(text, end)
        wrote = _WROTE.search(text[max(0, start - 40) : start])
        if apposed and (apposed.group("mark") == ":" or wrote or not known.is_name(run)):
            collected = apposed.group("noun") == "series" and text.startswith(" of ", apposed.end())
            yield _reference(
                part, text, start, end, "book" if collected else apposed.group("noun"), 0.75, apposed.group("year")
            )
            continue
        year = _YEAR.match(text, end)
        sentence = re.split(r"[.!?] ", text[max(0, start - 150) : start])[-1]
        if year and _NOUNS.search(sentence) and word_count(run) > 1 and not _is_known(known, run):
            yield _reference(part, text, start, end, None, 0.65, year.group(1))
            continue
        if known.is_name(run):
            continue
        if year and _NOUNS.search(sentence):
            yield _reference(part, text, start, end, None, 0.65, year.group(1))
        elif wrote and (word_count(run) > 1 or year):
            yield _reference(part, text, start, end, None, 0.6, year.group(1) if year else None)


def _marked_up(annotated: Annotated) -> Iterator[Reference]:
    """Take `<cite>` as a title, and italics where they are capitalised like one or a cue stands beside them."""
    text = annotated.document.text
    whole = {(mark.start, mark.end) for mark in annotated.document.markup if mark.kind == "reference"}
    for mark in annotated.document.markup:
        if (mark.start, mark.end) in whole:
            continue
        title = text[mark.start : mark.end].strip(" \t\n,.;:")
        if mark.kind not in ("italic", "cite") or not title or "\n" in title or len(title) > 200:
            continue
        start = mark.start + text[mark.start : mark.end].index(title)
        before = text[max(0, mark.start - 60) : mark.start]
        cue = re.search(rf"\b(?P<noun>{words.NOUN})s?\s+[\"“]?$", before, re.IGNORECASE)
        year = _YEAR.match(text, start + len(title))
        if mark.kind == "cite" or cue or year or (is_titled(title) and word_count(title) > 1):
            yield Reference(
                Span(start, start + len(title)), ReferenceKind.WORK_MENTION, title=title, confidence=0.8,
                type=words.type_of(cue.group("noun")) if cue else None, year=year.group(1) if year else None,
            )  # fmt: skip


def _reference(
    part: Parsed, text: str, start: int, end: int, noun: str | None, confidence: float, year: str | None = None
) -> Reference:
    span = Span(part.passage.start + start, part.passage.start + end)
    kind = words.type_of(noun) if noun else None
    return Reference(
        span, ReferenceKind.WORK_MENTION, title=text[start:end], type=kind, year=year, confidence=confidence
    )


def _is_person(known: KnownNames, run: str) -> bool:
    named = known.resolve(run)
    return named is not None and named.kind in ("person", "group", "place")


def _is_somebody(known: KnownNames, part: Parsed, start: int, run: str) -> bool:
    """Tell a name from a title behind a noun for works: it is named elsewhere, or has the work as its object.

    The recogniser takes many a title for a person, so that its word alone does not count for two words and more.
    """
    if not _is_person(known, run):
        return False
    tokens = part.tokens(Span(part.passage.start + start, part.passage.start + start + len(run)))
    head = head_of(tokens) if tokens is not None else None
    subject = head is not None and head.dep_ in ("nsubj", "nsubjpass") and head.head.dep_ in ("relcl", "acl")
    return word_count(run) < 2 or known.counts[run] > 1 or subject


def _is_known(known: KnownNames, run: str) -> bool:
    """Tell whether capitals surely name somebody or something: by the authority file, or named more than once."""
    return known.annotated.authority.find(run) is not None or known.counts[run] > 1


def _ends_here(text: str, end: int) -> bool:
    """Tell whether the run is not the possessor or the modifier of what follows."""
    return not re.match(r"[’']s?\b|\s+[a-z]+(?:er|ist|or)s?\b", text[end : end + 30])
