"""Zip and tar: what is a file in them, what is refused."""

import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final, cast

from pipelines.errors import ReadError
from pipelines.readers.containers.members import Limits, Names, Refused, hidden, unsafe

_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, RuntimeError)
_LINK: Final = "a link, which is not followed"


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in an archive; `stream` gives its bytes until the next entry is asked for."""

    name: str
    stream: BinaryIO


def zip_entries(stream: BinaryIO, limits: Limits) -> Iterator[Entry | Refused]:
    """Yield the files of a zip file that can be sought in; raises `ReadError` with reason `broken_file`."""
    try:
        archive = zipfile.ZipFile(stream)
    except _BROKEN as cause:
        raise ReadError("broken_file", f"the zip file cannot be opened: {cause}") from cause
    names = Names()
    with archive:
        for info in archive.infolist():
            if info.filename.endswith("/") or hidden(info.filename):
                continue
            yield _zip_entry(archive, info, names.own(info.filename), limits)


def _zip_entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, limits: Limits) -> Entry | Refused:
    if unsafe(name):
        return Refused(name, "unsafe_path", "the path leads out of the archive")
    if stat.S_ISLNK(info.external_attr >> 16):
        return Refused(name, "not_a_file", _LINK)
    if info.flag_bits & 1:
        return Refused(name, "encrypted", "the member asks for a password")
    if info.file_size > max(limits.slack, limits.ratio * info.compress_size):
        detail = f"{info.compress_size} bytes unpack to {info.file_size}, more than {limits.ratio} times as many"
        return Refused(name, "compression_bomb", detail)
    try:
        return Entry(name, cast(BinaryIO, archive.open(info)))
    except _BROKEN as cause:
        return Refused(name, "broken_file", f"the member cannot be unpacked: {cause}")


def tar_entries(stream: BinaryIO) -> Iterator[Entry | Refused]:
    """Yield the files of a tar stream, front to back; raises `ReadError` with reason `broken_file`."""
    names = Names()
    try:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for info in archive:
                if not info.isdir() and not hidden(info.name):
                    yield _tar_entry(archive, info, names.own(info.name.removeprefix("./")))
                # The list of members, kept for looking them up again, would grow with the archive.
                archive.members = []  # type: ignore[attr-defined]
    except (tarfile.TarError, EOFError, OSError, ValueError) as cause:
        raise ReadError("broken_file", f"the tar file is broken or cut off: {cause}") from cause


def _tar_entry(archive: tarfile.TarFile, info: tarfile.TarInfo, name: str) -> Entry | Refused:
    if unsafe(name):
        return Refused(name, "unsafe_path", "the path leads out of the archive")
    if info.issym() or info.islnk():
        return Refused(name, "not_a_file", _LINK)
    content = archive.extractfile(info) if info.isreg() else None
    if content is None:
        return Refused(name, "not_a_file", "a device or a pipe")
    return Entry(name, cast(BinaryIO, content))
