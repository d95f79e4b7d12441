"""A table judged in parts: the verdicts are those that its rows get all at once."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from validate_samples import CONTRACTS, NOTES, TEXTS, check, documents, failed, notes, people, report_on

from pipelines import tablefiles
from pipelines.contracts import Contracts, RowCount
from pipelines.parquet import frame_of
from pipelines.validate import keys, tally
from pipelines.validate.judge import validate_all, validate_table
from pipelines.validate.keys import repeated_keys
from pipelines.validate.parts import parts
from pipelines.validate.report import TableReport
from pipelines.validate.rules import Around, row_verdicts

RIGHT = {"document_id": "d1", "start": 0, "end": 6, "text": "A bell", "loud": True, "person_id": "p1", "house": "red"}
# Ten rows in parts of three: what is wrong stands in parts of its own, and a key stands in the first and in the last.
BROKEN = (
    {"note_id": "n0"},
    {"note_id": "n1", "reply_to": "n8"},
    {"note_id": "n2", "text": "A bull"},
    {"note_id": "n3", "person_id": "p9"},
    {"note_id": "n4", "reply_to": "n4"},
    {"note_id": None},
    {"note_id": "n6", "reply_to": "n7"},
    {"note_id": "n8", "kind": "quote", "person_id": None},
    {"note_id": "n0", "score": 2.0, "document_id": "d9"},
    {"note_id": "x9", "kind": "rumour"},
)


def broken() -> pl.DataFrame:
    return frame_of([{**RIGHT, **change} for change in BROKEN], NOTES)


def same(one: TableReport, other: TableReport) -> bool:
    return (one.rows, one.checks) == (other.rows, other.checks) and one.failures.equals(other.failures)


def test_what_is_broken_in_different_parts_is_found_as_in_the_whole() -> None:
    whole, in_parts = report_on(broken()), report_on(broken(), most=3)

    assert failed(in_parts) == {
        "required: note_id": ["null"],
        "unique: note_id": ["n0", "n0"],
        "pattern: note_id": ["x9"],
        "enum: kind": ["x9"],
        "range: score": ["n0"],
        "primary key: note_id": ["n0", "n0", "null"],
        "foreign key: person_id in people": ["n3"],
        "foreign key: person_id, house in people": ["n3"],
        "foreign key: reply_to in notes": ["n6"],
        "rule: no_reply_to_itself": ["n4"],
        "rule: quotes_have_writers": ["n8"],
        "span: start:end is text": ["n2"],
    }
    assert check(in_parts, "span: start:end is text").detail.endswith(
        "Holds in 8 of 10 rows. Broken in 1: n2. Not checked in 1: the text of their document is not at hand."
    )
    assert same(whole, in_parts)


@pytest.mark.parametrize(
    "frame",
    [
        broken().drop("note_id", "score"),
        broken().drop("document_id"),
        broken().with_columns(start=pl.lit("zero"), score=pl.lit("high"), person_id=pl.lit(7), loud=pl.lit(None)),
        broken().with_columns(spare=pl.lit(1)).select(["spare", *reversed(NOTES.columns)]),
        broken().with_columns(score=pl.lit(float("nan")), reply_to=pl.lit(None, pl.String)),
        broken().select("day"),
    ],
)
def test_what_cannot_be_judged_is_told_as_of_the_whole(frame: pl.DataFrame) -> None:
    assert same(report_on(frame), report_on(frame, most=4))


def test_shards_on_disk_are_judged_as_one_file_is(tmp_path: Path) -> None:
    """Two notes of two documents have one key, so that it stands in two shards."""
    sharded = replace(NOTES, shardedBy="document_id", rows=RowCount(0))
    frame = broken().drop_nulls("note_id").with_columns(document_id=pl.col("document_id").replace("d9", "e9"))
    reports = []
    for name, most in (("one", 100), ("many", 3)):
        contracts = Contracts(replace(CONTRACTS.dataset, shard_rows=most), {**CONTRACTS.tables, "notes": sharded})
        tablefiles.write_all({"people": people(), "notes": frame}, contracts, tmp_path / name)
        reports.append(validate_all(contracts, tablefiles.scan_all(tmp_path / name, contracts), documents(TEXTS)))

    assert [path.name for path in tablefiles.files(tmp_path / "many", "notes")] == ["d.parquet", "e.parquet"]
    assert failed(reports[1][1])["primary key: note_id"] == ["n0", "n0"]
    assert all(same(one, many) for one, many in zip(*reports, strict=True))


def test_of_very_many_failing_keys_the_first_are_kept_and_all_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = frame_of(({**RIGHT, "note_id": f"n{number}", "kind": "rumour"} for number in range(9, -1, -1)), NOTES)
    monkeypatch.setattr(tally, "KEPT", 7)

    reports = [report_on(frame, most=most) for most in (100, 4)]

    for report in reports:
        assert failed(report) == {"enum: kind": [f"n{number}" for number in range(7)]}
        assert check(report, "enum: kind").failing == 10
        assert check(report, "enum: kind").detail.endswith("Broken in 10: n0; n1; n2; n3; n4 and 5 more.")


def test_too_few_rows_are_counted_over_all_parts() -> None:
    assert failed(report_on(notes(), most=1)) == {}
    tables = {"notes": notes().lazy(), "people": people().lazy()}
    many = validate_table(replace(NOTES, rows=RowCount(5)), tables, documents(TEXTS), most=1)
    assert failed(many) == {"rows": []}


_LETTERS = st.sampled_from("abc")
_ROWS = st.lists(
    st.tuples(st.one_of(st.none(), _LETTERS), st.one_of(st.none(), _LETTERS), st.one_of(st.none(), _LETTERS)),
    max_size=12,
)


@settings(max_examples=60)
@given(_ROWS, st.integers(1, 5))
def test_the_verdict_on_each_row_is_that_of_the_whole(
    rows: list[tuple[str | None, str | None, str | None]], most: int
) -> None:
    columns = {"note_id": [row[0] for row in rows], "reply_to": [row[1] for row in rows]}
    frame = pl.DataFrame({**columns, "house": [row[2] for row in rows]}, schema_overrides=dict.fromkeys(
        ("note_id", "reply_to", "house"), pl.String))  # fmt: skip
    table = replace(NOTES, foreignKeys=NOTES.foreignKeys[2:], spans=(), primaryKey=("note_id", "house"))
    around = Around({"notes": frame.lazy()})
    within = Around(around.tables, None, lambda fields: repeated_keys(frame.lazy(), fields, most))

    whole = row_verdicts(table, frame, around).columns
    found = [row_verdicts(table, part, within).columns for _, part in parts(frame.lazy(), frame.height, most)]

    joined = pl.concat(found)
    assert joined.select(whole.columns).equals(whole)
    times = Counter(columns["note_id"])
    assert joined["unique: note_id"].to_list() == [one is None or times[one] == 1 for one in columns["note_id"]]


@given(st.lists(st.tuples(_LETTERS, st.integers(0, 3)), max_size=20), st.integers(1, 4), st.booleans())
def test_repeated_keys_are_found_even_where_other_keys_have_their_hash(
    rows: list[tuple[str, int]], most: int, colliding: bool
) -> None:
    frame = pl.LazyFrame(rows, schema={"x": pl.String, "y": pl.Int64}, orient="row")
    with pytest.MonkeyPatch.context() as patch:
        if colliding:
            patch.setattr(keys, "_digest", lambda fields: pl.struct(fields).hash() % 2)
        found = repeated_keys(frame, ("x", "y"), most)

    assert sorted(found.rows()) == sorted(row for row, times in Counter(rows).items() if times > 1)


@given(st.integers(0, 40), st.integers(1, 9))
def test_each_row_is_in_one_part_and_no_part_is_too_large(count: int, most: int) -> None:
    rows = pl.LazyFrame({"x": list(range(count))}, schema={"x": pl.Int64})

    found = list(parts(rows, count, most))

    assert [value for _, part in found for value in part["x"]] == list(range(count))
    assert all(part.height <= most and (part.is_empty() or part["x"][0] == first) for first, part in found)
    assert len(found) == max(1, -(-count // most))
