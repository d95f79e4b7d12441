"""What a reader gives: canonical text, its passages, and the way back to the bytes."""

from dataclasses import dataclass
from enum import StrEnum


class PassageKind(StrEnum):
    """What part of a page a passage is."""

    TITLE = "title"
    BYLINE = "byline"
    DATELINE = "dateline"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    BLOCK_QUOTE = "block_quote"
    CAPTION = "caption"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Passage:
    """One part of a page: `[start, end)` in code points of `Document.text`, without bullet or outer space.

    `level` is a heading's depth (1 is the highest), a list item's nesting depth, else None.
    """

    start: int
    end: int
    kind: PassageKind
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Markup:
    """Inline markup that the raw format carried: `kind` is `italic`, `bold`, `cite`, `quote`, `link` (with `href`).

    What a page marks for machines is markup, too: `reference` is an entry of a list of references or a whole citation,
    `coins` the stretch that an OpenURL (`value`) describes, `property` the value of a property of schema.org (`value`,
    in lower case, such as `name` or `isbn`).
    """

    start: int
    end: int
    kind: str
    href: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """From code point `text_offset` on, the text stands at byte `raw_offset` of the raw file.

    Between two anchors each code point takes as many bytes as the document's encoding gives it. Two anchors at one
    `text_offset` say that the raw file has something in between: what goes before ends at the first, what follows
    begins at the second.
    """

    text_offset: int
    raw_offset: int


@dataclass(frozen=True, slots=True)
class Document:
    """A raw document, read: `text` is canonical (NFC, `\\n`), `passages` are sorted and do not overlap.

    `published` and `modified` are EDTF dates, `language` an ISO 639-1 code; None where the document does not tell.
    """

    text: str
    passages: tuple[Passage, ...]
    media_type: str
    encoding: str
    anchors: tuple[Anchor, ...]
    markup: tuple[Markup, ...] = ()
    title: str | None = None
    byline: str | None = None
    site: str | None = None
    published: str | None = None
    modified: str | None = None
    language: str | None = None
