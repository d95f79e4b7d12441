"""What kind of file some bytes are, judged by the bytes and not by a name."""

import codecs
import json
import re
from typing import Final

from pipelines.errors import ReadError

TEXT: Final = "text/plain"
HTML: Final = "text/html"

BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks and their codecs; UTF-32 first, because its little-endian mark begins with that of UTF-16."""

_MAGIC: Final = (
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"\x1f\x8b", "application/gzip"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"\x28\xb5\x2f\xfd", "application/zstd"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"\x7fELF", "application/x-elf"),
    (b"MZ\x90", "application/x-msdownload"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"OggS", "application/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"fLaC", "audio/flac"),
    (b"SQLite format 3\x00", "application/vnd.sqlite3"),
    (b"PAR1", "application/vnd.apache.parquet"),
    (b"AT&TFORM", "image/vnd.djvu"),
    (b"BOOKMOBI", "application/x-mobipocket-ebook"),
)
_ZIP_CONTENTS: Final = (
    (b"application/epub+zip", "application/epub+zip"),
    (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    (b"application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text"),
)
# Formats written in plain characters that are still no text to read.
_STRUCTURED: Final = (("{\\rtf", "application/rtf"), ("%!PS", "application/postscript"))

_CONTROLS: Final = bytes(sorted({*range(0x20), 0x7F} - set(b"\t\n\r\f\x0b\x1b")))
_CONTROL_SHARE: Final = 0.05
_HEAD: Final = 4096
_JSON_LIMIT: Final = 1 << 20

_PREAMBLE = re.compile(r"(?:\s+|<!--.{0,2000}?-->|<\?xml[^>]{0,200}\?>)*", re.S)
_HTML_START = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|link|script|style|article|section|main|header|nav|div|p|h[1-6]|"
    r"table|ul|ol|br|span|a|b|i|em|strong|center|font|blockquote|figure|img)\b",
    re.I,
)
_HTML_ANYWHERE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b[^>]{0,500}>", re.I)
_TAG = re.compile(r"</?[a-z][a-z0-9]{0,10}(?:\s[^<>]{0,500})?/?>", re.I)


def detect(data: bytes, declared: str | None = None) -> str:
    """Give the media type of `data`: `text/plain` or `text/html`.

    `declared` is what the source says the type is; it decides only between the types that the content allows. Raises
    `ReadError` with reason `empty_file`, `binary_file` or `unknown_media_type`.
    """
    if not data:
        raise ReadError("empty_file", "the file has no bytes")
    _refuse_binary(data)
    head = _head(data)
    _refuse_structured(data, head)
    claimed = (declared or "").partition(";")[0].strip().lower()
    if claimed and not (claimed.startswith("text/") or claimed == "application/xhtml+xml"):
        raise ReadError(
            "unknown_media_type", f"declared as {claimed}, which no reader takes; known are {TEXT} and {HTML}"
        )
    return HTML if _is_html(head, claimed) else TEXT


def has_mark(data: bytes) -> tuple[str, int] | None:
    """Give the codec that a byte order mark names and the mark's length in bytes, or None without a mark."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding, len(mark)
    return None


def _refuse_binary(data: bytes) -> None:
    magic = _magic(data)
    if magic:
        raise ReadError("binary_file", f"the file begins like {magic}; convert it to text or HTML first", "byte 0")
    marked = has_mark(data)
    if marked and marked[0] != "utf-8":
        return
    nul = data.find(b"\0")
    if nul >= 0:
        raise ReadError("binary_file", "the file has NUL bytes, so it is no text", f"byte {nul}")
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls > _CONTROL_SHARE * len(data):
        raise ReadError("binary_file", f"{controls} of {len(data)} bytes are control characters, so it is no text")


def _magic(data: bytes) -> str | None:
    for magic, media_type in _MAGIC:
        if data.startswith(magic):
            return _zip_type(data) if media_type == "application/zip" else media_type
    if data[:4] == b"RIFF" and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return "application/x-riff"
    if data[4:8] == b"ftyp":
        return "video/mp4"
    return None


def _zip_type(data: bytes) -> str:
    head = data[:_HEAD]
    return next((media_type for name, media_type in _ZIP_CONTENTS if name in head), "application/zip")


def _head(data: bytes) -> str:
    encoding, length = has_mark(data) or ("utf-8", 0)
    return data[length : length + _HEAD].decode(encoding, "replace")


def _refuse_structured(data: bytes, head: str) -> None:
    found = next((media_type for start, media_type in _STRUCTURED if head.startswith(start)), None)
    if head.startswith("<?xml") and not _HTML_ANYWHERE.search(head):
        found = "application/xml"
    if head.lstrip()[:1] in ("{", "[") and len(data) <= _JSON_LIMIT and _is_json(data):
        found = "application/json"
    if found:
        raise ReadError("unknown_media_type", f"the file looks like {found}; known are {TEXT} and {HTML}", "byte 0")


def _is_json(data: bytes) -> bool:
    try:
        return isinstance(json.loads(data), dict | list)
    except (ValueError, RecursionError):
        return False


def _is_html(head: str, claimed: str) -> bool:
    body = _PREAMBLE.sub("", head, count=1)
    if claimed in (HTML, "application/xhtml+xml"):
        return bool(_TAG.search(head))
    return bool(_HTML_START.match(body)) or bool(_HTML_ANYWHERE.search(body))
