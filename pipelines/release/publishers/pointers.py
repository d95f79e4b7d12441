"""`index.json` and `latest.json` at a target: moved forward only, and never over what another publisher wrote."""

import json
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from pipelines.errors import ReleaseError
from pipelines.release.index import INDEX, in_order
from pipelines.release.publishers.local import Release

LATEST_JSON = "latest.json"
_LISTED = frozenset({"latest", "superseded"})
_TRIES = 20
_Change = Callable[[Mapping[str, Any] | None], Mapping[str, Any]]


class Pointers(Protocol):
    """Small files that can be exchanged in one step."""

    def read(self, name: str) -> tuple[bytes | None, str]:
        """Give the bytes of a file, or None where there is none, and a token that stands for them."""

    def swap(self, name: str, data: bytes, token: str) -> bool:
        """Write a file if what is there is still what `token` stands for; give whether it was written."""


def move(pointers: Pointers, release: Release) -> list[str]:
    """Enter the release in `index.json`, then let `latest.json` name the latest that it lists; give what was done.

    The index is read behind `latest.json`, so that it lists all that `latest.json` was made from.
    """
    indexed = _exchange(pointers, INDEX, lambda index: merged(index, release))
    moved = _exchange(pointers, LATEST_JSON, lambda _: latest_of(_read(pointers.read(INDEX)[0], INDEX) or {}))
    done = [f"{INDEX} lists {release.version}"] if indexed else []
    if moved:
        done.append(f"{LATEST_JSON} is up to date")
    stay = "is withdrawn, and its files stay at the target until you take them away"
    listed = {item["version"] for item in (_read(pointers.read(INDEX)[0], INDEX) or {}).get("releases", [])}
    return [*done, *(f"{version} {stay}" for version in sorted(listed & set(release.withdrawn)))]


def merged(index: Mapping[str, Any] | None, release: Release) -> dict[str, Any]:
    """Give an index (or none yet) with the entry of a release in it, newest first; what else it lists stays.

    Of versions that were withdrawn here it then says so. Raises `ReleaseError` where it lists the same version with
    other bytes.
    """
    entries = {item["version"]: dict(item) for item in (index or {}).get("releases", [])}
    known = entries.get(release.version)
    if known and known.get("sha256sums_sha256") != release.sums_digest:
        raise ReleaseError(f"{INDEX} lists {release.version} with another {known.get('sha256sums_sha256')}")
    # What somebody said of a version, such as that it is withdrawn, is not taken back by publishing it again.
    status = known["status"] if known and known["status"] not in _LISTED else "superseded"
    entries[release.version] = {**(known or {}), **release.entry, "status": status}
    for version in set(entries) & set(release.withdrawn):
        entries[version].update(release.withdrawn[version])
    ordered = sorted(entries.values(), key=lambda item: in_order(item["version"]), reverse=True)
    latest = next((item["version"] for item in ordered if item["status"] in _LISTED), None)
    for item in ordered:
        if item["status"] in _LISTED:
            item["status"] = "latest" if item["version"] == latest else "superseded"
    return {"latest": latest, "releases": ordered}


def latest_of(index: Mapping[str, Any]) -> dict[str, Any]:
    """Give what `latest.json` says: the version that an index calls the latest; all null where there is none."""
    listed: list[Mapping[str, Any]] = index.get("releases", [])
    named: Mapping[str, Any] = next((item for item in listed if item["version"] == index["latest"]), {})
    return {key: named.get(key) for key in ("version", "path", "sha256sums_sha256")}


def _exchange(pointers: Pointers, name: str, change: _Change) -> bool:
    for _ in range(_TRIES):
        data, token = pointers.read(name)
        changed = _json(change(_read(data, name)))
        if changed == data:
            return False
        if pointers.swap(name, changed, token):
            return True
    raise ReleaseError(f"{name} was changed {_TRIES} times while it was being written; run the same command again")


def _read(data: bytes | None, name: str) -> Mapping[str, Any] | None:
    try:
        found = json.loads(data) if data is not None else None
    except ValueError as cause:
        raise ReleaseError(f"{name} at the target is no JSON ({cause}); mend or remove it there") from cause
    if found is not None and not isinstance(found, dict):
        raise ReleaseError(f"{name} at the target is no object of JSON; mend or remove it there")
    return found


def _json(value: Mapping[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
