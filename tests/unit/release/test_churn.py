"""Which ids that are gone have a reason."""

from collections.abc import Mapping
from dataclasses import replace

import polars as pl
import pytest
from release_samples import LOG, Dataset

from pipelines.contracts import Contracts
from pipelines.release.churn import Churn, churn
from pipelines.release.removal import without_documents

Tables = dict[str, pl.DataFrame]
NOBODY = pl.Series([], dtype=pl.String)


def found(old: Mapping[str, pl.DataFrame], new: Mapping[str, pl.DataFrame], contracts: Contracts) -> dict[str, Churn]:
    """Give what churn finds, which is the same for tables that are read in parts."""
    whole = churn(lazy(old), lazy(new), contracts, NOBODY)
    assert churn(lazy(old), lazy(new), in_parts(contracts), NOBODY) == whole
    return {one.table: one for one in whole}


def in_parts(contracts: Contracts) -> Contracts:
    """Give the contracts with parts of a row or two."""
    return replace(contracts, dataset=replace(contracts.dataset, shard_rows=1))


def lazy(tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.LazyFrame]:
    return {name: frame.lazy() for name, frame in tables.items()}


def without(tables: Tables, contracts: Contracts, documents: pl.Series) -> Tables:
    """Give the tables without what stands on the documents, read."""
    return {name: frame.collect() for name, frame in without_documents(lazy(tables), contracts, documents).items()}


def changed(tables: Tables, **frames: pl.DataFrame) -> Tables:
    return {**tables, **frames}


@pytest.fixture
def tables(dataset: Dataset) -> Tables:
    return dict(dataset.tables)


def test_nothing_gone_is_no_churn(tables: Tables, contracts: Contracts) -> None:
    compared = found(tables, tables, contracts)
    assert {one.gone for one in compared.values()} == {0}
    assert set(compared) == set(contracts.tables) - {"rejects", "quality", "extractors"}


def test_a_row_that_is_gone_for_no_reason_is_unexplained(tables: Tables, contracts: Contracts) -> None:
    one = found(tables, changed(tables, quotes=tables["quotes"][1:]), contracts)["quotes"]
    assert (one.before, one.after, one.gone, one.left, one.unexplained, one.lost) == (3, 2, 1, 0, 1, 1)
    assert one.share == one.loss == pytest.approx(1 / 3)


def test_a_new_version_of_the_extractor_explains_ids_but_no_loss(tables: Tables, contracts: Contracts) -> None:
    remade = tables["quotes"][1:].with_columns(extractor_version=pl.lit("99"))
    makers = pl.when(pl.col("extractor") == "quotes").then(pl.lit("99")).otherwise("extractor_version")
    extractors = tables["extractors"].with_columns(extractor_version=makers)
    compared = found(tables, changed(tables, quotes=remade, extractors=extractors), contracts)
    assert (compared["quotes"].unexplained, compared["quotes"].lost) == (0, 1)


def test_a_document_that_is_gone_explains_its_rows_but_not_itself(tables: Tables, contracts: Contracts) -> None:
    gone = tables["documents"]["document_id"][:1]
    compared = found(tables, without(tables, contracts, gone), contracts)
    for name in ("passages", "mentions", "claims", "quotes", "references", "reference_names", "reference_fields"):
        assert compared[name].gone == compared[name].left > 0, name
        assert (compared[name].unexplained, compared[name].lost) == (0, 0), name
    assert (compared["documents"].unexplained, compared["documents"].lost) == (0, 1)
    (withdrawn,) = (
        one for one in churn(lazy(tables), lazy(without(tables, contracts, gone)), contracts, gone)
        if one.table == "documents"
    )  # fmt: skip
    assert withdrawn.lost == 0


def test_new_bytes_of_a_document_explain_its_rows(tables: Tables, contracts: Contracts) -> None:
    first = tables["documents"]["document_id"][0]
    other_bytes = pl.when(pl.col("document_id") == first).then(pl.lit("f" * 64)).otherwise("raw_sha256")
    documents = tables["documents"].with_columns(raw_sha256=other_bytes)
    quotes = tables["quotes"].filter(pl.col("document_id") != first)
    assert found(tables, changed(tables, documents=documents, quotes=quotes), contracts)["quotes"].unexplained == 0


def renamed(tables: Tables, work: str) -> Tables:
    """Give the tables with another id for the one work."""
    told = {name: tables[name].with_columns(work_id=pl.lit(work)) for name in ("works", "work_creators", "references")}
    return {**tables, **told}


def test_another_id_for_a_work_is_unexplained_and_takes_its_creators_along(
    tables: Tables, contracts: Contracts
) -> None:
    compared = found(tables, renamed(tables, LOG[:-1] + "a"), contracts)
    assert compared["works"].unexplained == compared["work_creators"].unexplained == 1
    assert compared["references"].gone == 0


def test_a_work_that_became_one_with_that_of_a_new_document_is_explained(tables: Tables, contracts: Contracts) -> None:
    first = tables["documents"]["document_id"][0]
    old = {**tables, "documents": tables["documents"][1:]}
    for name in ("references", "mentions", "quotes", "claims"):
        old[name] = tables[name].filter(pl.col("document_id") != first)
    assert found(old, tables, contracts)["works"].gone == 0
    assert found(old, renamed(tables, LOG[:-1] + "a"), contracts)["works"].unexplained == 0


def test_a_release_that_named_no_extractors_is_compared_all_the_same(tables: Tables, contracts: Contracts) -> None:
    old = {name: frame.drop("extractor", "extractor_version", strict=False) for name, frame in tables.items()}
    compared = found(old, changed(tables, quotes=tables["quotes"][1:]), contracts)
    assert (compared["quotes"].unexplained, compared["claims"].unexplained) == (1, 0)


def test_tables_that_cannot_be_compared_are_left_out(tables: Tables, contracts: Contracts) -> None:
    old = {**tables, "quotes": tables["quotes"].drop("quote_id")}
    old.pop("works")
    compared = found(old, tables, contracts)
    assert "quotes" not in compared and "works" not in compared and "claims" in compared


def test_a_row_that_moved_to_another_document_is_not_gone(tables: Tables, contracts: Contracts) -> None:
    first, *_, last = tables["documents"]["document_id"]
    moved = tables["quotes"].with_columns(pl.col("document_id").replace({first: last}))
    assert found(tables, changed(tables, quotes=moved), contracts)["quotes"].gone == 0
