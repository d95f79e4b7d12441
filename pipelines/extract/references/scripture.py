"""Books and verses of scripture, told from clock times and people of the same names."""

import re

from pipelines.extract.annotation import Annotated
from pipelines.extract.rows import Reference, ReferenceKind, Span

# Book and the number of its chapters (Protestant canon, then deuterocanonical books).
CHAPTERS = {
    "Genesis": 50, "Exodus": 40, "Leviticus": 27, "Numbers": 36, "Deuteronomy": 34, "Joshua": 24, "Judges": 21,
    "Ruth": 4, "Samuel": 31, "Kings": 25, "Chronicles": 36, "Ezra": 10, "Nehemiah": 13, "Esther": 16, "Job": 42,
    "Psalms": 151, "Psalm": 151, "Proverbs": 31, "Ecclesiastes": 12, "Song of Songs": 8, "Song of Solomon": 8,
    "Isaiah": 66, "Jeremiah": 52, "Lamentations": 5, "Ezekiel": 48, "Daniel": 14, "Hosea": 14, "Joel": 4,
    "Amos": 9, "Obadiah": 1, "Jonah": 4, "Micah": 7, "Nahum": 3, "Habakkuk": 3, "Zephaniah": 3, "Haggai": 2,
    "Zechariah": 14, "Malachi": 4, "Matthew": 28, "Mark": 16, "Luke": 24, "John": 21, "Acts": 28, "Romans": 16,
    "Corinthians": 16, "Galatians": 6, "Ephesians": 6, "Philippians": 4, "Colossians": 4, "Thessalonians": 5,
    "Timothy": 6, "Titus": 3, "Philemon": 1, "Hebrews": 13, "James": 5, "Peter": 5, "Jude": 1, "Revelation": 22,
    "Tobit": 14, "Judith": 16, "Wisdom": 19, "Sirach": 51, "Baruch": 6, "Maccabees": 16,
}  # fmt: skip
_BOOK = "|".join(sorted(CHAPTERS, key=lambda book: -len(book)))
_NUMBER = r"(?:(?:[123]|I{1,3}|First|Second|Third|1st|2nd|3rd)\s)?"
_VERSE = re.compile(
    rf"\b{_NUMBER}(?P<book>{_BOOK})\s(?P<chapter>[0-9]{{1,3}}):(?P<verse>[0-9]{{1,3}})"
    rf"(?:\s?[-–—]\s?[0-9]{{1,3}}(?::[0-9]{{1,3}})?)?"
    r"(?:,\s?[0-9]{1,3}(?![0-9:]))*"
)
_NAMED = re.compile(
    rf"\b(?:{_NUMBER}(?:Book|Gospel|Letter|Epistle) (?:of|to|according to) (?:the |St\.? |Saint )?(?:{_BOOK}|Mormon)|"
    r"Sermon on the Mount|Ten Commandments|Song of Songs|Acts of the Apostles|Letter to the (?:Romans|Hebrews))\b"
)
_SCRIPTURES = re.compile(
    r"(?<=[Tt]he )(?:(?:Holy |Hebrew |King James )?Bible|Quran|Qur[’']an|Koran|Torah|Talmud|Old Testament|"
    r"New Testament|Bhagavad Gita)\b"
)
_CLOCK = re.compile(r"\s?(?:[ap]\.?\s?m\b|o[’']clock|hours\b|GMT|UTC|[A-Z]{2,3}T\b)")


def scripture_references(annotated: Annotated) -> list[Reference]:
    """Give the places where the text names a book or verse of scripture."""
    found = []
    for part in annotated.parsed:
        text = part.text
        for match in _VERSE.finditer(text):
            if int(match.group("chapter")) <= CHAPTERS[match.group("book")] and not _CLOCK.match(text, match.end()):
                found.append(_reference(part.passage.start, match, f"Book of {match.group('book')}", 0.85))
        for pattern, confidence in ((_NAMED, 0.9), (_SCRIPTURES, 0.6)):
            found += [
                _reference(part.passage.start, match, match.group(), confidence) for match in pattern.finditer(text)
            ]
    return found


def _reference(offset: int, match: re.Match[str], work: str, confidence: float) -> Reference:
    span = Span(offset + match.start(), offset + match.end())
    return Reference(span, ReferenceKind.SCRIPTURE, work=work, title=match.group(), type="book", confidence=confidence)
