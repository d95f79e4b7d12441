"""`releases/withdrawn.json`: which releases were withdrawn, and why; the index and purged folders derive from it."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pydantic
from pydantic import ConfigDict, TypeAdapter
from pydantic.dataclasses import dataclass

from pipelines.errors import ReleaseError
from pipelines.release.withdrawn import Withdrawal

REGISTER = "withdrawn.json"
TOMBSTONE = "TOMBSTONE.json"


@dataclass(frozen=True, config=ConfigDict(extra="forbid"))
class Tombstone:
    """A withdrawn release: what of it was withdrawn (nothing where it was the `whole`), which release takes its place,
    whether its files are `purged`, and its entry in the index as it `was`.
    """

    version: str
    date: str
    reason: str
    whole: bool
    withdrawn: tuple[Withdrawal, ...]
    replaced_by: str | None
    purged: bool
    was: Mapping[str, Any]


def read_tombstones(releases_folder: Path) -> dict[str, Tombstone]:
    """Give the withdrawn releases by version; raise `ReleaseError` where the register cannot be read."""
    path = releases_folder / REGISTER
    if not path.is_file():
        return {}
    try:
        stones = TypeAdapter(tuple[Tombstone, ...]).validate_json(path.read_bytes())
    except pydantic.ValidationError as cause:
        raise ReleaseError(f"{path}: not a register of withdrawn releases: {cause.errors()[0]['msg']}") from cause
    return {stone.version: stone for stone in stones}


def write_tombstone(releases_folder: Path, stone: Tombstone) -> None:
    """Put one tombstone into the register, in one step, in place of an earlier one of that version."""
    stones = {**read_tombstones(releases_folder), stone.version: stone}
    fresh = releases_folder / f".{REGISTER}"
    fresh.write_text(_json([asdict(stones[version]) for version in sorted(stones)]), encoding="utf-8", newline="\n")
    fresh.replace(releases_folder / REGISTER)


def tombstone_json(stone: Tombstone) -> str:
    """Give what is left in the folder of a purged release."""
    return _json(asdict(stone))


def index_entry(stone: Tombstone) -> dict[str, Any]:
    """Give what the index says of a withdrawn release beside what it is."""
    said = {"date": stone.date, "reason": stone.reason, "whole": stone.whole, "what": [x.what for x in stone.withdrawn]}
    return {"status": "withdrawn", "withdrawn": {**said, "replaced_by": stone.replaced_by, "purged": stone.purged}}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
