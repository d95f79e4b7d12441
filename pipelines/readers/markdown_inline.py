"""The inline tokens of Markdown, each with its place: markdown-it gives their words, but not where they stand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING, Final

from pipelines.readers.marks import Mark
from pipelines.readers.pieces import Piece

if TYPE_CHECKING:
    from markdown_it.token import Token

_BREAK = re.compile(r" *\\?\n[ \t]*")
_TITLE = re.compile(r"""\s+(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\))\s*\)""", re.S)
_MARKS: Final = {"em": "italic", "strong": "bold", "link": "link"}
_TAG = re.compile(r"<(/?)(i|em|b|strong|cite|q)\b[^>]*>", re.I)
_TAG_MARKS: Final = {"i": "italic", "em": "italic", "b": "bold", "strong": "bold", "cite": "cite", "q": "quote"}
_HREF_LIMIT: Final = 2000


@dataclass(frozen=True, slots=True)
class Inline:
    """The words of an inline text in pieces that count in its source, and their marks."""

    pieces: tuple[Piece, ...]
    marks: tuple[Mark, ...]


def read_inline(source: str, tokens: Sequence["Token"]) -> Inline:
    """Follow the tokens of `source` through it; what cannot be followed is one unit that stands for all of `source`."""
    walk = _Walk(source)
    if all(walk.take(token) for token in tokens):
        return Inline(tuple(walk.pieces), tuple(walk.marks))
    text = "".join(_plain(token) for token in tokens)
    return Inline((Piece(text, 0, len(source), plain=False),) if text else (), ())


def _plain(token: "Token") -> str:
    if token.type in ("text", "text_special", "code_inline"):
        return token.content
    return " " if token.type == "softbreak" else "\n" if token.type == "hardbreak" else ""


@dataclass(slots=True)
class _Walk:
    """Where the walk is: `at` in the source, `length` in the words; `open` are marks without an end, by kind."""

    source: str
    at: int = 0
    length: int = 0
    pieces: list[Piece] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    open: list[Mark] = field(default_factory=list)

    def take(self, token: "Token") -> bool:
        """Take one token; tell whether it stands where the walk is."""
        kind = token.type
        if kind == "text":
            return self._verbatim(token.content)
        if kind == "text_special":
            return self._unit(token.markup, token.content)
        if kind in ("softbreak", "hardbreak"):
            match = _BREAK.match(self.source, self.at)
            return match is not None and self._unit(match[0], "\n" if kind == "hardbreak" else " ")
        if kind == "code_inline":
            return self._code(token)
        if kind == "html_inline":
            return self._html(token.content)
        if kind == "image":
            return self._image(token)
        if kind == "footnote_ref":
            return self._skip_after("]")
        return self._delimiter(token)

    def _verbatim(self, text: str) -> bool:
        if not self.source.startswith(text, self.at):
            return False
        self._add(Piece(text, self.at, self.at + len(text)))
        self.at += len(text)
        return True

    def _unit(self, source: str, text: str) -> bool:
        if not self.source.startswith(source, self.at):
            return False
        self._add(Piece(text, self.at, self.at + len(source), plain=False))
        self.at += len(source)
        return True

    def _add(self, piece: Piece) -> None:
        if piece.text:
            self.pieces.append(piece)
            self.length += len(piece.text)

    def _code(self, token: "Token") -> bool:
        start = self.at + len(token.markup)
        end = self.source.find(token.markup, start)
        if not self.source.startswith(token.markup, self.at) or end < 0:
            return False
        inner = self.source[start:end]
        lead = (len(inner) - len(token.content)) // 2
        same = inner[lead : lead + len(token.content)] == token.content
        self._add(Piece(token.content, start + lead if same else start, end - lead if same else end, plain=same))
        self.at = end + len(token.markup)
        return True

    def _html(self, content: str) -> bool:
        if not self.source.startswith(content, self.at):
            return False
        tag = _TAG.fullmatch(content)
        if re.fullmatch(r"<br\s*/?>", content, re.I):
            return self._unit(content, "\n")
        self.at += len(content)
        if tag and tag[1]:
            self._close(_TAG_MARKS[tag[2].lower()])
        elif tag:
            self.open.append(Mark(self.length, self.length, _TAG_MARKS[tag[2].lower()]))
        return True

    def _delimiter(self, token: "Token") -> bool:
        """Take the opening or closing of emphasis or a link; other tokens (strikethrough) are delimiters as well."""
        name = token.type.rpartition("_")[0]
        if name == "link":
            return self._open_link(token) if token.nesting > 0 else self._close_link(token)
        if not self.source.startswith(token.markup, self.at):
            return False
        self.at += len(token.markup)
        if token.nesting > 0 and name in _MARKS:
            self.open.append(Mark(self.length, self.length, _MARKS[name]))
        elif name in _MARKS:
            self._close(_MARKS[name])
        return True

    def _open_link(self, token: "Token") -> bool:
        if self.source[self.at : self.at + 1] != ("<" if token.markup == "autolink" else "["):
            return False
        href = unescape(str(token.attrs.get("href", "")))[:_HREF_LIMIT]
        self.open.append(Mark(self.length, self.length, "link", href))
        self.at += 1
        return True

    def _close_link(self, token: "Token") -> bool:
        self._close("link")
        if token.markup == "autolink":
            return self._skip_after(">")
        return self.source.startswith("]", self.at) and self._tail()

    def _tail(self) -> bool:
        """Skip what follows the words of a link or an image: an address in round brackets, a label in square ones."""
        self.at += 1
        following = self.source[self.at : self.at + 1]
        if following == "(":
            end = _end_of_target(self.source, self.at)
            self.at = end or self.at
        elif following == "[":
            end = self.source.find("]", self.at)
            self.at = end + 1 if end >= 0 else self.at
        return True

    def _image(self, token: "Token") -> bool:
        """Skip an image: its words say what cannot be seen and are no text of the page."""
        if not self.source.startswith("![" + token.content + "]", self.at):
            return False
        self.at += 2 + len(token.content)
        return self._tail()

    def _skip_after(self, closing: str) -> bool:
        end = self.source.find(closing, self.at)
        self.at = end + 1
        return end >= 0

    def _close(self, kind: str) -> None:
        for index in range(len(self.open) - 1, -1, -1):
            if self.open[index].kind == kind:
                mark = self.open.pop(index)
                if mark.start < self.length:
                    self.marks.append(Mark(mark.start, self.length, kind, mark.href))
                return


def _end_of_target(source: str, at: int) -> int | None:
    """Give the place behind `(address "title")` that begins at `at`, as CommonMark 0.31, section 6.3, reads it."""
    from markdown_it.helpers import parseLinkDestination  # noqa: PLC0415

    start = at + 1
    while source[start : start + 1].isspace():
        start += 1
    found = parseLinkDestination(source, start, len(source))
    end = found.pos if found.ok else start
    title = _TITLE.match(source, end)
    if title:
        return title.end()
    while source[end : end + 1].isspace():
        end += 1
    return end + 1 if source[end : end + 1] == ")" else None
