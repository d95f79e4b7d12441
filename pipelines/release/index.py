"""`releases/index.json`: every release in a folder, newest first, from the releases' own files."""

import json
import re
from pathlib import Path
from typing import Any

from pipelines.release.manifest import LATEST, MANIFEST, read_manifest, release_date, sha256_of

INDEX = "index.json"
SUMS = "SHA256SUMS"


def write_index(releases_folder: Path) -> Path:
    """Write the index anew in one step and give its path; the same releases give the same bytes."""
    path = releases_folder / INDEX
    fresh = path.with_name(f".{INDEX}")
    fresh.write_text(index_json(releases_folder), encoding="utf-8", newline="\n")
    fresh.replace(path)
    return path


def index_json(releases_folder: Path) -> str:
    """Give the index: version, day, schema, rows and bytes by table, the hash of `SHA256SUMS`, and the status.

    `status` is `latest` for the release that `latest` points to, else `superseded`. Folders without a manifest are no
    releases and are left out. Raises `ReleaseError` where a manifest cannot be read.
    """
    link = releases_folder / LATEST
    latest = link.resolve().name if link.exists() else ""
    folders = [path for path in releases_folder.iterdir() if path.is_dir() and not path.is_symlink()]
    released = [path for path in folders if not path.name.startswith(".") and (path / MANIFEST).is_file()]
    newest_first = sorted(released, key=lambda path: _in_order(path.name), reverse=True)
    entries = [_entry(path, "latest" if path.name == latest else "superseded") for path in newest_first]
    return json.dumps({"latest": latest or None, "releases": entries}, ensure_ascii=False, indent=2) + "\n"


def _entry(folder: Path, status: str) -> dict[str, Any]:
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
        "tables": {name: {"rows": table.rows, "bytes": table.bytes} for name, table in manifest.tables.items()},
    }


def _in_order(version: str) -> list[tuple[int, str]]:
    """Give a key by which `2026.11.22.10` comes behind `2026.11.22.9`."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"[.+-]", version)]
