"""Tables against their contracts: one report a table, with every key that breaks a promise."""

from collections.abc import Iterable, Mapping, Sequence

import polars as pl

from pipelines.contracts import Contracts, Table
from pipelines.validate import details
from pipelines.validate.keys import key_text
from pipelines.validate.promises import Promise, label, promises_of
from pipelines.validate.report import FAILURE_SCHEMA, CheckResult, TableReport
from pipelines.validate.rules import RowVerdicts, row_verdicts
from pipelines.validate.suite import Verdict, judge

_NOTHING = Verdict(passed=False, problem="the table is lacking")
_TYPE_OF: Mapping[pl.DataType, str] = {
    pl.String(): "string",
    pl.Int64(): "integer",
    pl.Float64(): "number",
    pl.Boolean(): "boolean",
    pl.Date(): "date",
}


def validate_all(
    contracts: Contracts, tables: Mapping[str, pl.DataFrame], texts: Mapping[str, str], row_floor: bool = True
) -> tuple[TableReport, ...]:
    """Judge every table of the contracts, in their order; see `validate_table`."""
    return tuple(validate_table(table, tables, texts, row_floor) for table in contracts)


def validate_table(
    table: Table, tables: Mapping[str, pl.DataFrame], texts: Mapping[str, str], row_floor: bool = True
) -> TableReport:
    """Judge `tables[table.name]` against its contract.

    `tables` holds the frames by name, those that foreign keys point to included; `texts` the canonical text of each
    document by `document_id`. Without `row_floor` an empty table is enough. What is lacking (the table, a column,
    another table) fails the checks that need it; nothing is raised for what is in the data.
    """
    promises = promises_of(table, row_floor)
    frame = tables.get(table.name)
    if frame is None:
        lost = [_check(table, item, _NOTHING, 0, details.not_checked(item, str(_NOTHING.problem))) for item in promises]
        return TableReport(table.name, 0, tuple(lost), pl.DataFrame(schema=FAILURE_SCHEMA))
    computed = row_verdicts(table, tables, texts)
    header = [label(name, _TYPE_OF.get(kind, str(kind))) for name, kind in frame.schema.items()]
    verdicts = judge(promises, header, _judged(table, promises, frame, computed), frame.height)
    keys = key_text(frame, table.primaryKey)
    failing = {item.name: keys.gather(list(verdicts[item.name].rows)).sort() for item in promises}
    checks = []
    for item in promises:
        verdict = _explained(item, verdicts[item.name], frame, computed)
        detail = _detail(item, verdict, header, frame.height, failing[item.name], computed)
        checks.append(_check(table, item, verdict, len(failing[item.name]), detail))
    return TableReport(table.name, frame.height, tuple(checks), _failures(table, failing))


def _judged(table: Table, promises: Iterable[Promise], frame: pl.DataFrame, computed: RowVerdicts) -> pl.DataFrame:
    """Give the columns that expectations look at, and no other: converting a long text costs time and memory."""
    wanted = {promise.column for promise in promises} & set(frame.columns)
    fields = frame.select(_without_nan(name, frame) for name in table.columns if name in wanted)
    return fields.hstack(computed.columns.get_columns()) if fields.width else computed.columns


def _without_nan(name: str, frame: pl.DataFrame) -> pl.Expr:
    """Give a column with NaN as infinity: pandas would take it for a null, and a null passes."""
    column = pl.col(name)
    return column.fill_nan(float("inf")) if frame.schema[name].is_float() else column


def _explained(item: Promise, verdict: Verdict, frame: pl.DataFrame, computed: RowVerdicts) -> Verdict:
    """Give the verdict with our own reason where there was nothing to judge; the library knows only its column."""
    if verdict.problem is None:
        return verdict
    reason = computed.problems.get(item.name)
    if reason is None and item.kind == "constraint" and item.column not in frame.columns:
        reason = f"the table lacks {item.column}"
    return Verdict(passed=False, problem=reason or verdict.problem)


def _detail(
    item: Promise, verdict: Verdict, header: Sequence[str], rows: int, keys: pl.Series, computed: RowVerdicts
) -> str:
    if verdict.problem is not None:
        return details.not_checked(item, verdict.problem)
    if item.kind == "columns":
        return details.header_found(item, header)
    if item.kind == "rows":
        return details.rows_found(item, rows)
    return details.rows_broken(item, rows, keys, computed.unchecked.get(item.name, 0))


def _check(table: Table, item: Promise, verdict: Verdict, failing: int, detail: str) -> CheckResult:
    about_table = item.kind in {"columns", "rows"}
    return CheckResult(
        table=table.name,
        name=item.name,
        kind=item.kind,
        severity=item.severity,
        passed=verdict.passed,
        failing=int(not verdict.passed) if about_table else failing,
        detail=detail,
        expectation=item.expectation,
    )


def _failures(table: Table, failing: Mapping[str, pl.Series]) -> pl.DataFrame:
    """Give one row a promise and a key that breaks it, promises in the contract's order, keys sorted."""
    frames = [
        pl.DataFrame({"key": keys}).select(table_name=pl.lit(table.name), check_name=pl.lit(name), key=pl.col("key"))
        for name, keys in failing.items()
        if len(keys)
    ]
    return pl.concat([pl.DataFrame(schema=FAILURE_SCHEMA), *frames])
