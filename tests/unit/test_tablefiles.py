"""Tables in one file or in shards, with the same rows either way."""

import string
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines import parquet, tablefiles
from pipelines.contracts import Contracts
from pipelines.errors import ContractError
from pipelines.identifiers import content_id, sha256_hex
from pipelines.tablefiles import LETTERS, begins, files, letters, prefixes, read, rows, scan, write

SOURCES = tuple(string.ascii_lowercase)


@pytest.fixture(scope="session")
def few(contracts: Contracts) -> Contracts:
    """Contracts under which three rows are many."""
    return replace(contracts, dataset=replace(contracts.dataset, shard_rows=3))


def rejects(count: int, contracts: Contracts) -> pl.DataFrame:
    made = {"stage": "read", "location": "", "reason": "empty_file", "detail": "0 bytes", "extractor_version": "1.0.0"}
    return parquet.frame_of(
        (
            {"reject_id": content_id("rej", number), "path": f"{number}.txt", "source_id": "s", "extractor": "x",
             "raw_sha256": sha256_hex(b""), **made}
            for number in range(count)
        ),
        contracts["rejects"],
    )  # fmt: skip


def test_few_rows_are_one_file(contracts: Contracts, few: Contracts, tmp_path: Path) -> None:
    write(rejects(3, contracts), "rejects", few, tmp_path)
    assert files(tmp_path, "rejects") == (tmp_path / "rejects.parquet",)
    parquet.write(rejects(3, contracts), contracts["rejects"], contracts.schema("rejects"), tmp_path / "alone.parquet")
    assert (tmp_path / "rejects.parquet").read_bytes() == (tmp_path / "alone.parquet").read_bytes()


def test_many_rows_are_shards_by_the_first_letter_of_their_ids(few: Contracts, tmp_path: Path) -> None:
    frame = rejects(90, few)
    write(frame, "rejects", few, tmp_path)
    expected = sorted({one.partition("_")[2][0] for one in frame["reject_id"]})
    assert [path.relative_to(tmp_path).as_posix() for path in files(tmp_path, "rejects")] == [
        f"rejects/{letter}.parquet" for letter in expected
    ]
    for path in files(tmp_path, "rejects"):
        ids = pl.read_parquet(path)["reject_id"]
        assert ids.is_sorted() and set(ids.str.slice(4, 1)) == {path.stem}


def test_more_rows_take_more_letters(few: Contracts, tmp_path: Path) -> None:
    write(rejects(200, few), "rejects", few, tmp_path)
    assert {len(path.stem) for path in files(tmp_path, "rejects")} == {2}
    assert read(tmp_path, "rejects").sort("reject_id").equals(rejects(200, few).sort("reject_id"))


@given(count=st.integers(0, 40), cuts=st.lists(st.integers(0, 40), max_size=3), seed=st.integers(0, 9))
def test_the_bytes_do_not_depend_on_how_the_rows_came(
    tmp_path_factory: pytest.TempPathFactory, few: Contracts, count: int, cuts: Sequence[int], seed: int
) -> None:
    one, other = tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("other")
    frame = rejects(count, few)
    write(frame, "rejects", few, one)
    mixed = frame.sample(fraction=1, shuffle=True, seed=seed)
    ends = [0, *sorted(cuts), count]
    write((mixed[low:high] for low, high in pairwise(ends)), "rejects", few, other)
    assert [path.read_bytes() for path in files(one, "rejects")] == [
        path.read_bytes() for path in files(other, "rejects")
    ]
    assert rows(one, "rejects") == count


def test_a_row_more_changes_one_shard(few: Contracts, tmp_path: Path) -> None:
    write(rejects(90, few), "rejects", few, tmp_path / "before")
    write(rejects(91, few), "rejects", few, tmp_path / "after")
    before, after = (
        {path.name: path.read_bytes() for path in files(tmp_path / side, "rejects")} for side in ("before", "after")
    )
    assert [name for name in after if after[name] != before.get(name)] == [f"{content_id('rej', 90)[4]}.parquet"]


def test_a_table_that_shrinks_leaves_no_shard_behind(few: Contracts, tmp_path: Path) -> None:
    write(rejects(90, few), "rejects", few, tmp_path)
    write(rejects(2, few), "rejects", few, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["rejects.parquet"]
    write(rejects(90, few), "rejects", few, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["rejects"]


def test_a_table_without_ids_stays_one_file(few: Contracts, tmp_path: Path) -> None:
    made = {**dict.fromkeys(few["sources"].columns, "x"), "text_release": "full"}
    frame = parquet.frame_of(({**made, "source_id": name} for name in SOURCES), few["sources"])
    write(frame, "sources", few, tmp_path)
    assert files(tmp_path, "sources") == (tmp_path / "sources.parquet",)


def test_no_rows_at_all_are_an_empty_file(few: Contracts, tmp_path: Path) -> None:
    write((), "rejects", few, tmp_path)
    assert read(tmp_path, "rejects").shape == (0, len(few["rejects"].columns))


def test_an_id_of_another_form_is_refused_and_what_was_there_stays(few: Contracts, tmp_path: Path) -> None:
    write(rejects(2, few), "rejects", few, tmp_path)
    broken = rejects(90, few).with_columns(pl.lit("rej_A222222222222222").alias("reject_id"))
    with pytest.raises(ContractError, match="90 rows have in reject_id no id"):
        write(broken, "rejects", few, tmp_path)
    assert rows(tmp_path, "rejects") == 2 and [path.name for path in tmp_path.iterdir()] == ["rejects.parquet"]


@pytest.mark.parametrize("count", [2, 90])
def test_a_column_too_many_or_too_few_is_told_with_any_number_of_rows(
    few: Contracts, tmp_path: Path, count: int
) -> None:
    frame = rejects(count, few)
    with pytest.raises(ContractError, match=r"no column \['note'\] and the table lacks \['detail'\]"):
        write(frame.rename({"detail": "note"}), "rejects", few, tmp_path)


def test_a_table_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"no claims\.parquet and no folder claims"):
        scan(tmp_path, "claims")


def test_no_row_is_lost_whose_id_is_unlike_only_further_on(few: Contracts, tmp_path: Path) -> None:
    broken = rejects(200, few).with_columns(pl.lit("rej_aA22222222222222").alias("reject_id"))
    with pytest.raises(ContractError, match="200 rows have in reject_id no id"):
        write(broken, "rejects", few, tmp_path)


@pytest.mark.parametrize(("count", "found"), [(0, 0), (3, 0), (4, 1), (96, 1), (97, 2), (3 * 32**2, 2)])
def test_shards_hold_about_as_many_rows_as_they_may(count: int, found: int) -> None:
    assert letters(count, 3) == found and len(prefixes(count, 3)) == len(LETTERS) ** found


def test_each_id_begins_with_one_of_the_prefixes() -> None:
    ids = pl.DataFrame({"id": [content_id("clm", number) for number in range(500)] + [None]})
    counts = [ids.filter(begins("id", prefix)).height for prefix in prefixes(500, 3)]
    assert sum(counts) == 500 and ids.filter(begins("id", "")).height == 501


def test_all_shards_have_the_schema_of_the_contract(few: Contracts, tmp_path: Path) -> None:
    write(rejects(90, few), "rejects", few, tmp_path)
    for path in files(tmp_path, "rejects"):
        found = pq.read_schema(path)
        assert found.equals(few.schema("rejects"), check_metadata=True)
    assert tablefiles.scan(tmp_path, "rejects").collect_schema().names() == list(few["rejects"].columns)
