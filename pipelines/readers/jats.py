"""Journal articles in JATS, and the NLM format before it, to a document (ANSI/NISO Z39.96)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from pipelines.readers.document import Document, PassageKind
from pipelines.readers.mediatypes import JATS
from pipelines.readers.xml_articles import ArticleReader, Open, Vocabulary, read_article, referring

Kind = PassageKind
_WORDS: Final = Vocabulary(
    blocks={
        "article-title": Kind.TITLE, "p": Kind.PARAGRAPH, "list-item": Kind.LIST_ITEM, "disp-quote": Kind.BLOCK_QUOTE,
        "verse-group": Kind.PARAGRAPH, "caption": Kind.CAPTION, "ref": Kind.LIST_ITEM, "td": Kind.PARAGRAPH,
        "th": Kind.PARAGRAPH, "attrib": Kind.PARAGRAPH, "subtitle": Kind.PARAGRAPH, "def-item": Kind.LIST_ITEM,
        "boxed-text": Kind.PARAGRAPH, "statement": Kind.PARAGRAPH, "ack": Kind.PARAGRAPH, "speech": Kind.PARAGRAPH,
    },
    marks={"italic": "italic", "bold": "bold", "ext-link": "link", "uri": "link", "source": "italic"},
    sections=frozenset("sec abstract app ref-list ack fn-group".split()),
    lists=frozenset({"list", "def-list"}),
    headings=frozenset({"title"}),
    notes=frozenset({"fn"}),
    unread=frozenset(
        "journal-meta tex-math math label object-id alt-text long-desc article-categories contrib-group aff "
        "author-notes permissions kwd-group funding-group custom-meta-group self-uri history counts pub-date "
        "elocation-id related-article alternatives inline-graphic processing-meta fpage lpage volume issue".split()
    ),
    breaks=frozenset({"break", "verse-line"}),
)  # fmt: skip
_CITED: Final = frozenset("volume issue fpage lpage".split())


def read_jats(data: bytes) -> Document:
    """Read a JATS article; raises `ReadError`: `broken_file`, `unsafe_xml`, `too_complex`, `no_text`, `no_sentence`."""
    return read_article(data, lambda text: _Reader(_WORDS, text), JATS)


@dataclass(slots=True)
class _Reader(ArticleReader):
    """Reads names and dates of the front matter, and puts points between the fields of a citation."""

    _name: list[str] = field(default_factory=list)
    _authors: list[str] = field(default_factory=list)
    _date: dict[str, str] = field(default_factory=dict)
    _entry: int = 0

    def is_unread(self, name: str, _attributes: Mapping[str, str]) -> bool:
        """Leave out the identifiers and pages of the article itself; in a citation they are its words."""
        in_front = self.within("article-meta") and not self.within("title-group", "abstract", "trans-abstract")
        return in_front and name not in ("title-group", "abstract", "trans-abstract")

    def start(self, name: str, attributes: Mapping[str, str], at: int) -> None:
        """Take a start tag."""
        if name == "article" and attributes.get("lang"):
            self.about["language"] = attributes["lang"]
        if name == "ref":
            self.flow.end()
            self._entry = len(self.flow.parts)
        cited = self.within("element-citation", "nlm-citation")
        if cited and not self.flow.empty and name not in ("name", "person-group", "string-name"):
            self.flow.trim()
            self.flow.unit(", ", at, at)
        if self.within("ref") and (name in _CITED or name == "article-title"):
            self.stack.append(Open(name))
            return
        ArticleReader.start(self, name, attributes, at)

    def end(self, name: str, at: int) -> None:
        """Take an end tag."""
        if self.within("contrib-group") and name == "contrib":
            self._end_author()
        if name == "pub-date" and self.within("article-meta") and "year" in self._date:
            parts = [self._date[key] for key in ("year", "month", "day") if key in self._date]
            self.about.setdefault("published", "-".join(part.zfill(2) for part in parts))
        ArticleReader.end(self, name, at)
        if name == "ref":
            self.flow.end()
            referring(self.flow.parts, self._entry)

    def keep(self, text: str) -> None:
        """Take the names of authors and the parts of the date of publication."""
        name = self.parent()
        if name in ("surname", "given-names") and self.within("contrib-group"):
            self._name.insert(0, text.strip()) if name == "given-names" else self._name.append(text.strip())
        elif name in ("year", "month", "day") and self.within("pub-date"):
            self._date.setdefault(name, text.strip())

    def _end_author(self) -> None:
        if self._name:
            self._authors.append(" ".join(self._name))
            self.about["byline"] = ", ".join(self._authors)
        self._name = []
