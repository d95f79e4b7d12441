"""A release folder: written beside the others, validated from its own files, then moved into place in one step."""

import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

from pipelines import tablefiles
from pipelines.contracts import Contracts
from pipelines.errors import ReleaseError
from pipelines.identifiers import sha256_of
from pipelines.release.citations import write_works
from pipelines.release.delta import write_changes
from pipelines.release.figures.write import write_figures
from pipelines.release.gates import FILE as GATES_FILE
from pipelines.release.gates import Passed, pass_gates
from pipelines.release.index import SUMS, write_index
from pipelines.release.licences import licence_files
from pipelines.release.logical import table_sha256
from pipelines.release.manifest import (
    LATEST,
    MANIFEST,
    Manifest,
    check_version,
    latest_folder,
    measure,
    read_manifest,
)
from pipelines.release.metadata.annotations import write_annotations
from pipelines.release.metadata.files import descriptions
from pipelines.release.metadata.model import Described
from pipelines.release.metadata.prov import write_prov
from pipelines.release.metadata.ro_crate import write_crate
from pipelines.release.order import Order
from pipelines.release.parts import write
from pipelines.release.rights import apply_terms
from pipelines.release.schema_history import check_schema
from pipelines.release.site import SITE, has_pages, write_site
from pipelines.release.texts import licence_texts
from pipelines.release.withdrawn import Withdrawal, withdrawal_notes
from pipelines.tablefiles import Tables
from pipelines.validate.judge import validate_all
from pipelines.validate.page import validation_json, validation_page
from pipelines.validate.report import FAILURE_SCHEMA, TableReport, summary

FAILURES = "validation_failures.parquet"
SCHEMAS = "schemas"


def write_release(
    tables: Tables,
    contracts: Contracts,
    schemas_folder: Path,
    releases_folder: Path,
    order: Order,
) -> Path:
    """Write `tables` as `releases_folder/<version>`, point `latest` to it, index it, and give the folder's path.

    `tables` are those before the terms of the sources are applied, as far as their texts are at hand; `schemas_folder`
    holds the YAML of `contracts`. Raises
    `ReleaseError` where the version is there already, the schema's version does not tell what changed in the contracts,
    a gate is missed, or a blocking check fails on the files just written; the build folder `.build-<version>` then
    stays, with all failing keys, and the earlier releases are as they were. A patch passes no gates, and is the latest
    only where the release that it repairs was.
    """
    check_version(order.version)
    folder, latest = releases_folder / order.version, releases_folder / LATEST
    _refuse_existing(folder)
    _refuse_other_tables(tables, contracts)
    newest = latest_folder(releases_folder)
    previous = order.patch_of or newest
    check_schema(contracts, schemas_folder, previous)
    build = releases_folder / f".build-{order.version}"
    shutil.rmtree(build, ignore_errors=True)
    build.mkdir(parents=True)
    _write_tables(tables, contracts, schemas_folder, order.withdrawn, build)
    written = tablefiles.scan_all(build, contracts)
    _validate(written, contracts, tables["documents"], order.version, build)
    passed = pass_gates(tables, previous, contracts, order) if order.patch_of is None else Passed()
    described = _describe(written, contracts, order, passed, build)
    write_changes(previous, build, contracts, order.version, _notes(previous, order, passed))
    if has_pages():
        write_site(build, contracts, build / SITE)
    write_crate(described, build)
    (build / SUMS).write_text(checksums(build), encoding="utf-8", newline="\n")
    _move(build, folder)
    if order.patch_of is None or newest == order.patch_of.resolve():
        point(latest, order.version)
    write_index(releases_folder)
    return folder


