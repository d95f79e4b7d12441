"""Compressed streams, unpacked piece by piece, and streams whose beginning was looked at."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from typing import Any, BinaryIO, Final, cast

from pipelines.errors import ReadError
from pipelines.readers.containers.members import Budget
from pipelines.readers.mediatypes import BZIP2, GZIP, XZ

_CHUNK: Final = 1 << 16
_XZ_MEMORY: Final = 128 << 20
BROKEN: Final = (EOFError, OSError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError)
"""What the unpackers raise for broken streams."""


class Source(io.RawIOBase):
    """A readable stream made of a function that gives the next bytes, at most as many as asked for."""

    def __init__(self, more: Callable[[int], bytes]) -> None:
        super().__init__()
        self._more = more

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer with the next bytes; 0 at the end."""
        data = self._more(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def stream_of(more: Callable[[int], bytes]) -> BinaryIO:
    """Give a buffered stream of what a function gives."""
    return cast(BinaryIO, io.BufferedReader(Source(more), _CHUNK))


def unpacked(stream: BinaryIO, media_type: str, budget: Budget) -> BinaryIO:
    """Give what a compressed stream unpacks to; reading raises `ReadError`: `broken_file` or `compression_bomb`."""
    opened = _open(stream, media_type)

    def more(count: int) -> bytes:
        try:
            data = opened.read(min(count, _CHUNK))
        except BROKEN as cause:
            detail = f"the {media_type} stream is broken or cut off after {budget.unpacked} bytes: {cause}"
            raise ReadError("broken_file", detail) from cause
        budget.take(len(data))
        return data

    return stream_of(more)


def looked_at(stream: BinaryIO, count: int) -> tuple[bytes, BinaryIO]:
    """Give the first bytes of a stream, and a stream that begins with them."""
    head = b""
    while len(head) < count and (chunk := stream.read(count - len(head))):
        head += chunk
    waiting = io.BytesIO(head)
    return head, stream_of(lambda most: waiting.read(most) or stream.read(most))


def _open(stream: BinaryIO, media_type: str) -> BinaryIO:
    if media_type == GZIP:
        return cast(BinaryIO, gzip.GzipFile(fileobj=stream, mode="rb"))
    if media_type == BZIP2:
        return cast(BinaryIO, bz2.BZ2File(stream, "rb"))
    assert media_type == XZ
    return stream_of(_Xz(stream).read)


class _Xz:
    """Unpacks `.xz` with a bound on memory, which `lzma.LZMAFile` does not have."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._unpacker = self._fresh()
        self._left = b""

    def read(self, count: int) -> bytes:
        """Give up to `count` bytes, none at the end."""
        while True:
            if self._unpacker.eof:
                self._left = (self._unpacker.unused_data or self._stream.read(_CHUNK)).lstrip(b"\0")
                if not self._left:
                    return b""
                self._unpacker = self._fresh()
            source = self._left if self._left or not self._unpacker.needs_input else self._stream.read(_CHUNK)
            self._left = b""
            if not source and self._unpacker.needs_input:
                raise EOFError("the stream ends before its end marker")
            data = self._unpacker.decompress(source, count)
            if data:
                return data

    def _fresh(self) -> lzma.LZMADecompressor:
        return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_XZ_MEMORY)
