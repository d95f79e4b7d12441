"""What a validation found, as plain values."""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from pipelines.contracts import Severity

FAILURE_SCHEMA = {"table_name": pl.String, "check_name": pl.String, "key": pl.String}


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The verdict on one promise of a contract.

    `kind` is `columns`, `rows`, `primary_key`, `foreign_key`, `constraint`, `rule` or `span`; `failing` counts rows
    (for `columns` and `rows`: 1 or 0); `detail` says what was expected and what there was; `expectation` is the type of
    the expectation that the promise is written as.
    """

    table: str
    name: str
    kind: str
    severity: Severity
    passed: bool
    failing: int
    detail: str
    expectation: str


@dataclass(frozen=True, slots=True)
class TableReport:
    """All verdicts on one table.

    `failures` has the columns of `FAILURE_SCHEMA`, one row a failing key and check: of each check the first
    `tally.KEPT` by key, so that a table that is wrong in millions of rows can be told of.
    """

    table: str
    rows: int
    checks: tuple[CheckResult, ...]
    failures: pl.DataFrame

    @property
    def blocking(self) -> tuple[CheckResult, ...]:
        """The failed checks that block a release."""
        return tuple(check for check in self.checks if not check.passed and check.severity == "error")


def summary(reports: Iterable[TableReport]) -> str:
    """Give one line for each blocking check that failed: table, check, what was found."""
    return "\n".join(f"{c.table}: {c.name}: {c.detail}" for report in reports for c in report.blocking)