def checksums(folder: Path) -> str:
    """Give the SHA-256 of every file under `folder` but `SHA256SUMS` itself, as `sha256sum -c` reads them, sorted."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return "".join(f"{sha256_of(folder / name)}  {name}\n" for name in names if name != SUMS)


def _refuse_existing(folder: Path) -> None:
    if os.path.lexists(folder):
        raise ReleaseError(f"{folder} is there already and a release is never overwritten; give another --version")


def _refuse_other_tables(tables: Tables, contracts: Contracts) -> None:
    missing, unknown = set(contracts.tables) - set(tables), set(tables) - set(contracts.tables)
    if missing or unknown:
        raise ReleaseError(
            "a release holds the tables of the contracts; "
            f"missing are {sorted(missing)}, without a contract {sorted(unknown)}"
        )


def _write_tables(
    tables: Tables,
    contracts: Contracts,
    schemas_folder: Path,
    withdrawn: tuple[Withdrawal, ...],
    build: Path,
) -> None:
    """Write each table as the terms of the sources allow, and the contracts beside them."""
    for name, frame in apply_terms(tables, contracts, withdrawn).items():
        write(frame, contracts[name], contracts, build)
    (build / SCHEMAS).mkdir()
    for name in ("dataset", *contracts.tables):
        shutil.copyfile(schemas_folder / f"{name}.yaml", build / SCHEMAS / f"{name}.yaml")


def _validate(written: Tables, contracts: Contracts, texts: pl.LazyFrame, version: str, build: Path) -> None:
    """Judge the tables as they were written; keep the verdicts and all failing keys in the build folder."""
    reports = validate_all(contracts, written, texts)
    page = validation_page(reports, f"{contracts.dataset.name} {version}")
    _write_texts(build, {"validation.json": validation_json(reports), "validation.html": page})
    pq.write_table(failures_of(reports).to_arrow(), build / FAILURES, compression="zstd")
    if any(report.blocking for report in reports):
        raise ReleaseError(
            f"{version} was not released, since blocking checks failed:\n{summary(reports)}\n"
            f"the failing keys are in {build / FAILURES}; the latest release is as it was"
        )


def failures_of(reports: Iterable[TableReport]) -> pl.DataFrame:
    """Give the failing keys of all tables in one frame, sorted."""
    frames = [report.failures.select(list(FAILURE_SCHEMA)) for report in reports]
    empty = pl.DataFrame(schema=FAILURE_SCHEMA)
    return pl.concat([empty, *frames]).sort(list(FAILURE_SCHEMA))


def _describe(tables: Tables, contracts: Contracts, order: Order, passed: Passed, build: Path) -> Described:
    """Write what says to people and programs what the release holds, and give what that was written from."""
    dataset = contracts.dataset
    files = {table.name: measure(build, table.name, table_sha256(build, table)) for table in contracts}
    about = (dataset.name, order.version, dataset.schema_version, order.inputs_digest)
    manifest = Manifest(*about, files, passed.reasons, order.withdrawn)
    described = Described(contracts, manifest, tables)
    _write_texts(build, {**licence_texts(), **descriptions(described), GATES_FILE: passed.json()})
    _write_texts(build, licence_files(described.sources, contracts, files))
    write_works(tables["works"], tables["work_creators"], build)
    write_annotations(described, build)
    write_prov(described, build)
    write_figures(tables, build)
    absent = [item.path for item in dataset.licences if not (build / item.path).is_file()]
    if absent:
        raise ReleaseError(f"dataset.yaml names licence files that no release carries: {', '.join(absent)}")
    return described


def _notes(previous: Path | None, order: Order, passed: Passed) -> str:
    """Give what the changelog says beside what differs: takedowns since the previous release, and the gates."""
    before = read_manifest(previous / MANIFEST).withdrawn if previous else ()
    notes = [withdrawal_notes([one for one in order.withdrawn if one not in before]), passed.markdown()]
    return "\n".join(note for note in notes if note)


def _write_texts(folder: Path, texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _move(build: Path, folder: Path) -> None:
    _refuse_existing(folder)
    try:
        build.rename(folder)
    except OSError as cause:
        raise ReleaseError(f"{build} could not be moved to {folder}: {cause.strerror}") from cause


def point(link: Path, target: str) -> None:
    """Point the symbolic link to `target` in one step; who follows it sees the old release or the new one."""
    fresh = link.with_name(f".{link.name}-{target}")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(target)
    fresh.replace(link)
