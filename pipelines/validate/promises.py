"""What a contract promises of its table, one by one, each with the expectation that judges it; plain data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from pipelines.contracts import Field, ForeignKey, Rule, Severity, SpanColumns, Table

_UNIQUE = "expect_column_values_to_be_unique"
_TRUE = "expect_column_values_to_be_in_set"
Kind = Literal["columns", "rows", "primary_key", "foreign_key", "constraint", "rule", "span"]


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise; its `name` is unique in the table and is the name of its check in every report.

    `description` says what must hold. `expectation` is the type, and `arguments` the arguments, of the Great
    Expectations class that judges it. Kinds `primary_key`, `foreign_key`, `rule` and `span` are judged on a boolean
    column that is computed beforehand and called as the promise is; `constraint` on the field itself; `columns` on the
    header.
    """

    name: str
    kind: Kind
    severity: Severity
    description: str
    expectation: str
    arguments: Mapping[str, Any] = field(default_factory=dict)

    @property
    def column(self) -> str | None:
        """The column that is judged; None for promises about the whole table."""
        return self.arguments.get("column")


def label(name: str, kind: str) -> str:
    """Give a column of the header as it is compared and shown: `start (integer)`."""
    return f"{name} ({kind})"


def unique_name(item: Field) -> str:
    """Give the name of the promise that no value of a field stands twice."""
    return f"unique: {item.name}"


def key_name(table: Table) -> str:
    """Give the name of the promise about the table's primary key."""
    return f"primary key: {', '.join(table.primaryKey)}"


def foreign_key_name(key: ForeignKey) -> str:
    """Give the name of the promise about a foreign key."""
    return f"foreign key: {key.name}"


def rule_name(rule: Rule) -> str:
    """Give the name of the promise about a rule."""
    return f"rule: {rule.name}"


def span_name(span: SpanColumns) -> str:
    """Give the name of the promise about a span."""
    return f"span: {span.name}"


def promises_of(table: Table, row_floor: bool = True) -> tuple[Promise, ...]:
    """Give all promises of a contract in its order; without `row_floor` no rows at all are enough."""
    least = table.rows.min if row_floor else 0
    labels = [label(item.name, item.type) for item in table]
    header = "The columns are those of the contract, in its order and types."
    return (
        Promise(
            "columns", "columns", "error", header, "expect_table_columns_to_match_ordered_list", {"column_list": labels}
        ),
        Promise(
            "rows",
            "rows",
            "error",
            f"There are {least} rows or more.",
            "expect_table_row_count_to_be_between",
            {"min_value": least},
        ),
        *(promise for item in table for promise in _constraints(item)),
        *_computed(table),
    )


def across_parts(promise: Promise) -> Promise:
    """Give a promise as it is judged in one part of a table after the other.

    No part tells whether a value stands in another, so that `unique` is judged on a boolean column then, too.
    """
    if promise.expectation != _UNIQUE:
        return promise
    return replace(promise, expectation=_TRUE, arguments=_true_in(promise.name))


def _constraints(item: Field) -> Iterator[Promise]:
    limits = item.constraints
    if limits.required:
        yield _constraint(item, "required", "is never null", "not_be_null")
    if limits.unique:
        yield _constraint(item, "unique", "holds no value twice", "be_unique")
    if limits.enum:
        said = f"is one of {', '.join(limits.enum)}"
        yield _constraint(item, "enum", said, "be_in_set", value_set=list(limits.enum))
    if limits.pattern is not None:
        # A pattern is about the whole value (Table Schema follows XML Schema here), but the expectation searches, and
        # `$` would let a line break at the end pass.
        said = f"matches {limits.pattern}"
        yield _constraint(item, "pattern", said, "match_regex", regex=rf"\A(?:{limits.pattern})\Z")
    if limits.minimum is not None or limits.maximum is not None:
        bounds = [("at least", limits.minimum), ("at most", limits.maximum)]
        said = "is " + " and ".join(f"{word} {bound:g}" for word, bound in bounds if bound is not None)
        yield _constraint(item, "range", said, "be_between", min_value=limits.minimum, max_value=limits.maximum)


def _constraint(item: Field, what: str, said: str, expectation: str, **arguments: object) -> Promise:
    return Promise(
        f"{what}: {item.name}",
        "constraint",
        "error",
        f"{item.name} {said}.",
        f"expect_column_values_to_{expectation}",
        {"column": item.name, **arguments},
    )


def _computed(table: Table) -> Iterator[Promise]:
    yield _true(key_name(table), "primary_key", f"{', '.join(table.primaryKey)} is given and stands once.")
    for key in table.foreignKeys:
        there = f"{key.reference.resource} ({', '.join(key.reference.fields)})"
        yield _true(foreign_key_name(key), "foreign_key", f"{', '.join(key.fields)} stands in {there}, or is null.")
    for rule in table.rules:
        yield _true(rule_name(rule), "rule", rule.description, rule.severity)
    for span in table.spans:
        same = f", and the text between them is {span.text}" if span.text else ""
        said = f"0 ≤ {span.start} < {span.end} ≤ length of the document's text{same}; or both are null."
        yield _true(span_name(span), "span", said)


def _true(name: str, kind: Kind, description: str, severity: Severity = "error") -> Promise:
    return Promise(name, kind, severity, description, _TRUE, _true_in(name))


def _true_in(column: str) -> dict[str, Any]:
    return {"column": column, "value_set": [True]}
