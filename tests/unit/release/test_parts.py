"""Tables read in parts."""

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.contracts import Contracts
from pipelines.errors import ContractError
from pipelines.release.parts import cut, parts_of, read, write
from pipelines.tablefiles import LETTERS

IDS = st.lists(
    st.one_of(
        st.none(),
        st.text(LETTERS, min_size=16, max_size=16).map("doc_{}".format),
        st.sampled_from(
            ["", "d1", "rej_" + "a" * 16, "doc_A" + "a" * 15, "doc_~", "doc_\U0010ffff", "doc_a\U0010ffffa"]
        ),
    ),
    max_size=40,
)


@given(IDS, st.integers(1, 5))
def test_each_row_is_in_one_part_whatever_its_id_is(ids: list[str | None], most: int) -> None:
    frame = pl.DataFrame(
        {"document_id": ids, "row": range(len(ids))}, schema={"document_id": pl.String, "row": pl.Int64}
    )
    parts = [read(part) for (part,) in parts_of([frame.lazy()], "document_id", most)]
    assert pl.concat(parts).sort("row").equals(frame)
    seen = [set(part["document_id"]) for part in parts]
    assert sum(map(len, seen)) == len(set().union(*seen))


def test_two_tables_are_cut_alike_by_a_column_that_both_have() -> None:
    letters = list("abcdefgh")
    one = pl.LazyFrame({"key": [f"clm_{letter * 16}" for letter in letters], "row": range(8)})
    other = one.with_columns(document_id=pl.col("key").str.replace("clm", "doc"))
    pairs = [(read(left), read(right)) for left, right in parts_of([one, other], "document_id", 2, "key")]
    assert len(pairs) > 1
    assert all(left.equals(right.drop("document_id")) for left, right in pairs)


@pytest.mark.parametrize("column", [None, "row", "nothing"])
def test_a_table_without_ids_is_one_part(column: str | None) -> None:
    frame = pl.LazyFrame({"row": range(8)})
    assert cut([frame], column, 2) is None
    ((part,),) = parts_of([frame], column, 2)
    assert read(part).height == 8


def test_a_row_without_an_id_is_not_left_out_of_a_table_in_shards(contracts: Contracts, tmp_path: Path) -> None:
    small = replace(contracts, dataset=replace(contracts.dataset, shard_rows=1))
    table = contracts["rejects"]
    rows = pl.DataFrame(table.schema.empty_table())
    ids = pl.DataFrame({"reject_id": ["rej_" + "a" * 16, None, "rej_" + "b" * 16]})
    strings = pl.col(pl.String).exclude("reject_id").fill_null("some")
    frame = pl.concat([rows, ids], how="diagonal").with_columns(strings).lazy()
    with pytest.raises(ContractError, match="1 rows have in reject_id no id"):
        write(frame, table, small, tmp_path)


def test_what_is_cut_by_two_letters_is_read_for_each_first_letter_and_not_for_each_part() -> None:
    ids = [f"doc_{one}{other}{'a' * 14}" for one in "ab" for other in LETTERS]
    reads = []

    def seen(frame: pl.DataFrame) -> pl.DataFrame:
        reads.append(frame.height)
        return frame

    frame = pl.LazyFrame({"document_id": ids}).map_batches(seen)
    parts = [read(part) for (part,) in parts_of([frame], "document_id", 1)]
    assert [part.height for part in parts if part.height] == [1] * len(ids)
    assert len(parts) == len(LETTERS) ** 2 + 1 and len(reads) < 3 * len(LETTERS)
