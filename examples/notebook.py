"""Cells of a notebook in the percent format, and what they give when they are run."""

import ast
import contextlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import altair as alt
import polars as pl

MARK, TEXT_MARK = "# %%", "# %% [markdown]"


@dataclass(frozen=True, slots=True)
class Cell:
    """Text in Markdown, or code; `line` is where its content begins in the file, from 1."""

    is_code: bool
    content: str
    line: int


@dataclass(frozen=True, slots=True)
class Printed:
    """What a cell printed, or the last value of it as Python shows it."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A frame as the last value of a cell."""

    frame: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as the last value of a cell: a Vega-Lite specification with its data inside."""

    title: str
    spec: Mapping[str, Any]


Output = Printed | Table | Chart


def cells_of(source: str) -> list[Cell]:
    """Give the cells of a file; what stands before the first mark is no cell, nor is one without content."""
    lines = source.splitlines()
    starts = [number for number, line in enumerate(lines) if line.startswith(MARK)]
    return [
        cell
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)
        if (cell := _cell(lines[start], lines[start + 1 : end], start + 2)).content
    ]


def _cell(mark: str, lines: list[str], line: int) -> Cell:
    if mark.rstrip() == TEXT_MARK:
        return Cell(False, "\n".join(item.removeprefix("#").removeprefix(" ") for item in lines).strip(), line)
    blank = next((number for number, item in enumerate(lines) if item.strip()), len(lines))
    return Cell(True, "\n".join(lines[blank:]).rstrip(), line + blank)


def ran(cells: list[Cell], file: Path) -> list[list[Output]]:
    """Run the code of a notebook from top to bottom and give the outputs of each cell; text has none.

    Raises what a cell raises; `file` and the line stand in the traceback.
    """
    names: dict[str, Any] = {"__name__": "__notebook__"}
    return [list(_outputs(cell, file, names)) if cell.is_code else [] for cell in cells]


def _outputs(cell: Cell, file: Path, names: dict[str, Any]) -> Iterator[Output]:
    """Run one cell: all its statements, the last of which is shown where it is a bare expression."""
    tree = ast.increment_lineno(ast.parse(cell.content), cell.line - 1)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    value = None
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(tree, str(file), "exec"), names)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), str(file), "eval"), names)
    if printed.getvalue():
        yield Printed(printed.getvalue())
    if value is not None:
        yield _shown(value)


def _shown(value: object) -> Output:
    if isinstance(value, pl.DataFrame):
        return Table(value)
    if isinstance(value, alt.TopLevelMixin):
        spec = value.to_dict()
        title = spec.get("title", "")
        return Chart(title if isinstance(title, str) else title["text"], spec)
    return Printed(repr(value))
