"""What JATS and TEI share: elements that are blocks, marks, notes or no text, by a table of their names."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from pipelines.readers.document import Document, PassageKind
from pipelines.readers.encoding import decode
from pipelines.readers.flow import Flow, as_notes
from pipelines.readers.marks import Mark
from pipelines.readers.parts import About, Part, placed_document
from pipelines.readers.xml_encoding import declared_encoding
from pipelines.readers.xml_events import read_xml

Kind = PassageKind
_TARGETS: Final = ("href", "target")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What elements mean, by name: `blocks` are kinds of passages, `marks` inline markup, `unread` no text."""

    blocks: Mapping[str, PassageKind]
    marks: Mapping[str, str]
    sections: frozenset[str]
    lists: frozenset[str]
    headings: frozenset[str]
    notes: frozenset[str]
    unread: frozenset[str]
    breaks: frozenset[str]


@dataclass(slots=True)
class Open:
    """An element that is open: what it is, and what stood before it."""

    name: str
    kind: PassageKind | None = None
    mark: str | None = None
    aside: Flow | None = None


@dataclass(slots=True)
class ArticleReader:
    """Takes the events of an article and gives its parts; one class a vocabulary says what is special in it."""

    vocabulary: Vocabulary
    page: str
    about: dict[str, str] = field(default_factory=dict)
    stack: list[Open] = field(default_factory=list)
    flow: Flow = field(default_factory=Flow)
    _notes: list[Part] = field(default_factory=list)
    _unread: int = 0
    _depth: int = 0

    def __post_init__(self) -> None:
        self.flow = Flow(self.page)

    def parts(self) -> list[Part]:
        """Give the parts read."""
        self.flow.end()
        self._place_notes()
        return self.flow.parts

    def found(self) -> About:
        """Give what the article says of itself."""
        return About(**self.about)

    def start(self, name: str, attributes: Mapping[str, str], at: int) -> None:
        """Take a start tag."""
        opened = Open(name)
        if self._unread or name in self.vocabulary.unread or self.is_unread(name, attributes):
            self._unread += 1
        elif name in self.vocabulary.notes:
            opened.aside, self.flow = self.flow, Flow(self.page)
        else:
            self._open(opened, attributes, at)
        self.stack.append(opened)

    def end(self, name: str, _at: int) -> None:
        """Take an end tag."""
        opened = self.stack.pop()
        if self._unread:
            self._unread -= 1
            return
        if opened.aside is not None:
            self.flow.end()
            notes, self.flow = self.flow.parts, opened.aside
            self._notes += as_notes(notes)
        if opened.mark:
            self.flow.close(opened.mark)
        if opened.kind is not None:
            self._end_block()
        self._depth -= name in self.vocabulary.sections

    def words(self, text: str, start: int, end: int, plain: bool) -> None:
        """Take characters."""
        if self._unread:
            self.keep(text)
        elif plain:
            self.flow.read(start, end)
        else:
            self.flow.unit(text if text.strip() else " ", start, end)

    def is_unread(self, _name: str, _attributes: Mapping[str, str]) -> bool:
        """Tell whether an element is no text where it stands."""
        return False

    def keep(self, _text: str) -> None:
        """Take characters that are no text of the page, but may say something of it."""

    def kind_of(self, name: str, _attributes: Mapping[str, str]) -> PassageKind | None:
        """Give what block an element is, or None."""
        if name in self.vocabulary.headings:
            return Kind.CAPTION if self.within("fig", "figure", "table-wrap", "table") else Kind.HEADING
        return self.vocabulary.blocks.get(name)

    def mark_of(self, name: str, _attributes: Mapping[str, str]) -> str | None:
        """Give what inline markup an element is, or None."""
        return self.vocabulary.marks.get(name)

    def within(self, *names: str) -> bool:
        """Tell whether one of these elements is open."""
        return any(each.name in names for each in self.stack)

    def parent(self) -> str:
        """Give the name of the element that was opened last."""
        return self.stack[-1].name if self.stack else ""

    def _open(self, opened: Open, attributes: Mapping[str, str], at: int) -> None:
        name = opened.name
        self._depth += name in self.vocabulary.sections
        opened.kind = self.kind_of(name, attributes)
        if opened.kind is not None:
            self._begin(opened.kind)
        elif name in self.vocabulary.breaks:
            self.flow.line_break(at, at)
        else:
            opened.mark = self.mark_of(name, attributes)
            if opened.mark:
                href = next((attributes[key] for key in _TARGETS if attributes.get(key)), None)
                self.flow.open(opened.mark, href)

    def _begin(self, kind: PassageKind) -> None:
        """Begin a block; a paragraph inside a list item, quotation or caption is one of those."""
        outer = next((each.kind for each in reversed(self.stack) if each.kind not in (None, Kind.PARAGRAPH)), None)
        inherited = kind is Kind.PARAGRAPH and outer in (Kind.LIST_ITEM, Kind.BLOCK_QUOTE, Kind.CAPTION, Kind.FURNITURE)
        kind = outer if inherited and outer else kind
        self.flow.end()
        self._place_notes()
        self.flow.begin(kind, self._level(kind))

    def _level(self, kind: PassageKind) -> int | None:
        if kind is Kind.LIST_ITEM:
            return max(1, sum(each.name in self.vocabulary.lists for each in self.stack))
        return max(1, self._depth) if kind is Kind.HEADING else None

    def _end_block(self) -> None:
        """End a block; what follows goes on with the block around it."""
        self.flow.end()
        self._place_notes()
        outer = next((each.kind for each in reversed(self.stack) if each.kind is not None), None)
        if outer is not None:
            self.flow.begin(outer, self._level(outer))

    def _place_notes(self) -> None:
        """Put notes behind the block that they stand in."""
        self.flow.parts += self._notes
        self._notes.clear()


def referring(parts: list[Part], start: int) -> None:
    """Mark the parts from `start` on as entries of a list of references."""
    for number in range(start, len(parts)):
        part = parts[number]
        length = sum(len(piece.text) for piece in part.pieces)
        mark = Mark(0, length, "reference")
        parts[number] = Part(part.pieces, part.kind, part.level, (*part.marks, mark), part.note)


def read_article(data: bytes, reader_of: Callable[[str], ArticleReader], media_type: str) -> Document:
    """Read an article by the reader that `reader_of` gives for its text; raises `ReadError` as the readers say."""
    decoded = decode(data, declared_encoding(data))
    reader = reader_of(decoded.text)
    read_xml(decoded.text, reader)
    parts = reader.parts()
    return placed_document(decoded.text, decoded.encoding, decoded.mark_length, parts, reader.found(), media_type)
