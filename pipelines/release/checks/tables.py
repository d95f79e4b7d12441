"""The rows of a release's tables against the contracts that it carries: keys, rules, terms."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import polars as pl

from pipelines.contracts import Contracts, Table
from pipelines.release.checks.stored import Stored
from pipelines.release.checks.verdict import Check, Problem, compare
from pipelines.release.rights import apply_terms, words_of
from pipelines.release.withdrawn import Withdrawal
from pipelines.validate.judge import validate_all
from pipelines.validate.keys import text_of
from pipelines.validate.report import CheckResult, TableReport

_KEYS_SHOWN = 5
_FILE = "\x00file"
_ROWS = "\x00rows"


def check_rules(tables: Mapping[str, Stored], contracts: Contracts) -> Check:
    """Judge keys, constraints and rules again; the spans have a check of their own."""
    spanless = replace(contracts, tables={table.name: replace(table, spans=()) for table in contracts})
    reports = validate_all(spanless, {name: stored.scan() for name, stored in tables.items()})
    judged = [(report, result) for report in reports for result in report.checks]
    failed = [(report, result) for report, result in judged if not result.passed and result.severity == "error"]
    problems = [_broken(tables[report.table], report, result) for report, result in failed]
    return Check("keys and rules", f"{len(judged)} promises of {len(tables)} contracts", tuple(problems))


def check_terms(tables: Mapping[str, Stored], contracts: Contracts, withdrawn: Sequence[Withdrawal] = ()) -> Check:
    """See that no words stand in the release that the terms of their source do not let out, or that are withdrawn."""
    there = {name: stored.scan() for name, stored in tables.items()}
    allowed = apply_terms(there, contracts, withdrawn)
    problems: list[Problem] = []
    columns = 0
    for table in contracts:
        held, kept = (_words(rows[table.name], tables[table.name]) for rows in (there, allowed))
        gone = _more(held, kept, _ROWS)
        problems += [found for name, rows in gone for found in compare(f"{name}: rows that are withdrawn", 0, rows)]
        for column in words_of(table) if not gone else ():
            columns += 1
            for name, spare in _more(kept, held, column):
                problems += compare(f"{name}: {column}: values that the sources' terms forbid", 0, spare)
    return Check("terms", f"{columns} columns with words of sources", tuple(problems))


def key_of(table: Table, row: Mapping[str, object]) -> str:
    """Name a row of a table by its key."""
    return ", ".join(str(row[name]) for name in table.primaryKey)


def _words(rows: pl.LazyFrame, stored: Stored) -> Mapping[str, Mapping[str, int]]:
    """Count, by file, the rows and the nulls in each column with words of sources."""
    counts = [pl.col(name).null_count() for name in words_of(stored.table)]
    counted = rows.group_by(stored.place.alias(_FILE)).agg(pl.len().alias(_ROWS), *counts)
    return {row[_FILE]: row for row in counted.sort(_FILE).collect(engine="streaming").iter_rows(named=True)}


def _more(
    one: Mapping[str, Mapping[str, int]], other: Mapping[str, Mapping[str, int]], column: str
) -> list[tuple[str, int]]:
    """Give the files of which `one` counts another number than `other`, with the difference."""
    counted = (
        (name, one.get(name, {}).get(column, 0) - other.get(name, {}).get(column, 0)) for name in {**one, **other}
    )
    return [(name, difference) for name, difference in counted if difference]


def _broken(stored: Stored, report: TableReport, result: CheckResult) -> Problem:
    """Name the rows that break a promise, and their files; where it is about the table, give what the check says."""
    keys = report.failures.filter(pl.col("check_name") == result.name)["key"].to_list()
    shown = "; ".join(keys[:_KEYS_SHOWN]) + ("; …" if len(keys) > _KEYS_SHOWN else "")
    found = f"{result.failing} where it does not: {shown}" if keys else result.detail
    where = ", ".join(_files(stored, keys[:_KEYS_SHOWN])) if keys else stored.name
    return Problem(f"{where}: {result.name}", "it to hold in every row", found)


def _files(stored: Stored, keys: Sequence[str]) -> Iterator[str]:
    """Yield the files that hold rows with these keys."""
    held = stored.scan().filter(text_of(stored.table.primaryKey).is_in(keys))
    yield from held.select(stored.place.alias(_FILE)).unique().sort(_FILE).collect(engine="streaming")[_FILE]
