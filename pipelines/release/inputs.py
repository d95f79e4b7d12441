"""A digest of all that a release is made from, so that a run can tell that nothing changed."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from pipelines.identifiers import sha256_hex

CODE_SUFFIXES = frozenset({".py", ".j2", ".jinja", ".json", ".txt", ".crfsuite", ".css", ".html", ".js", ".svg"})
PINS = "requirements.lock"


def inputs_digest(root: Path, raw: Path, schemas: Path, quality: Path) -> str:
    """Give one SHA-256 over the raw documents, the contracts, the measured figures, the code and the pins.

    A file counts with its name and its bytes; where the folders stand does not count.
    """
    digest = hashlib.sha256()
    code = Path(__file__).resolve().parents[1]
    parts = {"raw": _files(raw), "schemas": _files(schemas), "code": _code(code)}
    for part, files in parts.items():
        for name, path in files:
            digest.update(f"{part}/{name} {sha256_hex(path.read_bytes())}\n".encode())
    for path in (quality, root / PINS):
        found = sha256_hex(path.read_bytes()) if path.is_file() else "none"
        digest.update(f"{path.name} {found}\n".encode())
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path


def _code(folder: Path) -> Iterator[tuple[str, Path]]:
    return ((name, path) for name, path in _files(folder) if path.suffix in CODE_SUFFIXES)
