"""`releases/index.json`: every release in a folder, newest first, from the releases' own files."""

import json
import re
from pathlib import Path
from typing import Any

from pipelines.identifiers import sha256_of
from pipelines.release.manifest import LATEST, MANIFEST, read_manifest, release_date
from pipelines.release.tombstones import index_entry, read_tombstones

INDEX = "index.json"
SUMS = "SHA256SUMS"
# What a version ends with, in its order: before a pre-release comes nothing, and behind the plain version its steps.
_BEFORE, _PLAIN = (-2, 0, ""), (-1, 0, "")


def write_index(releases_folder: Path) -> Path:
    """Write the index anew in one step and give its path; the same releases give the same bytes."""
    path = releases_folder / INDEX
    fresh = path.with_name(f".{INDEX}")
    fresh.write_text(index_json(releases_folder), encoding="utf-8", newline="\n")
    fresh.replace(path)
    return path


def index_json(releases_folder: Path) -> str:
    """Give the index: version, day, schema, rows and bytes by table, the hash of `SHA256SUMS`, and the status.

    `status` is `latest` for the release that `latest` points to, else `superseded`, or `withdrawn` with the reason; of
    a release whose files were purged, the rest is what it was. Folders without a manifest are no releases and are left
    out. Raises `ReleaseError` where a manifest or the register of withdrawn releases cannot be read.
    """
    link = releases_folder / LATEST
    latest = link.resolve().name if link.exists() else ""
    entries = {
        version: entry(releases_folder / version, "latest" if version == latest else "superseded")
        for version in released_versions(releases_folder)
    }
    for version, stone in read_tombstones(releases_folder).items():
        entries[version] = {**stone.was, **entries.get(version, {}), **index_entry(stone)}
    newest_first = [entries[version] for version in sorted(entries, key=in_order, reverse=True)]
    return json.dumps({"latest": latest or None, "releases": newest_first}, ensure_ascii=False, indent=2) + "\n"


def released_versions(releases_folder: Path) -> list[str]:
    """Give the versions whose files are there, oldest first."""
    folders = [path for path in releases_folder.iterdir() if path.is_dir() and not path.is_symlink()]
    names = [path.name for path in folders if not path.name.startswith(".") and (path / MANIFEST).is_file()]
    return sorted(names, key=in_order)


def entry(folder: Path, status: str) -> dict[str, Any]:
    """Give what the index says of the release in `folder`; raises `ReleaseError` where its manifest cannot be read."""
    manifest = read_manifest(folder / MANIFEST)
    day = release_date(manifest.version)
    return {
        "version": manifest.version,
        "date": day.isoformat() if day else None,
        "status": status,
        "path": f"{folder.name}/",
        "schema_version": manifest.schema_version,
        "inputs_digest": manifest.inputs_digest,
        "rows": sum(table.rows for table in manifest.tables.values()),
        "bytes": sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()),
        "sha256sums_sha256": sha256_of(folder / SUMS),
        "tables": {
            name: {"rows": table.rows, "bytes": table.bytes, "logical_sha256": table.logical_sha256}
            for name, table in manifest.tables.items()
        },
    }


def in_order(version: str) -> list[tuple[int, int, str]]:
    """Give a key by which `2026.11.22.10` comes behind `2026.11.22.9`, and `1.0.0` behind `1.0.0-rc.1`."""
    plain, dash, before = version.partition("-")
    ended = [_BEFORE, *_parts(before)] if dash else [_PLAIN]
    return [*_parts(plain), *ended]


def _parts(version: str) -> list[tuple[int, int, str]]:
    return [(1, int(part), "") if part.isdecimal() else (0, 0, part) for part in re.split(r"[.+-]", version)]
