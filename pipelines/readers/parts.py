"""A document put together from the parts that a format names: one way for all formats that say what their parts are."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from pipelines.errors import ReadError
from pipelines.readers.dates import find_date
from pipelines.readers.document import Anchor, Document, Markup, Passage, PassageKind
from pipelines.readers.furniture import is_furniture
from pipelines.readers.headlines import Headline, read_byline, read_dateline
from pipelines.readers.language import guess_language
from pipelines.readers.marks import Mark
from pipelines.readers.offsets import BINARY
from pipelines.readers.pieces import Assembler, Piece, canonical_places, normalise, without_edges
from pipelines.readers.shapes import is_heading_text, shape
from pipelines.readers.text import require_sentence

Kind = PassageKind
_HEAD_PARTS: Final = 6
_DEEPEST_LIST: Final = 32
_LOWEST: Final = 6


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a document: its words in pieces of the decoded file, what it is, and its marks in its own offsets.

    `level` is the depth that the format gives a heading or a list item; `note` is a footnote or an endnote.
    """

    pieces: tuple[Piece, ...]
    kind: PassageKind
    level: int | None = None
    marks: tuple[Mark, ...] = ()
    note: bool = False

    @property
    def text(self) -> str:
        """The part's text, before it is brought into NFC."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class About:
    """What a format says of the document beside its text; dates as written, None where it does not tell."""

    title: str | None = None
    byline: str | None = None
    site: str | None = None
    published: str | None = None
    modified: str | None = None
    language: str | None = None


class Places(Protocol):
    """Builds a text from pieces, and the anchors beside it."""

    length: int

    def add(self, piece: Piece) -> None:
        """Append a piece."""

    def part(self) -> None:
        """Append the blank line between two passages."""

    def result(self) -> tuple[str, tuple[Anchor, ...]]:
        """Give the text and its anchors."""


class Unplaced:
    """The `Places` of a compressed format: all of the text comes from all of the file's `size` bytes."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._parts: list[str] = []
        self.length = 0

    def add(self, piece: Piece) -> None:
        """Append a piece, wherever it stands."""
        self._parts.append(piece.text)
        self.length += len(piece.text)

    def part(self) -> None:
        """Append the blank line between two passages."""
        self._parts.append("\n\n")
        self.length += 2

    def result(self) -> tuple[str, tuple[Anchor, ...]]:
        """Give the text, and two anchors: the first and the last byte."""
        return "".join(self._parts), (Anchor(0, 0), Anchor(self.length, self._size))


def placed_document(
    page: str, encoding: str, raw_start: int, parts: Iterable[Part], about: About, media_type: str
) -> Document:
    """Give the document of a format whose characters stand in the file: pieces count in the decoded `page`.

    Raises `ReadError` with reason `no_text` or `no_sentence`.
    """
    return _document(parts, about, media_type, encoding, Assembler(page, encoding, raw_start))


def unplaced_document(size: int, parts: Iterable[Part], about: About, media_type: str) -> Document:
    """Give the document of a compressed format of `size` bytes; raises `ReadError` as `placed_document` does."""
    return _document(parts, about, media_type, BINARY, Unplaced(size))


def headed(part: Part) -> Part:
    """Give a paragraph that is bold from end to end, and reads like a heading, as a heading of the lowest level."""
    text = part.text.strip()
    bold = sum(mark.end - mark.start for mark in part.marks if mark.kind == "bold") >= len(text) - 1
    if part.kind is Kind.PARAGRAPH and bold and is_heading_text(shape(text, 0, len(text))):
        return replace(part, kind=Kind.HEADING, level=_LOWEST)
    return part


def words(text: str) -> tuple[Piece, ...]:
    """Give a text of a compressed format as pieces."""
    return (Piece(text, 0, 0),) if text else ()


