"""The index of a folder of releases."""

import json
import shutil
from pathlib import Path

import pytest
from release_samples import DIGEST, VERSION, Dataset

from pipelines.identifiers import sha256_of
from pipelines.release.index import index_json, write_index


def test_a_release_is_indexed_with_its_rows_bytes_and_hash(released: Path) -> None:
    index = json.loads((released.parent / "index.json").read_text(encoding="utf-8"))
    (entry,) = index["releases"]
    assert index["latest"] == VERSION
    assert (entry["version"], entry["status"], entry["inputs_digest"]) == (VERSION, "latest", DIGEST)
    assert (entry["date"], entry["path"]) == ("2031-04-05", f"{VERSION}/")
    assert entry["rows"] == sum(table["rows"] for table in entry["tables"].values())
    assert entry["bytes"] == sum(path.stat().st_size for path in released.rglob("*") if path.is_file())
    assert entry["sha256sums_sha256"] == sha256_of(released / "SHA256SUMS")
    assert len(entry["tables"]["claims"]["logical_sha256"]) == 64


def test_releases_stand_newest_first_and_one_is_the_latest(
    dataset: Dataset, released: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipelines.release.bundle.validate_all", lambda *_: ())  # takes seconds, is not what is tested
    folder = shutil.copytree(released.parent, tmp_path / "releases", symlinks=True)
    for version in (f"{VERSION}.9", f"{VERSION}.10"):
        dataset.release(folder, version)
    index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    found = [(entry["version"], entry["status"]) for entry in index["releases"]]
    assert found == [(f"{VERSION}.10", "latest"), (f"{VERSION}.9", "superseded"), (VERSION, "superseded")]


def test_what_is_no_release_is_not_indexed_and_the_bytes_repeat(released: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(released.parent, tmp_path / "releases", symlinks=True)
    (folder / ".build-2031.04.06").mkdir()
    (folder / "notes").mkdir()
    (folder / "README.txt").write_text("mine")
    before = (folder / "index.json").read_bytes()
    assert write_index(folder).read_bytes() == before
    assert not list(folder.glob(".index*"))


def test_an_empty_folder_has_an_empty_index(tmp_path: Path) -> None:
    assert json.loads(index_json(tmp_path)) == {"latest": None, "releases": []}
