"""The contracts of earlier versions: kept, compared, and still opened by the program as it is."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from release_samples import SCHEMAS, VERSION, Dataset, told

from pipelines import parquet
from pipelines.contracts import Contracts, Field, load_contracts
from pipelines.errors import ContractError, ReleaseError
from pipelines.release.bundle import checksums
from pipelines.release.checks.verdict import Check
from pipelines.release.diff import diff_releases
from pipelines.release.explain import explain
from pipelines.release.inputs import inputs_digest
from pipelines.release.manifest import Manifest, manifest_json, measure
from pipelines.release.schema_history import (
    HISTORY,
    check_schema,
    kept_contracts,
    kept_versions,
    release_schema,
    schema_state,
)
from pipelines.release.schema_version import Version
from pipelines.release.verify import verify

STATED = load_contracts(SCHEMAS).dataset.schema_version


@pytest.fixture
def schemas(tmp_path: Path) -> Path:
    """Contracts that a test may change, as 0.1.0 and without a history."""
    folder = shutil.copytree(SCHEMAS, tmp_path / "schemas", ignore=shutil.ignore_patterns(HISTORY))
    change(folder / "dataset.yaml", f"schema_version: {STATED}", "schema_version: 0.1.0")
    return folder


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def drop_a_column(schemas: Path) -> None:
    change(schemas / "rejects.yaml", "  - name: detail\n    type: string\n", "  - name: details\n    type: string\n")


def reword(schemas: Path) -> None:
    change(schemas / "rejects.yaml", "description: Why.", "description: Why it was refused.")


def test_the_first_version_is_kept_as_it_is_stated(schemas: Path) -> None:
    assert kept_versions(schemas) == ()
    release_schema(schemas)
    assert kept_versions(schemas) == (Version(0, 1, 0),)
    assert kept_contracts(schemas, Version(0, 1, 0)) == load_contracts(schemas)
    assert not list((schemas / HISTORY).glob(".*"))


@pytest.mark.parametrize(("edit", "version"), [(reword, "0.1.1"), (drop_a_column, "0.2.0")])
def test_the_version_is_the_one_that_the_changes_need(
    schemas: Path, edit: Callable[[Path], None], version: str
) -> None:
    release_schema(schemas)
    edit(schemas)
    state = release_schema(schemas)
    assert str(state.stated) == version == load_contracts(schemas).dataset.schema_version
    assert [str(kept) for kept in kept_versions(schemas)] == ["0.1.0", version]
    check_schema(load_contracts(schemas), schemas, None)
    before = (schemas / "dataset.yaml").read_bytes()
    assert release_schema(schemas).changes == ()  # a second time there is nothing to do
    assert (schemas / "dataset.yaml").read_bytes() == before


def test_a_breaking_change_after_1_0_0_needs_a_major_step(schemas: Path) -> None:
    release_schema(schemas, Version(1, 0, 0))
    drop_a_column(schemas)
    with pytest.raises(ContractError, match=r"need 2\.0\.0, not 1\.1\.0"):
        release_schema(schemas, Version(1, 1, 0))
    assert release_schema(schemas).stated == Version(2, 0, 0)


def test_a_version_that_nobody_has_seen_is_written_anew(schemas: Path) -> None:
    release_schema(schemas)
    drop_a_column(schemas)
    release_schema(schemas)
    reword(schemas)
    assert release_schema(schemas, replace=True).stated == Version(0, 2, 0)
    assert [str(kept) for kept in kept_versions(schemas)] == ["0.1.0", "0.2.0"]
    assert schema_state(load_contracts(schemas), schemas).changes == ()


@pytest.mark.parametrize(
    ("stated", "edit", "message"),
    [
        (
            "0.1.0",
            reword,
            r"schema_version is 0\.1\.0, but what changed since history/0\.1\.0 \(0\.1\.0\) needs 0\.1\.1",
        ),
        ("0.1.1", drop_a_column, r"needs 0\.2\.0:\n  major: rejects\.detail: gone"),
        ("0.2.0", drop_a_column, r"0\.2\.0 is not kept in history/; run `testimonia schema release`"),
        ("0.0.9", lambda schemas: None, r"versions do not go back"),
    ],
)
def test_a_release_is_refused_where_the_version_does_not_tell_what_changed(
    schemas: Path, stated: str, edit: Callable[[Path], None], message: str
) -> None:
    release_schema(schemas)
    edit(schemas)
    change(schemas / "dataset.yaml", "schema_version: 0.1.0", f"schema_version: {stated}")
    with pytest.raises(ReleaseError, match=message):
        check_schema(load_contracts(schemas), schemas, None)


def test_without_a_history_the_last_release_is_what_counts(dataset: Dataset, released: Path, schemas: Path) -> None:
    now = replace(dataset.contracts, dataset=replace(dataset.contracts.dataset, schema_version=STATED))
    check_schema(now, schemas, released)
    drop_a_column(schemas)
    changed = load_contracts(schemas)
    with pytest.raises(ReleaseError, match=rf"since release {VERSION} .* needs .*:\n  major: rejects\.detail: gone"):
        check_schema(replace(changed, dataset=now.dataset), schemas, released)


def test_a_release_with_too_small_a_step_is_not_written(
    dataset: Dataset, schemas: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipelines.release.bundle.validate_all", lambda *_: ())  # takes seconds, is not what is tested
    monkeypatch.setattr("release_samples.SCHEMAS", schemas)
    release_schema(schemas)
    reword(schemas)
    with pytest.raises(ReleaseError, match="run `testimonia schema release`"):
        replace(dataset, contracts=load_contracts(schemas)).release(tmp_path / "releases")
    assert not (tmp_path / "releases").exists()
    release_schema(schemas)
    assert replace(dataset, contracts=load_contracts(schemas)).release(tmp_path / "releases").is_dir()


def test_the_history_counts_among_the_inputs_and_is_no_spare_contract(schemas: Path, tmp_path: Path) -> None:
    def digest() -> str:
        return inputs_digest(tmp_path, tmp_path / "raw", schemas, tmp_path / "none.csv")

    before = digest()
    release_schema(schemas)
    assert digest() != before
    assert load_contracts(schemas).tables.keys() == load_contracts(SCHEMAS).tables.keys()


def past() -> Iterator[tuple[str, Path]]:
    """Give every version that is kept, and the contracts as they stand."""
    yield from ((str(version), SCHEMAS / HISTORY / str(version)) for version in kept_versions(SCHEMAS))
    yield "now", SCHEMAS


FILLERS: dict[str, Any] = {"string": "x", "integer": 1, "number": 0.5, "boolean": False, "date": None}


def filler(item: Field) -> Any:
    if not item.constraints.required:
        return None
    return (*item.constraints.enum, item.example, FILLERS[item.type])[0] or FILLERS[item.type]


def written_under(contracts: Contracts, schemas: Path, dataset: Dataset, folder: Path) -> Path:
    """Write the sample rows as a release by past contracts: columns that they lack are left out, others filled."""
    folder.mkdir()
    files = {}
    for table in contracts:
        known = dataset.tables.get(table.name, pl.DataFrame())
        rows = [{item.name: row.get(item.name, filler(item)) for item in table} for row in known.to_dicts()]
        path = folder / f"{table.name}.parquet"
        parquet.write(parquet.frame_of(rows, table), table, contracts.schema(table.name), path)
        files[table.name] = measure(folder, table.name)
    manifest = Manifest("testimonia", "1", contracts.dataset.schema_version, "a", files)
    (folder / "manifest.json").write_text(manifest_json(manifest), encoding="utf-8")
    described = [
        {"name": name, "path": file.file, "hash": f"sha256:{file.sha256}", "rows": file.rows}
        for name, file in files.items()
    ]
    (folder / "datapackage.json").write_text(json.dumps({"resources": described}), encoding="utf-8")
    (folder / "schemas").mkdir()
    for name in ("dataset", *contracts.tables):
        shutil.copyfile(schemas / f"{name}.yaml", folder / "schemas" / f"{name}.yaml")
    (folder / "SHA256SUMS").write_text(checksums(folder), encoding="utf-8")
    return folder


@pytest.mark.parametrize(("version", "schemas"), past(), ids=[version for version, _ in past()])
def test_the_reader_opens_every_past_contract(
    version: str, schemas: Path, dataset: Dataset, released: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What today's program does with a release of that time: verify it, explain a row, compare it with today's."""
    monkeypatch.setattr(
        "pipelines.release.verify.check_terms", lambda *_: Check("terms", "left out")
    )  # the samples hold all words
    release = written_under(load_contracts(schemas), schemas, dataset, tmp_path / "old")
    verdict = verify(release)
    assert told(verdict) == {}
    assert len(verdict.checks) > 8  # it came to the end: contracts, schemas, rules, spans
    claim = dataset.tables["claims"]["claim_id"][0]
    assert explain(release, claim).row["statement"].startswith("The ")
    found = {table.table: (table.before, table.added, table.gone) for table in diff_releases(release, released).tables}
    assert found["claims"] == (3, 0, 0)
