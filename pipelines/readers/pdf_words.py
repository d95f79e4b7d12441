"""The words of a PDF's pages with their boxes and fonts, as PDFium gives them."""

import ctypes
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

_NAME: Final = 128
_ITALIC: Final = ("italic", "oblique", "kursiv")
_BOLD: Final = ("bold", "black", "heavy", "semibold", "demi")
_HYPHENS: Final = "\x02\xad\ufffe"
_LIGATURES: Final = range(0xFB00, 0xFB07)
_SMALL: Final = 0.85
_UPRIGHT: Final = 0.1


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without space between them; the box is in points from the lower left corner of the page."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    italic: bool = False
    bold: bool = False
    upright: bool = True


def page_words(text: "PdfTextPage") -> Iterator[Word]:
    """Yield the words of a page in the order of its content; a small raised number behind a word is left out."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    reader = _Reader(pdfium, text)
    waiting: list[_Char] = []
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, index)
        letter = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd" if code else ""
        if not letter or letter.isspace():
            yield from reader.words(waiting)
            waiting = []
            continue
        char = reader.char(index, letter)
        if waiting and _is_apart(waiting[-1], char):
            yield from reader.words(waiting)
            waiting = []
        waiting.append(char)
    yield from reader.words(waiting)


@dataclass(frozen=True, slots=True)
class _Char:
    index: int
    letter: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        return max(self.top - self.bottom, 0.1)


def _is_apart(before: _Char, char: _Char) -> bool:
    """Tell whether a character stands elsewhere: in another line, or behind a gap that has no space in it."""
    height = min(before.height, char.height)
    raised = char.bottom > before.top - 0.1 * height or char.top < before.bottom + 0.1 * height
    return raised or char.left - before.right > 0.6 * height or char.right < before.left - height


class _Reader:
    """Asks PDFium for boxes and fonts, through buffers that are made once."""

    def __init__(self, pdfium: object, text: "PdfTextPage") -> None:
        self._pdfium: ctypes.CDLL = pdfium  # type: ignore[assignment]
        self._text = text
        self._box = self._pdfium.FS_RECTF()
        self._name = ctypes.create_string_buffer(_NAME)
        self._flags = ctypes.c_int()

    def char(self, index: int, letter: str) -> _Char:
        """Give one character with its box."""
        box = self._box
        self._pdfium.FPDFText_GetLooseCharBox(self._text, index, box)
        bottom, top = min(box.bottom, box.top), max(box.bottom, box.top)
        return _Char(index, _plain(letter), box.left, bottom, box.right, top)

    def words(self, chars: list[_Char]) -> Iterator[Word]:
        """Yield the word that characters make, without the number of a note that stands behind it."""
        if not chars:
            return
        kept = chars
        tallest = max(char.height for char in chars)
        while len(kept) > 1 and _is_note_number(kept, tallest):
            kept = kept[:-1]
        first = kept[0]
        length = self._pdfium.FPDFText_GetFontInfo(self._text, first.index, self._name, _NAME, self._flags)
        name = self._name.value.decode("utf-8", "replace").lower() if 0 < length <= _NAME else ""
        angle = self._pdfium.FPDFText_GetCharAngle(self._text, first.index)
        yield Word(
            "".join(char.letter for char in kept),
            min(char.left for char in kept),
            first.bottom,
            max(char.right for char in chars),
            first.top,
            self._size(first),
            any(part in name for part in _ITALIC),
            any(part in name for part in _BOLD),
            angle < _UPRIGHT or angle > 2 * 3.1415926 - _UPRIGHT,
        )

    def _size(self, char: _Char) -> float:
        """Give the size of type in points as it is seen; fonts scaled by a matrix say 1."""
        size = float(self._pdfium.FPDFText_GetFontSize(self._text, char.index))
        return round(size if size > 2 else char.height, 1)


def _is_note_number(chars: list[_Char], tallest: float) -> bool:
    """Tell a raised number that refers to a note, behind a letter or a stop; behind a digit it is a power."""
    last = chars[-1]
    small = last.height < _SMALL * tallest and last.letter.isdigit()
    ahead = next((char.letter for char in reversed(chars) if char.height >= _SMALL * tallest), "")
    return small and bool(ahead) and not ahead[-1].isdigit() and last.bottom > chars[0].bottom + 0.12 * tallest


def _plain(letter: str) -> str:
    """Give hyphens at line ends as such, and ligatures as their letters."""
    if letter in _HYPHENS:
        return "-"
    return unicodedata.normalize("NFKC", letter) if ord(letter) in _LIGATURES else letter
