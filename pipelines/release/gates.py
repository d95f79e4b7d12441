"""Gates that a release passes before it is described: ids that stay, rows that stay, columns that are filled.

What each may lose stands in `schemas/dataset.yaml` (`limits`) and, for columns, in the contracts (`fill`). A gate that
is missed blocks, unless a person accepts it with a reason, which the release then carries.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import polars as pl

from pipelines import tablefiles
from pipelines.contracts import Contracts, Limits, Table
from pipelines.errors import ReleaseError, UsageError
from pipelines.release.churn import Churn, churn, columns_used
from pipelines.release.order import Order
from pipelines.release.removal import without_documents
from pipelines.release.withdrawn import withdrawn_documents
from pipelines.tablefiles import Tables, files

FILE = "gates.json"
GATES = ("churn", "loss", "fill")


@dataclass(frozen=True, slots=True)
class Finding:
    """What one gate measured: the share `figure` against `limit`, of so many rows; `told` says it in words."""

    gate: str
    table: str
    column: str
    rows: int
    figure: float
    limit: float
    passed: bool
    told: str


@dataclass(frozen=True, slots=True)
class Passed:
    """What was measured, and by gate the reasons for which it was accepted where it was missed."""

    findings: tuple[Finding, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)

    def json(self) -> str:
        """Give every figure as JSON."""
        values = {"accepted": dict(self.reasons), "gates": [asdict(finding) for finding in self.findings]}
        return json.dumps(values, ensure_ascii=False, indent=2) + "\n"

    def markdown(self) -> str:
        """Give a section of a changelog: how many figures are within their limits, and which are not, and why."""
        if not self.findings:
            return ""
        missed = [finding for finding in self.findings if not finding.passed]
        within = f"{len(self.findings) - len(missed)} of {len(self.findings)} figures are within their limits."
        lines = [f"- {finding.gate}: {finding.told}. Accepted: {self.reasons[finding.gate]}" for finding in missed]
        return (
            "\n".join(["### Gates", "", f"{within} Each stands in `{FILE}`.", *([""] if lines else []), *lines]) + "\n"
        )


def pass_gates(tables: Tables, previous: Path | None, contracts: Contracts, order: Order) -> Passed:
    """Measure the gates and give what was found; raise `ReleaseError` where one is missed that `order` does not accept.

    `tables` are those before the terms of the sources are applied: a column that may not ship is no empty one.
    """
    removed = withdrawn_documents(tables["documents"], order.withdrawn, rows=True)
    kept = without_documents(tables, contracts, removed) if len(removed) else tables
    findings = measure_gates(kept, previous, contracts, removed)
    return Passed(findings, accepted(findings, order.accepted))


def measure_gates(
    tables: Tables, previous: Path | None, contracts: Contracts, withdrawn: pl.Series
) -> tuple[Finding, ...]:
    """Measure all gates on `tables`, two of them against the release folder `previous`, if there is one.

    `withdrawn` are ids of documents that were taken out on purpose.
    """
    limits = contracts.dataset.limits
    found = [finding for table in contracts for finding in _fills(table, tables[table.name], limits)]
    if previous is not None:
        before = {one.name: tablefiles.scan(previous, one.name) for one in contracts if files(previous, one.name)}
        old, new = (_identities(side, contracts) for side in (before, tables))
        for one in churn(old, new, contracts, withdrawn):
            found += [_churned(one, limits), _lost(one, limits)]
    return tuple(found)


def accepted(findings: Sequence[Finding], reasons: Mapping[str, str]) -> dict[str, str]:
    """Give the reasons that were needed, by gate; raise `ReleaseError` where a gate is missed that has none."""
    if set(reasons) - set(GATES) or not all(reason.strip() for reason in reasons.values()):
        raise UsageError(f"a gate ({', '.join(GATES)}) is accepted with a reason in words, not as {dict(reasons)}")
    missed = [finding for finding in findings if not finding.passed]
    blocking = [finding for finding in missed if finding.gate not in reasons]
    if blocking:
        options = " ".join(f'--accept-{gate} "REASON"' for gate in GATES if any(x.gate == gate for x in blocking))
        lines = "\n".join(f"  {finding.gate}: {finding.told}" for finding in blocking)
        raise ReleaseError(
            f"not released, since a gate was missed; the latest release is as it was:\n{lines}\n"
            f"Find the fault, or release it with the reason on record: {options}"
        )
    return {gate: reasons[gate] for gate in GATES if any(finding.gate == gate for finding in missed)}


def _identities(tables: Tables, contracts: Contracts) -> dict[str, pl.LazyFrame]:
    """Give what tells the rows of a release apart and where they come from, of the tables and columns it has."""
    there = {name: set(frame.collect_schema()) for name, frame in tables.items()}
    return {
        name: frame.select(column for column in columns_used(contracts[name]) if column in there[name])
        for name, frame in tables.items()
    }


def _fills(table: Table, frame: pl.LazyFrame, limits: Limits) -> Iterator[Finding]:
    promised = {item.name: item.fill for item in table if item.fill is not None}
    counts = [pl.len().alias(""), *(pl.col(name).null_count() for name in promised)]
    empty = frame.select(counts).collect(engine="streaming").row(0, named=True) if promised else {"": 0}
    height = empty[""]
    if height < limits.fill_rows:
        return
    for name, least in promised.items():
        share = 1 - empty[name] / height
        told = f"{table.name}.{name} is filled in {_percent(share)} of {height} rows, and must be in {_percent(least)}"
        yield Finding("fill", table.name, name, height, round(share, 4), least, share >= least, told)


def _churned(one: Churn, limits: Limits) -> Finding:
    passed = one.unexplained <= max(limits.few, limits.churn * one.before)
    told = (
        f"{one.unexplained} of {one.before} ids of {one.table} are gone ({_percent(one.share)}; at most "
        f"{_percent(limits.churn)}, or {limits.few}) though their documents and extractors are the same"
    )
    return Finding("churn", one.table, "", one.before, round(one.share, 4), limits.churn, passed, told)


def _lost(one: Churn, limits: Limits) -> Finding:
    passed = one.lost <= max(limits.few, limits.loss * one.before)
    told = (
        f"{one.table} has {one.after} rows and had {one.before}, of which {one.left} went with documents "
        f"({_percent(one.loss)} lost; at most {_percent(limits.loss)}, or {limits.few})"
    )
    return Finding("loss", one.table, "", one.before, round(one.loss, 4), limits.loss, passed, told)


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"
