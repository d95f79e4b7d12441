"""What the manifest says of a table in one file, and of one in shards."""

import hashlib
import json
from pathlib import Path

import polars as pl
import pytest

from pipelines.errors import ReleaseError
from pipelines.release.manifest import Manifest, Shard, TableFile, manifest_json, measure, read_manifest


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def written(path: Path, rows: int) -> Path:
    path.parent.mkdir(exist_ok=True)
    pl.DataFrame({"number": list(range(rows))}).write_parquet(path)
    return path


def manifest_of(**tables: TableFile) -> Manifest:
    return Manifest("testimonia", "1", "0.1.0", "d", tables)


def test_a_table_in_one_file_is_said_as_ever(tmp_path: Path) -> None:
    path = written(tmp_path / "claims.parquet", 3)
    file = measure(tmp_path, "claims", "f" * 64)
    assert file == TableFile("claims.parquet", 3, path.stat().st_size, sha256(path), "f" * 64)
    assert list(json.loads(manifest_json(manifest_of(claims=file)))["tables"]["claims"]) == [
        "file", "rows", "bytes", "sha256", "logical_sha256",
    ]  # fmt: skip
    assert file.files == (Shard("claims.parquet", 3, path.stat().st_size, sha256(path)),)
    assert file.pattern == "claims.parquet"


def test_a_table_in_shards_is_said_with_each_and_as_a_whole(tmp_path: Path) -> None:
    first, second = written(tmp_path / "claims" / "2.parquet", 1), written(tmp_path / "claims" / "a.parquet", 4)
    sizes = [path.stat().st_size for path in (first, second)]
    file = measure(tmp_path, "claims", "f" * 64)
    assert file.shards == file.files == (
        Shard("claims/2.parquet", 1, sizes[0], sha256(first)),
        Shard("claims/a.parquet", 4, sizes[1], sha256(second)),
    )  # fmt: skip
    lines = f"{sha256(first)}  claims/2.parquet\n{sha256(second)}  claims/a.parquet\n"
    whole = hashlib.sha256(lines.encode()).hexdigest()
    assert (file.file, file.rows, file.bytes, file.sha256) == ("claims", 5, sum(sizes), whole)
    assert file.pattern == "claims/*.parquet"


def test_a_manifest_is_read_as_it_was_written(tmp_path: Path) -> None:
    written(tmp_path / "claims" / "a.parquet", 1)
    written(tmp_path / "works.parquet", 2)
    manifest = manifest_of(claims=measure(tmp_path, "claims"), works=measure(tmp_path, "works"))
    (tmp_path / "manifest.json").write_text(manifest_json(manifest), encoding="utf-8")
    assert read_manifest(tmp_path / "manifest.json") == manifest


def test_one_shard_is_no_single_file(tmp_path: Path) -> None:
    written(tmp_path / "claims" / "a.parquet", 1)
    assert measure(tmp_path, "claims").file == "claims"


def test_a_table_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no table claims"):
        measure(tmp_path, "claims")


def test_a_shard_that_lacks_its_hash_is_told_with_its_place(tmp_path: Path) -> None:
    written(tmp_path / "claims" / "a.parquet", 1)
    text = manifest_json(manifest_of(claims=measure(tmp_path, "claims")))
    values = json.loads(text)
    del values["tables"]["claims"]["shards"][0]["sha256"]
    (tmp_path / "manifest.json").write_text(json.dumps(values), encoding="utf-8")
    with pytest.raises(ReleaseError, match=r"tables\.claims\.shards\.0\.sha256"):
        read_manifest(tmp_path / "manifest.json")
