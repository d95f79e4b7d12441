"""Containers: files that hold documents, unpacked one document after the other in bounded memory."""

import io
from collections.abc import Iterator
from typing import BinaryIO, Final

from pipelines.errors import ReadError
from pipelines.readers.containers.archives import Entry, tar_entries, zip_entries
from pipelines.readers.containers.members import Budget, Found, Limits, Member, Refused, read_bounded
from pipelines.readers.containers.records import json_lines, parquet_rows, wiki_pages
from pipelines.readers.containers.streams import BROKEN, looked_at, stream_of, unpacked
from pipelines.readers.containers.warc import holds_records, warc_pages
from pipelines.readers.detect import HEAD, container_type
from pipelines.readers.magic import zip_type
from pipelines.readers.mediatypes import (
    BZIP2,
    GZIP,
    JSON_LINES,
    PARQUET,
    TAR,
    WARC,
    WIKI_DUMP,
    XZ,
    ZIP,
)

__all__ = ["SEPARATOR", "Limits", "Member", "Refused", "members"]

SEPARATOR: Final = "!"
"""Stands between the path of a container and the name of a member in it."""

_PACKED: Final = (GZIP, BZIP2, XZ)
_SUFFIXES: Final = (".gz", ".bz2", ".xz", ".tgz")
_LIMITS: Final = Limits()


def members(file: BinaryIO, name: str, limits: Limits = _LIMITS) -> Iterator[Member | Refused]:
    """Yield the documents of a container, containers in it opened as well, in the order in which they stand.

    `file` can be sought in; `name` is the container's own name, of which a file that is merely compressed gets its own.
    What cannot be yielded is a `Refused` with its reason, and the rest goes on as far as the container allows. Only one
    member is held in memory at a time.
    """
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    unpacking = _Unpacking(Budget(size, limits))
    try:
        head = file.read(HEAD)
        file.seek(0)
        yield from unpacking.container(file, container_type(head) or "", name.rpartition("/")[2], "", 1)
    except ReadError as cause:
        yield Refused("", cause.reason, cause.detail)


class _Unpacking:
    """Opens a container and those in it, on one budget."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget

    def container(self, stream: BinaryIO, kind: str, own: str, prefix: str, depth: int) -> Iterator[Found]:
        """Yield what a container of that kind yields; `prefix` goes before the names of its members."""
        if depth > self._budget.limits.depth:
            detail = f"containers lie in containers more than {self._budget.limits.depth} deep"
            yield Refused(prefix.rstrip(SEPARATOR), "nested_too_deep", detail)
        elif kind in (ZIP, TAR):
            entries = zip_entries(self._sought(stream), self._budget.limits) if kind == ZIP else tar_entries(stream)
            for entry in entries:
                yield from self._entry(entry, prefix, depth, counted=kind == ZIP)
        elif kind in _PACKED:
            yield from self._packed(stream, kind, own, prefix, depth)
        else:
            for found in self._records(stream, kind):
                yield _renamed(found, prefix)

    def _records(self, stream: BinaryIO, kind: str) -> Iterator[Found]:
        if kind == WARC:
            return warc_pages(self._sought(stream), self._budget)
        if kind == JSON_LINES:
            return json_lines(stream, self._budget)
        if kind == PARQUET:
            return parquet_rows(self._sought(stream), self._budget)
        if kind == WIKI_DUMP:
            return wiki_pages(stream, self._budget)
        raise ReadError("unknown_media_type", "the file is no container that can be opened")

    def _entry(self, entry: Entry | Refused, prefix: str, depth: int, counted: bool) -> Iterator[Found]:
        """Yield one file of an archive, or what it holds; what is broken in it is refused alone."""
        name = prefix + entry.name
        if isinstance(entry, Refused):
            yield Refused(name, entry.reason, entry.detail)
            return
        try:
            stream = _counted(entry.stream, self._budget) if counted else entry.stream
            yield from self._inner(stream, name, name.rpartition("/")[2], name + SEPARATOR, depth)
        except ReadError as cause:
            if cause.reason == "compression_bomb":
                raise
            yield Refused(name, cause.reason, cause.detail)
        except (*BROKEN, ValueError, RuntimeError) as cause:
            yield Refused(name, "broken_file", f"the member cannot be unpacked: {cause}")

    def _packed(self, stream: BinaryIO, kind: str, own: str, prefix: str, depth: int) -> Iterator[Found]:
        """Yield what a compressed stream holds: one document under the name without its ending, or a container."""
        inner = own
        for suffix in _SUFFIXES:
            inner = inner.removesuffix(suffix)
        if kind == GZIP and stream.seekable() and holds_records(stream):
            # Records packed one by one: reading them so finds the next one after a broken one.
            for found in warc_pages(stream, self._budget, packed=True):
                yield _renamed(found, prefix)
            return
        whole = unpacked(stream, kind, self._budget)
        yield from self._inner(whole, prefix + (inner or "content"), inner, prefix, depth)

    def _inner(self, stream: BinaryIO, name: str, own: str, prefix: str, depth: int) -> Iterator[Found]:
        """Yield a document under its name, or what a container holds, with `prefix` before it."""
        head, whole = looked_at(stream, HEAD)
        kind = container_type(head)
        if kind != ZIP:
            if kind:
                yield from self.container(whole, kind, own, prefix, depth + 1)
            else:
                yield Member(name, read_bounded(whole, self._budget, counted=False))
            return
        data = read_bounded(whole, self._budget, counted=False)
        packed = io.BytesIO(data)
        if zip_type(packed) == ZIP:
            yield from self.container(packed, ZIP, own, prefix, depth + 1)
        else:
            yield Member(name, data)

    def _sought(self, stream: BinaryIO) -> BinaryIO:
        """Give a stream that can be sought in; one inside another container is read into memory, within its bounds."""
        return stream if stream.seekable() else io.BytesIO(read_bounded(stream, self._budget, counted=False))


def _renamed(found: Found, prefix: str) -> Found:
    if isinstance(found, Refused):
        return Refused((prefix + found.name).rstrip(SEPARATOR), found.reason, found.detail)
    return Member(prefix + found.name, found.data, found.media_type, found.retrieved_at)


def _counted(stream: BinaryIO, budget: Budget) -> BinaryIO:
    """Give a stream that counts what is read from it."""

    def more(count: int) -> bytes:
        data = stream.read(count)
        budget.take(len(data))
        return data

    return stream_of(more)
