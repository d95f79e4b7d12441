"""A validation to read: by programs as JSON, by people as one page.

Neither has a clock or a run in it: the same verdicts give the same bytes.
"""

import json
from collections.abc import Iterable, Sequence
from importlib import resources
from typing import Any

from jinja2 import Environment, StrictUndefined

from pipelines.validate.report import CheckResult, TableReport

_TEMPLATE = "page.html.j2"


def validation_json(reports: Iterable[TableReport]) -> str:
    """Give all verdicts as JSON, tables and checks sorted by name.

    `passed` is false where a check of severity `error` failed; `totals` counts such checks as `errors`.
    """
    return json.dumps(_outline(reports), ensure_ascii=False, indent=2) + "\n"


def validation_page(reports: Iterable[TableReport], title: str) -> str:
    """Give all verdicts as one HTML page that needs no other file, host or script; what failed stands first."""
    source = resources.files("pipelines.validate").joinpath(_TEMPLATE).read_text(encoding="utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(source).render(title=title, **_outline(reports)) + "\n"


def _outline(reports: Iterable[TableReport]) -> dict[str, Any]:
    ordered = sorted(reports, key=lambda report: report.table)
    return {
        "passed": not any(report.blocking for report in ordered),
        "totals": {
            "tables": len(ordered),
            "rows": sum(report.rows for report in ordered),
            **_totals([check for report in ordered for check in report.checks]),
        },
        "tables": [_table(report) for report in ordered],
    }


def _totals(checks: Sequence[CheckResult]) -> dict[str, int]:
    failed = [check.severity for check in checks if not check.passed]
    return {
        "checks": len(checks),
        "passed": len(checks) - len(failed),
        "errors": failed.count("error"),
        "warnings": failed.count("warning"),
    }


def _table(report: TableReport) -> dict[str, Any]:
    return {
        "table": report.table,
        "rows": report.rows,
        "passed": not report.blocking,
        "totals": _totals(report.checks),
        "checks": [_check(check) for check in sorted(report.checks, key=lambda check: check.name)],
    }


def _check(check: CheckResult) -> dict[str, Any]:
    return {
        "name": check.name,
        "kind": check.kind,
        "expectation": check.expectation,
        "severity": check.severity,
        "passed": check.passed,
        "failing": check.failing,
        "detail": check.detail,
    }
