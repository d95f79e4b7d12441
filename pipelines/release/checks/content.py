"""The rows of each table against their logical hash in the manifest."""

from collections.abc import Mapping
from pathlib import Path

from pipelines.contracts import Contracts
from pipelines.errors import ReleaseError
from pipelines.release.checks.stored import Stored
from pipelines.release.checks.verdict import Check, Problem, compare
from pipelines.release.manifest import MANIFEST, Manifest, read_manifest
from pipelines.release.withdrawn import Withdrawal


def check_content(release: Path, tables: Mapping[str, Stored], contracts: Contracts) -> Check:
    """Compare the logical hash of each table; a release that states none, as older ones do, is not compared."""
    manifest = _manifest(release)
    stated = {name: file.logical_sha256 for name, file in manifest.tables.items()} if manifest else {}
    problems: list[Problem] = []
    compared = [table.name for table in contracts if stated.get(table.name) is not None]
    for name in compared:
        stored = tables[name]
        problems += compare(f"{stored.name}: logical hash of its rows", stated[name], stored.logical_sha256)
    return Check("content", f"rows of {len(compared)} of {len(contracts.tables)} tables", tuple(problems))


def withdrawn_of(release: Path) -> tuple[Withdrawal, ...]:
    """Give what the manifest says was withdrawn."""
    manifest = _manifest(release)
    return manifest.withdrawn if manifest else ()


def _manifest(release: Path) -> Manifest | None:
    try:
        return read_manifest(release / MANIFEST)
    except ReleaseError:
        return None  # `check_manifest` says so
