"""The manifest of a release: what it was made from and what it holds; and the versions in a folder of releases."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, field
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pydantic
from pydantic import ConfigDict, TypeAdapter
from pydantic.dataclasses import dataclass

from pipelines import tablefiles
from pipelines.errors import ReleaseError
from pipelines.identifiers import sha256_of
from pipelines.release.withdrawn import Withdrawal, stated

MANIFEST = "manifest.json"
LATEST = "latest"
_STRICT = ConfigDict(extra="forbid")
_VERSION = re.compile(r"[0-9][0-9A-Za-z]*(?:[.+-][0-9A-Za-z]+)*")
_CALENDAR = re.compile(r"(\d{4})\.(\d{2})\.(\d{2})(?:\.(\d+))?")


@dataclass(frozen=True, config=_STRICT)
class Shard:
    """One file of a table: its path in the release, its rows, its size in bytes, and the SHA-256 of its bytes."""

    file: str
    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True, config=_STRICT)
class TableFile:
    """One table of a release: its file, rows, size in bytes, the SHA-256 of its bytes, and that of its rows (see
    `release/logical.py`), which older releases lack.

    Of a table in shards, `file` is the folder, `rows` and `bytes` are the sums, and `sha256` is that of the lines which
    `sha256sum` writes of the shards in their order. A table in one file has no `shards`.
    """

    file: str
    rows: int
    bytes: int
    sha256: str
    logical_sha256: str | None = None
    shards: tuple[Shard, ...] = ()

    @property
    def files(self) -> tuple[Shard, ...]:
        """Give the files that hold the table's rows, in order: its shards, or the one file."""
        return self.shards or (Shard(self.file, self.rows, self.bytes, self.sha256),)

    @property
    def pattern(self) -> str:
        """Give the path that stands for all files of the table: the one file, or `<table>/*.parquet`."""
        return f"{self.file}/*{tablefiles.SUFFIX}" if self.shards else self.file


@dataclass(frozen=True, config=_STRICT)
class Manifest:
    """`manifest.json`; `inputs_digest` stands for everything that the release was made from.

    `accepted` has, by gate, why the release was made though that gate was missed; `withdrawn` what was taken down.
    """

    name: str
    version: str
    schema_version: str
    inputs_digest: str
    tables: Mapping[str, TableFile]
    accepted: Mapping[str, str] = field(default_factory=dict)
    withdrawn: tuple[Withdrawal, ...] = ()


def manifest_json(manifest: Manifest) -> str:
    """Give the manifest as JSON."""
    tables = {name: _stated(file) for name, file in manifest.tables.items()}
    values = {**asdict(manifest), "tables": tables, "withdrawn": [stated(one) for one in manifest.withdrawn]}
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"


def read_manifest(path: Path) -> Manifest:
    """Read a manifest; raise `ReleaseError` with what is wrong with it."""
    try:
        return TypeAdapter(Manifest).validate_json(path.read_bytes())
    except OSError as cause:
        raise ReleaseError(f"{path}: cannot be read ({cause.strerror}); is this a release of testimonia?") from cause
    except pydantic.ValidationError as cause:
        first = cause.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the file"
        raise ReleaseError(f"{path}: not a manifest: {where}: {first['msg']}") from cause


def _stated(file: TableFile) -> dict[str, Any]:
    values = asdict(file)
    return values if file.shards else {key: value for key, value in values.items() if key != "shards"}


def measure(folder: Path, table: str, logical_sha256: str | None = None) -> TableFile:
    """Give what the manifest says about a table in `folder`; raises `FileNotFoundError` where it is not there."""
    shards = tuple(_measured(path, folder) for path in tablefiles.files(folder, table))
    if not shards:
        raise FileNotFoundError(f"{folder}: there is no table {table}")
    if len(shards) == 1 and "/" not in shards[0].file:
        return TableFile(**asdict(shards[0]), logical_sha256=logical_sha256)
    sizes = sum(shard.rows for shard in shards), sum(shard.bytes for shard in shards)
    return TableFile(table, *sizes, digest_of(shards), logical_sha256, shards)


def digest_of(shards: Iterable[Shard]) -> str:
    """Give the SHA-256 that stands for files in their order: of the lines that `sha256sum` writes of them."""
    return hashlib.sha256("".join(f"{one.sha256}  {one.file}\n" for one in shards).encode()).hexdigest()


def _measured(path: Path, folder: Path) -> Shard:
    name = path.relative_to(folder).as_posix()
    return Shard(name, pq.read_metadata(path).num_rows, path.stat().st_size, sha256_of(path))


def latest_folder(releases_folder: Path) -> Path | None:
    """Give the folder of the latest release, or None if there is none yet."""
    latest = releases_folder / LATEST
    return latest.resolve() if latest.exists() else None


def current(releases_folder: Path) -> Manifest | None:
    """Give the manifest of the latest release, or None if there is none yet."""
    latest = latest_folder(releases_folder)
    return read_manifest(latest / MANIFEST) if latest else None


def next_version(releases_folder: Path, today: date) -> str:
    """Give the first calendar version of `today` behind all of that day: `2026.11.22`, then `2026.11.22.1`, …"""
    names = (path.name for path in releases_folder.iterdir()) if releases_folder.is_dir() else ()
    day = f"{today:%Y.%m.%d}"
    steps = [int(match[4] or 0) for match in map(_CALENDAR.fullmatch, names) if match and match[0].startswith(day)]
    return f"{day}.{max(steps) + 1}" if steps else day


def release_date(version: str) -> date | None:
    """Give the day that a calendar version names, or None for any other version."""
    match = _CALENDAR.fullmatch(version)
    try:
        return date(*map(int, match.groups()[:3])) if match else None
    except ValueError:
        return None


def check_version(version: str) -> None:
    """Raise `ReleaseError` unless `version` can name a folder: a digit, then digits, letters, single `.`, `-`, `+`."""
    if not _VERSION.fullmatch(version):
        raise ReleaseError(
            f"{version!r} cannot be a version; give one such as 2026.11.22 or 1.0.0-rc.1 (a digit first, then digits, "
            "letters and single dots, dashes or pluses)"
        )
