"""A release folder as what is to be published: its version, files, digests, and its entry in an index."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.release.index import SUMS, entry
from pipelines.release.manifest import MANIFEST, check_version, read_manifest
from pipelines.release.publishers.plan import File
from pipelines.release.tombstones import index_entry, read_tombstones

SHA256, MD5, GIT = "sha256", "md5", "git-sha1"
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Release:
    """A release on disk; `files` begins with `SHA256SUMS`, which stands for all others.

    `withdrawn` holds what an index says of the releases beside it that were withdrawn, by version.
    """

    folder: Path
    name: str
    version: str
    files: tuple[File, ...]
    entry: Mapping[str, Any]
    withdrawn: Mapping[str, Mapping[str, Any]]

    @property
    def sums_digest(self) -> str:
        """The SHA-256 of `SHA256SUMS`: 64 hexadecimal digits."""
        return str(self.entry["sha256sums_sha256"])


def read_release(folder: Path) -> Release:
    """Read what is to be published; raises `ReleaseError` where there is no manifest or its version names no folder."""
    manifest = read_manifest(folder / MANIFEST)
    check_version(manifest.version)
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    files = [file_of(path, path.relative_to(folder).as_posix()) for path in paths]
    files.sort(key=lambda file: file.name != SUMS)
    indexed = {**entry(folder, "superseded"), "path": f"{manifest.version}/"}
    stones = read_tombstones(folder.parent)
    withdrawn = {version: index_entry(stone) for version, stone in stones.items()}
    return Release(folder, manifest.name, manifest.version, tuple(files), indexed, withdrawn)


def file_of(path: Path, name: str) -> File:
    """Give a file on disk under the name that it gets."""
    return File(name, path, path.stat().st_size)


def digest_of(file: File, algorithm: str) -> str:
    """Give `algorithm:hexadecimal` of a file's bytes; `git-sha1` is the id that git gives a blob of them."""
    return f"{algorithm}:{_hashed(file.path, file.bytes, algorithm)}"


def _hashed(path: Path, size: int, algorithm: str) -> str:
    digest = hashlib.sha256() if algorithm == SHA256 else _other(algorithm, size)
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def _other(algorithm: str, size: int) -> "hashlib._Hash":
    """Give a hash that a target attests, and that no safety rests on: it tells whether bytes arrived as they left."""
    if algorithm == MD5:
        return hashlib.md5(usedforsecurity=False)
    if algorithm == GIT:
        return hashlib.sha1(b"blob %d\0" % size, usedforsecurity=False)
    raise ValueError(f"no algorithm of a target: {algorithm}")
