"""What kind of file some bytes are, judged by the bytes and not by a name."""

import codecs
import json
import re
from typing import Final

from pipelines.errors import ReadError
from pipelines.readers.magic import magic
from pipelines.readers.mediatypes import (
    CONTAINERS,
    DOCUMENTS,
    HTML,
    JATS,
    JSON,
    JSON_LINES,
    MARKDOWN,
    TEI,
    TEXT,
    WIKI_DUMP,
    WIKI_PAGE,
    WIKITEXT,
    ZIP,
)
from pipelines.readers.signs import has_text, is_jats, is_markdown, is_wikitext, json_object, xml_root

__all__ = ["BYTE_ORDER_MARKS", "HEAD", "HTML", "TEXT", "container_type", "detect", "has_mark"]

HEAD: Final = 1 << 16
"""Bytes from the beginning of a file that are enough to tell a container."""

BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks and their codecs; UTF-32 first, because its little-endian mark begins with that of UTF-16."""

# Formats written in plain characters that are still no text to read.
_STRUCTURED: Final = (("{\\rtf", "application/rtf"), ("%!PS", "application/postscript"))

_CONTROLS: Final = bytes(sorted({*range(0x20), 0x7F} - set(b"\t\n\r\f\x0b\x1b")))
_CONTROL_SHARE: Final = 0.05
_HEAD: Final = 4096
_SIGNS: Final = 20_000
_LINE: Final = 64 << 20

_PREAMBLE = re.compile(r"(?:\s+|<!--.{0,2000}?-->|<\?xml[^>]{0,200}\?>)*", re.S)
_HTML_START = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|link|script|style|article|section|main|header|nav|div|p|h[1-6]|"
    r"table|ul|ol|br|span|a|b|i|em|strong|center|font|blockquote|figure|img)\b",
    re.I,
)
_HTML_ANYWHERE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b[^>]{0,500}>", re.I)
_TAG = re.compile(r"</?[a-z][a-z0-9]{0,10}(?:\s[^<>]{0,500})?/?>", re.I)


def detect(data: bytes, declared: str | None = None) -> str:
    """Give the media type of `data`: one of `DOCUMENTS` or `CONTAINERS`.

    `declared` is what the source says the type is; it decides only between the types that the content allows. Raises
    `ReadError` with reason `empty_file`, `binary_file` or `unknown_media_type`.
    """
    if not data:
        raise ReadError("empty_file", "the file has no bytes")
    begins = magic(data)
    if begins in DOCUMENTS or begins in CONTAINERS:
        return begins
    _refuse_binary(data, begins)
    claimed = (declared or "").partition(";")[0].strip().lower()
    found = _structured(data, claimed)
    if found not in DOCUMENTS | CONTAINERS:
        raise ReadError("unknown_media_type", f"the file looks like {found}, which no reader takes", "byte 0")
    if claimed and not _is_textual(claimed):
        raise ReadError("unknown_media_type", f"declared as {claimed}, which no reader takes, and no such file")
    return found


def container_type(head: bytes) -> str | None:
    """Give the media type of a container by the first `HEAD` bytes of a file, or None where it is none.

    Of a zip file, only `zip_type` can tell whether it is one document.
    """
    if head.startswith(b"PK"):
        return ZIP
    try:
        found = detect(head)
    except ReadError:
        return None
    return found if found in CONTAINERS else None


def _is_textual(claimed: str) -> bool:
    return claimed.startswith("text/") or claimed.endswith(("+xml", "/xml")) or claimed in (JSON, JSON_LINES)


def has_mark(data: bytes) -> tuple[str, int] | None:
    """Give the codec that a byte order mark names and the mark's length in bytes, or None without a mark."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding, len(mark)
    return None


def _refuse_binary(data: bytes, begins: str | None) -> None:
    if begins:
        raise ReadError("binary_file", f"the file begins like {begins}; convert it to text or HTML first", "byte 0")
    marked = has_mark(data)
    if marked and marked[0] != "utf-8":
        return
    nul = data.find(b"\0")
    if nul >= 0:
        raise ReadError("binary_file", "the file has NUL bytes, so it is no text", f"byte {nul}")
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls > _CONTROL_SHARE * len(data):
        raise ReadError("binary_file", f"{controls} of {len(data)} bytes are control characters, so it is no text")


def _head(data: bytes, length: int = _HEAD) -> str:
    encoding, skipped = has_mark(data) or ("utf-8", 0)
    return data[skipped : skipped + length].decode(encoding, "replace")


def _structured(data: bytes, claimed: str) -> str:
    """Give the type of a file of characters; text is what shows no other signs."""
    head = _head(data)
    for start, media_type in _STRUCTURED:
        if head.startswith(start):
            return media_type
    body = head.lstrip()
    if body[:1] in ("{", "["):
        found = _json_type(data, body)
        if found:
            return found
    if body[:1] == "<":
        found = _xml_type(head)
        if found:
            return found
    if claimed != MARKDOWN and _is_html(head, claimed):
        return HTML
    return _marked_type(_head(data, _SIGNS), claimed)


def _xml_type(head: str) -> str | None:
    """Give the type of what begins with `<`, by its root; None where it may be HTML or text."""
    root = xml_root(head)
    if root == "article" and is_jats(head):
        return JATS
    if root in ("TEI", "TEI.2", "teiCorpus"):
        return TEI
    if root == "mediawiki":
        return WIKI_DUMP
    if root == "page" and "<revision>" in head and "<title>" in head:
        return WIKI_PAGE
    return "application/xml" if head.startswith("<?xml") and not _HTML_ANYWHERE.search(head) else None


def _json_type(data: bytes, body: str) -> str | None:
    """Tell one JSON object with a text from JSON lines and from other JSON; None where it is no JSON."""
    first = data[: data.find(b"\n", 0, _LINE) + 1].strip() or data[:_LINE].strip()
    line = json_object(first.decode("utf-8", "replace"))
    if line is not None:
        rest = data[data.find(b"\n") + 1 :].strip() if b"\n" in data.strip() else b""
        if has_text(line):
            return JSON_LINES if rest else JSON
        return "application/json with no text" if not rest else JSON_LINES if _later_text(rest) else "application/json"
    whole = json_object(data.decode("utf-8", "replace")) if len(data) <= _LINE and body[0] == "{" else None
    if has_text(whole):
        return JSON
    return "application/json" if whole is not None or _is_json(data) else None


def _later_text(rest: bytes) -> bool:
    line, _, _ = rest.partition(b"\n")
    return has_text(json_object(line.decode("utf-8", "replace")))


def _is_json(data: bytes) -> bool:
    try:
        return len(data) <= _LINE and isinstance(json.loads(data), dict | list)
    except (ValueError, RecursionError):
        return False


def _is_html(head: str, claimed: str) -> bool:
    body = _PREAMBLE.sub("", head, count=1)
    if claimed in (HTML, "application/xhtml+xml"):
        return bool(_TAG.search(head))
    return bool(_HTML_START.match(body)) or bool(_HTML_ANYWHERE.search(body))


def _marked_type(head: str, claimed: str) -> str:
    """Tell Markdown and wikitext from plain text; what is declared plain text is left as it is."""
    if claimed == TEXT:
        return TEXT
    if is_wikitext(head, claimed in (WIKITEXT, "text/mediawiki")):
        return WIKITEXT
    return MARKDOWN if is_markdown(head, claimed in (MARKDOWN, "text/x-markdown")) else TEXT
