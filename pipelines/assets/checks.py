"""Contracts as blocking asset checks; Great Expectations judges, in the room `validate`."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import dagster as dg
import polars as pl

from pipelines import tablefiles
from pipelines.assets.storage import escaped
from pipelines.contracts import Constraints, Contracts, RowCount, Table
from pipelines.settings import Settings
from pipelines.validate.judge import validate_table
from pipelines.validate.report import CheckResult, TableReport, summary


def contract_checks(contracts: Contracts) -> Iterator[dg.AssetChecksDefinition]:
    """Give each table the check of its own contract, and the check of the keys of earlier tables that point to it.

    A foreign key can be judged when both tables are there, so it is checked with the later one of the two.
    """
    order = list(contracts.tables)
    for position, name in enumerate(order):
        known = set(order[: position + 1])
        yield _check("contract", name, [_keys_into(contracts[name], known)])
        pointing = [_only_keys_into(contracts[earlier], name) for earlier in order[:position]]
        pointing = [table for table in pointing if table.foreignKeys]
        if pointing:
            yield _check("referred_keys", name, pointing)


def _keys_into(table: Table, known: set[str]) -> Table:
    keys = tuple(key for key in table.foreignKeys if key.reference.resource in known)
    return replace(table, foreignKeys=keys)


def _only_keys_into(table: Table, name: str) -> Table:
    """Give the contract of a table with nothing in it but the keys that point to `name`."""
    keys = tuple(key for key in table.foreignKeys if key.reference.resource == name)
    fields = tuple(replace(item, constraints=Constraints()) for item in table.fields)
    return replace(table, fields=fields, foreignKeys=keys, rules=(), spans=(), rows=RowCount())


def _check(kind: str, asset: str, promised: list[Table]) -> dg.AssetChecksDefinition:
    described = {
        "contract": f"{asset} is as schemas/{asset}.yaml says: columns, types, keys, constraints, rules, spans, rows.",
        "referred_keys": f"Each key in {', '.join(table.name for table in promised)} that points to {asset} is there.",
    }

    @dg.asset_check(asset=asset, name=kind, blocking=True, description=described[kind])
    def check(settings: Settings) -> dg.AssetCheckResult:
        reports = [judge(table, settings) for table in promised]
        return verdict(reports, keep_failures(reports, settings.failures_path(f"{asset}.{kind}")))

    return check


def judge(table: Table, settings: Settings) -> TableReport:
    """Validate one table of the build folder, with the tables that its keys point to and the texts of its spans."""
    wanted = {
        table.name,
        *(key.reference.resource for key in table.foreignKeys),
        *(["documents"] if table.spans else []),
    }
    tables = {name: tablefiles.scan(settings.tables_folder, name) for name in sorted(wanted)}
    return validate_table(table, tables, tables.get("documents"), most=settings.shard_rows)


def keep_failures(reports: Sequence[TableReport], path: Path) -> Path | None:
    """Write the failing keys of reports, not only the first few, as Parquet; give the file, or None where all holds."""
    failures = pl.concat([report.failures for report in reports])
    path.unlink(missing_ok=True)
    if failures.is_empty():
        return None
    path.parent.mkdir(parents=True, exist_ok=True)
    failures.write_parquet(path)
    return path


def verdict(reports: Sequence[TableReport], failures: Path | None) -> dg.AssetCheckResult:
    """Give reports as one Dagster result: it fails where a blocking promise is broken, and lists all broken ones."""
    broken = [check for report in reports for check in report.checks if not check.passed]
    blocking = [check for check in broken if check.severity == "error"]
    return dg.AssetCheckResult(
        passed=not blocking,
        severity=dg.AssetCheckSeverity.ERROR if blocking else dg.AssetCheckSeverity.WARN,
        description=_blocked(reports, failures) if blocking else _remark(len(broken)),
        metadata={
            "promises": sum(len(report.checks) for report in reports),
            "broken": dg.MetadataValue.md("\n".join(f"- {escaped(_line(check))}" for check in broken)),
            "failing_keys": sum(report.failures.height for report in reports),
            "failing_keys_file": str(failures or "none"),
        },
    )


def _blocked(reports: Sequence[TableReport], failures: Path | None) -> str:
    return summary(reports) + (f"\nall failing keys: {failures}" if failures else "")


def _remark(warnings: int) -> str:
    return f"all that block hold; {warnings} warnings" if warnings else "all promises hold"


def _line(check: CheckResult) -> str:
    return f"{check.severity}: {check.table}: {check.name}: {check.detail}"
