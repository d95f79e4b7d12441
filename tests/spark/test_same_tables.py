"""Spark gives the tables of the local engine, row for row, and each goes on where the other stopped."""

from pathlib import Path
from shutil import copytree

import polars as pl
import pytest
from corpora import Frames, differing, made_locally, register, update_locally
from pyspark.sql import SparkSession
from stores import made, store_of

from pipelines.contracts import Contracts
from pipelines.engines.incremental import NEW, SAME
from pipelines.engines.spark import store as store_module
from pipelines.engines.spark import tables as tables_module
from pipelines.errors import SourceError, UsageError
from pipelines.extract.authority import Authority

Expected = tuple[Frames, Path]
READ = 60 + 2 + 2  # pages, containers, and the pages of `courier` that are read: cid.txt and bad.txt


@pytest.fixture(scope="module")
def ran(spark: SparkSession, corpus: Path, nobody: Authority, contracts: Contracts, tmp_path_factory):
    kept = tmp_path_factory.mktemp("spark")
    told, tables = made(store_of(spark, kept, corpus, nobody, contracts), corpus)
    return told, tables, kept


def test_a_corpus_with_containers_and_duplicates_gives_the_same_rows_in_the_order_of_their_keys(
    ran, expected: Expected
) -> None:
    told, tables, _ = ran
    assert dict(told.reasons) == {NEW: READ}
    assert differing(tables, expected[0]) == []
    refused = tables["rejects"].select("path", "reason").sort("path").rows()
    assert refused == [
        ("almanac/first.zip!ada.txt", "duplicate_document"),  # almanac/second.zip is registered before it
        ("almanac/first.zip!twice.txt", "duplicate_document"),
        ("almanac/second.zip!bad.txt", "binary_file"),
        ("courier/bad.txt", "binary_file"),
        ("courier/copy.txt", "duplicate_document"),
        ("courier/gone.txt", "missing_file"),
        ("ledger/0000000.txt", "duplicate_document"),  # almanac/first.zip comes before it
        ("notebook/stray.txt", "unregistered_file"),
    ]


def test_a_large_table_is_written_in_parts_that_follow_one_another(
    ran, spark: SparkSession, corpus: Path, nobody: Authority, contracts: Contracts, expected: Expected, monkeypatch
) -> None:
    told, _, kept = ran
    monkeypatch.setattr(tables_module, "_BYTES", 30_000)
    written = store_of(spark, kept, corpus, nobody, contracts).write(told)
    for name in ("claims", "passages", "rejects"):
        parts = [pl.read_parquet(one.path) for one in written[name]]
        assert len(parts) > 1 or name == "rejects"
        assert pl.concat(parts).equals(expected[0][name], null_equal=True)


def test_the_registered_documents_give_the_same_rows(
    spark: SparkSession, project: Path, authority: Authority, contracts: Contracts, tmp_path: Path
) -> None:
    _, tables = made(store_of(spark, tmp_path / "spark", project / "raw", authority, contracts), project / "raw")
    assert differing(tables, made_locally(project / "raw", tmp_path / "local", authority, contracts)) == []
    assert tables["claims"].height > 100


def test_the_local_engine_takes_over_all_that_spark_made(
    ran, corpus: Path, nobody: Authority, contracts: Contracts, expected: Expected, tmp_path: Path
) -> None:
    kept = copytree(ran[2], tmp_path / "kept")
    assert update_locally(corpus, kept, nobody, contracts) == {SAME: READ}
    assert differing(made_locally(corpus, kept, nobody, contracts), expected[0]) == []


def test_spark_takes_over_what_the_local_engine_made_and_reads_what_is_new(
    spark: SparkSession, corpus: Path, nobody: Authority, contracts: Contracts, expected: Expected, tmp_path: Path
) -> None:
    kept, raw = copytree(expected[1], tmp_path / "kept"), copytree(corpus, tmp_path / "raw")
    register(raw, "notebook", "new.txt", b"Ben Barlow bought the mill in 1901.\n")
    told, tables = made(store_of(spark, kept, raw, nobody, contracts), raw)
    assert dict(told.reasons) == {SAME: READ, NEW: 1}
    assert differing(tables, made_locally(raw, tmp_path / "fresh", nobody, contracts)) == []


def test_nothing_registered_gives_empty_tables(
    spark: SparkSession, nobody: Authority, contracts: Contracts, tmp_path: Path
) -> None:
    (tmp_path / "raw").mkdir()
    told, tables = made(store_of(spark, tmp_path / "kept", tmp_path / "raw", nobody, contracts), tmp_path / "raw")
    assert not told.live
    assert {(name, frame.height) for name, frame in tables.items()} == {(name, 0) for name in tables}
    assert tables["claims"].columns == list(contracts["claims"].columns)


@pytest.mark.parametrize("name", ["0000003.txt", "copy.txt"], ids=["new", "a duplicate"])
def test_other_bytes_than_those_registered_block_the_run(
    name: str, spark: SparkSession, corpus: Path, nobody: Authority, contracts: Contracts, tmp_path: Path
) -> None:
    raw = copytree(corpus, tmp_path / "raw")
    [changed] = raw.glob(f"*/{name}")
    changed.write_bytes(b"Somebody changed me.\n")
    with pytest.raises(SourceError, match=rf"{name}: sha256 should be [0-9a-f]{{64}}, the file has"):
        made(store_of(spark, tmp_path / "kept", raw, nobody, contracts), raw)


def test_what_was_taken_over_is_verified_too(
    ran, spark: SparkSession, corpus: Path, nobody: Authority, contracts: Contracts, tmp_path: Path
) -> None:
    kept, raw = copytree(ran[2], tmp_path / "kept"), copytree(corpus, tmp_path / "raw")
    (raw / "courier" / "cid.txt").write_bytes(b"Somebody changed me.\n")
    with pytest.raises(SourceError, match=r"cid\.txt"):
        made(store_of(spark, kept, raw, nobody, contracts), raw)


def test_executors_with_other_code_than_the_driver_are_refused(
    spark: SparkSession,
    corpus: Path,
    nobody: Authority,
    contracts: Contracts,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = store_module.made_with
    monkeypatch.setattr(store_module, "made_with", lambda *given: real(*given).replace("parser:", "parser:0"))
    with pytest.raises(UsageError, match="another version than the driver of: parser"):
        made(store_of(spark, tmp_path, corpus, nobody, contracts), corpus)
