"""What a contract promises of each row, as boolean columns computed in Polars: true where a row is right."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial

import polars as pl

from pipelines.contracts import Constraints, Contracts, ForeignKey, Rule, SpanColumns, Table
from pipelines.errors import ContractError
from pipelines.tablefiles import Tables
from pipelines.validate.keys import foreign_key_holds, primary_key_holds, unique_holds
from pipelines.validate.promises import foreign_key_name, key_name, rule_name, span_name, unique_name
from pipelines.validate.spans import DOCUMENT, Texts, span_holds, texts_of

Repeated = Callable[[tuple[str, ...]], pl.DataFrame]
"""Gives the keys of these fields that stand more than once in a table."""


@dataclass(frozen=True, slots=True)
class Around:
    """What rows are held against: the tables that keys point to, and the texts of documents, if they are at hand.

    `repeated` is there where the rows are a part of a table.
    """

    tables: Tables
    texts: pl.LazyFrame | None = None
    repeated: Repeated | None = None


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


def columns_of(table: Table, there: Iterable[str]) -> list[str]:
    """Give those of the columns that are `there` which a contract's promises are about: long texts cost memory."""
    wanted = {*table.primaryKey, *(name for key in table.foreignKeys for name in key.fields)}
    wanted |= {item.name for item in table if item.constraints != Constraints()}
    wanted |= {name for rule in table.rules for name in _roots(rule)}
    wanted |= {name for span in table.spans for name in (DOCUMENT, span.start, span.end, span.text) if name}
    return [name for name in there if name in wanted]


def row_verdicts(table: Table, frame: pl.DataFrame, around: Around) -> RowVerdicts:
    """Compute keys, rules and spans of rows of a table, and whether their values are unique where they are a part."""
    columns: list[pl.Series] = []
    problems: dict[str, str] = {}
    unchecked: dict[str, int] = {}
    for name, compute in _computations(table, frame, around):
        try:
            holds = compute()
        except (ContractError, pl.exceptions.PolarsError) as cause:
            problems[name] = _first_line(cause)
            continue
        unchecked[name] = holds.null_count()
        columns.append(holds.fill_null(True).alias(name))
    return RowVerdicts(pl.DataFrame(columns), problems, unchecked)


def _computations(table: Table, frame: pl.DataFrame, around: Around) -> Iterator[tuple[str, Callable[[], pl.Series]]]:
    yield key_name(table), partial(_key, frame, table.primaryKey, around.repeated)
    if around.repeated is not None:
        for item in table:
            if item.constraints.unique:
                yield unique_name(item), partial(_unique, frame, item.name, around.repeated)
    for key in table.foreignKeys:
        yield foreign_key_name(key), partial(_foreign_key, frame, key, around.tables)
    for rule in table.rules:
        yield rule_name(rule), partial(_rule, frame, rule)
    texts = cache(partial(texts_of, frame, around.texts))
    for span in table.spans:
        yield span_name(span), partial(_span, frame, span, texts)


def _key(frame: pl.DataFrame, fields: tuple[str, ...], repeated: Repeated | None) -> pl.Series:
    _need(frame.columns, fields, "the table")
    return primary_key_holds(frame, fields, None if repeated is None else repeated(fields))


def _unique(frame: pl.DataFrame, field: str, repeated: Repeated) -> pl.Series:
    _need(frame.columns, [field], "the table")
    return unique_holds(frame, field, repeated((field,)))


def _foreign_key(frame: pl.DataFrame, key: ForeignKey, tables: Tables) -> pl.Series:
    _need(frame.columns, key.fields, "the table")
    target = tables.get(key.reference.resource)
    if target is None:
        raise ContractError(f"the table {key.reference.resource} is lacking")
    _need(target.collect_schema().names(), key.reference.fields, key.reference.resource)
    return foreign_key_holds(frame, key, target)


def _rule(frame: pl.DataFrame, rule: Rule) -> pl.Series:
    expression = pl.sql_expr(rule.expression)
    _need(frame.columns, expression.meta.root_names(), "the table")
    return frame.select(expression.fill_null(True)).to_series()


def _span(frame: pl.DataFrame, span: SpanColumns, texts: Callable[[], Texts]) -> pl.Series:
    _need(frame.columns, [name for name in (DOCUMENT, span.start, span.end, span.text) if name], "the table")
    return span_holds(frame, span, texts())


def _roots(rule: Rule) -> list[str]:
    """Give the columns of an expression; none where it is no expression, which judging the rule then tells."""
    try:
        return pl.sql_expr(rule.expression).meta.root_names()
    except pl.exceptions.PolarsError:
        return []


def _need(there: Iterable[str], names: Iterable[str], where: str) -> None:
    lacking = sorted(set(names) - set(there))
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
