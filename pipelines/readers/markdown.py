"""Markdown (CommonMark with tables, footnotes and front matter) to a document; `markdown-it-py` reads its structure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from pipelines.errors import ReadError
from pipelines.readers.document import Document, PassageKind
from pipelines.readers.encoding import decode
from pipelines.readers.markdown_inline import read_inline
from pipelines.readers.marks import Mark
from pipelines.readers.mediatypes import MARKDOWN
from pipelines.readers.parts import About, Part, placed_document
from pipelines.readers.pieces import Piece
from pipelines.readers.scan import scan
from pipelines.readers.stretch import Stretch, whole

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

Kind = PassageKind
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_FIELD = re.compile(r"(title|author|date|lastmod|updated|lang|language)\s*:\s*(.+?)\s*", re.I)
_LISTS: Final = ("bullet_list", "ordered_list")
_SCANNED: Final = {"li": Kind.LIST_ITEM, "blockquote": Kind.BLOCK_QUOTE, "figcaption": Kind.CAPTION}
_LONGEST_LINE: Final = 1_000_000


def read_markdown(data: bytes) -> Document:
    """Read a Markdown file; raises `ReadError`: `broken_encoding`, `no_text`, `no_sentence`, `too_complex`."""
    return markdown_document(whole(decode(data)), MARKDOWN)


def markdown_document(stretch: Stretch, media_type: str, about: About | None = None) -> Document:
    """Give the document that a Markdown text makes."""
    lines = [match[0] for match in _LINE.finditer(stretch.text) if match[0]]
    if max(map(len, lines), default=0) > _LONGEST_LINE:
        raise ReadError("too_complex", f"a line of Markdown has more than {_LONGEST_LINE} characters")
    blocks = _Blocks(lines)
    try:
        tokens = _parser().parse("".join(line.rstrip("\r\n") + "\n" for line in lines))
    except RecursionError as cause:
        raise ReadError("too_complex", "the Markdown nests too deeply") from cause
    parts = _titled([part for token in tokens for part in blocks.take(token)])
    traced = (replace(part, pieces=stretch.traced(part.pieces)) for part in parts)
    found = about or _about(tokens)
    return placed_document(stretch.page, stretch.encoding, stretch.raw_start, traced, found, media_type)


@lru_cache(maxsize=1)
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415
    from mdit_py_plugins.footnote import footnote_plugin  # noqa: PLC0415
    from mdit_py_plugins.front_matter import front_matter_plugin  # noqa: PLC0415

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin).use(front_matter_plugin)
    return parser.disable(["text_join", "footnote_tail", "footnote_inline"])


def _about(tokens: Sequence["Token"]) -> About:
    """Read the plain fields of a front matter (`title: …`); nested ones are left alone."""
    first = next(iter(tokens), None)
    if first is None or first.type != "front_matter":
        return About()
    matches = filter(None, map(_FIELD.fullmatch, first.content.splitlines()))
    found = {match[1].lower(): match[2].strip("\"'") for match in matches}
    return About(
        title=found.get("title"),
        byline=found.get("author"),
        published=found.get("date"),
        modified=found.get("lastmod") or found.get("updated"),
        language=found.get("language") or found.get("lang"),
    )


def _titled(parts: list[Part]) -> list[Part]:
    """Make the first heading the title, where it is the highest of all and nothing goes before it."""
    headings = [part for part in parts if part.kind is Kind.HEADING]
    if not headings or parts[0] is not headings[0]:
        return parts
    highest = min(part.level or 1 for part in headings)
    alone = sum(part.level == highest for part in headings) == 1 or headings[0].level == 1
    is_title = headings[0].level == highest and alone
    return [replace(parts[0], kind=Kind.TITLE, level=None), *parts[1:]] if is_title else parts


@dataclass(slots=True)
class _Blocks:
    """Follows the block tokens; `starts` is where each line begins."""

    lines: list[str]
    starts: list[int] = field(default_factory=list)
    within: list[str] = field(default_factory=list)
    heading: int | None = None
    row: tuple[int, int] = (-1, 0)

    def __post_init__(self) -> None:
        at = 0
        for line in self.lines:
            self.starts.append(at)
            at += len(line)

    def take(self, token: "Token") -> Iterator[Part]:
        """Take one block token; yield the parts that it makes."""
        name, _, end = token.type.rpartition("_")
        if end == "open":
            self.within.append(name)
            self.heading = int(token.tag[1]) if name == "heading" else None
        elif end == "close" and self.within:
            self.within.pop()
            self.heading = None
        elif token.type == "inline" and token.map:
            yield from self._inline(token)
        elif token.type in ("fence", "code_block") and token.map:
            yield from self._code(token)
        elif token.type == "html_block" and token.map:
            yield from self._html(token)

    def _inline(self, token: "Token") -> Iterator[Part]:
        base = self._base(token)
        inline = read_inline(token.content, token.children or [])
        if inline.pieces:
            content = Stretch(token.content, base, "", "utf-8")
            yield self._part(content.traced(inline.pieces), inline.marks)

    def _part(self, pieces: tuple[Piece, ...], marks: tuple[Mark, ...]) -> Part:
        depth = sum(name in _LISTS for name in self.within)
        if self.heading:
            return Part(pieces, Kind.HEADING, self.heading, marks)
        if "footnote_reference" in self.within:
            return Part(pieces, Kind.LIST_ITEM, 1, marks, note=True)
        if depth:
            return Part(pieces, Kind.LIST_ITEM, depth, marks)
        return Part(pieces, Kind.BLOCK_QUOTE if "blockquote" in self.within else Kind.PARAGRAPH, None, marks)

    def _base(self, token: "Token") -> tuple[Piece, ...]:
        """Give the pieces of the file that the source of an inline token comes from, line by line."""
        first, last = token.map or (0, 0)
        pieces: list[Piece] = []
        content = token.content.split("\n")
        for number, words in zip(range(first, last), content, strict=False):
            at = self._find(number, words)
            if at is None:
                whole_block = Piece(token.content, self.starts[first], self._end(last - 1), plain=False)
                return (whole_block,)
            pieces.append(Piece(words, at, at + len(words)))
            pieces.append(Piece("\n", at + len(words), self._end(number), plain=False))
        return tuple(pieces[:-1])

    def _find(self, number: int, words: str) -> int | None:
        """Find the words of a line behind its bullets and marks; the cells of a table's row come one after another."""
        line = self.lines[number]
        if "tr" in self.within:
            after = self.row[1] if self.row[0] == number else 0
            at = line.find(words, after)
            self.row = (number, at + len(words)) if at >= 0 else self.row
        elif self.heading:
            at = line.find(words)
        else:
            at = line.rstrip().rfind(words.rstrip()) if words.strip() else 0
            words = words.rstrip() if at >= 0 else words
        fits = at >= 0 and line.startswith(words, at)
        return self.starts[number] + at if fits else None

    def _end(self, number: int) -> int:
        return self.starts[number] + len(self.lines[number])

    def _code(self, token: "Token") -> Iterator[Part]:
        """Keep code as furniture: it is no prose, but nothing is dropped in silence."""
        first, last = token.map or (0, 0)
        fenced = token.type == "fence"
        numbers = range(first + fenced, last)
        lines = [
            n for n in numbers if self.lines[n].strip() and not self.lines[n].strip().startswith(token.markup or " ")
        ]
        pieces: list[Piece] = []
        for number in lines:
            words = self.lines[number].rstrip()
            if pieces:
                pieces.append(Piece("\n", pieces[-1].end, self.starts[number], plain=False))
            pieces.append(Piece(words, self.starts[number], self.starts[number] + len(words)))
        if pieces:
            yield Part(tuple(pieces), Kind.FURNITURE)

    def _html(self, token: "Token") -> Iterator[Part]:
        """Read a block of HTML as such; inside a list or a quotation its place is that of its lines."""
        first, last = token.map or (0, 0)
        source = "".join(self.lines[first:last])
        for block in scan(source).blocks:
            pieces = tuple(
                replace(p, start=p.start + self.starts[first], end=p.end + self.starts[first]) for p in block.pieces
            )
            if block.element[0] == "h" and block.element[1:].isdigit():
                yield Part(pieces, Kind.HEADING, int(block.element[1:]), block.marks)
            else:
                yield Part(pieces, _SCANNED.get(block.element, Kind.PARAGRAPH), block.depth or None, block.marks)
