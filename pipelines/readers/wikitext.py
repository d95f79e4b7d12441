"""MediaWiki wikitext to a document; `mwparserfromhell` reads its structure.

Templates are not expanded, since their source is not in the page: those of quotations, languages and citations give
their words, all others (boxes, notices) are left out.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from pipelines.errors import ReadError
from pipelines.readers.document import Document, PassageKind
from pipelines.readers.encoding import decode
from pipelines.readers.flow import Flow, as_notes
from pipelines.readers.mediatypes import WIKITEXT
from pipelines.readers.parts import About, Part, placed_document
from pipelines.readers.stretch import Stretch, whole
from pipelines.readers.wiki_bombs import refuse_bomb
from pipelines.readers.wiki_templates import BEFORE, PLACE_OF_NOTES, Role, citation, role_of

if TYPE_CHECKING:
    from mwparserfromhell.nodes import Node
    from mwparserfromhell.wikicode import Wikicode

Kind = PassageKind
_MARKS: Final = {"i": "italic", "em": "italic", "b": "bold", "strong": "bold", "cite": "cite", "q": "quote"}
_UNREAD: Final = frozenset("math gallery timeline score syntaxhighlight source pre chem templatestyles".split())
_BREAKS = re.compile(r"\n[ \t]*\n\s*")
_NAMESPACES: Final = (
    "file image category media datei bild kategorie fichier catégorie archivo categoría immagine categoria".split()
)
_SWITCH = re.compile(r"__[A-Z]+__")
_OPTION = re.compile(r"(?:thumb|thumbnail|frame|frameless|border|left|right|center|none|upright(?:=.*)?|\d*x?\d+px|"
                     r"(?:alt|link|page|lang|class)=.*)", re.I)  # fmt: skip


def read_wikitext(data: bytes) -> Document:
    """Read a file of wikitext; raises `ReadError`: `broken_encoding`, `no_text`, `no_sentence`, `too_complex`."""
    return wikitext_document(whole(decode(data)), WIKITEXT)


def wikitext_document(stretch: Stretch, media_type: str, about: About | None = None) -> Document:
    """Give the document that a wikitext makes."""
    import mwparserfromhell  # noqa: PLC0415

    refuse_bomb(stretch.text)
    walk = _Walk(Flow(stretch.text))
    try:
        walk.read(mwparserfromhell.parse(stretch.text), 0)
    except (RecursionError, mwparserfromhell.parser.ParserError) as cause:
        raise ReadError("too_complex", "the wikitext nests too deeply") from cause
    walk.flow.end()
    parts = [*walk.flow.parts, *walk.notes]
    traced = (replace(part, pieces=stretch.traced(part.pieces)) for part in parts)
    return placed_document(stretch.page, stretch.encoding, stretch.raw_start, traced, about or About(), media_type)


@dataclass(slots=True)
class _Walk:
    """Walks the nodes; a node's place is known from the lengths of those before it."""

    flow: Flow
    notes: list[Part] = field(default_factory=list)
    in_quote: int = 0

    def read(self, code: "Wikicode", at: int) -> None:
        """Read nodes that begin at `at`."""
        for node in code.nodes:
            size = len(str(node))
            getattr(self, f"_{type(node).__name__.lower()}", self._skipped)(node, at, size)
            at += size

    def _skipped(self, _node: "Node", _at: int, _size: int) -> None:
        """Leave out what is no text of the page: comments, arguments."""

    def _text(self, _node: Any, at: int, size: int) -> None:
        """Take words; a blank line ends a paragraph, any line's end a list item or heading."""
        here, last = at, at + size
        while here < last:
            ends = self.flow.kind in (Kind.LIST_ITEM, Kind.HEADING) and not self.in_quote
            newline = self.flow.page.find("\n", here, last) if ends else -1
            gap = None if ends else _BREAKS.search(self.flow.page, here, last)
            stop = newline if newline >= 0 else gap.start() if gap else last
            self._switched(here, stop)
            if stop < last:
                self._end_part()
            here = stop + 1 if newline >= 0 else gap.end() if gap else last

    def _switched(self, start: int, end: int) -> None:
        """Take words without behaviour switches such as `__TOC__`."""
        at = start
        for match in _SWITCH.finditer(self.flow.page, start, end):
            self.flow.read(at, match.start())
            at = match.end()
        self.flow.read(at, end)

    def _end_part(self) -> None:
        self.flow.begin(Kind.BLOCK_QUOTE if self.in_quote else Kind.PARAGRAPH)

    def _htmlentity(self, node: Any, at: int, size: int) -> None:
        self.flow.unit(node.normalize(), at, at + size)

    def _heading(self, node: Any, at: int, _size: int) -> None:
        self.flow.begin(Kind.HEADING, node.level)
        self.read(node.title, at + node.level)
        self.flow.end()

    def _wikilink(self, node: Any, at: int, _size: int) -> None:
        title = str(node.title)
        if title.lstrip().partition(":")[0].strip().lower() in _NAMESPACES:
            self._media(node, at + 2 + len(title) + 1)
            return
        inner, start = (node.title, at + 2) if node.text is None else (node.text, at + 2 + len(title) + 1)
        self.flow.marked("link", lambda: self.read(inner, start), "/wiki/" + title.strip().replace(" ", "_"))

    def _media(self, node: Any, at: int) -> None:
        """Take a picture's caption, which is the last of its options that is none."""
        if node.text is None or str(node.title).strip().lower().startswith(("category:", "kategorie:", "catégorie:")):
            return
        source = str(node.text)
        start = 0 if "|" not in source else _last_bar(source) + 1
        if source[start:].strip() and not _OPTION.fullmatch(source[start:].strip()):
            inner = _Walk(Flow(self.flow.page), self.notes)
            self._again(inner, source[start:], at + start)
            self.flow.parts += [replace(part, kind=Kind.CAPTION) for part in inner.flow.parts]

    def _again(self, walk: "_Walk", source: str, at: int) -> None:
        import mwparserfromhell  # noqa: PLC0415

        walk.read(mwparserfromhell.parse(source), at)
        walk.flow.end()

    def _externallink(self, node: Any, at: int, size: int) -> None:
        url = str(node.url)
        if not node.brackets:
            self.flow.marked("link", lambda: self.flow.read(at, at + size), url)
        elif node.title is not None:
            start = at + size - 1 - len(str(node.title))
            self.flow.marked("link", lambda: self.read(node.title, start), url)

    def _tag(self, node: Any, at: int, size: int) -> None:
        name = str(node.tag).strip().lower()
        if node.wiki_markup and name in ("li", "dd", "dt"):
            self._item()
        elif name == "br":
            self.flow.line_break(at, at + size)
        elif name == "hr":
            self._end_part()
        elif name == "ref":
            self._note(node, at, size)
        elif name == "references":
            self._place_notes()
        elif name not in _UNREAD and not node.self_closing:
            self._content(name, *_inside(node, at, size))

    def _item(self) -> None:
        """Begin a list item, or go deeper where marks stand side by side (`**`)."""
        if self.flow.kind is Kind.LIST_ITEM and self.flow.empty:
            self.flow.level = (self.flow.level or 1) + 1
        else:
            self.flow.begin(Kind.LIST_ITEM, 1)

    def _content(self, name: str, code: "Wikicode", start: int) -> None:
        if name in _MARKS:
            self.flow.marked(_MARKS[name], lambda: self.read(code, start))
        elif name in ("blockquote", "poem"):
            self._quoted(code, start)
        elif name in ("table", "tr", "td", "th", "caption", "div", "p", "center", "li", "ul", "ol"):
            self.flow.begin({"li": Kind.LIST_ITEM, "caption": Kind.CAPTION}.get(name, Kind.PARAGRAPH), 1)
            self.read(code, start)
            self.flow.end()
        else:
            self.read(code, start)

    def _quoted(self, code: "Wikicode", start: int) -> None:
        self.flow.begin(Kind.BLOCK_QUOTE)
        self.in_quote += 1
        self.read(code, start)
        self.in_quote -= 1
        self.flow.end()

    def _note(self, node: Any, at: int, size: int) -> None:
        if not node.self_closing:
            self._noted([("", _inside(node, at, size))])

    def _noted(self, contents: Iterable[tuple[str, tuple["Wikicode", int]]]) -> None:
        walk = _Walk(Flow(self.flow.page))
        for before, (code, start) in contents:
            walk.flow.unit(before if walk.flow.length else "", start, start)
            walk.read(code, start)
        walk.flow.end()
        self.notes += as_notes(walk.flow.parts, ("reference",)) + walk.notes

    def _place_notes(self) -> None:
        self.flow.end()
        self.flow.parts += self.notes
        self.notes.clear()

    def _template(self, node: Any, at: int, _size: int) -> None:
        name = " ".join(str(node.name).replace("_", " ").split()).lower()
        if name in PLACE_OF_NOTES:
            self._place_notes()
            return
        role, wanted = role_of(name)
        values = dict(_values(node, at))
        found = [(BEFORE.get(key, " "), values[key]) for key in wanted if key in values]
        if role is Role.CITATION:
            self.flow.open("reference")
            citation(values, self.flow, self.read)
            self.flow.close("reference")
        elif role is Role.NOTE:
            self._noted(found)
        elif role is Role.QUOTATION and found:
            self._quoted(*found[0][1])
        elif role is Role.WORDS:
            for number, (before, (code, start)) in enumerate(found):
                self.flow.unit(before if number else "", start, start)
                self.read(code, start)


def _inside(node: Any, at: int, size: int) -> tuple["Wikicode", int]:
    """Give the content of a tag and where it begins."""
    closing = len(node.closing_wiki_markup or "") if node.wiki_markup else len(str(node.closing_tag)) + 3
    return node.contents, at + size - closing - len(str(node.contents))


def _values(node: Any, at: int) -> Iterable[tuple[str, tuple["Wikicode", int]]]:
    """Yield the parameters of a template by name, the unnamed by number, each with where its value begins."""
    at += 2 + len(str(node.name))
    for parameter in node.params:
        source = len(str(parameter))
        value = len(str(parameter.value))
        yield str(parameter.name).strip().lower(), (parameter.value, at + 1 + source - value)
        at += 1 + source


def _last_bar(source: str) -> int:
    """Find the last bar that stands in no link or template."""
    depth = 0
    for at in range(len(source) - 1, -1, -1):
        depth += (source[at] in "]}") - (source[at] in "[{")
        if source[at] == "|" and depth == 0:
            return at
    return -1
