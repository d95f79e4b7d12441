"""The text of each document: as the release holds it, or read again from the raw file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines import readers
from pipelines.errors import ReadError
from pipelines.identifiers import sha256_hex
from pipelines.release.checks.files import inside
from pipelines.release.checks.verdict import Problem, compare


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one document's rows are held against.

    `text` is the canonical text, proved by its hash, or None where it is not at hand or not the one that the release
    names; `raw` likewise the raw bytes. `characters` is the length that the release gives.
    """

    document_id: str
    characters: int
    media_type: str
    encoding: str
    text: str | None
    raw: bytes | None
    problems: tuple[Problem, ...]


def evidence(row: Mapping[str, Any], raw_folder: Path | None) -> Evidence:
    """Gather what proves a document: its row of `documents`, and its raw file where a folder is given.

    A raw file that is missing or has other bytes is a problem, and so is a text that its bytes do not give.
    """
    where = f"documents.parquet: {row['document_id']}"
    problems: list[Problem] = []
    raw = _raw(row, raw_folder, where, problems) if raw_folder is not None else None
    text = _proved(row["text"], row, f"{where}: text", problems) if row["text"] is not None else None
    if raw is not None:
        again = _read_again(raw, row, where, problems)
        text = again if text is None else text
    return Evidence(
        row["document_id"], row["characters"], row["media_type"], row["encoding"], text, raw, tuple(problems)
    )


def _raw(row: Mapping[str, Any], folder: Path, where: str, problems: list[Problem]) -> bytes | None:
    path = inside(folder, row["path"])
    if path is None or not path.is_file():
        problems.append(Problem(where, f"the raw file {row['path']!r} in the folder given", "no file"))
        return None
    data = path.read_bytes()
    different = [
        *compare(f"{where}: bytes of raw file {row['path']}", row["raw_bytes"], len(data)),
        *compare(f"{where}: sha256 of raw file {row['path']}", row["raw_sha256"], sha256_hex(data)),
    ]
    problems += different
    return None if different else data


def _read_again(raw: bytes, row: Mapping[str, Any], where: str, problems: list[Problem]) -> str | None:
    try:
        document = readers.read(raw, row["media_type"])
    except ReadError as error:
        problems.append(Problem(f"{where}: text read again", "a text", f"{error.reason} ({error.detail})"))
        return None
    return _proved(document.text, row, f"{where}: text read again from {row['path']}", problems)


def _proved(text: str, row: Mapping[str, Any], where: str, problems: list[Problem]) -> str | None:
    """Give the text if it is the one that the release's hash and length name."""
    different = list(_differences(text, row, where))
    problems += different
    return None if different else text


def _differences(text: str, row: Mapping[str, Any], where: str) -> Iterator[Problem]:
    yield from compare(f"{where}: code points", row["characters"], len(text))
    yield from compare(f"{where}: sha256", row["text_sha256"], sha256_hex(text.encode("utf-8", "surrogatepass")))
