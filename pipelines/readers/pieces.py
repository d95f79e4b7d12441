"""Text put together from pieces of a page, and the anchors that lead each code point back to its bytes."""

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipelines.readers.document import Anchor
from pipelines.readers.offsets import unit_anchors, units


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of the text that come from `[start, end)` of the decoded page.

    A `plain` piece stands in the page as it is; any other (an entity, a line break) is one unit.
    """

    text: str
    start: int
    end: int
    plain: bool = True


def normalise(pieces: Sequence[Piece]) -> list[Piece]:
    """Give the pieces of one passage in NFC; a sequence that composes, across pieces too, becomes one unit."""
    text = "".join(piece.text for piece in pieces)
    if unicodedata.is_normalized("NFC", text):
        return list(pieces)
    starts = _starts(pieces)
    result: list[Piece] = []
    at = 0
    for start, end, composed in units(text):
        if start < at:
            continue
        result += cut(pieces, starts, at, start)
        unit = list(cut(pieces, starts, start, end))
        result.append(Piece(composed, unit[0].start, unit[-1].end, plain=False))
        at = end
    result += cut(pieces, starts, at, len(text))
    return result


def cut(pieces: Sequence[Piece], starts: Sequence[int], start: int, end: int) -> Iterator[Piece]:
    """Yield the pieces that make `[start, end)` of their joint text; `starts` is where each begins in it."""
    index = bisect_right(starts, start) - 1
    while start < end:
        piece, first = pieces[index], starts[index]
        last = min(end, first + len(piece.text))
        if last > start:
            yield _part(piece, start - first, last - first)
        start, index = last, index + 1


def _part(piece: Piece, start: int, end: int) -> Piece:
    if not piece.plain:
        return Piece(piece.text[start:end], piece.start, piece.end, plain=False)
    return Piece(piece.text[start:end], piece.start + start, piece.start + end)


def _starts(pieces: Iterable[Piece]) -> list[int]:
    starts, at = [], 0
    for piece in pieces:
        starts.append(at)
        at += len(piece.text)
    return starts


def without_edges(pieces: list[Piece]) -> tuple[list[Piece], int]:
    """Drop white space, hard spaces too, from both ends of a block; give how much went at its start."""
    first, last = 0, len(pieces)
    while first < last and not pieces[first].text.strip():
        first += 1
    while last > first and not pieces[last - 1].text.strip():
        last -= 1
    kept = pieces[first:last]
    lead = sum(len(piece.text) for piece in pieces[:first])
    if kept:
        lead += len(kept[0].text) - len(kept[0].text.lstrip())
        kept[0] = _stripped(kept[0], left=True)
        kept[-1] = _stripped(kept[-1], left=False)
    return kept, lead


def _stripped(piece: Piece, left: bool) -> Piece:
    text = piece.text.lstrip() if left else piece.text.rstrip()
    cut = len(piece.text) - len(text)
    if not cut:
        return piece
    if not piece.plain:
        return Piece(text, piece.start, piece.end, plain=False)
    return Piece(text, piece.start + cut * left, piece.end - cut * (not left))


def canonical_places(text: str) -> Callable[[int], int]:
    """Give a function from offsets of `text` to offsets of its NFC form; inside what composes, to its end."""
    ends: list[int] = []
    shorter: list[int] = [0]
    if not unicodedata.is_normalized("NFC", text):
        for start, end, composed in units(text):
            ends.append(end)
            shorter.append(shorter[-1] + end - start - len(composed))

    def place(offset: int) -> int:
        return offset - shorter[bisect_right(ends, offset)]

    return place


class Assembler:
    """Builds a document's text from pieces in the order of the page, and the anchors beside it."""

    def __init__(self, page: str, encoding: str, raw_start: int) -> None:
        self._page, self._encoding = page, encoding
        self._seen, self._seen_bytes = 0, raw_start
        self._parts: list[str] = []
        self._anchors = [Anchor(0, raw_start)]
        self._raw = raw_start
        self.length = 0

    def add(self, piece: Piece) -> None:
        """Append a piece; quickest where it stands in the page near the one before."""
        first, last = self._byte(piece.start), self._byte(piece.end)
        if first != self._raw:
            self._anchor(self._raw)
            self._anchor(first)
        if not piece.plain:
            self._anchors.extend(unit_anchors(self.length, len(piece.text), first, last))
        self._parts.append(piece.text)
        self.length += len(piece.text)
        self._raw = last

    def part(self) -> None:
        """Append the blank line between two passages, which stands nowhere in the page."""
        self._anchors.extend(unit_anchors(self.length, 2, self._raw, self._raw))
        self._parts.append("\n\n")
        self.length += 2

    def result(self) -> tuple[str, tuple[Anchor, ...]]:
        """Give the text and its anchors."""
        return "".join(self._parts), tuple(self._anchors)

    def _anchor(self, raw: int) -> None:
        anchor = Anchor(self.length, raw)
        if self._anchors[-1] != anchor:
            self._anchors.append(anchor)

    def _byte(self, place: int) -> int:
        """Give the byte of a place in the page, measured from the place asked for before."""
        if place < self._seen:
            self._seen_bytes -= len(self._page[place : self._seen].encode(self._encoding))
        else:
            self._seen_bytes += len(self._page[self._seen : place].encode(self._encoding))
        self._seen = place
        return self._seen_bytes
