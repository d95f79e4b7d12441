"""Running text on its way into parts: words and marks as a format's reader meets them, white space run together."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from pipelines.readers.document import PassageKind
from pipelines.readers.marks import Mark
from pipelines.readers.parts import Part
from pipelines.readers.pieces import Piece

_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_OPEN_LIMIT: Final = 16
_HREF_LIMIT: Final = 2000


@dataclass(slots=True)
class Flow:
    """Collects `parts`; what is read goes into the part begun last, a paragraph where none was begun.

    Places count in `page`, or are all 0 for a compressed format.
    """

    page: str = ""
    parts: list[Part] = field(default_factory=list)
    kind: PassageKind = PassageKind.PARAGRAPH
    level: int | None = None
    length: int = 0
    _pieces: list[Piece] = field(default_factory=list)
    _marks: list[Mark] = field(default_factory=list)
    _open: list[Mark] = field(default_factory=list)

    def begin(self, kind: PassageKind, level: int | None = None) -> None:
        """End the part that is being read, and begin one of that kind."""
        self.end()
        self.kind, self.level = kind, level

    def end(self) -> None:
        """End the part that is being read; marks that are open go on in the next."""
        for mark in self._open:
            self._mark(mark)
        if any(piece.text.strip() for piece in self._pieces):
            self.parts.append(Part(tuple(self._pieces), self.kind, self.level, tuple(self._marks)))
        self._pieces, self._marks, self.length = [], [], 0
        self._open = [replace(mark, start=0, end=0) for mark in self._open]
        self.kind, self.level = PassageKind.PARAGRAPH, None

    def read(self, start: int, end: int) -> None:
        """Take `page[start:end]`, runs of white space as one space each."""
        at = start
        for match in _SPACE.finditer(self.page, start, end):
            if match[0] == " " and match.start() > at:
                continue
            self._words(at, match.start())
            self._space(match.start(), match.end())
            at = match.end()
        self._words(at, end)

    def unit(self, text: str, start: int = 0, end: int = 0) -> None:
        """Take words that stand in the page in another form, at `[start, end)`."""
        if text.isspace() and text != "\xa0":
            self._space(start, end)
        elif text:
            self._add(Piece(text, start, end, plain=False))

    def free(self, text: str) -> None:
        """Take words of a compressed format, runs of white space as one space each."""
        words = _SPACE.sub(" ", text)
        if not self._pieces or self._pieces[-1].text[-1] in " \n":
            words = words.lstrip(" ")
        if words:
            self._add(Piece(words, 0, 0))

    def trim(self) -> None:
        """Drop the spaces that were read last."""
        while self._pieces and self._pieces[-1].text[-1] == " ":
            piece = self._pieces.pop()
            kept = piece.text.rstrip(" ")
            self.length -= len(piece.text) - len(kept)
            if kept:
                end = piece.start + len(kept) if piece.plain else piece.end
                self._pieces.append(replace(piece, text=kept, end=end))

    def line_break(self, start: int = 0, end: int = 0) -> None:
        """Begin a new line in the same part; a second break ends the part."""
        self.trim()
        if self._pieces and self._pieces[-1].text == "\n":
            kind, level = self.kind, self.level
            self.begin(kind, level)
        elif self._pieces:
            self._add(Piece("\n", start, end, plain=False))

    def open(self, kind: str, href: str | None = None, value: str | None = None) -> None:
        """Open a mark at the place that is being read."""
        if len(self._open) < _OPEN_LIMIT:
            self._open.append(Mark(self.length, self.length, kind, (href or "")[:_HREF_LIMIT] or None, value))

    def close(self, kind: str) -> None:
        """Close the mark of that kind that was opened last, if any."""
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index].kind == kind:
                self._mark(self._open.pop(index))
                return

    def marked(self, kind: str, take: Callable[[], None], href: str | None = None) -> None:
        """Take what `take` takes, as words with a mark."""
        self.open(kind, href)
        take()
        self.close(kind)

    @property
    def empty(self) -> bool:
        """Whether the part that is being read has no words so far."""
        return not any(piece.text.strip() for piece in self._pieces)

    def _mark(self, mark: Mark) -> None:
        if mark.start < self.length:
            self._marks.append(replace(mark, end=self.length))

    def _words(self, start: int, end: int) -> None:
        if start < end:
            self._add(Piece(self.page[start:end], start, end))

    def _space(self, start: int, end: int) -> None:
        if self._pieces and self._pieces[-1].text[-1] not in " \n":
            plain = end - start == 1 and self.page[start:end] == " "
            self._add(Piece(" ", start, end, plain=plain))

    def _add(self, piece: Piece) -> None:
        self._pieces.append(piece)
        self.length += len(piece.text)


def as_notes(parts: list[Part], marks: tuple[str, ...] = ()) -> list[Part]:
    """Give parts as notes: each a list item, marked as a whole with `marks`."""
    noted = []
    for part in parts:
        length = sum(len(piece.text) for piece in part.pieces)
        own = (*part.marks, *(Mark(0, length, kind) for kind in marks))
        noted.append(replace(part, kind=PassageKind.LIST_ITEM, level=1, marks=own, note=True))
    return noted
