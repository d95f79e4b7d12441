"""What a contract promises of each row, as boolean columns computed in Polars: true where a row is right."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

import polars as pl

from pipelines.contracts import Contracts, ForeignKey, Rule, SpanColumns, Table
from pipelines.errors import ContractError
from pipelines.validate.keys import foreign_key_holds, primary_key_holds
from pipelines.validate.promises import foreign_key_name, key_name, rule_name, span_name
from pipelines.validate.spans import DOCUMENT, span_holds


@dataclass(frozen=True, slots=True)
class RowVerdicts:
    """A boolean column without nulls for each promise, called as the promise is.

    `problems` says why a promise has no column; `unchecked` counts the rows that were given the benefit of the doubt,
    because the text of their document is not at hand.
    """

    columns: pl.DataFrame
    problems: Mapping[str, str]
    unchecked: Mapping[str, int]


def check_expressions(contracts: Contracts) -> None:
    """Raise `ContractError`, naming file and rule, for each rule or span that cannot be computed on its own table."""
    problems = [problem for table in contracts for problem in _faults(table)]
    if problems:
        raise ContractError("\n".join(problems))


def row_verdicts(table: Table, tables: Mapping[str, pl.DataFrame], texts: Mapping[str, str]) -> RowVerdicts:
    """Compute keys, rules and spans of `tables[table.name]`; `texts` is each document's text by id."""
    columns: list[pl.Series] = []
    problems: dict[str, str] = {}
    unchecked: dict[str, int] = {}
    for name, compute in _computations(table, tables, texts):
        try:
            holds = compute()
        except (ContractError, pl.exceptions.PolarsError) as cause:
            problems[name] = _first_line(cause)
            continue
        unchecked[name] = holds.null_count()
        columns.append(holds.fill_null(True).alias(name))
    return RowVerdicts(pl.DataFrame(columns), problems, unchecked)


def _computations(
    table: Table, tables: Mapping[str, pl.DataFrame], texts: Mapping[str, str]
) -> Iterator[tuple[str, Callable[[], pl.Series]]]:
    frame = tables[table.name]
    yield key_name(table), partial(_key, frame, table.primaryKey)
    for key in table.foreignKeys:
        yield foreign_key_name(key), partial(_foreign_key, frame, key, tables)
    for rule in table.rules:
        yield rule_name(rule), partial(_rule, frame, rule)
    for span in table.spans:
        yield span_name(span), partial(_span, frame, span, texts)


def _key(frame: pl.DataFrame, fields: tuple[str, ...]) -> pl.Series:
    _need(frame, fields, "the table")
    return primary_key_holds(frame, fields)


def _foreign_key(frame: pl.DataFrame, key: ForeignKey, tables: Mapping[str, pl.DataFrame]) -> pl.Series:
    _need(frame, key.fields, "the table")
    target = tables.get(key.reference.resource)
    if target is None:
        raise ContractError(f"the table {key.reference.resource} is lacking")
    _need(target, key.reference.fields, key.reference.resource)
    return foreign_key_holds(frame, key, target)


def _rule(frame: pl.DataFrame, rule: Rule) -> pl.Series:
    expression = pl.sql_expr(rule.expression)
    _need(frame, expression.meta.root_names(), "the table")
    return frame.select(expression.fill_null(True)).to_series()


def _span(frame: pl.DataFrame, span: SpanColumns, texts: Mapping[str, str]) -> pl.Series:
    _need(frame, [name for name in (DOCUMENT, span.start, span.end, span.text) if name], "the table")
    return span_holds(frame, span, texts)


def _need(frame: pl.DataFrame, names: Iterable[str], where: str) -> None:
    lacking = sorted(set(names) - set(frame.columns))
    if lacking:
        raise ContractError(f"{where} lacks {', '.join(lacking)}")


def _faults(table: Table) -> Iterator[str]:
    where = f"schemas/{table.name}.yaml"
    if table.spans and DOCUMENT not in table.columns:
        yield f"{where}: spans: there is no field {DOCUMENT!r} that says which text they count in; add it"
    # Two rows of nulls: an expression about one row gives two values, an aggregate or a constant gives one.
    empty = pl.DataFrame(table.schema.empty_table())
    two_rows = pl.DataFrame({name: pl.Series([None, None], dtype=kind) for name, kind in empty.schema.items()})
    for rule in table.rules:
        fault = _fault(rule, two_rows)
        if fault:
            yield f"{where}: rule {rule.name}: {fault}; the expression is {rule.expression}"


def _fault(rule: Rule, rows: pl.DataFrame) -> str | None:
    try:
        expression = pl.sql_expr(rule.expression)
        unknown = sorted(set(expression.meta.root_names()) - set(rows.columns))
        if unknown:
            return f"there is no field {', '.join(unknown)}"
        found = rows.select(expression)
    except pl.exceptions.PolarsError as cause:
        return f"not a valid SQL expression ({_first_line(cause)})"
    if found.width != 1 or found.dtypes != [pl.Boolean]:
        return f"it gives {', '.join(str(kind) for kind in found.dtypes)}, and must give a boolean"
    return None if found.height == rows.height else "it does not depend on the row"


def _first_line(cause: Exception) -> str:
    return (str(cause).strip().splitlines() or [type(cause).__name__])[0]
