"""Books and verses of scripture, told from clock times and people of the same names."""

import re
from collections.abc import Iterator

from pipelines.extract.annotation import Annotated
from pipelines.extract.parsed import Parsed
from pipelines.extract.references.bible import FORMS, FULL, Book, book_of, has_verse, verse_of
from pipelines.extract.references.quoted import quoted_stretches
from pipelines.extract.rows import Reference, ReferenceKind, Span
from pipelines.patterns import Sieve

_NUMBER = r"(?:(?P<number>[123]|I{1,3}|First|Second|Third|1st|2nd|3rd)\s)?"
_VERSE = Sieve(
    rf"(?<![\w’'-]){_NUMBER}(?P<book>{'|'.join(FORMS)})\.?\s(?P<chapter>[0-9]{{1,3}})[:.](?P<verse>[0-9]{{1,3}})(?![0-9])"
    r"(?P<more>(?:\s?[-–—]\s?[0-9]{1,3}(?::[0-9]{1,3})?|,\s?[0-9]{1,3}(?![0-9:]))*)"
)
_FULL = "|".join(sorted(FULL, key=lambda book: (-len(book), book)))
_NAMED = Sieve(
    rf"\b{_NUMBER}(?:Book|Gospel|Letter|Epistle)s? (?:of|to|according to) (?:the |St\.? |Saint )?"
    rf"(?:(?P<book>{_FULL})|Mormon)\b|"
    r"\b(?:Sermon on the Mount|Ten Commandments|Song of Songs|Acts of the Apostles|Letter to the (?:Romans|Hebrews))\b"
)
_SCRIPTURES = Sieve(
    r"(?<=[Tt]he )(?:(?:Holy |Hebrew |King James )?Bible|Quran|Qur[’']an|Koran|Torah|Talmud|Old Testament|"
    r"New Testament|Bhagavad Gita)\b"
)
_CLOCK = re.compile(
    r"\s?(?:[ap]\.?\s?m\b|o[’']clock|hours\b|GMT|UTC|[A-Z]{2,3}T\b|in the (?:morning|afternoon|evening)|at night\b|"
    r"(?:to|till|until|and) [0-9]{1,2}[:.][0-9]{2}\b|sharp\b|tonight\b|today\b|tomorrow\b)"
)
# How far from the name of a book, in code points, a quotation from it stands.
_REACH = 300


def scripture_references(annotated: Annotated) -> list[Reference]:
    """Give the places where the text names a book or verse of scripture."""
    found: list[Reference] = []
    for part in annotated.parsed:
        found += _verses(part)
        for match in _NAMED.finditer(part.text):
            book = book_of(match.group("book"), match.group("number")) if match.group("book") else None
            verse = _quoted_verse(part, match, book) if book else None
            found.append(_reference(part, match, match.group(), 0.9, verse))
        found += [_reference(part, match, match.group(), 0.6, None) for match in _SCRIPTURES.finditer(part.text)]
    return found


def _verses(part: Parsed) -> Iterator[Reference]:
    for match in _VERSE.finditer(part.text):
        book = book_of(match.group("book"), match.group("number"))
        chapter, verse = int(match.group("chapter")), int(match.group("verse"))
        if not _CLOCK.match(part.text, match.end()) and has_verse(book, chapter, verse):
            more = re.sub(r"\s?[-–—]\s?", "-", match.group("more"))
            yield _reference(part, match, book.label, 0.85, f"{book.title} {chapter}:{verse}{more}")


def _quoted_verse(part: Parsed, match: re.Match[str], book: Book) -> str | None:
    """Give the verse that a quotation near the name of its book is from, where its words tell."""
    at = part.passage.start
    near = Span(at + match.start() - _REACH, at + match.end() + _REACH)
    quoted = [stretch for stretch in quoted_stretches(part) if near.start <= stretch.span.end <= near.end]
    return next((verse for stretch in quoted if (verse := verse_of(book, stretch.title))), None)


def _reference(part: Parsed, match: re.Match[str], work: str, confidence: float, verse: str | None) -> Reference:
    span = Span(part.passage.start + match.start(), part.passage.start + match.end())
    return Reference(
        span, ReferenceKind.SCRIPTURE, work=work, title=match.group(), type="book", verse=verse, confidence=confidence
    )
