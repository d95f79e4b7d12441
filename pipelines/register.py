"""Adding documents to `raw/`: bytes copied, hash and media type written, what is unknown said as unknown."""

import re
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from pipelines.errors import ReadError, UsageError
from pipelines.identifiers import sha256_of
from pipelines.readers.containers.raw import too_large
from pipelines.readers.detect import HEAD, container_type, detect
from pipelines.readers.magic import zip_type
from pipelines.readers.mediatypes import ZIP
from pipelines.sources import LARGE, NOT_SOURCES, SOURCE_FILE, UNKNOWN, load_source

SOURCE_NAME = r"[a-z0-9]+(?:-[a-z0-9]+)*"


@dataclass(frozen=True)
class Terms:
    """What a person says of a new source; None where they cannot say."""

    title: str | None = None
    publisher: str | None = None
    licence: str | None = None


def add(paths: Sequence[Path], source: str, raw: Path, terms: Terms) -> tuple[Path, ...]:
    """Copy files into `raw/<source>/` and register them; give the copies.

    A file of the same name and bytes is registered once; raises `UsageError` before anything is written where a path is
    no file, two files bear one name, a name is taken by other bytes, or the bytes are of no known kind.
    """
    folder = raw / source
    if not re.fullmatch(SOURCE_NAME, source):
        raise UsageError(
            f"--source {source}: a source has a name of small letters, digits and dashes, such as daily-news"
        )
    if source in NOT_SOURCES:
        raise UsageError(f"--source {source}: the name is taken by a folder of raw/ that is no source; choose another")
    entries = [_entry(path, folder) for path in paths]
    _refuse_same_names(paths)
    folder.mkdir(parents=True, exist_ok=True)
    written = _source_file(folder, source, terms)
    for path, entry in zip(paths, entries, strict=True):
        if path.resolve() != (folder / path.name).resolve():
            shutil.copyfile(path, folder / path.name)
        _register(written, entry)
    _dump(written, folder / SOURCE_FILE)
    load_source(folder)
    return tuple(folder / path.name for path in paths)


def _entry(path: Path, folder: Path) -> dict[str, str]:
    if not path.is_file():
        raise UsageError(f"{path}: there is no such file; give the paths of files, folders are not added whole")
    digest = sha256_of(path)
    taken = folder / path.name
    if taken.is_file() and sha256_of(taken) != digest:
        raise UsageError(f"{path}: {taken} has other bytes, and raw files are never edited; rename the new file")
    if path.name == SOURCE_FILE or path.name.startswith("."):
        raise UsageError(f"{path}: a document cannot be called {path.name}; rename it")
    try:
        media_type = _media_type(path)
    except ReadError as cause:
        raise UsageError(f"{path}: {cause.detail} ({cause.reason}); what can be read: docs/formats.md") from cause
    return {"path": path.name, "sha256": digest, "media_type": media_type, "retrieved_at": UNKNOWN}


def _media_type(path: Path) -> str:
    """Give the media type of a document, or of a container of any size."""
    size = path.stat().st_size
    if size <= LARGE:
        return detect(path.read_bytes(), None)
    with path.open("rb") as file:
        kind = container_type(file.read(HEAD))
        if kind is None or (kind == ZIP and zip_type(file) != ZIP):
            raise ReadError("file_too_large", too_large(size))
        return kind


def _refuse_same_names(paths: Iterable[Path]) -> None:
    seen: dict[str, Path] = {}
    for path in paths:
        if path.name in seen and sha256_of(path) != sha256_of(seen[path.name]):
            raise UsageError(f"{path} and {seen[path.name]} have one name and other bytes; rename one of them")
        seen[path.name] = path


def _source_file(folder: Path, source: str, terms: Terms) -> Any:
    """Give `source.yaml` as it can be written back, comments kept, or a new one that says what is known."""
    path = folder / SOURCE_FILE
    if path.is_file():
        load_source(folder)
        return _yaml().load(path.read_text(encoding="utf-8"))
    return {
        "title": terms.title or source,
        "kind": UNKNOWN,
        "publisher": terms.publisher,
        "language": UNKNOWN,
        "subject": None,
        "licence": terms.licence or UNKNOWN,
        "text_release": "extract",
        "content_warning": None,
        "documents": [],
    }


def _register(written: Any, entry: dict[str, str]) -> None:
    documents = written.setdefault("documents", [])
    if not any(known["path"] == entry["path"] for known in documents):
        documents.append(entry)


def _dump(written: Any, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        _yaml().dump(written, file)


def _yaml() -> YAML:
    yaml = YAML()
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width = 120
    yaml.representer.add_representer(
        type(None), lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:null", "null")
    )
    return yaml
