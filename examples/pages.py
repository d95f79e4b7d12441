"""Runs the notebooks of this folder, writes each as a page of the documentation, and takes over a release's figures.

    python -m examples.pages [--release releases/latest] [--check]

A notebook is a Python file in the percent format of Jupytext (https://jupytext.readthedocs.io):
`# %%` begins a cell of code, `# %% [markdown]` a cell of text in comments. Jupyter (with jupytext), VS Code, PyCharm
and Spyder open it, plain Python runs it, and a change of it reads well. Each is also written as a Jupyter notebook with
its outputs. `--check` writes nothing and fails where a page is not what the release gives.
"""

import argparse
import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from examples.notebook import Cell, Chart, Output, cells_of, ran
from examples.written import jupyter, page, r_page
from pipelines.release.figures.figure import Figure
from pipelines.release.figures.render import render
from pipelines.release.figures.write import FOLDER, PAGE

EXAMPLES = Path(__file__).resolve().parent
DOCS = EXAMPLES.parent / "docs"
NOTEBOOKS = ("one_man", "who_is_quoted", "what_they_read", "fact_check_list")
R_SCRIPT = "in_r"
RELEASE = "TESTIMONIA_RELEASE"


def files(release: Path) -> dict[str, str]:
    """Run all notebooks on a release folder and give what is written, by path in `docs/`.

    Raises what a notebook raises, with its file and line.
    """
    os.environ[RELEASE] = str(release)
    warned = pl.read_parquet(release / "sources.parquet").drop_nulls("content_warning").sort("source_id")
    warnings = dict(warned.select("source_id", "content_warning").iter_rows())
    written = figure_files(release / FOLDER)
    written |= {f"examples/{R_SCRIPT}.md": r_page((EXAMPLES / f"{R_SCRIPT}.R").read_text(encoding="utf-8"))}
    for name in NOTEBOOKS:
        source = EXAMPLES / f"{name}.py"
        cells = cells_of(source.read_text(encoding="utf-8"))
        written |= _files_of(name, cells, ran(cells, source), warnings)
    return written


def _files_of(name: str, cells: list[Cell], outputs: list[list[Output]], warnings: Mapping[str, str]) -> dict[str, str]:
    charts = [output for shown in outputs for output in shown if isinstance(output, Chart)]
    figures = [
        Figure(f"{name}-{number}", item.title, item.title, item.spec, pl.DataFrame())
        for number, item in enumerate(charts, 1)
    ]
    drawn = (
        {figure.name: drawing.svg for figure, drawing in zip(figures, render(figures), strict=True)} if figures else {}
    )
    return {
        f"examples/{name}.md": page(name, cells, outputs, warnings),
        f"examples/{name}.ipynb": jupyter(cells, outputs, list(drawn.values())),
        **{f"examples/{figure}.svg": svg for figure, svg in drawn.items()},
    }


def figure_files(folder: Path) -> dict[str, str]:
    """Give the figures of a release as a page with its drawings; the PNG files stay in the release."""
    page = re.sub(r", \[PNG\]\([^)]*\)", "", (folder / PAGE).read_text(encoding="utf-8"))
    drawings = {f"figures/{path.name}": path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.svg"))}
    return {
        "figures/index.md": f"<!-- Made by `make examples` from a release; change nothing here. -->\n\n{page}",
        **drawings,
    }


def differing(made: Mapping[str, str], folder: Path) -> list[str]:
    """Give the names of the files in `folder` that are missing or not as they were made."""
    there = {name: (folder / name) for name in made}
    return [
        name for name, path in there.items() if not path.is_file() or path.read_text(encoding="utf-8") != made[name]
    ]


def main(arguments: list[str]) -> int:
    """Write or check the pages; give 1 where a page that is checked is not current."""
    parser = argparse.ArgumentParser(description="Run the example notebooks and write their pages.")
    parser.add_argument("--release", type=Path, default=Path("releases/latest"), help="the release folder to read")
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a page is not current")
    asked = parser.parse_args(arguments)
    if not (asked.release / "claims.parquet").is_file():
        parser.error(f"{asked.release} is no release folder; make one with: make release")
    made = files(asked.release.resolve())
    if asked.check:
        stale = differing(made, DOCS)
        sys.stderr.writelines(f"docs/{name} is not what the release gives; run: make examples\n" for name in stale)
        return 1 if stale else 0
    for name, text in made.items():
        (DOCS / name).parent.mkdir(parents=True, exist_ok=True)
        (DOCS / name).write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
