"""The seam to registered files: a raw document that is a container is replaced by the documents in it."""

import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from pipelines.identifiers import sha256_hex
from pipelines.readers.containers import SEPARATOR, Limits, Member, members
from pipelines.readers.detect import HEAD, container_type
from pipelines.readers.magic import zip_type
from pipelines.readers.mediatypes import ZIP
from pipelines.sources import Missing, RawDocument

Row = Mapping[str, Any]


def expand(raw: RawDocument) -> Iterator[RawDocument | Missing]:
    """Yield the document itself, or the documents that it holds, each with its own bytes and their digest.

    Their path is that of the container and the name in it (`box/a.zip!inner/page.html`). What the container holds and
    does not yield is a `Missing` with its reason.
    """
    with _opened(raw) as file:
        if not _is_container(file):
            yield _single(raw)
            return
        for found in members(file, raw.path):
            path = f"{raw.path}{SEPARATOR}{found.name}" if found.name else raw.path
            if isinstance(found, Member):
                media_type, retrieved = found.media_type, found.retrieved_at or raw.retrieved_at
                yield RawDocument(raw.source_id, path, found.data, sha256_hex(found.data), media_type, retrieved)
            else:
                yield Missing(raw.source_id, path, found.reason, found.detail)


def with_bytes(rows: Iterable[Row], folder: Path) -> Iterator[tuple[Row, bytes | None]]:
    """Yield each row of `documents` with its bytes from below `folder`, None where they are not there.

    Each container is read once, front to back, so the rows come in another order: those of single files first.
    """
    held: dict[str, dict[str, Row]] = {}
    for row in rows:
        file = _file(folder, row["path"])
        if file is None:
            yield row, None
        elif file == row["path"]:
            yield row, (folder / file).read_bytes()
        else:
            held.setdefault(file, {})[row["path"]] = row
    for file, wanted in held.items():
        for part in expand(RawDocument("", file, b"", "", file=folder / file)):
            if isinstance(part, RawDocument) and part.path in wanted:
                yield wanted.pop(part.path), part.data
        yield from ((row, None) for row in wanted.values())


def _file(folder: Path, path: str) -> str | None:
    """Give the part of a document's path that is a file: all of it, or what stands before one of its separators."""
    at = len(path)
    while at > 0:
        file = folder / path[:at]
        if file.is_file() and file.resolve().is_relative_to(folder.resolve()):
            return path[:at]
        at = path.rfind(SEPARATOR, 0, at)
    return None


def is_container(path: Path) -> bool:
    """Tell whether a file is a container, by its first bytes."""
    with path.open("rb") as file:
        return _is_container(file)


def too_large(size: int) -> str:
    """Say why a file of that many bytes is not read."""
    return f"the file has {size} bytes; a document has {Limits().document} at the most, and it is no container"


def _single(raw: RawDocument) -> RawDocument | Missing:
    if raw.file is None:
        return raw
    return Missing(raw.source_id, raw.path, "file_too_large", too_large(raw.file.stat().st_size))


def _is_container(file: BinaryIO) -> bool:
    kind = container_type(file.read(HEAD))
    return kind is not None and (kind != ZIP or zip_type(file) == ZIP)


@contextmanager
def _opened(raw: RawDocument) -> Iterator[BinaryIO]:
    if raw.file is None:
        yield io.BytesIO(raw.data)
    else:
        with raw.file.open("rb") as file:
            yield file
