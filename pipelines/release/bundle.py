"""A release folder: written beside the others, validated from its own files, then moved into place in one step."""

import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

from pipelines import parquet
from pipelines.contracts import Contracts
from pipelines.errors import ReleaseError
from pipelines.release.citations import write_works
from pipelines.release.delta import write_changes
from pipelines.release.index import SUMS, write_index
from pipelines.release.manifest import (
    LATEST,
    Manifest,
    check_version,
    measure,
    sha256_of,
)
from pipelines.release.metadata.files import descriptions
from pipelines.release.metadata.model import Described
from pipelines.release.rights import apply_terms
from pipelines.release.texts import licence_texts
from pipelines.validate.judge import validate_all
from pipelines.validate.page import validation_json, validation_page
from pipelines.validate.report import FAILURE_SCHEMA, TableReport, summary

FAILURES = "validation_failures.parquet"
SCHEMAS = "schemas"


def write_release(
    tables: Mapping[str, pl.DataFrame],
    contracts: Contracts,
    schemas_folder: Path,
    texts: Mapping[str, str],
    version: str,
    releases_folder: Path,
    inputs_digest: str,
) -> Path:
    """Write `tables` as `releases_folder/<version>`, point `latest` to it, index it, and give the folder's path.

    `texts` holds the canonical text of each document by its id, `schemas_folder` the YAML of `contracts`;
    `inputs_digest` stands for all that the tables were made from. Raises `ReleaseError` where the version is there
    already or a blocking check fails on the files just written; the build folder `.build-<version>` then stays, with
    all failing keys, and the earlier releases are as they were.
    """
    check_version(version)
    folder = releases_folder / version
    _refuse_existing(folder)
    _refuse_other_tables(tables, contracts)
    build = releases_folder / f".build-{version}"
    shutil.rmtree(build, ignore_errors=True)
    build.mkdir(parents=True)
    _write_tables(tables, contracts, schemas_folder, build)
    written = {table.name: parquet.read(build / f"{table.name}.parquet") for table in contracts}
    _validate(written, contracts, texts, version, build)
    _describe(written, contracts, version, inputs_digest, build)
    previous = releases_folder / LATEST
    write_changes(previous.resolve() if previous.exists() else None, build, contracts, version)
    (build / SUMS).write_text(checksums(build), encoding="utf-8", newline="\n")
    _move(build, folder)
    _point(releases_folder / LATEST, version)
    write_index(releases_folder)
    return folder


def checksums(folder: Path) -> str:
    """Give the SHA-256 of every file under `folder` but `SHA256SUMS` itself, as `sha256sum -c` reads them, sorted."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return "".join(f"{sha256_of(folder / name)}  {name}\n" for name in names if name != SUMS)


def _refuse_existing(folder: Path) -> None:
    if os.path.lexists(folder):
        raise ReleaseError(f"{folder} is there already and a release is never overwritten; give another --version")


def _refuse_other_tables(tables: Mapping[str, pl.DataFrame], contracts: Contracts) -> None:
    missing, unknown = set(contracts.tables) - set(tables), set(tables) - set(contracts.tables)
    if missing or unknown:
        raise ReleaseError(
            "a release holds the tables of the contracts; "
            f"missing are {sorted(missing)}, without a contract {sorted(unknown)}"
        )


def _write_tables(tables: Mapping[str, pl.DataFrame], contracts: Contracts, schemas_folder: Path, build: Path) -> None:
    """Write each table as the terms of the sources allow, and the contracts beside them."""
    for name, frame in apply_terms(tables, contracts).items():
        parquet.write(frame, contracts[name], contracts.schema(name), build / f"{name}.parquet")
    (build / SCHEMAS).mkdir()
    for name in ("dataset", *contracts.tables):
        shutil.copyfile(schemas_folder / f"{name}.yaml", build / SCHEMAS / f"{name}.yaml")


def _validate(
    written: Mapping[str, pl.DataFrame], contracts: Contracts, texts: Mapping[str, str], version: str, build: Path
) -> None:
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


def _describe(
    written: Mapping[str, pl.DataFrame], contracts: Contracts, version: str, inputs_digest: str, build: Path
) -> None:
    """Write what says to people and programs what the release holds."""
    dataset = contracts.dataset
    files = {name: measure(build / f"{name}.parquet", frame.height) for name, frame in written.items()}
    manifest = Manifest(dataset.name, version, dataset.schema_version, inputs_digest, files)
    _write_texts(build, {**licence_texts(), **descriptions(Described(contracts, manifest, written))})
    write_works(written["works"], written["work_creators"], build)
    absent = [item.path for item in dataset.licences if not (build / item.path).is_file()]
    if absent:
        raise ReleaseError(f"dataset.yaml names licence files that no release carries: {', '.join(absent)}")


def _write_texts(folder: Path, texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _move(build: Path, folder: Path) -> None:
    _refuse_existing(folder)
    try:
        build.rename(folder)
    except OSError as cause:
        raise ReleaseError(f"{build} could not be moved to {folder}: {cause.strerror}") from cause


def _point(link: Path, target: str) -> None:
    """Point the symbolic link to `target` in one step; who follows it sees the old release or the new one."""
    fresh = link.with_name(f".{link.name}-{target}")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(target)
    fresh.replace(link)
