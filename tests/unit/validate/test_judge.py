"""Every kind of promise: kept, broken, and impossible to judge."""

from collections.abc import Mapping

import polars as pl
import pytest
from validate_samples import CONTRACTS, NOTES, TEXTS, check, documents, failed, notes, people, report_on

from pipelines.contracts import Contracts
from pipelines.parquet import frame_of
from pipelines.validate.judge import validate_all, validate_table
from pipelines.validate.promises import promises_of
from pipelines.validate.report import FAILURE_SCHEMA, summary


def test_a_table_that_keeps_its_promises_passes_every_check() -> None:
    report = report_on(notes())

    assert failed(report) == {}
    assert report.rows == 4
    assert report.blocking == ()
    assert report.failures.schema == FAILURE_SCHEMA
    assert [item.name for item in report.checks] == [item.name for item in promises_of(NOTES)]


@pytest.mark.parametrize(
    ("row", "change", "expected"),
    [
        ("n1", {"loud": None}, {"required: loud": ["n1"]}),
        ("n4", {"note_id": "x4"}, {"pattern: note_id": ["x4"]}),
        ("n4", {"note_id": "n44"}, {"pattern: note_id": ["n44"]}),
        ("n4", {"note_id": "n4\n"}, {"pattern: note_id": ["n4\n"]}),
        ("n1", {"kind": "rumour"}, {"enum: kind": ["n1"]}),
        ("n1", {"score": 1.01}, {"range: score": ["n1"]}),
        ("n1", {"score": -0.01}, {"range: score": ["n1"]}),
        ("n1", {"score": float("nan")}, {"range: score": ["n1"]}),
        ("n3", {"reply_to": "n9"}, {"foreign key: reply_to in notes": ["n3"]}),
        ("n2", {"reply_to": "n2"}, {"rule: no_reply_to_itself": ["n2"]}),
        ("n3", {"person_id": None}, {"rule: quotes_have_writers": ["n3"]}),
        ("n3", {"house": "red"}, {"foreign key: person_id, house in people": ["n3"]}),
        ("n3", {"person_id": "p9"}, {"foreign key: person_id in people": ["n3"]}),
        ("n1", {"text": "A bell rang"}, {"span: start:end is text": ["n1"]}),
        ("n2", {"end": 26}, {"span: start:end is text": ["n2"]}),
        ("n2", {"start": 25}, {"span: start:end is text": ["n2"]}),
        ("n2", {"start": -1}, {"span: start:end is text": ["n2"]}),
        ("n2", {"start": None}, {"span: start:end is text": ["n2"]}),
        ("n2", {"start": 0, "end": 0}, {"range: end": ["n2"], "span: start:end is text": ["n2"]}),
    ],
)
def test_one_wrong_value_fails_its_check_and_names_its_key(
    row: str, change: Mapping[str, object], expected: Mapping[str, list[str]]
) -> None:
    report = report_on(notes({row: change}))

    assert failed(report) == expected
    for name, keys in expected.items():
        assert check(report, name).failing == len(keys)
        assert f"Broken in {len(keys)}: {keys[0]}." in check(report, name).detail


def test_a_key_that_stands_twice_fails_for_both_rows_and_a_null_key_for_its_own() -> None:
    twice = report_on(notes({"n4": {"note_id": "n1"}}))
    null = report_on(notes({"n4": {"note_id": None}}))

    assert failed(twice) == {"unique: note_id": ["n1", "n1"], "primary key: note_id": ["n1", "n1"]}
    assert failed(null) == {"required: note_id": ["null"], "primary key: note_id": ["null"]}


def test_a_warning_fails_without_blocking() -> None:
    report = report_on(notes({"n3": {"person_id": None}}))

    assert not check(report, "rule: quotes_have_writers").passed
    assert report.blocking == ()


def test_too_few_rows_fail_unless_the_floor_is_lifted() -> None:
    empty = notes().clear()

    assert failed(report_on(empty)) == {"rows": []}
    assert check(report_on(empty), "rows").detail == "There are 2 rows or more. There are 0."
    assert failed(report_on(empty, row_floor=False)) == {}


@pytest.mark.parametrize("height", [0, 4])
def test_a_lacking_column_fails_every_check_that_needs_it_even_without_rows(height: int) -> None:
    report = report_on(notes().head(height).drop("reply_to", "score"), row_floor=False)

    assert failed(report) == {
        "columns": [],
        "range: score": [],
        "foreign key: reply_to in notes": [],
        "rule: no_reply_to_itself": [],
    }
    assert check(report, "columns").detail.endswith("The table lacks score (number), reply_to (string).")
    assert check(report, "range: score").detail.endswith("Not checked: the table lacks score.")
    assert check(report, "rule: no_reply_to_itself").detail.endswith("Not checked: the table lacks reply_to.")


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        (notes().with_columns(spare=pl.lit(1)), "The table has spare (Int32)."),
        (notes().with_columns(pl.col("start").cast(pl.Int32)), "lacks start (integer) and has start (Int32)."),
        (notes().select(reversed(NOTES.columns)), "has them in another order."),
    ],
)
def test_another_header_fails_and_the_difference_is_said(frame: pl.DataFrame, said: str) -> None:
    report = report_on(frame)

    assert list(failed(report)) == ["columns"]
    assert check(report, "columns").detail.endswith(said)


