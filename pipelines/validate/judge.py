"""Tables against their contracts: one report a table, with the keys that break a promise.

A table of many rows is judged in parts, one in memory at a time, and their verdicts are put together: they are those
that the rows would get all at once.
"""

from collections.abc import Mapping, Sequence
from functools import cache, partial, reduce

import polars as pl

from pipelines.contracts import Contracts, Table
from pipelines.tablefiles import Tables, height
from pipelines.validate import details
from pipelines.validate.keys import key_text, repeated_keys
from pipelines.validate.parts import PART_ROWS, parts
from pipelines.validate.promises import Promise, across_parts, label, promises_of
from pipelines.validate.report import FAILURE_SCHEMA, CheckResult, TableReport
from pipelines.validate.rules import Around, RowVerdicts, columns_of, row_verdicts
from pipelines.validate.suite import Verdict, judge_rows, judge_table
from pipelines.validate.tally import Tally, tally, together, unjudged

_TYPE_OF: Mapping[pl.DataType, str] = {
    pl.String(): "string",
    pl.Int64(): "integer",
    pl.Float64(): "number",
    pl.Boolean(): "boolean",
    pl.Date(): "date",
}


def validate_all(
    contracts: Contracts, tables: Tables, texts: pl.LazyFrame | None = None, row_floor: bool = True
) -> tuple[TableReport, ...]:
    """Judge every table of the contracts, in their order, in parts of their `shard_rows`; see `validate_table`."""
    most = contracts.dataset.shard_rows
    return tuple(validate_table(table, tables, texts, row_floor, most) for table in contracts)


def validate_table(
    table: Table,
    tables: Tables,
    texts: pl.LazyFrame | None = None,
    row_floor: bool = True,
    most: int = PART_ROWS,
) -> TableReport:
    """Judge `tables[table.name]` against its contract, in parts of `most` rows if it has more.

    `tables` holds the tables by name, those that foreign keys point to included, each in files or in memory, so that
    its rows come in one order whenever they are read; `texts` has the columns `document_id` and `text` of the documents
    whose text is at hand. Without `row_floor` an empty table is enough. What is lacking (the table, a column, another
    table) fails the checks that need it; nothing is raised for what is in the data.
    """
    promises = promises_of(table, row_floor)
    rows = tables.get(table.name)
    if rows is None:
        lost = unjudged("the table is lacking")
        checks = [_check(table, item, lost, details.not_checked(item, str(lost.problem))) for item in promises]
        return TableReport(table.name, 0, tuple(checks), pl.DataFrame(schema=FAILURE_SCHEMA))
    count = height(rows)
    header = [label(name, _TYPE_OF.get(kind, str(kind))) for name, kind in rows.collect_schema().items()]
    about_table, about_rows = _kinds(promises)
    found = {name: _of_table(verdict) for name, verdict in judge_table(about_table, header, count).items()}
    found |= _of_all_rows(table, about_rows, Around(tables, texts), count, most)
    said = {item.name: _detail(item, found[item.name], header, count) for item in promises}
    checks = [_check(table, item, found[item.name], said[item.name]) for item in promises]
    return TableReport(table.name, count, tuple(checks), _failures(table, promises, found))


def _kinds(promises: Sequence[Promise]) -> tuple[list[Promise], list[Promise]]:
    """Give the promises about a table as such, and those about its rows."""
    about_table = [item for item in promises if item.kind in {"columns", "rows"}]
    return about_table, [item for item in promises if item not in about_table]


def _of_all_rows(table: Table, promises: Sequence[Promise], around: Around, count: int, most: int) -> dict[str, Tally]:
    """Judge the rows part by part; all at once where they are few."""
    rows = around.tables[table.name]
    there = rows.collect_schema().names()
    wanted = rows.select(columns_of(table, there) or there)
    if count > most:
        promises = [across_parts(item) for item in promises]
        around = Around(around.tables, around.texts, cache(partial(repeated_keys, rows, most=most)))
    found = (_of_part(table, promises, part, around, first) for first, part in parts(wanted, count, most))
    return reduce(lambda one, other: {name: together(one[name], other[name]) for name in one}, found)


def _of_part(
    table: Table, promises: Sequence[Promise], part: pl.DataFrame, around: Around, first: int
) -> dict[str, Tally]:
    computed = row_verdicts(table, part, around)
    verdicts = judge_rows(promises, _judged(table, promises, part, computed))
    keys = key_text(part, table.primaryKey, first)
    return {item.name: _of_rows(item, verdicts[item.name], keys, part, computed) for item in promises}


def _judged(table: Table, promises: Sequence[Promise], part: pl.DataFrame, computed: RowVerdicts) -> pl.DataFrame:
    """Give the columns that expectations look at, and no other: converting a long text costs time and memory."""
    wanted = {promise.column for promise in promises} & set(part.columns)
    fields = part.select(_without_nan(name, part) for name in table.columns if name in wanted)
    return fields.hstack(computed.columns.get_columns()) if fields.width else computed.columns


def _without_nan(name: str, part: pl.DataFrame) -> pl.Expr:
    """Give a column with NaN as infinity: pandas would take it for a null, and a null passes."""
    column = pl.col(name)
    return column.fill_nan(float("inf")) if part.schema[name].is_float() else column


def _of_table(verdict: Verdict) -> Tally:
    return unjudged(verdict.problem) if verdict.problem else tally(verdict.passed, pl.Series(dtype=pl.String), 0)


def _of_rows(item: Promise, verdict: Verdict, keys: pl.Series, part: pl.DataFrame, computed: RowVerdicts) -> Tally:
    """Give what a part showed, with our own reason where there was nothing to judge; the library knows its column."""
    if verdict.problem is None:
        return tally(verdict.passed, keys.gather(verdict.rows), computed.unchecked.get(item.name, 0))
    reason = computed.problems.get(item.name)
    if reason is None and item.kind == "constraint" and item.column not in part.columns:
        reason = f"the table lacks {item.column}"
    return unjudged(reason or verdict.problem)


def _detail(item: Promise, found: Tally, header: Sequence[str], rows: int) -> str:
    if found.problem is not None:
        return details.not_checked(item, found.problem)
    if item.kind == "columns":
        return details.header_found(item, header)
    return details.rows_found(item, rows) if item.kind == "rows" else details.rows_broken(item, rows, found)


def _check(table: Table, item: Promise, found: Tally, detail: str) -> CheckResult:
    about_table = item.kind in {"columns", "rows"}
    return CheckResult(
        table=table.name,
        name=item.name,
        kind=item.kind,
        severity=item.severity,
        passed=found.passed,
        failing=int(not found.passed) if about_table else found.failing,
        detail=detail,
        expectation=item.expectation,
    )


def _failures(table: Table, promises: Sequence[Promise], found: Mapping[str, Tally]) -> pl.DataFrame:
    """Give one row a promise and a key that breaks it, promises in the contract's order, keys sorted."""
    frames = [
        pl.DataFrame({"key": found[name].keys}).select(
            table_name=pl.lit(table.name), check_name=pl.lit(name), key=pl.col("key")
        )
        for name in (item.name for item in promises)
        if found[name].failing
    ]
    return pl.concat([pl.DataFrame(schema=FAILURE_SCHEMA), *frames])
