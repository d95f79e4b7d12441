"""From the lines of a PDF to its blocks: which lines make one paragraph, heading, note or list item."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from pipelines.readers.document import PassageKind
from pipelines.readers.pdf_lines import Line
from pipelines.readers.shapes import is_heading_text, shape

Kind = PassageKind
_LARGER: Final = 1.12
_SMALLER: Final = 0.93
_LEADING: Final = 1.45
_INDENT: Final = 0.7
_SET_IN: Final = 1.2
_SHORT: Final = 0.88
_HEADING_LINES: Final = 4
_BULLET = re.compile(r"[•‣◦▪●■–∙·]$|\uf0b7$")
_NUMBERED = re.compile(r"(?:\d{1,3}[.)]|\(\d{1,3}\)|\[\d{1,3}\]|\(?[a-z]\))$")
_CAPTION = re.compile(r"(?:Fig(?:ure|\.)?|Table|Plate|Map|Abbildung|Abb\.|Tabelle)\s*\d+\b[.:]?", re.I)
_NOTE = re.compile(r"(?:\d{1,3}|[*†‡§¶]{1,3})[.)]?$")
_NOTE_GLUED = re.compile(r"(?:\d{1,3}|[*†‡§¶])(?=[A-Z“\"'‘(])")
_STOPS: Final = tuple(".!?:…")
_CLOSERS: Final = "”\"’')]»"


@dataclass(slots=True)
class Block:
    """Lines that belong together; `drop` counts words at the start that are a bullet or the number of a note."""

    lines: list[Line]
    kind: PassageKind = Kind.PARAGRAPH
    level: int | None = None
    drop: int = 0
    note: bool = False


@dataclass(frozen=True, slots=True)
class Type:
    """How the document is set: the size of its body, and the distance of its lines in sizes of type."""

    size: float
    leading: float


def body_type(pages: Iterable[Sequence[Line]]) -> Type:
    """Measure the size that most characters have, and the usual distance of such lines."""
    sizes: Counter[float] = Counter()
    gaps: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[line.size] += len(line.text)
        for above, line in pairwise(page):
            gap = above.bottom - line.bottom
            if above.size == line.size and 0 < gap < 3 * line.size:
                gaps[round(gap / line.size, 1)] += 1
    size = max(sizes, key=lambda each: (sizes[each], each), default=10.0)
    return Type(size, max(gaps, key=lambda each: (gaps[each], -each), default=1.2))


@dataclass(slots=True)
class Blocks:
    """Takes the lines of a document in reading order and gives its blocks; notes go behind the block they stand in."""

    type: Type
    done: list[Block] = field(default_factory=list)
    _open: Block | None = None
    _notes: list[Block] = field(default_factory=list)

    def page(self, lines: Sequence[Line], furniture: Iterable[Line]) -> None:
        """Take a page; its running heads are blocks of their own before its text."""
        heads = [Block([line], Kind.FURNITURE) for line in furniture]
        carried = self._open if lines and self._open and self._runs_on(self._open.lines[-1], lines[0]) else None
        if carried is None:
            self.close()
            self.done += heads
        else:
            self._notes += heads
        notes_from = self._notes_of(lines)
        for number, line in enumerate(lines):
            if number in notes_from:
                self._note(line)
            else:
                self._take(line, lines[number - 1] if number and number - 1 not in notes_from else None)

    def close(self) -> None:
        """End the block that is open; notes that stood below it follow."""
        if self._open:
            self.done.append(self._open)
            self._open = None
        self.done += self._notes
        self._notes = []

    def _notes_of(self, lines: Sequence[Line]) -> set[int]:
        """Find the lines at the foot of each column that are set smaller and begin with the mark of a note."""
        found: set[int] = set()
        for column in {line.column for line in lines}:
            own = [number for number, line in enumerate(lines) if line.column == column]
            foot: list[int] = []
            for number in reversed(own):
                if lines[number].size > _SMALLER * self.type.size:
                    break
                foot.insert(0, number)
            while foot and not _note_mark(lines[foot[0]]):
                foot.pop(0)
            found.update(foot if len(foot) < len(lines) else [])
        return found

    def _note(self, line: Line) -> None:
        mark = _note_mark(line)
        if mark or not any(block.note for block in self._notes):
            self._notes.append(Block([line], Kind.LIST_ITEM, 1, drop=mark, note=True))
        else:
            next(block for block in reversed(self._notes) if block.note).lines.append(line)

    def _take(self, line: Line, above: Line | None) -> None:
        block = self._open
        if block is not None and self._continues(block, line, above):
            block.lines.append(line)
            return
        self._end()
        kind, drop = self._first_look(line)
        self._open = Block([line], kind, 1 if kind is Kind.LIST_ITEM else None, drop)

    def _end(self) -> None:
        """End the block that is open; notes wait for the end of what runs on to the next page."""
        if self._open:
            self.done.append(self._open)
            self._open = None
            waiting = [block for block in self._notes if block.kind is Kind.FURNITURE or block.note]
            self.done += waiting
            self._notes = []

    def _first_look(self, line: Line) -> tuple[PassageKind, int]:
        if _CAPTION.match(line.text):
            return Kind.CAPTION, 0
        if self._is_display(line):
            return Kind.HEADING, 0
        first = line.words[0].text
        if len(line.words) > 1 and (_BULLET.match(first) or _NUMBERED.match(first)):
            return Kind.LIST_ITEM, 1
        return Kind.PARAGRAPH, 0

    def _is_display(self, line: Line) -> bool:
        """Tell a line of a heading by its size, or by its being all bold and not the start of a sentence."""
        if line.size >= _LARGER * self.type.size:
            return any(map(str.isalpha, line.text))
        return line.bold and len(line.words) <= 14 and is_heading_text(shape(line.text, 0, len(line.text)))

    def _continues(self, block: Block, line: Line, above: Line | None) -> bool:
        """Tell whether a line goes on with the block that is open."""
        last = block.lines[-1]
        if block.kind is Kind.HEADING:
            same = abs(line.size - last.size) < 0.6 and line.bold == last.bold and self._is_display(line)
            return same and above is last and self._is_near(last, line) and len(block.lines) < _HEADING_LINES
        if self._is_display(line) or _CAPTION.match(line.text) or abs(line.size - last.size) > 0.08 * last.size:
            return False
        if above is not last or line.bottom > last.bottom or line.column != last.column:
            return self._runs_on(last, line)
        if not self._is_near(last, line) or self._is_item(line, block):
            return False
        return not self._opens(block, last, line)

    def _is_item(self, line: Line, block: Block) -> bool:
        """Tell a new list item; a number that happens to begin a line of a paragraph is none."""
        first = line.words[0].text
        if len(line.words) < 2:
            return False
        if _BULLET.match(first):
            return True
        return bool(_NUMBERED.match(first)) and (block.kind is Kind.LIST_ITEM or _ends(block.lines[-1].text))

    def _is_near(self, above: Line, line: Line) -> bool:
        return above.bottom - line.bottom <= _LEADING * self.type.leading * max(line.size, above.size) / 1.2

    def _opens(self, block: Block, last: Line, line: Line) -> bool:
        """Tell the first line of a paragraph by its indentation, or by the short line before it."""
        indent = _INDENT * line.size
        if block.kind is Kind.LIST_ITEM:
            return line.left < block.lines[0].left - indent
        set_in = line.left > last.left + indent
        if set_in:
            hangs = len(block.lines) == 1 and last.left <= line.column[0] + indent
            return not (hangs and not _ends(last.text))
        if line.left < last.left - indent:
            return len(block.lines) > 1
        left, right = self._edges(block, line)
        return last.right < left + _SHORT * (right - left) and _ends(last.text) and right - left > 12 * line.size

    def _edges(self, block: Block, line: Line) -> tuple[float, float]:
        """Give where full lines begin and end: those of the block where it is set in, else those of the column."""
        left, right = line.column
        if line.left < left + _SET_IN * line.size:
            return left, right
        return line.left, max(each.right for each in (*block.lines, line))

    def _runs_on(self, last: Line, line: Line) -> bool:
        """Tell whether a paragraph goes on in the next column or on the next page."""
        if abs(line.size - last.size) > 0.08 * last.size or self._is_display(line) or self._is_display(last):
            return False
        first = line.words[0].text
        if _BULLET.match(first) or _CAPTION.match(line.text) or (len(line.words) > 1 and _NUMBERED.match(first)):
            return False
        set_in = line.left > line.column[0] + _INDENT * line.size
        return (not _ends(last.text) and not set_in) or first[:1].islower() or last.text.endswith("-")


def judged(blocks: Sequence[Block], size: float) -> list[Block]:
    """Settle titles, the levels of headings and block quotes, which only show beside the other blocks."""
    headings = [block for block in blocks if block.kind is Kind.HEADING]
    sizes = sorted({_rounded(block) for block in headings}, reverse=True)
    for block in headings:
        if len(block.lines) > _HEADING_LINES or _too_long(block):
            block.kind = Kind.PARAGRAPH
        block.level = sizes.index(_rounded(block)) + 1
    first = [block for block in blocks if block.lines[0].page <= 2 and block.kind is Kind.HEADING]
    title = next((block for block in first if block.level == 1 and block.lines[0].size >= 1.2 * size), None)
    if title:
        title.kind, title.level = Kind.TITLE, None
    for block in blocks:
        if block.kind is Kind.PARAGRAPH and _is_set_in(block):
            block.kind = Kind.BLOCK_QUOTE
    return list(blocks)


def _too_long(block: Block) -> bool:
    return sum(len(line.words) for line in block.lines) > 30


def _rounded(block: Block) -> float:
    return round(block.lines[0].size * 2) / 2


def _is_set_in(block: Block) -> bool:
    """Tell a quotation set in: all lines stand right of the column's edge, and there are at least two."""
    lines = block.lines
    edge = _SET_IN * lines[0].size
    return len(lines) > 1 and all(line.left > line.column[0] + edge for line in lines)


def _note_mark(line: Line) -> int:
    """Give 1 where the first word of a line is the mark of a note, and words follow; else 0."""
    first = line.words[0].text
    return int(len(line.words) > 1 and bool(_NOTE.match(first) or _NOTE_GLUED.match(first)))


def _ends(text: str) -> bool:
    return text.rstrip(_CLOSERS + "0123456789").endswith(_STOPS) or text.endswith(_STOPS)