def test_wrong_types_fail_the_checks_that_need_them_and_raise_nothing() -> None:
    wrong = notes().with_columns(start=pl.lit("zero"), score=pl.lit("high"), person_id=pl.lit(7), loud=pl.lit(None))

    broken = failed(report_on(wrong))

    assert {"columns", "range: score", "required: loud", "span: start:end is text"} <= set(broken)
    assert "foreign key: person_id in people" in broken


def test_a_lacking_table_fails_every_check() -> None:
    report = validate_table(NOTES, {}, row_floor=False)

    assert report.rows == 0
    assert {item.passed for item in report.checks} == {False}
    assert all(item.detail.endswith("Not checked: the table is lacking.") for item in report.checks)


def test_a_frame_without_columns_fails_every_check_that_needs_one() -> None:
    report = report_on(pl.DataFrame(), row_floor=False)

    assert {item.name for item in report.checks if item.passed} == {"rows"}


def test_a_lacking_target_fails_the_foreign_keys_that_point_there() -> None:
    report = validate_table(NOTES, {"notes": notes().lazy()}, documents(TEXTS))

    assert set(failed(report)) == {"foreign key: person_id in people", "foreign key: person_id, house in people"}
    assert check(report, "foreign key: person_id in people").detail.endswith(
        "Not checked: the table people is lacking."
    )


def test_spans_of_a_document_without_text_are_counted_as_not_checked() -> None:
    report = report_on(notes({"n3": {"text": "Wrong"}}), {"d1": TEXTS["d1"]})

    span = check(report, "span: start:end is text")
    assert span.passed
    assert span.detail.endswith("Holds in 3 of 4 rows. Not checked in 1: the text of their document is not at hand.")


def test_all_failing_keys_are_given_sorted_and_the_detail_shows_the_first() -> None:
    rows = [
        {"note_id": f"n{number}", "document_id": "d1", "loud": True, "kind": "rumour"} for number in range(99, -1, -1)
    ]
    report = report_on(frame_of(rows, NOTES))

    keys = failed(report)["enum: kind"]
    assert keys == sorted(f"n{number}" for number in range(100))
    assert check(report, "enum: kind").detail.endswith(
        "Holds in 0 of 100 rows. Broken in 100: n0; n1; n10; n11; n12 and 95 more."
    )


def test_a_key_of_several_columns_is_joined() -> None:
    pairs = NOTES.__class__(
        name="pairs", title="", description="", fields=NOTES.fields, primaryKey=("note_id", "end"), rules=NOTES.rules
    )
    frame = notes({"n2": {"reply_to": "n2"}})

    report = validate_table(pairs, {"pairs": frame.lazy()})

    assert failed(report) == {"rule: no_reply_to_itself": ["n2, 25"], "primary key: note_id, end": ["n4, null"]}


def test_all_tables_are_judged_in_the_order_of_the_contracts() -> None:
    tables = {"people": people().lazy(), "notes": notes({"n1": {"kind": "rumour"}}).lazy()}
    reports = validate_all(CONTRACTS, tables, documents(TEXTS))

    assert [report.table for report in reports] == ["people", "notes"]
    assert summary(reports) == (
        "notes: enum: kind: kind is one of event, quote. Holds in 3 of 4 rows. Broken in 1: n1."
    )


def test_the_project_s_own_contracts_can_be_judged(contracts: Contracts) -> None:
    document, passage = f"doc_{'a' * 16}", f"psg_{'a' * 16}"
    claim = {
        "document_id": document, "passage_id": passage, "start": 0, "end": 6, "text": "Nobody", "holder": "author",
        "author_stance": "asserts", "negated": False, "hedged": False, "checkworthy": True, "checkworthiness": 0.5,
        "confidence": 0.5, "event_date": "190X", "source_id": "letters", "raw_sha256": "0" * 64,
        "extractor": "claims", "extractor_version": "1",
    }  # fmt: skip
    claims = frame_of(({**claim, "claim_id": f"clm_{letter * 16}"} for letter in "abcdefgh"), contracts["claims"])
    tables = {table.name: frame_of([], table) for table in contracts} | {"claims": claims}
    targets = {"documents": {"document_id": document}, "passages": {"passage_id": passage}}
    targets["extractors"] = {"extractor": "claims"}
    tables |= {name: frame_of([row], contracts[name]) for name, row in targets.items()}

    lazy = {name: frame.lazy() for name, frame in tables.items()}
    report = validate_table(contracts["claims"], lazy, documents({document: "Nobody came."}))
    empty = validate_all(contracts, {table.name: frame_of([], table).lazy() for table in contracts})

    assert failed(report) == {}
    floors = {table.name: ["rows"] if table.rows.min else [] for table in contracts}
    assert {item.table: [found.name for found in item.checks if not found.passed] for item in empty} == floors
