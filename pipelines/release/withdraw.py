"""Takedowns in a folder of releases: the words or rows go in a patch release, and a tombstone stays."""

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import polars as pl

from pipelines import tablefiles
from pipelines.contracts import load_contracts
from pipelines.errors import ReleaseError, UsageError
from pipelines.identifiers import sha256_hex
from pipelines.release.bundle import SCHEMAS, point, write_release
from pipelines.release.index import entry, released_versions, write_index
from pipelines.release.manifest import LATEST, MANIFEST, Manifest, next_version, read_manifest
from pipelines.release.order import Order
from pipelines.release.tombstones import TOMBSTONE, Tombstone, read_tombstones, tombstone_json, write_tombstone
from pipelines.release.withdrawn import Withdrawal, stated, withdrawn_documents


@dataclass(frozen=True, slots=True)
class Takedown:
    """What a person asks to withdraw from a release: documents and sources by id, or neither for the whole of it.

    With `rows` the rows go too, with `purge` the files of the release; `patch` is the version of the patch release, by
    default the next of the day.
    """

    reason: str
    day: date
    documents: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    rows: bool = False
    purge: bool = False
    patch: str = ""

    @property
    def whole(self) -> bool:
        """Whether nothing of the release is left."""
        return not (self.documents or self.sources)


@dataclass(frozen=True, slots=True)
class Done:
    """What was done: the tombstone, what to keep in `raw/withdrawn.yaml`, and the versions that still hold it."""

    stone: Tombstone
    withdrawals: tuple[Withdrawal, ...]
    also_in: tuple[str, ...]


def withdraw(releases: Path, version: str, asked: Takedown) -> Done:
    """Withdraw a release, or something of it, in the folder `releases`; no raw documents are needed.

    Where something is left, a patch release without the rest is written from the release's own files, by its own
    contracts; where the release was the latest, the patch is, or the newest that is not withdrawn. Raises
    `ReleaseError` or `UsageError` before anything is written where the release is not there or does not hold what is to
    be withdrawn. A release that was withdrawn before can still be purged.
    """
    folder, stones = releases / version, read_tombstones(releases)
    if not asked.reason.strip():
        raise UsageError("--reason: say why, for those who look for the release")
    if version in stones and asked.purge and folder.is_dir():
        return Done(_bury(releases, replace(stones[version], purged=True)), (), ())
    if version in stones:
        instead = stones[version].replaced_by
        raise UsageError(
            f"{version} is withdrawn already{f'; withdraw {instead}, which replaced it' if instead else ''}"
        )
    if folder.is_symlink() or not (folder / MANIFEST).is_file():
        raise ReleaseError(f"{folder}: there is no such release; {', '.join(released_versions(releases))} are there")
    withdrawals = _withdrawals(folder, asked)
    was = entry(folder, "superseded")
    patch = None if asked.whole else _patch(releases, folder, withdrawals, asked)
    stone = Tombstone(version, asked.day.isoformat(), asked.reason, asked.whole, withdrawals, patch, asked.purge, was)
    return Done(_bury(releases, stone), withdrawals, _also_in(releases, version, patch, withdrawals))


def _withdrawals(folder: Path, asked: Takedown) -> tuple[Withdrawal, ...]:
    """Give what is to be withdrawn as it is kept; raise `UsageError` where the release has no such thing."""
    documents = tablefiles.scan(folder, "documents").filter(pl.col("document_id").is_in(asked.documents))
    paths = dict(documents.select("document_id", "path").collect(engine="streaming").iter_rows())
    sources = set(tablefiles.scan(folder, "sources").select("source_id").collect()["source_id"])
    unknown = [*(set(asked.documents) - set(paths)), *(set(asked.sources) - sources)]
    if unknown:
        raise UsageError(f"{folder.name} has no {', '.join(sorted(unknown))}; see its tables documents and sources")
    day = asked.day.isoformat()
    return (
        *(Withdrawal(asked.reason, day, one, paths[one], rows=asked.rows) for one in asked.documents),
        *(Withdrawal(asked.reason, day, source_id=one, rows=asked.rows) for one in asked.sources),
    )


def _patch(releases: Path, folder: Path, withdrawals: tuple[Withdrawal, ...], asked: Takedown) -> str:
    """Write the release again without what is withdrawn, and give its version."""
    manifest = read_manifest(folder / MANIFEST)
    contracts = load_contracts(folder / SCHEMAS)
    tables = tablefiles.scan_all(folder, contracts)
    order = Order(
        asked.patch or next_version(releases, asked.day),
        _digest(manifest, withdrawals),
        withdrawn=(*manifest.withdrawn, *withdrawals),
        patch_of=folder,
    )
    write_release(tables, contracts, folder / SCHEMAS, releases, order)
    return order.version


def _digest(manifest: Manifest, withdrawals: Sequence[Withdrawal]) -> str:
    """Give the digest of what a patch was made from: the inputs of the release, and what was taken out."""
    values = [manifest.inputs_digest, *(stated(one) for one in withdrawals)]
    return sha256_hex(json.dumps(values, ensure_ascii=False, sort_keys=True).encode())


def _bury(releases: Path, stone: Tombstone) -> Tombstone:
    """Put the tombstone up, lead `latest` elsewhere, empty the folder if that is asked, and index what is there."""
    write_tombstone(releases, stone)
    latest = releases / LATEST
    if latest.is_symlink() and latest.resolve() == (releases / stone.version).resolve():
        standing = [name for name in released_versions(releases) if name not in read_tombstones(releases)]
        if standing:
            point(latest, standing[-1])
        else:
            latest.unlink()
    if stone.purged:
        _purge(releases / stone.version, stone)
    write_index(releases)
    return stone


def _purge(folder: Path, stone: Tombstone) -> None:
    """Leave nothing in the folder but the tombstone; the folder stays, so that the version is not given again."""
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    (folder / TOMBSTONE).write_text(tombstone_json(stone), encoding="utf-8", newline="\n")


def _also_in(releases: Path, version: str, patch: str | None, withdrawals: Sequence[Withdrawal]) -> tuple[str, ...]:
    """Give the other releases whose files still hold a document that was withdrawn, themselves not withdrawn for it."""
    others = [name for name in released_versions(releases) if name not in (version, patch)]
    found = []
    for name in others:
        open_ones = [one for one in withdrawals if one not in read_manifest(releases / name / MANIFEST).withdrawn]
        documents = tablefiles.scan(releases / name, "documents")
        if len(withdrawn_documents(documents, open_ones, rows=False)):
            found.append(name)
    return tuple(found)
