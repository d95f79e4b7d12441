"""The members of a zip file that is one document (DOCX, EPUB), with bounds on what they unpack to."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from pipelines.errors import ReadError

_LARGEST: Final = 64 << 20
_ALL: Final = 256 << 20
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError)


class Package:
    """A zip file in memory; raises `ReadError` for what is broken, encrypted or unpacks to too much."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = {name.lower(): name for name in archive.namelist()}
        self._left = _ALL

    def read(self, name: str) -> bytes:
        """Give the bytes of a member; raises `ReadError` with reason `broken_file` where there is none."""
        found = self.find(name)
        if found is None:
            raise ReadError("broken_file", f"the file has no {name}", name)
        return found

    def find(self, name: str) -> bytes | None:
        """Give the bytes of a member, or None where there is none; names are compared without case."""
        own = self._names.get(name.lower())
        if own is None:
            return None
        info = self._archive.getinfo(own)
        if info.flag_bits & 1:
            raise ReadError("encrypted", "the file is protected with a password or digital rights", name)
        limit = min(_LARGEST, self._left)
        try:
            with self._archive.open(info) as member:
                data = member.read(limit + 1)
        except _BROKEN as cause:
            raise ReadError("broken_file", f"{name} cannot be unpacked: {cause}", name) from cause
        if len(data) > limit:
            raise ReadError("compression_bomb", f"{name} unpacks to more than {limit} bytes", name)
        self._left -= len(data)
        return data


@contextmanager
def package(data: bytes) -> Iterator[Package]:
    """Open a zip file; raises `ReadError` with reason `broken_file`."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as cause:
        raise ReadError("broken_file", f"the zip file cannot be opened: {cause}") from cause
    with archive:
        yield Package(archive)