def _document(parts: Iterable[Part], about: About, media_type: str, encoding: str, places: Places) -> Document:
    settled = list(_settled(parts))
    if not settled:
        raise ReadError("no_text", "the document has no text")
    passages, markup = _assemble([part for part, _ in settled], places)
    text, anchors = places.result()
    require_sentence(text, passages)
    heads = [head for _, head in settled if head]
    title = next((" ".join(part.text.split()) for part, _ in settled if part.kind is Kind.TITLE), None)
    return Document(
        text=text,
        passages=passages,
        media_type=media_type,
        encoding=encoding,
        anchors=anchors,
        markup=markup,
        title=about.title or title,
        byline=about.byline or next((head.byline for head in heads if head.byline), None),
        site=about.site or next((head.site for head in heads if head.site), None),
        published=_date(about.published) or next((head.published for head in heads if head.published), None),
        modified=_date(about.modified) or next((head.modified for head in heads if head.modified), None),
        language=_language(about.language) or guess_language(text),
    )


def _settled(parts: Iterable[Part]) -> Iterator[tuple[Part, Headline | None]]:
    """Drop empty parts and outer space; tell bylines, datelines and furniture, which formats have no names for."""
    seen = 0
    for part in parts:
        trimmed = _trimmed(part)
        if trimmed is None:
            continue
        seen += 1
        yield _judged(trimmed, near_head=seen <= _HEAD_PARTS)


def _trimmed(part: Part) -> Part | None:
    pieces, lead = without_edges(list(part.pieces))
    if not pieces:
        return None
    length = sum(len(piece.text) for piece in pieces)
    moved = (replace(m, start=max(0, m.start - lead), end=min(length, m.end - lead)) for m in part.marks)
    return replace(part, pieces=tuple(pieces), marks=tuple(mark for mark in moved if mark.start < mark.end))


def _judged(part: Part, near_head: bool) -> tuple[Part, Headline | None]:
    if part.kind not in (Kind.PARAGRAPH, Kind.BYLINE, Kind.DATELINE):
        return part, None
    text = part.text
    if part.kind is Kind.PARAGRAPH and is_furniture(text):
        return replace(part, kind=Kind.FURNITURE), None
    head = (read_dateline(text) or read_byline(text)) if near_head else None
    if head and part.kind is Kind.PARAGRAPH:
        part = replace(part, kind=Kind.BYLINE if head.byline or head.site else Kind.DATELINE)
    if part.kind is Kind.BYLINE and not head:
        head = Headline(byline=" ".join(text.split()))
    return part, head


def _assemble(parts: Sequence[Part], places: Places) -> tuple[tuple[Passage, ...], tuple[Markup, ...]]:
    passages: list[Passage] = []
    markup: list[Markup] = []
    least = min((part.level or 1 for part in parts if part.kind is Kind.HEADING), default=1)
    for part in parts:
        if passages:
            places.part()
        start = places.length
        for piece in normalise(part.pieces):
            places.add(piece)
        passages.append(Passage(start, places.length, part.kind, _level(part, least)))
        markup += _markup(part, start, places.length)
    return tuple(passages), tuple(sorted(dict.fromkeys(markup), key=lambda mark: (mark.start, -mark.end, mark.kind)))


def _level(part: Part, least: int) -> int | None:
    if part.kind is Kind.HEADING:
        return (part.level or least) - least + 1
    return min(max(1, part.level or 1), _DEEPEST_LIST) if part.kind is Kind.LIST_ITEM else None


def _markup(part: Part, start: int, end: int) -> Iterator[Markup]:
    if part.note:
        yield Markup(start, end, "note")
    if not part.marks:
        return
    place = canonical_places(part.text)
    for mark in part.marks:
        first, last = start + place(mark.start), start + place(mark.end)
        if first < last:
            yield Markup(first, last, mark.kind, mark.href, mark.value)


def _date(written: str | None) -> str | None:
    found = find_date(written) if written else None
    return found[2] if found else written if written and written.isdigit() and len(written) == 4 else None


def _language(declared: str | None) -> str | None:
    code = (declared or "").replace("_", "-").partition("-")[0].lower()
    return code if len(code) == 2 and code.isalpha() and code.isascii() else None
