"""The visible blocks of an HTML page, in order, each character with its place in the page."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from html import unescape
from typing import Final

from pipelines.readers.marks import CitationMarks, Mark
from pipelines.readers.markup import Tag, Text, tokens
from pipelines.readers.pieces import Piece, without_edges

_BLOCKS: Final = frozenset(
    "html head body title p div section article main header footer nav aside h1 h2 h3 h4 h5 h6 ul ol menu dir li dl "
    "dt dd blockquote pre table caption "
    "thead tbody tfoot tr td th figure figcaption hr form fieldset legend address center details summary dialog".split()
)
_HEADINGS: Final = frozenset(f"h{depth}" for depth in range(1, 7))
_LISTS: Final = frozenset("ul ol menu dir".split())
_OUTSIDE: Final = frozenset("nav header footer aside form".split())
_INLINE: Final = {
    "i": "italic",
    "em": "italic",
    "b": "bold",
    "strong": "bold",
    "cite": "cite",
    "q": "quote",
    "a": "link",
}
_OPEN_LIMIT: Final = 16
_HREF_LIMIT: Final = 2000
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_SPACE = re.compile(r"[ \t\n\r\f\v]+")


@dataclass(frozen=True, slots=True)
class Scanned:
    """A block of a page: its text in pieces, the element that says what it is, and where it stands.

    `element` is `title` (of the page's head), `h1` to `h6`, `li`, `figcaption`, `caption`, `blockquote` or `p` (any
    other); `depth` the nesting of lists; `outside` whether it stands in navigation, a header, a footer, a form or an
    aside.
    """

    pieces: tuple[Piece, ...]
    element: str
    depth: int
    outside: bool
    marks: tuple[Mark, ...]

    @property
    def text(self) -> str:
        """The block's text, before it is brought into NFC."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Page:
    """What a scan gives: the blocks, the language that the page says it is in, and its `meta` elements by name."""

    blocks: tuple[Scanned, ...]
    language: str | None
    meta: Mapping[str, str]


def scan(page: str) -> Page:
    """Scan a decoded HTML page; takes any input and never fails."""
    scanner = _Scanner(page)
    for token in tokens(page):
        if isinstance(token, Text):
            scanner.read_text(token.start, token.end)
        else:
            scanner.read_tag(token)
    scanner.end_block()
    return Page(tuple(scanner.blocks), scanner.language, scanner.meta)


@dataclass(slots=True)
class _Open:
    kind: str
    start: int
    href: str | None


