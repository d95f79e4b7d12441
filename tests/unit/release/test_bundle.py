import json
import os
import shutil
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from release_samples import DIGEST, VERSION, Dataset

from pipelines.errors import ReleaseError
from pipelines.release.bundle import checksums
from pipelines.release.manifest import check_version, current, next_version, release_date


@pytest.fixture
def releases(released: Path, tmp_path: Path) -> Path:
    """A folder of releases that a test may add to."""
    return shutil.copytree(released.parent, tmp_path / "releases", symlinks=True)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_release_holds_its_tables_and_what_describes_them(dataset: Dataset, released: Path) -> None:
    there = set(contents(released))
    assert {f"{name}.parquet" for name in dataset.contracts.tables} < there
    assert {f"schemas/{name}.yaml" for name in ("dataset", *dataset.contracts.tables)} < there
    assert {
        *("README.md", "data-dictionary.md", "datapackage.json", "CITATION.cff", "manifest.json", "SHA256SUMS"),
        *("LICENSE-CODE.txt", "LICENSE-DATA.txt", "LICENSE-SOURCES.txt"),
        *("validation.json", "validation.html", "validation_failures.parquet"),
    } < there


def test_two_builds_in_different_folders_are_the_same_bytes(dataset: Dataset, released: Path, tmp_path: Path) -> None:
    folder = tmp_path / "somewhere" / "else"
    left_over = folder / f".build-{VERSION}"
    left_over.mkdir(parents=True)
    (left_over / "stale.txt").write_text("of a run that was killed")
    shuffled = {name: frame.reverse() for name, frame in dataset.tables.items()}
    again = dataset.release(folder, **shuffled)
    assert contents(again) == contents(released)
    assert {path.name for path in folder.iterdir()} == {VERSION, "latest", "index.json"}


def test_latest_points_to_the_new_release_from_wherever_the_folder_lies(
    dataset: Dataset, releases: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "pipelines.release.bundle.validate_all", lambda *_: ()
    )  # takes seconds and is not what is tested
    assert (releases / "latest").readlink() == Path(VERSION)
    dataset.release(releases, "2031.04.05.1")
    moved = releases.rename(releases.parent / "moved")
    assert (moved / "latest").readlink() == Path("2031.04.05.1")
    found = current(moved)
    assert found is not None
    assert (found.version, found.inputs_digest, found.tables["claims"].rows) == ("2031.04.05.1", DIGEST, 3)


def test_a_release_is_never_overwritten(dataset: Dataset, releases: Path) -> None:
    before = contents(releases)
    with pytest.raises(ReleaseError, match="is there already"):
        dataset.release(releases)
    assert contents(releases) == before


def test_a_failing_check_blocks_and_leaves_the_last_release_and_the_keys(dataset: Dataset, releases: Path) -> None:
    before = contents(releases / VERSION)
    wrong = dataset.tables["quotes"].with_columns(start=pl.col("start") + 1)
    with pytest.raises(ReleaseError, match=r"2 was not released(.|\n)*quotes") as raised:
        dataset.release(releases, "2", quotes=wrong)
    failures = pl.read_parquet(releases / ".build-2" / "validation_failures.parquet")
    # One of the three quotes ships without its words, so its span alone does not tell.
    assert failures.filter(pl.col("table_name") == "quotes")["key"].n_unique() == 2
    assert str(releases / ".build-2") in str(raised.value)
    assert contents(releases / VERSION) == before
    assert (releases / "latest").readlink() == Path(VERSION)
    assert not (releases / "2").exists()


def test_the_tables_must_be_those_of_the_contracts(dataset: Dataset, tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match=r"without a contract \['gossip'\]"):
        dataset.release(tmp_path, gossip=pl.DataFrame())


def test_sums_are_in_the_form_of_sha256sum_and_sorted(released: Path) -> None:
    lines = (released / "SHA256SUMS").read_text().splitlines()
    names = [line.split("  ", 1)[1] for line in lines]
    assert names == sorted(names)
    assert "SHA256SUMS" not in names
    assert "schemas/claims.yaml" in names
    assert "\n".join(lines) + "\n" == checksums(released)


def test_no_file_names_the_machine_or_the_folder(released: Path) -> None:
    for name, data in contents(released).items():
        assert str(released.parent).encode() not in data, name
        # In minified code, base64 and a compressed PNG a short name stands by chance.
        assert name.startswith("site/") or name.endswith(".png") or os.uname().nodename.encode() not in data, name


def test_the_manifest_counts_rows_and_bytes(released: Path) -> None:
    manifest = json.loads((released / "manifest.json").read_text())
    entry = manifest["tables"]["passages"]
    assert entry["rows"] == pl.read_parquet(released / "passages.parquet").height
    assert entry["bytes"] == (released / "passages.parquet").stat().st_size
    assert manifest["schema_version"] == "0.2.1"


def test_versions_follow_the_calendar(tmp_path: Path) -> None:
    day = date(2031, 1, 2)
    assert next_version(tmp_path / "none yet", day) == "2031.01.02"
    for taken, following in (
        ("2031.01.02", "2031.01.02.1"),
        ("2031.01.02.9", "2031.01.02.10"),
        ("2031.01.03", "2031.01.02.10"),
    ):
        (tmp_path / taken).mkdir()
        assert next_version(tmp_path, day) == following
    assert release_date("2031.01.02.10") == day
    assert release_date("2031.13.02") is None
    assert release_date("1.0.0") is None


@pytest.mark.parametrize("version", ["", "latest", "..", "../1", "1/2", ".build-1", "1..2", "1.", "1\n"])
def test_a_version_that_cannot_name_a_folder_is_refused(version: str) -> None:
    with pytest.raises(ReleaseError, match="cannot be a version"):
        check_version(version)


def test_there_is_no_current_release_before_the_first(tmp_path: Path) -> None:
    assert current(tmp_path) is None
    (tmp_path / "latest").mkdir()
    (tmp_path / "latest" / "manifest.json").write_text('{"name": "x"}')
    with pytest.raises(ReleaseError, match=r"manifest\.json: not a manifest: version"):
        current(tmp_path)
