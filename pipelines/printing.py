"""What commands print for people: tables, counts, verdicts."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table as Grid

from pipelines.errors import ReleaseError

if TYPE_CHECKING:
    import polars as pl

    from pipelines.cite import Cited
    from pipelines.release.checks.verdict import Verdict
    from pipelines.release.diff import Diff
    from pipelines.release.explain import Explained
    from pipelines.release.manifest import Manifest
    from pipelines.runs import CheckLine

OUT = Console()
ERR = Console(stderr=True)


def checks(checks: "tuple[CheckLine, ...]") -> None:
    """Print how many checks a run made."""
    promises = sum(line.promises for line in checks)
    OUT.print(f"{len(checks)} checks with {promises} promises of the contracts: all that block hold.")


def counts(manifest: "Manifest") -> None:
    """Print the rows of each table of a release."""
    rows({name: table.rows for name, table in manifest.tables.items()})


def rows(rows: Mapping[str, int]) -> None:
    """Print the number of rows by table."""
    grid = Grid("table", "rows", box=None)
    grid.columns[1].justify = "right"
    for name, count in rows.items():
        grid.add_row(name, str(count))
    OUT.print(grid)


def cited(cited: "Sequence[Cited]", cells: "Callable[[Cited], tuple[str, ...]]") -> None:
    """Print references, a line each."""
    grid = Grid("who", "year", "title", "in, or by", "pages", "type", "sure", box=None, pad_edge=False)
    for one in cited:
        grid.add_row(*map(escape, cells(one)))
    OUT.print(grid)


def rejects(rejects: "pl.DataFrame") -> None:
    """Print what was refused, and why."""
    for row in rejects.iter_rows(named=True):
        where = f" ({row['location']})" if row["location"] else ""
        ERR.print(f"[yellow]rejected[/] {escape(row['path'])}{escape(where)}: {row['reason']}: {escape(row['detail'])}")


def verdict(verdict: "Verdict") -> None:
    """Print what the verification found; raise `ReleaseError` where the release is not what it says."""
    for line in verdict.lines():
        OUT.print(escape(line), soft_wrap=True)
    if not verdict.passed:
        raise ReleaseError(f"{len(verdict.problems)} things are not what the release says; they stand above")
    OUT.print("[green]The release is what it says.[/]")


def difference(diff: "Diff") -> None:
    """Print what differs between two releases, a line a table."""
    from pipelines.release.diff_texts import HEADINGS, cells, told

    if diff.same:
        OUT.print(f"{diff.old} and {diff.new} have the same columns and rows.")
        return
    for change in diff.schema:
        OUT.print(escape(told(change)), soft_wrap=True)
    grid = Grid(*HEADINGS, box=None)
    for column in grid.columns[1:-1]:
        column.justify = "right"
    for table in diff.tables:
        if not table.same:
            grid.add_row(*map(escape, cells(table)))
    OUT.print(grid)


def explanation(found: "Explained") -> None:
    """Print a row, the words around it with its span marked, and where they come from."""
    OUT.print(f"[bold]{escape(found.table)}[/]")
    grid = Grid(box=None, show_header=False, pad_edge=False)
    for name, value in found.row.items():
        if value is not None:
            grid.add_row(escape(name), escape(str(value)))
    OUT.print(grid)
    if found.context is not None:
        context = found.context
        before, words, after = map(escape, (context.before, context.words, context.after))
        OUT.print(f"\n…{before}[bold reverse]{words}[/]{after}…", soft_wrap=True)
    if found.document is not None and found.source is not None:
        OUT.print(f"\nfrom   {escape(found.document['path'])}, {escape(str(found.source['title']))}", soft_wrap=True)
        OUT.print(f"sha256 {found.document['raw_sha256']}", soft_wrap=True)
    OUT.print(f"in     release {escape(found.version)}, made from inputs {found.inputs_digest}", soft_wrap=True)