@dataclass(slots=True)
class _Scanner:
    page: str
    blocks: list[Scanned] = field(default_factory=list)
    language: str | None = None
    meta: dict[str, str] = field(default_factory=dict)
    _pieces: list[Piece] = field(default_factory=list)
    _length: int = 0
    _marks: list[Mark] = field(default_factory=list)
    _open: list[_Open] = field(default_factory=list)
    _citing: CitationMarks = field(default_factory=CitationMarks)
    _heading: str = ""
    _items: list[bool] = field(default_factory=list)
    _inside: dict[str, int] = field(default_factory=dict)

    def read_tag(self, tag: Tag) -> None:
        if tag.name in _BLOCKS:
            self.end_block()
        self._marks.extend(self._citing.read(tag, self._length))
        if tag.name == "br":
            self._line_break(tag)
        elif tag.name in _INLINE:
            self._inline(tag)
        elif tag.name == "meta":
            self._meta(tag)
        elif tag.name in _BLOCKS:
            self._block(tag)
        if tag.name == "html" and not tag.closes and tag.attributes.get("lang"):
            self.language = self.language or tag.attributes["lang"]

    def read_text(self, start: int, end: int) -> None:
        at = start
        for match in _ENTITY.finditer(self.page, start, end):
            meaning = unescape(match[0])
            if meaning == match[0]:
                continue
            self._words(at, match.start())
            if meaning.isspace() and meaning != "\xa0":
                self._space(match.start(), match.end())
            else:
                self._add(Piece(meaning, match.start(), match.end(), plain=False))
            at = match.end()
        self._words(at, end)

    def end_block(self) -> None:
        """Close the block that is being read, if it has any words."""
        open_before = self._open
        for each in open_before:
            self._close(each)
        self._marks.extend(self._citing.end_block(self._length, self._element() == "li"))
        pieces, lead = without_edges(self._pieces)
        if pieces:
            self.blocks.append(self._scanned(pieces, lead))
        self._pieces, self._marks, self._length = [], [], 0
        self._open = [_Open(each.kind, 0, each.href) for each in open_before[:_OPEN_LIMIT]]

    def _scanned(self, pieces: list[Piece], lead: int) -> Scanned:
        length = sum(len(piece.text) for piece in pieces)
        marks = tuple(_fitted(self._marks, lead, length))
        outside = any(self._inside.get(name) for name in _OUTSIDE)
        return Scanned(tuple(pieces), self._element(), len(self._items), outside, marks)

    def _element(self) -> str:
        if self._inside.get("title") and not self._inside.get("body"):
            return "title"
        for name in ("figcaption", "caption"):
            if self._inside.get(name):
                return name
        if self._heading:
            return self._heading
        if self._items and self._items[-1]:
            return "li"
        return "blockquote" if self._inside.get("blockquote") else "p"

    def _block(self, tag: Tag) -> None:
        name = tag.name
        if name in _HEADINGS:
            self._heading = "" if tag.closes else name
        elif name in _LISTS:
            self._list(tag)
        elif name == "li" and not tag.closes:
            self._items = self._items or [True]
            self._items[-1] = True
        elif name == "li" and self._items:
            self._items[-1] = False
        elif tag.closes:
            self._inside[name] = max(0, self._inside.get(name, 0) - 1)
        else:
            self._inside[name] = self._inside.get(name, 0) + 1
        if name not in ("div", "center", *_HEADINGS) and not tag.closes:
            self._heading = ""
        # Captions that are never closed end with their picture or table row.
        if name in ("figure", "tr", "table"):
            self._inside["figcaption"] = self._inside["caption"] = 0
        if name in ("p", "table", "body"):
            self._open = [each for each in self._open if each.kind != "link"]

    def _list(self, tag: Tag) -> None:
        if not tag.closes:
            self._items.append(False)
        elif self._items:
            self._items.pop()

    def _inline(self, tag: Tag) -> None:
        kind = _INLINE[tag.name]
        if not tag.closes:
            if len(self._open) < _OPEN_LIMIT:
                href = tag.attributes.get("href", "")[:_HREF_LIMIT] or None
                self._open.append(_Open(kind, self._length, href if kind == "link" else None))
            return
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index].kind == kind:
                self._close(self._open.pop(index))
                return

    def _close(self, each: _Open) -> None:
        if each.start < self._length and (each.kind != "link" or each.href):
            self._marks.append(Mark(each.start, self._length, each.kind, each.href))

    def _meta(self, tag: Tag) -> None:
        name = tag.attributes.get("property") or tag.attributes.get("name") or tag.attributes.get("itemprop")
        if name and tag.attributes.get("content"):
            self.meta.setdefault(name.lower(), tag.attributes["content"])

    def _line_break(self, tag: Tag) -> None:
        """One line break stays a line of its passage, a second one ends the passage."""
        while self._pieces and self._pieces[-1].text == " ":
            self._length -= len(self._pieces.pop().text)
        if self._pieces and self._pieces[-1].text == "\n":
            self.end_block()
        elif self._pieces:
            self._add(Piece("\n", tag.start, tag.end, plain=False))

    def _words(self, start: int, end: int) -> None:
        """Add a stretch without entities, runs of white space as one space each."""
        at = start
        preformatted = bool(self._inside.get("pre"))
        for match in _SPACE.finditer(self.page, start, end):
            if match[0] == " " and match.start() > at:
                continue
            self._plain(at, match.start())
            if preformatted and "\n" in match[0] and self._pieces:
                self._add(Piece("\n", match.start(), match.end(), plain=False))
            else:
                self._space(match.start(), match.end())
            at = match.end()
        self._plain(at, end)

    def _space(self, start: int, end: int) -> None:
        if self._pieces and self._pieces[-1].text[-1] not in " \n":
            self._add(Piece(" ", start, end, plain=end - start == 1 and self.page[start] == " "))

    def _plain(self, start: int, end: int) -> None:
        if start < end:
            self._add(Piece(self.page[start:end], start, end))

    def _add(self, piece: Piece) -> None:
        self._pieces.append(piece)
        self._length += len(piece.text)


def _fitted(marks: list[Mark], lead: int, length: int) -> Iterator[Mark]:
    """Yield marks as spans of the block without its edges, those that keep any text."""
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.kind)):
        start, end = max(0, mark.start - lead), min(length, mark.end - lead)
        if start < end:
            yield replace(mark, start=start, end=end)
