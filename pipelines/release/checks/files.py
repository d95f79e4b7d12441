"""The files of a release against `SHA256SUMS`, `manifest.json` and `datapackage.json`."""

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any

import pydantic
from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from pipelines.errors import ReleaseError
from pipelines.identifiers import sha256_of
from pipelines.release.checks.verdict import Check, Problem, compare
from pipelines.release.manifest import MANIFEST, Shard, TableFile, digest_of, read_manifest
from pipelines.release.signatures import SIGNATURE

SUMS = "SHA256SUMS"
DATAPACKAGE = "datapackage.json"
_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")


@dataclass(frozen=True)
class _Shard:
    path: str
    hash: str
    rows: int


@dataclass(frozen=True)
class _Resource:
    name: str
    path: str
    hash: str
    rows: int
    shards: tuple[_Shard, ...] = ()


@dataclass(frozen=True)
class _Package:
    resources: tuple[_Resource, ...]


def check_sums(release: Path) -> Check:
    """Compare each file with `SHA256SUMS`: missing, differing and extra ones are problems.

    The sums themselves and their signature cannot stand in it.
    """
    listed, problems = _listed(release)
    there = _files(release)
    missing, extra = sorted(set(listed) - set(there)), sorted(set(there) - set(listed) - {SUMS, SIGNATURE})
    problems += [Problem(name, f"the file, as {SUMS} lists it", "no file") for name in missing]
    problems += [Problem(name, f"no such file, as {SUMS} does not list it", "a file") for name in extra]
    for name in sorted(set(listed) & set(there)):
        problems += _same_hash(release, name, listed[name])
    return Check("files", f"{len(listed)} listed in {SUMS}, {len(there)} there", tuple(problems))


def check_manifest(release: Path) -> Check:
    """Compare the files of each table with `manifest.json`: size and hash (their rows: see `reading`)."""
    try:
        manifest = read_manifest(release / MANIFEST)
    except ReleaseError as error:
        return Check("manifest", "nothing", (Problem(MANIFEST, "a manifest", str(error)),))
    compared = (_same_table(release, name, file) for name, file in manifest.tables.items())
    return Check("manifest", f"{len(manifest.tables)} tables", tuple(chain.from_iterable(compared)))


def check_datapackage(release: Path) -> Check:
    """Compare the files of each table with its resource in `datapackage.json`: hash and rows.

    frictionless lets a wrong hash pass.
    """
    try:
        package = TypeAdapter(_Package).validate_json((release / DATAPACKAGE).read_bytes())
    except OSError as error:
        return Check("datapackage", "nothing", (Problem(DATAPACKAGE, "a Data Package", str(error.strerror)),))
    except pydantic.ValidationError as error:
        return Check("datapackage", "nothing", (Problem(DATAPACKAGE, "a Data Package", _first(error)),))
    compared = (_same_resource(release, item) for item in package.resources)
    return Check("datapackage", f"{len(package.resources)} resources", tuple(chain.from_iterable(compared)))


def inside(folder: Path, name: str) -> Path | None:
    """Give the path of `name` in `folder`, or None where it leads out of it."""
    full = folder / name
    return full if _stays(name) and full.resolve().is_relative_to(folder.resolve()) else None


def _stays(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\0" not in name


def _listed(release: Path) -> tuple[dict[str, str], list[Problem]]:
    """Read `SHA256SUMS`: hash by name, and what is wrong with the list itself."""
    try:
        text = (release / SUMS).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        return {}, [Problem(SUMS, "a list of hashes", f"none that can be read ({error})")]
    listed: dict[str, str] = {}
    problems: list[Problem] = []
    for number, line in enumerate(text.splitlines(), 1):
        match = _LINE.fullmatch(line)
        if not match or match[2] in listed or not _stays(match[2]):
            problems.append(Problem(f"{SUMS}:{number}", "a hash and a path in the release, once", repr(line[:100])))
            continue
        listed[match[2]] = match[1]
    return listed, problems


def _files(release: Path) -> list[str]:
    found = (path for path in release.rglob("*") if path.is_symlink() or not path.is_dir())
    return sorted(path.relative_to(release).as_posix() for path in found)


def _same_hash(release: Path, name: str, expected: str) -> Iterator[Problem]:
    path = release / name
    if path.is_symlink() or not path.is_file():
        yield Problem(name, "a plain file", "a link or a special file")
        return
    yield from compare(f"{name}: sha256", expected, _hash(path))


def _same_table(release: Path, name: str, expected: TableFile) -> Iterator[Problem]:
    """Yield how a table's files differ from what the manifest says of them, and what it says of them from itself."""
    for file in expected.files:
        yield from _same_file(release, name, file)
    if not expected.shards:
        return
    where = f"{MANIFEST}: {name}"
    yield from compare(f"{where}: sha256 of its shards", expected.sha256, digest_of(expected.shards))
    for what in ("rows", "bytes"):
        total = sum(getattr(shard, what) for shard in expected.shards)
        yield from compare(f"{where}: {what} of its shards", getattr(expected, what), total)
    folder = inside(release, expected.file)
    there = {path.relative_to(release.resolve()).as_posix() for path in folder.resolve().glob("*")} if folder else set()
    for spare in sorted(there - {shard.file for shard in expected.shards}):
        yield Problem(where, "its shards and no other file in their folder", spare)


def _same_file(release: Path, name: str, expected: Shard) -> Iterator[Problem]:
    """Yield how one file of a table differs from what the manifest says of it."""
    path = inside(release, expected.file)
    if path is None or not path.is_file():
        yield Problem(f"{MANIFEST}: {name}", f"the file {expected.file!r} in the release", "no file")
        return
    yield from compare(f"{expected.file}: bytes, by {MANIFEST}", expected.bytes, path.stat().st_size)
    yield from compare(f"{expected.file}: sha256, by {MANIFEST}", expected.sha256, _hash(path))


def _same_resource(release: Path, item: _Resource) -> Iterator[Problem]:
    """Yield how a table's files, and the manifest's count of its rows, differ from what the Data Package says."""
    for shard in item.shards or (item,):
        path = inside(release, shard.path)
        if path is None or not path.is_file():
            yield Problem(f"{DATAPACKAGE}: {item.name}", f"the file {shard.path!r} in the release", "no file")
            continue
        yield from compare(f"{shard.path}: hash, by {DATAPACKAGE}", shard.hash, f"sha256:{_hash(path)}")
    told = _manifest_entry(release, item.name)
    if told is None:
        return
    yield from compare(f"{MANIFEST}: {item.name}: rows, by {DATAPACKAGE}", item.rows, told.rows)
    if told.shards:
        yield from compare(f"{MANIFEST}: {item.name}: sha256, by {DATAPACKAGE}", item.hash, f"sha256:{told.sha256}")
        names = [shard.file for shard in told.shards], [shard.path for shard in item.shards]
        yield from compare(f"{MANIFEST}: {item.name}: shards, by {DATAPACKAGE}", names[1], names[0])


def _manifest_entry(release: Path, name: str) -> TableFile | None:
    try:
        return read_manifest(release / MANIFEST).tables.get(name)
    except ReleaseError:
        return None  # `check_manifest` says so


def _hash(path: Path) -> str:
    try:
        return sha256_of(path)
    except OSError as error:
        return f"no bytes ({error.strerror})"


def _first(error: pydantic.ValidationError) -> str:
    item: Any = error.errors()[0]
    return f"{'.'.join(str(part) for part in item['loc']) or 'the file'}: {item['msg']}"
