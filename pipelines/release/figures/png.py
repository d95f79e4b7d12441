"""PNG files made smaller and told what they show; nothing is drawn here (https://www.w3.org/TR/png-3/)."""

import struct
import zlib
from collections.abc import Iterator

import pyarrow as pa

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_DEFLATE_HEAD = b"\x78\xda"
_GZIP_HEAD, _GZIP_TAIL = 10, 8


def compact(png: bytes, texts: dict[str, str]) -> bytes:
    """Give the same image with its pixels compressed as far as it goes, and with `texts` by keyword (Title, …)."""
    chunks = list(_chunks(png))
    packed = _packed(zlib.decompress(b"".join(data for kind, data in chunks if kind == b"IDAT")))
    words = [(b"iTXt", key.encode("latin-1") + b"\0\0\0\0\0" + text.encode("utf-8")) for key, text in texts.items()]
    return _SIGNATURE + b"".join(_chunk(*chunk) for chunk in (chunks[0], *words, (b"IDAT", packed), (b"IEND", b"")))


def _packed(data: bytes) -> bytes:
    """Compress as zlib does, by Arrow's codec: the project pins that, while Python brings any zlib."""
    gzip: bytes = pa.Codec("gzip", compression_level=6).compress(data, asbytes=True)
    return _DEFLATE_HEAD + gzip[_GZIP_HEAD:-_GZIP_TAIL] + struct.pack(">I", zlib.adler32(data))


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(_SIGNATURE)
    while place < len(png):
        (size,) = struct.unpack_from(">I", png, place)
        yield png[place + 4 : place + 8], png[place + 8 : place + 8 + size]
        place += size + 12


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
