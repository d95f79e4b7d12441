"""The hash of a table's rows, whatever file they stand in."""

import io
from datetime import date
from hashlib import sha256
from itertools import combinations
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines import tablefiles
from pipelines.contracts import Constraints, Contracts, DatasetHeader, Field, Table
from pipelines.release.logical import column_sha256, logical_sha256, table_sha256

ROWS = Table(
    "rows", "Rows", "For tests.",
    (
        Field("id", "integer", "Key.", constraints=Constraints(required=True)),
        Field("word", "string", "A string."),
        Field("share", "number", "A number."),
        Field("right", "boolean", "A boolean."),
        Field("day", "date", "A date."),
    ),
    ("id",),
)  # fmt: skip
SCHEMA = {"id": pl.Int64, "word": pl.String, "share": pl.Float64, "right": pl.Boolean, "day": pl.Date}
WORDS = st.one_of(st.none(), st.text(max_size=4))
NUMBERS = st.one_of(st.none(), st.sampled_from([0.0, -0.0, float("nan"), 1.5]))
VALUES = st.tuples(WORDS, NUMBERS, st.sampled_from([None, True, False]), st.one_of(st.none(), st.dates()))


def frame(rows: list[tuple[object, ...]]) -> pl.DataFrame:
    return pl.DataFrame([(number, *row) for number, row in enumerate(rows)], schema=SCHEMA, orient="row")


@given(st.lists(VALUES, max_size=8))
def test_order_and_writer_do_not_matter(rows: list[tuple[object, ...]]) -> None:
    table = frame(rows)
    expected = logical_sha256(table, ROWS)
    assert logical_sha256(table.sample(fraction=1, shuffle=True, seed=3), ROWS) == expected
    for options in ({"compression": "none", "version": "1.0"}, {"compression": "gzip", "row_group_size": 2}):
        file = io.BytesIO()
        pq.write_table(table.to_arrow(), file, use_dictionary=False, **options)
        assert logical_sha256(pl.DataFrame(pq.read_table(io.BytesIO(file.getvalue()))), ROWS) == expected
    assert logical_sha256(pl.concat([table[:3], table[3:]], rechunk=False), ROWS) == expected


@given(st.lists(VALUES, max_size=6), st.lists(VALUES, max_size=6))
def test_the_hash_is_the_same_only_for_the_same_rows(
    one: list[tuple[object, ...]], two: list[tuple[object, ...]]
) -> None:
    """`repr` tells NaN, -0.0, null and the empty string apart, as the hash has to."""
    same = repr(one) == repr(two)
    assert (logical_sha256(frame(one), ROWS) == logical_sha256(frame(two), ROWS)) == same


def test_values_that_look_alike_differ() -> None:
    columns = {
        "word": [[None, "a"], ["", "a"], ["a", ""], ["a", None], ["a", "\x00"]],
        "share": [[0.0], [-0.0], [None], [float("nan")], [float("inf")]],
        "right": [[False], [True], [None]],
        "day": [[date(1970, 1, 1)], [None], [date(1970, 1, 2)], [date(1969, 12, 31)]],
    }
    for name, cases in columns.items():
        item = next(field for field in ROWS if field.name == name)
        hashes = [column_sha256(pl.Series(name, case, dtype=SCHEMA[name]), item) for case in cases]
        assert all(one != two for one, two in combinations(hashes, 2)), name


def test_every_nan_is_one() -> None:
    bits = pl.Series("share", pa.array([0x7FF8000000000001, -1], pa.int64()).view(pa.float64()))
    assert column_sha256(bits, ROWS.fields[2]) == column_sha256(pl.Series("share", [float("nan")] * 2), ROWS.fields[2])


def test_what_stands_under_a_null_does_not_matter() -> None:
    covered = pa.array(["seen", "hidden"], mask=pa.array([False, True]).to_numpy(zero_copy_only=False))
    plain = pl.Series("word", ["seen", None])
    assert column_sha256(pl.Series("word", covered), ROWS.fields[1]) == column_sha256(plain, ROWS.fields[1])


def test_rows_of_one_key_are_hashed_in_any_order() -> None:
    twice = frame([("a", None, None, None), ("b", None, None, None)]).with_columns(id=pl.lit(1, pl.Int64))
    assert logical_sha256(twice, ROWS) == logical_sha256(twice.reverse(), ROWS)


def test_the_hash_is_the_one_that_is_documented() -> None:
    """Spelled out for two rows, so that another program can take it."""
    key = sha256(b"\1\1" + (7).to_bytes(8, "little") + (9).to_bytes(8, "little")).hexdigest()
    word = sha256(b"\0\1" + (0).to_bytes(8, "little") + (2).to_bytes(8, "little") + "é".encode()).hexdigest()
    table = Table("t", "T", "T.", ROWS.fields[:2], ("id",))
    told = f"testimonia-rows-1\n2\nid integer {key}\nword string {word}\n"
    found = logical_sha256(pl.DataFrame({"id": [9, 7], "word": ["é", None]}), table)
    assert found == sha256(told.encode()).hexdigest()


IN_SHARDS = Table("rows", "Rows", "For tests.", ROWS.fields[:2], ("id",), shardedBy="word")
TINY = Contracts(
    DatasetHeader("tiny", "Tiny", "For tests.", "0.0.1", None, (), (), (), (), shard_rows=2), {"rows": IN_SHARDS}
)


def test_of_a_table_in_one_file_the_hash_is_that_of_its_rows(tmp_path: Path) -> None:
    rows = pl.DataFrame({"id": [9, 7], "word": ["row_" + "a" * 16, None]})
    tablefiles.write(rows, "rows", TINY, tmp_path)
    assert table_sha256(tmp_path, IN_SHARDS) == logical_sha256(rows, IN_SHARDS)


def test_of_a_table_in_shards_the_hash_is_the_one_that_is_documented(tmp_path: Path) -> None:
    """Three rows in shards of two at the most, which are cut by the first letter behind the kind."""
    rows = pl.DataFrame({"id": [1, 2, 3], "word": [f"row_{letter * 16}" for letter in "b3b"]})
    tablefiles.write(rows, "rows", TINY, tmp_path)
    first, second = logical_sha256(rows[[1]], IN_SHARDS), logical_sha256(rows[[0, 2]], IN_SHARDS)
    told = f"testimonia-shards-1\n3\n3 {first}\nb {second}\n"
    assert table_sha256(tmp_path, IN_SHARDS) == sha256(told.encode()).hexdigest()
    for path in tablefiles.files(tmp_path, "rows"):
        pl.read_parquet(path).reverse().write_parquet(path, compression="gzip")
    assert table_sha256(tmp_path, IN_SHARDS) == sha256(told.encode()).hexdigest()


def test_a_row_in_another_shard_gives_another_hash(tmp_path: Path) -> None:
    rows = pl.DataFrame({"id": [1, 2, 3], "word": [f"row_{letter * 16}" for letter in "b3b"]})
    tablefiles.write(rows, "rows", TINY, tmp_path)
    before = table_sha256(tmp_path, IN_SHARDS)
    rows[:2].write_parquet(tmp_path / "rows" / "3.parquet")
    rows[2:].write_parquet(tmp_path / "rows" / "b.parquet")
    assert table_sha256(tmp_path, IN_SHARDS) != before


def test_a_table_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="there is no table rows"):
        table_sha256(tmp_path, IN_SHARDS)
