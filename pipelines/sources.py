"""`raw/<source>/source.yaml` and the authority file: what goes in, with its hashes verified."""

import csv
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field
from pydantic.dataclasses import dataclass

from pipelines import yamlfile
from pipelines.errors import SourceError
from pipelines.identifiers import sha256_hex, sha256_of

SOURCE_FILE = "source.yaml"
AUTHORITY_FILE = Path("authority") / "entities.csv"
NOT_SOURCES = frozenset({"authority"})
UNKNOWN = "unknown"
LARGE = 128 << 20
"""Bytes above which a file is not read into memory."""


def _inside(path: str) -> str:
    parts = PurePosixPath(path)
    if not path or parts.is_absolute() or ".." in parts.parts or "\\" in path:
        raise ValueError("the path leaves the folder of its source; give it relative to source.yaml, without '..'")
    return path


@dataclass(frozen=True, config=ConfigDict(extra="forbid"))
class DocumentEntry:
    """One registered document: `path` is relative to `source.yaml`."""

    path: Annotated[str, AfterValidator(_inside)]
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    media_type: str
    retrieved_at: str = UNKNOWN


@dataclass(frozen=True, config=ConfigDict(extra="forbid"))
class SourceTerms:
    """What `source.yaml` says of a publisher; unknown is said as `unknown`, or null where nothing can be said."""

    title: str
    kind: str = UNKNOWN
    publisher: str | None = None
    language: str = UNKNOWN
    subject: str | None = None
    licence: str = UNKNOWN
    text_release: str = "extract"
    content_warning: str | None = None
    documents: tuple[DocumentEntry, ...] = ()


@dataclass(frozen=True)
class Source:
    """A folder of `raw/`: its name is the source's id."""

    source_id: str
    folder: Path
    terms: SourceTerms


@dataclass(frozen=True)
class RawDocument:
    """The bytes of one document as received; `path` is how people find it again.

    A file of more than `LARGE` bytes, which only a container can be, is not read: it stands in `file`, and `data` is
    empty.
    """

    source_id: str
    path: str
    data: bytes
    sha256: str
    media_type: str | None = None
    retrieved_at: str = UNKNOWN
    file: Path | None = None


@dataclass(frozen=True)
class Missing:
    """A document that could not be brought: `reason` is one of those of the `rejects` table."""

    source_id: str
    path: str
    reason: str
    detail: str


def load_sources(raw: Path) -> tuple[Source, ...]:
    """Read each `raw/<source>/source.yaml`, sorted by name; raise `SourceError` with file and line."""
    if not raw.is_dir():
        raise SourceError(f"{raw}: there is no such folder; make one with a folder a source, or run `testimonia add`")
    folders = sorted(path for path in raw.iterdir() if path.is_dir() and path.name not in NOT_SOURCES)
    bare = [folder for folder in folders if not (folder / SOURCE_FILE).is_file()]
    if bare:
        raise SourceError(f"{bare[0]}: has no {SOURCE_FILE}; write one, or add its files with `testimonia add`")
    return tuple(load_source(folder) for folder in folders)


def load_source(folder: Path) -> Source:
    """Read the `source.yaml` of one folder."""
    terms = yamlfile.load(folder / SOURCE_FILE, SourceTerms, SourceError)
    paths = [entry.path for entry in terms.documents]
    twice = sorted({path for path in paths if paths.count(path) > 1})
    if twice:
        raise SourceError(f"{folder / SOURCE_FILE}: documents: {twice[0]!r} stands twice; keep one of the entries")
    return Source(folder.name, folder, terms)


def raw_documents(source: Source) -> Iterator[RawDocument | Missing]:
    """Give the documents of a source in the order of `source.yaml`, then a `Missing` for each unregistered file.

    Raises `SourceError` where the bytes are not those that were registered, or where a link leads out of the folder.
    """
    for entry in source.terms.documents:
        yield _raw_document(source, entry)
    registered = {entry.path for entry in source.terms.documents} | {SOURCE_FILE}
    for path in sorted(source.folder.rglob("*")):
        name = path.relative_to(source.folder).as_posix()
        if path.is_file() and name not in registered and not path.name.startswith("."):
            detail = f"{SOURCE_FILE} does not register this file; run `testimonia add` or delete it"
            yield Missing(source.source_id, f"{source.source_id}/{name}", "unregistered_file", detail)


def _raw_document(source: Source, entry: DocumentEntry) -> RawDocument | Missing:
    path = source.folder / entry.path
    shown = f"{source.source_id}/{entry.path}"
    if not path.resolve().is_relative_to(source.folder.resolve()):
        raise SourceError(f"{source.folder / SOURCE_FILE}: documents: {entry.path!r} is a link that leaves the folder")
    if not path.is_file():
        detail = f"registered in {SOURCE_FILE}, but there is no such file"
        return Missing(source.source_id, shown, "missing_file", detail)
    large = path.stat().st_size > LARGE
    data = b"" if large else path.read_bytes()
    found = sha256_of(path) if large else sha256_hex(data)
    if found != entry.sha256:
        raise SourceError(
            f"{source.folder / SOURCE_FILE}: documents: {entry.path}: sha256 should be {entry.sha256}, "
            f"the file has {found}; restore the bytes, or register the new ones with `testimonia add`"
        )
    file = path if large else None
    return RawDocument(source.source_id, shown, data, found, entry.media_type, entry.retrieved_at, file)


def load_authority_rows(raw: Path) -> tuple[dict[str, str], ...]:
    """Give the rows of the authority file; none where there is no such file."""
    path = raw / AUTHORITY_FILE
    if not path.is_file():
        return ()
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines, strict=True))
