"""EPUB 2 and 3 to a document: the chapters in the order of the spine, each read as HTML."""

import posixpath
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import unquote

from pipelines.errors import ReadError
from pipelines.readers.document import Document, PassageKind
from pipelines.readers.encoding import decode
from pipelines.readers.mediatypes import EPUB
from pipelines.readers.parts import About, Part, headed, unplaced_document
from pipelines.readers.scan import Scanned, scan
from pipelines.readers.xml_encoding import declared_encoding
from pipelines.readers.xml_tree import attribute, local, parse_tree
from pipelines.readers.zipped import Package, package

Kind = PassageKind
_CONTAINER: Final = "META-INF/container.xml"
_KINDS: Final = {
    "li": Kind.LIST_ITEM, "blockquote": Kind.BLOCK_QUOTE, "figcaption": Kind.CAPTION, "caption": Kind.CAPTION,
}  # fmt: skip
_PAGES: Final = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_FONTS: Final = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})


def read_epub(data: bytes) -> Document:
    """Read an EPUB; raises `ReadError`: `broken_file`, `encrypted`, `unsafe_xml`, `compression_bomb`, `no_text`."""
    with package(data) as files:
        _refuse_locked(files)
        container = parse_tree(files.read(_CONTAINER), _CONTAINER)
        path = next((attribute(each, "full-path") for each in container.iter("{*}rootfile")), None)
        if not path:
            raise ReadError("broken_file", "the EPUB names no package document", _CONTAINER)
        book = parse_tree(files.read(path), path)
        pages = list(_spine(book, path))
        if not pages:
            raise ReadError("broken_file", "the EPUB has no spine, so its chapters have no order", path)
        parts = [part for page in pages for part in _chapter(files, page)]
        return unplaced_document(len(data), parts, _about(book), EPUB)


def _refuse_locked(files: Package) -> None:
    """Refuse digital rights management; fonts that are merely obfuscated lock no words."""
    data = files.find("META-INF/encryption.xml")
    if data is None:
        return
    methods = {
        attribute(each, "Algorithm") for each in parse_tree(data, "META-INF/encryption.xml").iter("{*}EncryptionMethod")
    }
    if methods - _FONTS:
        raise ReadError("encrypted", "the EPUB is protected by digital rights management", "META-INF/encryption.xml")


def _spine(book: Any, path: str) -> Iterator[str]:
    """Yield the paths of the pages in reading order; a table of contents is no chapter."""
    items = {attribute(each, "id"): each for each in book.iter("{*}item")}
    for reference in book.iter("{*}itemref"):
        item = items.get(attribute(reference, "idref"))
        if item is None or attribute(item, "media-type") not in _PAGES:
            continue
        if "nav" not in (attribute(item, "properties") or "").split():
            href = unquote(attribute(item, "href") or "").partition("#")[0]
            yield posixpath.normpath(posixpath.join(posixpath.dirname(path), href))


def _chapter(files: Package, path: str) -> Iterator[Part]:
    data = files.read(path)
    page = decode(data, declared_encoding(data)).text
    for block in scan(page).blocks:
        if block.element != "title":
            yield _part(block)


def _part(block: Scanned) -> Part:
    if block.element[1:].isdigit():
        return Part(block.pieces, Kind.HEADING, int(block.element[1:]), block.marks)
    kind = _KINDS.get(block.element, Kind.PARAGRAPH)
    return headed(Part(block.pieces, kind, block.depth if kind is Kind.LIST_ITEM else None, block.marks))


def _about(book: Any) -> About:
    """Read the Dublin Core of the package document."""
    found: dict[str, list[str]] = {}
    for element in book.iter("{http://purl.org/dc/elements/1.1/}*"):
        text = " ".join("".join(element.itertext()).split())
        if text:
            found.setdefault(local(element), []).append(text)
    return About(
        title=next(iter(found.get("title", [])), None),
        byline=", ".join(found.get("creator", [])) or None,
        site=next(iter(found.get("publisher", [])), None),
        published=next((date[:10] for date in found.get("date", [])), None),
        language=next(iter(found.get("language", [])), None),
    )
