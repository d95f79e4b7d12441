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
    from pipelines.release.explain import Explained, Place
    from pipelines.release.manifest import Manifest
    from pipelines.release.publishers.engine import Published
    from pipelines.release.withdraw import Done
    from pipelines.runs import CheckLine

OUT = Console()
ERR = Console(stderr=True)


def checks(checks: "tuple[CheckLine, ...]") -> None:
    """Print how many checks a run made."""
    promises = sum(line.promises for line in checks)
    OUT.print(f"{len(checks)} checks with {promises} promises of the contracts: all that block hold.")


def files(reasons: Mapping[str, int]) -> None:
    """Print how many files a run took over or read, and why."""
    told = ", ".join(f"{count} {reason}" for reason, count in sorted(reasons.items())) or "none"
    OUT.print(f"Files: {told}.")


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
    """Print a row, the words around it with its span marked, where they stand in which bytes, and what made the row."""
    OUT.print(f"[bold]{escape(found.table)}[/]")
    _cells(found.row)
    for place in found.places:
        _place(place, place.row is not found.row)
    if found.extractor is not None:
        _made(found.extractor)
    OUT.print(f"in     release {escape(found.version)}, made from inputs {found.inputs_digest}", soft_wrap=True)


def _cells(row: "Mapping[str, object]") -> None:
    grid = Grid(box=None, show_header=False, pad_edge=False)
    for name, value in row.items():
        if value is not None:
            grid.add_row(escape(name), escape(str(value)))
    OUT.print(grid)


def _place(place: "Place", named: bool) -> None:
    """Print where a row stands; `named` with its table, where it is not the row that was asked for."""
    if named:
        OUT.print(f"\n[bold]{escape(place.table)}[/] {escape(str(next(iter(place.row.values()))))}")
    if place.context is not None:
        before, words, after = map(escape, (place.context.before, place.context.words, place.context.after))
        OUT.print(f"\n{before}⟦[bold reverse]{words}[/]⟧{after}\n", soft_wrap=True)
    source = f", {escape(str(place.source['title']))}" if place.source else ""
    OUT.print(f"from   {escape(str(place.document['path']))}{source}", soft_wrap=True)
    OUT.print(f"sha256 {place.document['raw_sha256']}", soft_wrap=True)
    if place.raw_bytes is not None:
        OUT.print(f"bytes  {place.raw_bytes[0]} to {place.raw_bytes[1]} of that file")
    elif place.row.get("start") is not None:
        OUT.print("bytes  not told, as the text is not at hand; give the raw documents with --raw", soft_wrap=True)
    for problem in place.problems:
        OUT.print(f"[yellow]but[/]    {escape(problem)}", soft_wrap=True)


def _made(extractor: "Mapping[str, object]") -> None:
    told = f"{extractor['extractor']} {extractor['extractor_version']}, code {extractor['code_sha256']}"
    OUT.print(f"made   by {escape(told)}", soft_wrap=True)
    for model in str(extractor["models"] or "").split():
        OUT.print(f"with   {escape(model)}", soft_wrap=True)
    if extractor["parser"]:
        OUT.print(f"with   {escape(str(extractor['parser']))}", soft_wrap=True)


def published(found: "Published", dry_run: bool) -> None:
    """Print what publishing did, or would do."""
    plan = found.plan
    if dry_run:
        for line in plan.lines():
            OUT.print(escape(line), soft_wrap=True)
        refused = f", [red]{len(plan.refused)} reasons to refuse[/]" if plan.refused else ""
        counted = f"{len(plan.put)} files to put ({plan.bytes} bytes), {len(plan.right)} there{refused}"
        OUT.print(f"{escape(found.place)}: {counted}. Nothing was done.", soft_wrap=True)
        return
    for line in found.done:
        OUT.print(escape(line), soft_wrap=True)
    OUT.print(f"Published: {escape(found.place)}", soft_wrap=True)


def withdrawn(done: "Done") -> None:
    """Print what a takedown did, and what it leaves to do."""
    stone = done.stone
    OUT.print(f"{stone.version} is withdrawn{', its files are deleted' if stone.purged else ''}.")
    if stone.replaced_by:
        OUT.print(f"{stone.replaced_by} takes its place.")
    if done.also_in:
        OUT.print(f"[yellow]It stands also in[/] {', '.join(done.also_in)}: withdraw or purge these, too.")
    if done.withdrawals:
        OUT.print("Raw documents, build/ and copies elsewhere are left as they are.")
