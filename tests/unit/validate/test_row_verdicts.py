"""What is computed in Polars: expressions, keys and spans, against plain Python."""

from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from validate_samples import CONTRACTS, NOTES, PEOPLE

from pipelines.contracts import Contracts, ForeignKey, KeyTarget, Rule, SpanColumns
from pipelines.errors import ContractError
from pipelines.validate.keys import foreign_key_holds, key_text, primary_key_holds
from pipelines.validate.rules import check_expressions
from pipelines.validate.spans import span_holds

_SPAN = SpanColumns("start", "end", "text")
_SPAN_SCHEMA = {"document_id": pl.String, "start": pl.Int64, "end": pl.Int64, "text": pl.String}


def _contracts_with(rule: Rule) -> Contracts:
    return Contracts(CONTRACTS.dataset, {"people": PEOPLE, "notes": replace(NOTES, rules=(rule,))})


def test_the_contracts_of_the_project_have_expressions_that_can_be_computed(contracts: Contracts) -> None:
    check_expressions(contracts)
    check_expressions(CONTRACTS)


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ('"start" <', "not a valid SQL expression"),
        ('"strat" < "end"', "there is no field strat"),
        ('"start" + 1', "it gives Int64, and must give a boolean"),
        ('MAX("start") < 9', "it does not depend on the row"),
        ("TRUE", "it does not depend on the row"),
        ('"start" < "text"', "not a valid SQL expression"),
    ],
)
def test_an_expression_that_cannot_be_computed_names_file_and_rule(expression: str, said: str) -> None:
    with pytest.raises(ContractError) as raised:
        check_expressions(_contracts_with(Rule("in_order", expression, "In order.")))

    assert str(raised.value).startswith(f"schemas/notes.yaml: rule in_order: {said}")


def test_spans_in_a_table_without_documents_are_refused() -> None:
    with pytest.raises(ContractError, match=r"schemas/people.yaml: spans: there is no field 'document_id'"):
        check_expressions(Contracts(CONTRACTS.dataset, {"people": replace(PEOPLE, spans=(_SPAN,))}))


_IDS = st.one_of(st.none(), st.sampled_from("abc"))
_PAIRS = st.lists(st.tuples(_IDS, _IDS), max_size=12)


@given(_PAIRS, _PAIRS)
def test_a_key_of_two_columns_holds_where_both_stand_together_in_the_target(
    rows: list[tuple[str | None, str | None]], targets: list[tuple[str | None, str | None]]
) -> None:
    frame = pl.DataFrame(rows, schema={"x": pl.String, "y": pl.String}, orient="row")
    target = pl.DataFrame(targets, schema={"u": pl.String, "v": pl.String}, orient="row")

    holds = foreign_key_holds(frame, ForeignKey(("x", "y"), KeyTarget("there", ("u", "v"))), target.lazy())

    assert holds.to_list() == [None in row or row in targets for row in rows]


@given(_PAIRS)
def test_a_primary_key_holds_where_it_is_whole_and_stands_once(rows: list[tuple[str | None, str | None]]) -> None:
    frame = pl.DataFrame(rows, schema={"x": pl.String, "y": pl.String}, orient="row")

    assert primary_key_holds(frame, ["x", "y"]).to_list() == [None not in row and rows.count(row) == 1 for row in rows]
    assert key_text(frame, ["x", "y"]).to_list() == [f"{x or 'null'}, {y or 'null'}" for x, y in rows]
    assert key_text(frame, ["z"]).to_list() == [f"row {number}" for number in range(len(rows))]


@given(st.text(max_size=30), st.integers(-3, 33), st.integers(-3, 33), st.booleans())
def test_a_span_holds_exactly_where_its_text_is_found(text: str, start: int, end: int, wrong: bool) -> None:
    words = text[max(start, 0) : max(end, 0)] + ("!" if wrong else "")
    frame = pl.DataFrame([("d", start, end, words)], schema=_SPAN_SCHEMA, orient="row")

    found = span_holds(frame, _SPAN, {"d": text}).to_list()

    assert found == [0 <= start < end <= len(text) and not wrong]


def test_span_verdicts_keep_the_order_of_the_rows() -> None:
    rows = [("d2", 0, 1, "b"), ("d1", 0, 1, "b"), ("d3", 0, 1, "c"), ("d2", 0, 1, "a"), (None, 0, 1, "a")]
    frame = pl.DataFrame(rows, schema=_SPAN_SCHEMA, orient="row")

    assert span_holds(frame, _SPAN, {"d1": "b", "d2": "a"}).to_list() == [False, True, None, True, None]


def test_a_span_without_text_column_is_held_against_the_length_alone() -> None:
    frame = pl.DataFrame([("d", 0, 3, ""), ("d", 0, 4, "")], schema=_SPAN_SCHEMA, orient="row")

    assert span_holds(frame, SpanColumns("start", "end"), {"d": "abc"}).to_list() == [True, False]


def test_many_spans_and_keys_are_computed_in_linear_time() -> None:
    count = 200_000
    frame = pl.select(
        document_id=pl.int_range(count).cast(pl.String),
        start=pl.lit(0, dtype=pl.Int64).repeat_by(count).explode(),
        end=pl.lit(1, dtype=pl.Int64).repeat_by(count).explode(),
        text=pl.lit("x").repeat_by(count).explode(),
    )
    texts = dict.fromkeys(frame["document_id"].to_list(), "x")

    assert span_holds(frame, _SPAN, texts).all()
    assert foreign_key_holds(frame, ForeignKey(("document_id",), KeyTarget("t", ("document_id",))), frame.lazy()).all()
