"""Characters to read that stand inside something else: a JSON string, the text of an XML element."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from pipelines.readers.encoding import Decoded
from pipelines.readers.pieces import Piece, cut


@dataclass(frozen=True)
class Stretch:
    """A text, and the pieces of the decoded file `page` that it comes from; `raw_start` is the first byte of `page`."""

    text: str
    pieces: tuple[Piece, ...]
    page: str
    encoding: str
    raw_start: int = 0

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(len(piece.text) for piece in self.pieces)]

    def traced(self, pieces: Iterable[Piece]) -> tuple[Piece, ...]:
        """Give pieces that count in `text` as pieces that count in `page`."""
        return tuple(found for piece in pieces for found in _traced(piece, self.pieces, self._starts))


def whole(decoded: Decoded) -> Stretch:
    """Give a decoded file as one stretch."""
    text = decoded.text
    return Stretch(text, (Piece(text, 0, len(text)),), text, decoded.encoding, decoded.mark_length)


def _traced(piece: Piece, base: Sequence[Piece], starts: Sequence[int]) -> Iterator[Piece]:
    if piece.plain:
        yield from cut(base, starts, piece.start, piece.end)
        return
    inner = list(cut(base, starts, piece.start, piece.end)) if piece.start < piece.end else []
    at = inner[0].start if inner else _place(base, starts, piece.start)
    yield Piece(piece.text, at, inner[-1].end if inner else at, plain=False)


def _place(base: Sequence[Piece], starts: Sequence[int], offset: int) -> int:
    """Give where in the page a place between two characters of the text stands."""
    here = list(cut(base, starts, offset, offset + 1)) if offset < starts[-1] else []
    return here[0].start if here else base[-1].end if base else 0
