"""Cells and their outputs as a page in Markdown and as a Jupyter notebook."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from examples.notebook import Cell, Chart, Output, Printed, Table

ROWS = 20
"""Rows of a table that a page shows."""
_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def page(name: str, cells: Sequence[Cell], outputs: Sequence[Sequence[Output]], warnings: Mapping[str, str]) -> str:
    """Give the page of a notebook: its text, its code and what that gives; after the title come the warnings."""
    title, *rest = cells
    first, _, more = title.content.partition("\n")
    parts = [f"<!-- Made by `make examples` from examples/{name}.py; change that, not this page. -->", first]
    parts += _warned(warnings)
    parts += [f"[This page as a Jupyter notebook]({name}.ipynb)", more.strip()]
    charts = 0
    for cell, shown in zip(rest, outputs[1:], strict=True):
        parts.append(_code(cell.content, "python") if cell.is_code else cell.content)
        for output in shown:
            charts += isinstance(output, Chart)
            parts.append(
                f"![{output.title}]({name}-{charts}.svg)" if isinstance(output, Chart) else as_markdown(output)
            )
    return "\n\n".join(part for part in parts if part) + "\n"


def _warned(warnings: Mapping[str, str]) -> Iterator[str]:
    if warnings:
        yield "\n".join(
            [
                '!!! warning "Content warning"',
                "",
                *(f"    `{source}`: {escaped(text)}" for source, text in warnings.items()),
            ]
        )


def r_page(script: str) -> str:
    """Give the page of the R script: its code only, since the tests have no R to run it."""
    head = "<!-- Made by `make examples` from examples/in_r.R; change that, not this page. -->"
    about = "The same questions as a script in R. It is not run by the tests of this project, so it has no output here."
    return "\n\n".join([head, "# In R", about, _code(script.strip(), "r")]) + "\n"


def as_markdown(output: Printed | Table) -> str:
    """Give an output as Markdown: a frame as a table of its first rows, anything else as plain text."""
    return table(output.frame) if isinstance(output, Table) else _code(output.text.rstrip(), "text")


def table(frame: pl.DataFrame) -> str:
    """Give the first rows of a frame as a Markdown table, and how many more there are."""
    numeric = [dtype.is_numeric() for dtype in frame.schema.values()]
    lines = [_row(frame.columns), "|" + "|".join("---:" if number else "---" for number in numeric) + "|"]
    lines += [_row(row) for row in frame.head(ROWS).iter_rows()]
    more = frame.height - ROWS
    return (
        "\n".join(lines)
        + (f"\n\n… and {more} more rows." if more > 0 else "")
        + ("\n\nNo rows." if frame.is_empty() else "")
    )


def escaped(text: str) -> str:
    """Give text so that Markdown and HTML show it as it is, on one line."""
    one_line = " ".join(text.split())
    return re.sub(r"([\\|*_`\[\]])", r"\\\1", re.sub("[&<>]", lambda found: _HTML[found[0]], one_line))


def jupyter(cells: Sequence[Cell], outputs: Sequence[Sequence[Output]], charts: Sequence[str]) -> str:
    """Give a notebook with its outputs as JSON (nbformat 4.5); `charts` are the SVG files of the charts, in order."""
    drawn = iter(charts)
    entries = [
        _entry(number, cell, shown, drawn) for number, (cell, shown) in enumerate(zip(cells, outputs, strict=True), 1)
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    notebook = {"cells": entries, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def _entry(number: int, cell: Cell, shown: Sequence[Output], charts: Iterator[str]) -> dict[str, Any]:
    entry = {"id": f"cell-{number}", "metadata": {}, "source": cell.content.splitlines(keepends=True)}
    if not cell.is_code:
        return {"cell_type": "markdown", **entry}
    return {
        "cell_type": "code",
        "execution_count": number,
        **entry,
        "outputs": [_result(number, item, charts) for item in shown],
    }


def _result(number: int, output: Output, charts: Iterator[str]) -> dict[str, Any]:
    if isinstance(output, Printed):
        return {"output_type": "stream", "name": "stdout", "text": output.text}
    if isinstance(output, Table):
        data = {"text/markdown": table(output.frame), "text/plain": repr(output.frame.shape)}
    else:
        data = {"image/svg+xml": next(charts), "text/plain": output.title}
    return {"output_type": "execute_result", "execution_count": number, "data": data, "metadata": {}}


def _code(text: str, language: str) -> str:
    return f"```{language}\n{text}\n```"


def _row(values: Sequence[object]) -> str:
    return "| " + " | ".join("" if value is None else escaped(_plain(value)) for value in values) + " |"


def _plain(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
