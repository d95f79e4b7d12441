"""The tables of a release against the contracts that it carries: columns, types, keys, rules, terms, row counts."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.contracts import Contracts, Table, load_contracts
from pipelines.errors import ContractError, ReleaseError
from pipelines.release.checks.verdict import Check, Problem, compare
from pipelines.release.manifest import MANIFEST, read_manifest
from pipelines.release.rights import apply_terms, words_of
from pipelines.release.withdrawn import Withdrawal
from pipelines.validate.judge import validate_all
from pipelines.validate.report import CheckResult, TableReport

SCHEMAS = "schemas"
_KEYS_SHOWN = 5
Tables = Mapping[str, pa.Table]


def read_contracts(release: Path) -> tuple[Contracts | None, Check]:
    """Load the contracts that the release carries."""
    try:
        contracts = load_contracts(release / SCHEMAS)
    except ContractError as error:
        return None, Check("contracts", "nothing", (Problem(SCHEMAS, "a contract for each table", str(error)),))
    return contracts, Check("contracts", f"{len(contracts.tables)} tables in {SCHEMAS}/")


def read_tables(release: Path, contracts: Contracts) -> tuple[Tables, Check]:
    """Read each table and compare it with its contract: columns in order, types, nulls, descriptions, row counts."""
    tables: dict[str, pa.Table] = {}
    problems: list[Problem] = []
    for name in contracts.tables:
        read = _read(release / f"{name}.parquet")
        if isinstance(read, Problem):
            problems.append(read)
            continue
        tables[name] = read
        problems += _same_schema(f"{name}.parquet", contracts.schema(name), read.schema)
        problems += _nulls(contracts.schema(name), read, name)
    problems += _row_counts(release, tables)
    rows = sum(table.num_rows for table in tables.values())
    return tables, Check("schemas", f"{len(tables)} of {len(contracts.tables)} tables, {rows} rows", tuple(problems))


def frames_of(tables: Tables, contracts: Contracts) -> dict[str, pl.DataFrame] | None:
    """Give the tables as frames, or None where one is missing or has not the columns and types of its contract."""
    if any(name not in tables or not _readable(contracts.schema(name), tables[name]) for name in contracts.tables):
        return None
    return {name: _frame(table) for name, table in tables.items()}


def _frame(table: pa.Table) -> pl.DataFrame:
    """Give a table as a frame, without its metadata: Polars panics where damage has made that no UTF-8."""
    return pl.DataFrame(pa.table(table.columns, names=table.schema.names))


def check_rules(frames: Mapping[str, pl.DataFrame], contracts: Contracts) -> Check:
    """Judge keys, constraints and rules again; the spans have a check of their own."""
    reports = validate_all(contracts, frames, {})
    judged = [(report, result) for report in reports for result in report.checks if result.kind != "span"]
    failed = [(report, result) for report, result in judged if not result.passed and result.severity == "error"]
    problems = [_broken(report, result) for report, result in failed]
    return Check("keys and rules", f"{len(judged)} promises of {len(frames)} contracts", tuple(problems))


def check_terms(
    frames: Mapping[str, pl.DataFrame], contracts: Contracts, withdrawn: Sequence[Withdrawal] = ()
) -> Check:
    """See that no words stand in the release that the terms of their source do not let out, or that are withdrawn."""
    allowed = apply_terms(frames, contracts, withdrawn)
    problems: list[Problem] = []
    columns = 0
    for table in contracts:
        gone = frames[table.name].height - allowed[table.name].height
        problems += compare(f"{table.name}.parquet: rows that are withdrawn", 0, gone)
        for column in words_of(table) if not gone else ():
            columns += 1
            spare = allowed[table.name][column].null_count() - frames[table.name][column].null_count()
            problems += compare(f"{table.name}.parquet: {column}: values that the sources' terms forbid", 0, spare)
    return Check("terms", f"{columns} columns with words of sources", tuple(problems))


def key_of(table: Table, row: Mapping[str, object]) -> str:
    """Name a row of a table by its key."""
    return ", ".join(str(row[name]) for name in table.primaryKey)


def _read(path: Path) -> pa.Table | Problem:
    """Read a table with all its values checked: a damaged file is a problem, not a crash."""
    if not path.is_file():
        return Problem(path.name, "the file of a table", "no file")
    try:
        table = pq.read_table(path, memory_map=False, partitioning=None)
        table.validate(full=True)
    except (pa.ArrowException, OSError, ValueError) as error:
        return Problem(path.name, "a Parquet file that can be read", str(error).splitlines()[0])
    return table


def _same_schema(where: str, expected: pa.Schema, found: pa.Schema) -> Iterator[Problem]:
    if expected.names != found.names:
        yield Problem(f"{where}: columns", ", ".join(expected.names), ", ".join(found.names))
        return
    for promised, there in zip(expected, found, strict=True):
        column = f"{where}: {promised.name}"
        yield from compare(f"{column}: type", promised.type, there.type)
        yield from compare(f"{column}: may be null", promised.nullable, there.nullable)
        yield from compare(f"{column}: description", _text(promised, "description"), _text(there, "description"))
    for key in ("table", "title", "description", "schema_version"):
        yield from compare(f"{where}: {key} in the metadata", _text(expected, key), _text(found, key))


def _readable(expected: pa.Schema, found: pa.Table) -> bool:
    same = expected.names == found.schema.names and expected.types == found.schema.types
    return same and not any(_nulls(expected, found, ""))


def _nulls(expected: pa.Schema, found: pa.Table, name: str) -> Iterator[Problem]:
    """Yield the columns that hold nulls though they must not."""
    required = (item.name for item in expected if not item.nullable)
    for column in required:
        if found.schema.names.count(column) == 1:
            yield from compare(f"{name}.parquet: {column}: nulls", 0, found[column].null_count)


def _text(item: pa.Field | pa.Schema, key: str) -> str | None:
    value = (item.metadata or {}).get(key.encode())
    return None if value is None else value.decode("utf-8", "replace")


def _row_counts(release: Path, tables: Tables) -> Iterator[Problem]:
    try:
        manifest = read_manifest(release / MANIFEST)
    except ReleaseError:
        return  # `check_manifest` says so
    for name, table in tables.items():
        if name in manifest.tables:
            yield from compare(f"{name}.parquet: rows, by {MANIFEST}", manifest.tables[name].rows, table.num_rows)
        else:
            yield Problem(f"{MANIFEST}: {name}", "an entry for the table", "none")


def _broken(report: TableReport, result: CheckResult) -> Problem:
    """Name the rows that break a promise; where it is about the whole table, give what the check says."""
    keys = report.failures.filter(pl.col("check_name") == result.name)["key"].to_list()
    shown = "; ".join(keys[:_KEYS_SHOWN]) + ("; …" if len(keys) > _KEYS_SHOWN else "")
    found = f"{result.failing} where it does not: {shown}" if keys else result.detail
    return Problem(f"{report.table}.parquet: {result.name}", "it to hold in every row", found)
