"""The books of the Bible: their names and how they are shortened, which verses there are, and the words of a verse.

Which verses a book has, and the public-domain American Standard Version (1901), come from `pythonbible` (MIT). They
are loaded when a text first names a verse (0.1 s, 7 MB) or has words said to be from a book (0.02 s, 18 MB).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

# Book as pythonbible calls it, without its number; its chapters; its names, full and shortened.
_TABLE = """
GENESIS 50 Genesis Gen; EXODUS 40 Exodus Exod Ex; LEVITICUS 27 Leviticus Lev; NUMBERS 36 Numbers Num;
DEUTERONOMY 34 Deuteronomy Deut Dt; JOSHUA 24 Joshua Josh; JUDGES 21 Judges Judg; RUTH 4 Ruth; SAMUEL 31 Samuel Sam;
KINGS 25 Kings Kgs; CHRONICLES 36 Chronicles Chron Chr; EZRA 10 Ezra; NEHEMIAH 13 Nehemiah Neh; ESTHER 16 Esther Esth;
JOB 42 Job; PSALMS 151 Psalms Psalm Ps Pss; PROVERBS 31 Proverbs Prov; ECCLESIASTES 12 Ecclesiastes Eccl Eccles;
SONG_OF_SONGS 8 Song_of_Songs Song_of_Solomon; ISAIAH 66 Isaiah Isa; JEREMIAH 52 Jeremiah Jer; LAMENTATIONS 5
Lamentations Lam; EZEKIEL 48 Ezekiel Ezek; DANIEL 14 Daniel Dan; HOSEA 14 Hosea Hos; JOEL 4 Joel; AMOS 9 Amos;
OBADIAH 1 Obadiah Obad; JONAH 4 Jonah; MICAH 7 Micah Mic; NAHUM 3 Nahum Nah; HABAKKUK 3 Habakkuk Hab; ZEPHANIAH 3
Zephaniah Zeph; HAGGAI 2 Haggai Hag; ZECHARIAH 14 Zechariah Zech; MALACHI 4 Malachi Mal; MATTHEW 28 Matthew Matt Mt;
MARK 16 Mark Mk; LUKE 24 Luke Lk; JOHN 21 John Jn; ACTS 28 Acts; ROMANS 16 Romans Rom; CORINTHIANS 16 Corinthians Cor;
GALATIANS 6 Galatians Gal; EPHESIANS 6 Ephesians Eph; PHILIPPIANS 4 Philippians Phil; COLOSSIANS 4 Colossians Col;
THESSALONIANS 5 Thessalonians Thess; TIMOTHY 6 Timothy Tim; TITUS 3 Titus; PHILEMON 1 Philemon Philem; HEBREWS 13
Hebrews Heb; JAMES 5 James Jas; PETER 5 Peter Pet; JUDE 1 Jude; REVELATION 22 Revelation Rev; TOBIT 14 Tobit; JUDITH 16
Judith; WISDOM_OF_SOLOMON 19 Wisdom Wis; ECCLESIASTICUS 51 Sirach Ecclesiasticus Sir; BARUCH 6 Baruch; MACCABEES 16
Maccabees Macc
"""
_NUMBERS = {
    "1": "1", "2": "2", "3": "3", "i": "1", "ii": "2", "iii": "3", "first": "1", "second": "2", "third": "3",
    "1st": "1", "2nd": "2", "3rd": "3",
}  # fmt: skip
_GOSPELS = frozenset({"MATTHEW", "MARK", "LUKE", "JOHN"})
_MOST_VERSES = 176
# How much of the words of a quotation a verse must have, in other translations than the one looked into, too.
_SHARED = 0.6
_FEWEST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Book:
    """A book: pythonbible's name for it, its English title, and how many chapters it has at the most."""

    name: str
    title: str
    chapters: int

    @property
    def label(self) -> str:
        """The canonical title of the book as a work."""
        gospel = self.name in _GOSPELS and self.title.isalpha()
        return f"{'Gospel' if gospel else 'Book'} of {self.title}"


def _books() -> Mapping[str, tuple[str, str, int]]:
    rows = (row.split() for row in _TABLE.split(";"))
    return {
        form.replace("_", " "): (name, forms[0].replace("_", " "), int(chapters))
        for name, chapters, *forms in rows
        for form in forms
    }


_BOOKS = _books()
FULL = tuple(sorted({title for _, title, _ in _BOOKS.values()} | {"Psalm", "Song of Solomon", "Ecclesiasticus"}))
FORMS = tuple(sorted(_BOOKS, key=lambda form: (-len(form), form)))


def book_of(form: str, number: str | None) -> Book:
    """Give the book for one of `FORMS` and the number written before it ("II", "First"), if any."""
    name, title, chapters = _BOOKS[form]
    digit = _NUMBERS.get((number or "").strip(" .").casefold())
    return Book(f"{name}_{digit}" if digit else name, f"{digit} {title}" if digit else title, chapters)


def has_verse(book: Book, chapter: int, verse: int) -> bool:
    """Tell whether a book has this verse; of books that pythonbible lacks, whether it has the chapter."""
    if not 1 <= chapter <= book.chapters or not 1 <= verse <= _MOST_VERSES:
        return False
    import pythonbible  # noqa: PLC0415 (most texts name no verse)

    known = pythonbible.Book.__members__.get(book.name)
    if known is None or not pythonbible.is_valid_chapter(known, chapter):
        return True
    return bool(pythonbible.is_valid_verse(known, chapter, verse))


def verse_of(book: Book, words: str) -> str | None:
    """Give the verse of a book, such as `Proverbs 3:5`, that has most of the words; None where none surely does."""
    quoted = _words(words)
    if len(quoted) < _FEWEST_WORDS:
        return None
    shares = [(len(quoted & verse) / len(quoted), place) for place, verse in _verses(book.name)]
    best = sorted(shares, reverse=True)[:2]
    if not best or best[0][0] < _SHARED or (len(best) > 1 and best[1][0] == best[0][0]):
        return None
    return f"{book.title} {best[0][1]}"


@cache
def _verses(name: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Give chapter and verse, and the words, of all verses of a book; none of a book that the text lacks."""
    import pythonbible  # noqa: PLC0415

    book = pythonbible.Book.__members__.get(name)
    if book is None:
        return ()
    found = []
    for chapter in range(1, pythonbible.get_number_of_chapters(book) + 1):
        for verse in range(1, pythonbible.get_number_of_verses(book, chapter) + 1):
            try:
                text = pythonbible.get_verse_text(pythonbible.get_verse_id(book, chapter, verse))
            except pythonbible.VersionMissingVerseError:
                continue
            found.append((f"{chapter}:{verse}", _words(str(text))))
    return tuple(found)


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"[^\W\d_]+", text.casefold()) if len(word) > 2)
