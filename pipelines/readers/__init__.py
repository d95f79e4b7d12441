"""Readers: bytes to `Document(text, passages)`, one module a format."""

from collections.abc import Callable
from importlib import import_module
from typing import Final

from pipelines.errors import ReadError
from pipelines.readers.detect import detect
from pipelines.readers.document import Document
from pipelines.readers.mediatypes import (
    DOCX,
    EPUB,
    HTML,
    JATS,
    JSON,
    MARKDOWN,
    PDF,
    TEI,
    TEXT,
    WIKI_PAGE,
    WIKITEXT,
)
from pipelines.sources import LARGE

__all__ = ["Document", "read"]

_READERS: Final = {
    TEXT: ("text", "read_text"),
    HTML: ("html", "read_html"),
    MARKDOWN: ("markdown", "read_markdown"),
    WIKITEXT: ("wikitext", "read_wikitext"),
    WIKI_PAGE: ("wiki_page", "read_wiki_page"),
    JATS: ("jats", "read_jats"),
    TEI: ("tei", "read_tei"),
    JSON: ("json_object", "read_json"),
    PDF: ("pdf", "read_pdf"),
    DOCX: ("docx", "read_docx"),
    EPUB: ("epub", "read_epub"),
}


def read(data: bytes, declared_media_type: str | None = None) -> Document:
    """Read one raw document by the type that its bytes show; `declared_media_type` is what its source says.

    Raises `ReadError`; its reason is one of `rejects.reason`. A file that holds many documents is not read here, but by
    `readers.containers.members`. A format's module, and the library it needs, are imported when first needed.
    """
    if len(data) > LARGE:
        raise ReadError("file_too_large", f"the file has {len(data)} bytes; a document has {LARGE} at the most")
    media_type = detect(data, declared_media_type)
    if media_type not in _READERS:
        raise ReadError("unknown_media_type", f"the file is {media_type}: it holds documents and is none itself")
    module, name = _READERS[media_type]
    reader: Callable[[bytes], Document] = getattr(import_module(f"pipelines.readers.{module}"), name)
    return reader(data)
