"""Measure tables of many rows: sorted and written in shards, linked, validated, released.

usage: python benchmarks/large.py [--claims N] [--kept FOLDER] [--steps …] [--write]

A made-up corpus (`corpus.py`) is extracted once, into `--kept` or a temporary folder, and its rows are copied, with
ids of their own, until there are `--claims` of them. Each step runs in a process of its own, for a peak of memory of
its own; `--write` puts the steps that were run in the place of earlier ones.
"""

import argparse
import multiprocessing
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import scale_page
from clock import Clock, peak_mb
from copies import copies
from corpus import Corpus
from quality import PROJECT
from scale import PARAGRAPHS, given
from scale_page import Step

from pipelines import tablefiles
from pipelines.contracts import Contracts, load_contracts
from pipelines.engines.local import Store
from pipelines.extract.authority import Authority
from pipelines.link.tables import link_files, name_files
from pipelines.release.bundle import write_release
from pipelines.release.order import Order
from pipelines.release.verify import verify
from pipelines.validate.judge import validate_all

DOCUMENTS = 10_000
TABLES = "tables"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=10_000_000)
    parser.add_argument("--documents", type=int, default=DOCUMENTS, help="pages that the rows are copied from")
    parser.add_argument("--kept", type=Path, help="where the extracted rows are kept, and taken over from")
    parser.add_argument("--folder", type=Path, help="where the tables are written, by default a temporary folder")
    parser.add_argument("--steps", nargs="+", choices=STEPS, default=[name for name in STEPS if name != "link"])
    parser.add_argument("--write", action="store_true", help="write scale.json and docs/benchmarks/scale.md")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.folder or Path(scratch)
        kept = options.kept or Path(scratch) / "kept"
        found: list[Step] = []
        for name in options.steps:
            with multiprocessing.get_context("spawn").Pool(1) as pool:
                found.append(pool.apply(measured, (name, Task(folder, kept, options.documents, options.claims))))
            print(found[-1], flush=True)
    if options.write:
        before = scale_page.read()
        steps = {step.name: step for step in (*before.large, *found)}
        scale_page.write(replace(before, large=tuple(steps[name] for name in STEPS if name in steps)))


@dataclass(frozen=True)
class Task:
    """What a step works on."""

    folder: Path
    kept: Path
    documents: int
    claims: int

    @property
    def tables(self) -> Path:
        return self.folder / TABLES


def measured(name: str, task: Task) -> Step:
    """Run a step in this process, which is its own."""
    contracts, clock = load_contracts(PROJECT / "schemas"), Clock()
    told = STEPS[name](task, contracts)
    return Step(name, clock.lap(), peak_mb(), told)


def write(task: Task, contracts: Contracts) -> str:
    """Copy, sort and write the tables of the left half."""
    store = Store(task.kept, Authority(()), contracts, 1)
    made = store.tables(store.update(Corpus(task.documents, PARAGRAPHS)))
    count = -(-task.claims // made["claims"].height)
    tablefiles.write_all({**given(contracts), **copies(made, contracts, count)}, contracts, task.tables)
    rows = {name: tablefiles.rows(task.tables, name) for name in contracts.tables}
    size = sum(path.stat().st_size for path in task.tables.rglob("*.parquet"))
    return f"{rows['claims']:,} claims among {sum(rows.values()):,} rows, {size / 1e6:,.0f} MB"


def works(task: Task, contracts: Contracts) -> str:
    """Make entities, works and their names, and leave the links empty."""
    folder = task.tables
    name_files(folder, Authority(()), contracts)
    for name in ("quote_links", "claim_links"):
        tablefiles.write((), name, contracts, folder)
    return f"{tablefiles.rows(folder, 'entities'):,} entities, {tablefiles.rows(folder, 'works'):,} works"


def link(task: Task, contracts: Contracts) -> str:
    """Make all tables of the right half, the links too."""
    link_files(task.tables, Authority(()), contracts)
    return f"{tablefiles.rows(task.tables, 'claim_links'):,} links of claims"


def validate(task: Task, contracts: Contracts) -> str:
    """Judge every table."""
    tables = tablefiles.scan_all(task.tables, contracts)
    reports = validate_all(contracts, tables, tables["documents"])
    blocking = sum(len(report.blocking) for report in reports)
    return f"{sum(len(report.checks) for report in reports)} promises, {blocking} broken that block"


def release(task: Task, contracts: Contracts) -> str:
    """Write a release."""
    tables = tablefiles.scan_all(task.tables, contracts)
    order = Order("2026.11.22", "0" * 64)
    path = write_release(tables, contracts, PROJECT / "schemas", task.folder / "releases", order)
    return f"{sum(file.stat().st_size for file in path.rglob('*') if file.is_file()) / 1e6:,.0f} MB"


def prove(task: Task, contracts: Contracts) -> str:  # noqa: ARG001
    """Verify the release without its raw bytes."""
    verdict = verify(task.folder / "releases" / "2026.11.22", None)
    return f"passed: {verdict.passed}" + ("" if verdict.passed else f" {list(verdict.lines())[:5]}")


STEPS: dict[str, Callable[[Task, Contracts], str]] = {
    "write": write, "works": works, "link": link, "validate": validate, "release": release, "verify": prove,
}  # fmt: skip


if __name__ == "__main__":
    main()
