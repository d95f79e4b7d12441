"""The text of each document: as the release holds it, or read again from the raw file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines import readers
from pipelines.errors import ReadError
from pipelines.identifiers import sha256_hex
from pipelines.readers.containers.raw import with_bytes
from pipelines.readers.document import Anchor, Document
from pipelines.release.checks.verdict import Problem, compare


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one document's rows are held against.

    `text` is the canonical text, proved by its hash, or None where it is not at hand or not the one that the release
    names; `raw` likewise the raw bytes. `characters` is the length that the release gives; `anchors` is its way from
    the text to the bytes, `read_anchors` the one that reading the raw bytes again gives, each empty if there is none.
    """

    document_id: str
    characters: int
    media_type: str
    encoding: str
    text: str | None
    raw: bytes | None
    anchors: tuple[Anchor, ...]
    read_anchors: tuple[Anchor, ...]
    problems: tuple[Problem, ...]


def evidence(row: Mapping[str, Any], raw_folder: Path | None) -> Evidence:
    """Gather what proves a document: its row of `documents`, and its raw file where a folder is given.

    A raw file that is missing or has other bytes is a problem, and so is a text that its bytes do not give.
    """
    data = None if raw_folder is None else next(found for _, found in with_bytes([row], raw_folder))
    return evidence_of(row, data, given=raw_folder is not None)


def evidence_of(row: Mapping[str, Any], data: bytes | None, given: bool, file: str = "documents.parquet") -> Evidence:
    """Give what proves a document whose raw bytes were looked for, if they are `given`; `file` is that of its row."""
    where = f"{file}: {row['document_id']}"
    problems: list[Problem] = []
    raw = _raw(row, data, where, problems) if given else None
    text = _proved(row["text"], row, f"{where}: text", problems) if row["text"] is not None else None
    again = _read_again(raw, row, where, problems) if raw is not None else None
    if text is None and again is not None:
        text = again.text
    anchors = _anchors(row["offset_map"], where, problems)
    read_anchors = again.anchors if again is not None else ()
    about = (row["document_id"], row["characters"], row["media_type"], row["encoding"])
    return Evidence(*about, text, raw, anchors, read_anchors, tuple(problems))


def _anchors(written: str, where: str, problems: list[Problem]) -> tuple[Anchor, ...]:
    """Read an offset map; one that is none is a problem."""
    pairs = [pair.partition(":")[::2] for pair in written.split()]
    if not pairs or not all(part.isascii() and part.isdigit() for pair in pairs for part in pair):
        problems.append(Problem(f"{where}: offset_map", "pairs of text:byte", repr(written[:40])))
        return ()
    return tuple(Anchor(int(text_offset), int(raw_offset)) for text_offset, raw_offset in pairs)


def _raw(row: Mapping[str, Any], data: bytes | None, where: str, problems: list[Problem]) -> bytes | None:
    if data is None:
        problems.append(Problem(where, f"the raw file {row['path']!r} in the folder given", "no file"))
        return None
    different = [
        *compare(f"{where}: bytes of raw file {row['path']}", row["raw_bytes"], len(data)),
        *compare(f"{where}: sha256 of raw file {row['path']}", row["raw_sha256"], sha256_hex(data)),
    ]
    problems += different
    return None if different else data


def _read_again(raw: bytes, row: Mapping[str, Any], where: str, problems: list[Problem]) -> Document | None:
    try:
        document = readers.read(raw, row["media_type"])
    except ReadError as error:
        problems.append(Problem(f"{where}: text read again", "a text", f"{error.reason} ({error.detail})"))
        return None
    proved = _proved(document.text, row, f"{where}: text read again from {row['path']}", problems)
    return None if proved is None else document


def _proved(text: str, row: Mapping[str, Any], where: str, problems: list[Problem]) -> str | None:
    """Give the text if it is the one that the release's hash and length name."""
    different = list(_differences(text, row, where))
    problems += different
    return None if different else text


def _differences(text: str, row: Mapping[str, Any], where: str) -> Iterator[Problem]:
    yield from compare(f"{where}: code points", row["characters"], len(text))
    yield from compare(f"{where}: sha256", row["text_sha256"], sha256_hex(text.encode("utf-8", "surrogatepass")))
