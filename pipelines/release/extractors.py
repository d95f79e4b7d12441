"""The rows of `extractors`: what each maker of rows stands on, with digests of its code and its models."""

import hashlib
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pipelines.extract.language import MODEL
from pipelines.extract.versions import EXTRACTORS, Extractor, made_by
from pipelines.identifiers import sha256_hex

PACKAGE = Path(__file__).resolve().parents[1]
_MODELS = Path("extract") / "models"
# What names the extractors and lets them run one after the other is the code of none of them.
_WIRING = frozenset(
    Path(name)
    for name in ("extract/versions.py", "extract/batch.py", "link/__init__.py", "link/parts.py", "link/tables.py")
)


def extractor_rows(package: Path = PACKAGE) -> list[dict[str, Any]]:
    """Give one row an extractor, read from the code in the folder `package`."""
    return [_row(name, extractor, package) for name, extractor in EXTRACTORS.items()]


def code_files(extractor: Extractor, package: Path = PACKAGE) -> tuple[Path, ...]:
    """Give the files of code that an extractor stands on, sorted, relative to `package`."""
    found = (path for part in extractor.code for path in _below(package, part))
    return tuple(sorted({path.relative_to(package) for path in found} - _WIRING))


def _row(name: str, extractor: Extractor, package: Path) -> dict[str, Any]:
    models = [f"{model}:{sha256_hex((package / _MODELS / model).read_bytes())}" for model in extractor.models]
    return {
        **made_by(name),
        "description": extractor.description,
        "code_sha256": _digest(package, code_files(extractor, package)),
        "models": " ".join(models) or None,
        "parser": f"{MODEL} {version(MODEL)}, spaCy {version('spacy')}" if extractor.parser else None,
    }


def _below(package: Path, part: str) -> Iterator[Path]:
    if part.endswith("/*.py"):
        yield from (package / part).parent.glob("*.py")
    elif part.endswith(".py"):
        yield package / part
    else:
        yield from (package / part).rglob("*.py")


def _digest(package: Path, files: Iterable[Path]) -> str:
    """Give one SHA-256 over the names and bytes of files."""
    digest = hashlib.sha256()
    for path in files:
        digest.update(f"{path.as_posix()} {sha256_hex((package / path).read_bytes())}\n".encode())
    return digest.hexdigest()
