"""The difference of two releases as text: JSON for programs, Markdown for a changelog."""

import json
from collections.abc import Iterator
from dataclasses import asdict

from pipelines.release.diff import Diff, SchemaChange, TableDiff

HEADINGS = ("table", "before", "after", "added", "gone", "changed", "changed columns")


def as_json(diff: Diff) -> str:
    """Give the difference as one JSON object, with the share of keys gone as `churn`."""
    tables = [{**asdict(table), "churn": round(table.churn, 4)} for table in diff.tables]
    schema = [asdict(change) for change in diff.schema]
    return json.dumps({"old": diff.old, "new": diff.new, "schema": schema, "tables": tables}, indent=2) + "\n"


def as_markdown(diff: Diff) -> str:
    """Give the difference as a section of a changelog; tables without a difference are left out."""
    return "\n".join([f"## {diff.new}, compared with {diff.old}", "", *_body(diff)]) + "\n"


def _body(diff: Diff) -> Iterator[str]:
    if diff.same:
        yield "No column and no row differs."
        return
    yield from (f"- {told(change)}" for change in diff.schema)
    if diff.schema:
        yield ""
    tables = [table for table in diff.tables if not table.same]
    if not tables:
        yield "No row differs."
        return
    yield f"| {' | '.join(HEADINGS)} |"
    yield "|---|--:|--:|--:|--:|--:|---|"
    yield from (f"| {' | '.join(cells(table))} |" for table in tables)


def cells(table: TableDiff) -> tuple[str, ...]:
    """Give a table's line under `HEADINGS`."""
    figures = (table.before, table.after, table.added, table.gone, table.changed)
    columns = ", ".join(f"{column} ({count})" for column, count in table.columns.items())
    return (table.table, *map(str, figures), columns)


def told(change: SchemaChange) -> str:
    """Give a change of the schema in words."""
    where = f"{change.table}.{change.column}" if change.column else change.table
    types = " to ".join(part for part in (change.before, change.after) if part)
    return f"{where}: {change.change}{f' ({types})' if types else ''}"
