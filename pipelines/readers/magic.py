"""What kind of file some bytes are, by the bytes that such files begin with."""

import io
import zipfile
from typing import BinaryIO, Final

from pipelines.readers.mediatypes import BZIP2, DOCX, EPUB, GZIP, PARQUET, PDF, TAR, WARC, XZ, ZIP

_MAGIC: Final = (
    (b"%PDF-", PDF),
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (b"\x1f\x8b", GZIP),
    (b"BZh", BZIP2),
    (b"\xfd7zXZ\x00", XZ),
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
    (b"PAR1", PARQUET),
    (b"WARC/", WARC),
    (b"AT&TFORM", "image/vnd.djvu"),
    (b"BOOKMOBI", "application/x-mobipocket-ebook"),
)
_ZIP_PARTS: Final = (
    ("META-INF/container.xml", EPUB),
    ("word/document.xml", DOCX),
    ("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("ppt/presentation.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("content.xml", "application/vnd.oasis.opendocument.text"),
)
_EPUB_START: Final = b"mimetypeapplication/epub+zip"
_START: Final = 128


def magic(data: bytes) -> str | None:
    """Give the media type that the first bytes of a file name, or None."""
    for start, media_type in _MAGIC:
        if data.startswith(start):
            return zip_type(io.BytesIO(data)) if media_type == ZIP else media_type
    if data[257:262] == b"ustar":
        return TAR
    if data[:4] == b"RIFF" and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return "application/x-riff"
    if data[4:8] == b"ftyp":
        return "video/mp4"
    return None


def zip_type(stream: BinaryIO) -> str:
    """Tell what a zip file is by the names in its directory; without a directory it is just a zip file."""
    stream.seek(0)
    if _EPUB_START in stream.read(_START):
        return EPUB
    try:
        with zipfile.ZipFile(stream) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return ZIP
    return next((media_type for part, media_type in _ZIP_PARTS if part in names), ZIP)
