"""Python workers that are killed in the middle."""

from pathlib import Path

import polars as pl
import pytest
from corpora import Frames, differing
from pyspark.sql import SparkSession
from stores import DeadlyStore, made

from pipelines.contracts import Contracts
from pipelines.engines.places import place
from pipelines.engines.spark.session import on_this_machine, trying_again
from pipelines.extract.authority import Authority


def died(
    spark: SparkSession, corpus: Path, nobody: Authority, contracts: Contracts, folder: Path, times: int
) -> tuple[Frames, int, int]:
    """Give the tables of a run whose workers die, how many did, and how many processes extracted."""
    notes = folder / "notes"
    notes.mkdir()
    store = DeadlyStore(spark, place(folder / "kept"), place(corpus), nobody, contracts, notes, times)
    _, tables = made(store, corpus)
    return tables, len(list(notes.glob("death-*"))), len(list(notes.glob("worker-*")))


def test_a_worker_killed_once_costs_no_row(
    spark: SparkSession, corpus: Path, nobody: Authority, contracts: Contracts, tmp_path: Path, expected
) -> None:
    tables, deaths, workers = died(spark, corpus, nobody, contracts, tmp_path, 1)
    assert deaths == 1
    assert workers >= 3  # two at first, and what took the killed one's place
    assert differing(tables, expected[0]) == []


def test_a_document_that_always_kills_is_refused_and_the_rest_goes_on(
    spark: SparkSession, corpus: Path, nobody: Authority, contracts: Contracts, tmp_path: Path, expected
) -> None:
    tables, deaths, _ = died(spark, corpus, nobody, contracts, tmp_path, 0)
    assert deaths == 3  # Spark's worker, a process for its batch, and one for the document alone
    refused = tables["rejects"].filter(pl.col("reason") == "process_died")
    assert refused["path"].to_list() == ["courier/cid.txt"]
    paths = expected[0]["documents"].filter(pl.col("path") != "courier/cid.txt")["path"]
    assert tables["documents"]["path"].sort().to_list() == paths.sort().to_list()
    whose = tables["documents"]["document_id"].to_list()
    for name in ("passages", "claims", "quotes", "mentions"):
        assert tables[name].equals(expected[0][name].filter(pl.col("document_id").is_in(whose)), null_equal=True)


@pytest.mark.parametrize(
    ("master", "tried"),
    [
        ("local", "local[1,4]"),
        ("local[2]", "local[2,4]"),
        ("local[*]", "local[*,4]"),
        ("local[2,9]", "local[2,9]"),
        ("local-cluster[2,1,1024]", "local-cluster[2,1,1024]"),
        ("yarn", "yarn"),
    ],
)
def test_a_local_session_tries_again(master: str, tried: str) -> None:
    assert trying_again(master) == tried
    assert on_this_machine(tried) == (master not in {"yarn", "local-cluster[2,1,1024]"})
