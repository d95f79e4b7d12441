"""Texts in TEI P5, and the older P4, to a document (https://tei-c.org/guidelines/p5/)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from pipelines.readers.document import Document, PassageKind
from pipelines.readers.mediatypes import TEI
from pipelines.readers.xml_articles import ArticleReader, Vocabulary, read_article, referring

Kind = PassageKind
_WORDS: Final = Vocabulary(
    blocks={
        "docTitle": Kind.TITLE, "byline": Kind.BYLINE, "docAuthor": Kind.BYLINE, "dateline": Kind.DATELINE,
        "docDate": Kind.DATELINE, "p": Kind.PARAGRAPH, "ab": Kind.PARAGRAPH, "item": Kind.LIST_ITEM,
        "cit": Kind.BLOCK_QUOTE, "lg": Kind.PARAGRAPH, "sp": Kind.PARAGRAPH, "stage": Kind.PARAGRAPH,
        "cell": Kind.PARAGRAPH, "figDesc": Kind.CAPTION, "fw": Kind.FURNITURE, "salute": Kind.PARAGRAPH,
        "signed": Kind.PARAGRAPH, "closer": Kind.PARAGRAPH, "opener": Kind.PARAGRAPH, "epigraph": Kind.BLOCK_QUOTE,
        "imprimatur": Kind.PARAGRAPH, "docImprint": Kind.FURNITURE, "argument": Kind.PARAGRAPH,
    },
    marks={
        "emph": "italic", "title": "cite", "q": "quote", "said": "quote", "quote": "quote", "ref": "link",
        "foreign": "italic", "bibl": "reference",
    },
    sections=frozenset("div div1 div2 div3 div4 div5 div6 div7".split()),
    lists=frozenset({"list"}),
    headings=frozenset({"head"}),
    notes=frozenset({"note"}),
    unread=frozenset("corr reg expan del formula notatedMusic graphic facsimile standOff gap".split()),
    breaks=frozenset({"l", "speaker"}),
)  # fmt: skip
_RUNNING: Final = frozenset("p ab item note head l cell".split())
_HEADER: Final = {"title": "title", "author": "byline", "date": "published"}


def read_tei(data: bytes) -> Document:
    """Read a TEI text; raises `ReadError`: `broken_file`, `unsafe_xml`, `too_complex`, `no_text`, `no_sentence`."""
    return read_article(data, lambda text: _Reader(_WORDS, text), TEI)


@dataclass(slots=True)
class _Reader(ArticleReader):
    """Reads the header for title, author and date, and tells quotations set apart from those in a line."""

    _wanted: str | None = None
    _entries: list[int] = field(default_factory=list)

    def is_unread(self, name: str, _attributes: Mapping[str, str]) -> bool:
        """Leave out the header."""
        return name == "teiHeader"

    def start(self, name: str, attributes: Mapping[str, str], at: int) -> None:
        """Take a start tag."""
        if self.within("teiHeader"):
            self._header(name, attributes)
        elif name in ("TEI", "text") and attributes.get("lang"):
            self.about.setdefault("language", attributes["lang"])
        elif name == "lb" and attributes.get("break") != "no":
            self.flow.unit(" ", at, at)
        if self._is_entry(name):
            self.flow.end()
            self._entries.append(len(self.flow.parts))
        ArticleReader.start(self, name, attributes, at)

    def end(self, name: str, at: int) -> None:
        """Take an end tag."""
        self._wanted = None
        ArticleReader.end(self, name, at)
        if self._entries and self._is_entry(name):
            self.flow.end()
            referring(self.flow.parts, self._entries.pop())

    def keep(self, text: str) -> None:
        """Take a field of the header."""
        if self._wanted and text.strip():
            held = self.about.get(self._wanted)
            self.about[self._wanted] = f"{held} {text.strip()}" if held else text.strip()

    def kind_of(self, name: str, attributes: Mapping[str, str]) -> PassageKind | None:
        """Tell blocks apart that are only blocks in some places."""
        if name == "quote" and (self.parent() not in _RUNNING or attributes.get("rend") == "block"):
            return Kind.BLOCK_QUOTE
        if self._is_entry(name):
            return Kind.LIST_ITEM
        if name == "lg" and self.parent() == "lg":
            return Kind.PARAGRAPH
        return ArticleReader.kind_of(self, name, attributes)

    def mark_of(self, name: str, attributes: Mapping[str, str]) -> str | None:
        """Tell italics from bold by how the text says it is rendered."""
        if name == "hi":
            rend = " ".join(attributes.get(key, "") for key in ("rend", "rendition", "style")).lower()
            return "bold" if "bold" in rend or rend == "b" else "italic" if "ital" in rend or rend == "i" else None
        return ArticleReader.mark_of(self, name, attributes)

    def _is_entry(self, name: str) -> bool:
        return name in ("bibl", "biblStruct", "biblFull") and self.parent() == "listBibl"

    def _header(self, name: str, attributes: Mapping[str, str]) -> None:
        """Note which field of the header comes; the title statement goes before what the source was."""
        if name == "language" and attributes.get("ident"):
            self.about.setdefault("language", attributes["ident"])
        wanted = _HEADER.get(name)
        place = "publicationStmt" if name == "date" else "titleStmt"
        self._wanted = wanted if wanted and self.within(place) and wanted not in self.about else None
        if self._wanted and name == "date" and attributes.get("when"):
            self.about[self._wanted], self._wanted = attributes["when"], None
