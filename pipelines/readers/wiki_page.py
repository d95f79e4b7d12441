"""One `<page>` of a MediaWiki XML dump to a document: its last revision's wikitext, and its title and date."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from pipelines.errors import ReadError
from pipelines.readers.document import Document
from pipelines.readers.encoding import decode
from pipelines.readers.mediatypes import WIKI_PAGE
from pipelines.readers.parts import About
from pipelines.readers.pieces import Piece
from pipelines.readers.stretch import Stretch
from pipelines.readers.wikitext import wikitext_document
from pipelines.readers.xml_events import read_xml

_FIELDS: Final = frozenset({"title", "timestamp", "text", "model"})


def read_wiki_page(data: bytes) -> Document:
    """Read a page; raises `ReadError` as `read_wikitext` and `read_xml` do."""
    decoded = decode(data)
    reader = _Reader()
    read_xml(decoded.text, reader)
    pieces = tuple(reader.found["text"])
    if not pieces:
        raise ReadError("no_text", "the page of the dump has no text")
    text = "".join(piece.text for piece in pieces)
    stretch = Stretch(text, pieces, decoded.text, decoded.encoding, decoded.mark_length)
    about = About(title=reader.field("title"), modified=(reader.field("timestamp") or "")[:10] or None)
    return wikitext_document(stretch, WIKI_PAGE, about)


@dataclass(slots=True)
class _Reader:
    """Keeps the words of the fields; a later revision takes the place of those before it."""

    found: dict[str, list[Piece]] = field(default_factory=lambda: {name: [] for name in _FIELDS})
    _inside: list[str] = field(default_factory=list)

    def start(self, name: str, _attributes: Mapping[str, str], _at: int) -> None:
        """Take a start tag."""
        if name in _FIELDS:
            self.found[name] = []
        self._inside.append(name)

    def end(self, _name: str, _at: int) -> None:
        """Take an end tag."""
        self._inside.pop()

    def words(self, text: str, start: int, end: int, plain: bool) -> None:
        """Take characters."""
        name = self._inside[-1] if self._inside else ""
        if name in _FIELDS:
            self.found[name].append(Piece(text, start, end, plain))

    def field(self, name: str) -> str | None:
        """Give the words of a field, or None."""
        return "".join(piece.text for piece in self.found[name]).strip() or None
