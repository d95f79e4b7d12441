"""The folder `figures/` of a release: each figure as SVG and PNG, and a page that shows them with their numbers."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from pipelines.release.figures import claim_links, entities, holders, quality, sources, speakers, timeline, works
from pipelines.release.figures.figure import Figure
from pipelines.release.figures.render import render
from pipelines.release.texts import cell
from pipelines.tablefiles import Tables

FOLDER = "figures"
PAGE = "README.md"
ROOMS = (sources, holders, timeline, speakers, works, entities, claim_links, quality)


def write_figures(tables: Tables, release: Path) -> None:
    """Draw the figures of `tables` into `release/figures`; raises `ReleaseError` where that fails."""
    folder = release / FOLDER
    folder.mkdir()
    drawn = figures_of(tables)
    for figure, drawing in zip(drawn, render(drawn), strict=True):
        (folder / f"{figure.name}.svg").write_text(drawing.svg, encoding="utf-8", newline="\n")
        (folder / f"{figure.name}.png").write_bytes(drawing.png)
    (folder / PAGE).write_text(page(drawn), encoding="utf-8", newline="\n")


def figures_of(tables: Tables) -> list[Figure]:
    """Give all figures of a release, in the order in which they are shown."""
    return [room.figure(tables) for room in ROOMS]


def page(figures: Sequence[Figure]) -> str:
    """Give the page that shows each figure, says what it shows, and has its numbers as a table."""
    return "\n\n".join(["# Figures", ABOUT, *("\n".join(_section(figure)) for figure in figures)]) + "\n"


ABOUT = """Made from the tables of this release. Each figure is there as SVG and as PNG, and its numbers are given
below it. The PNG files are drawn with a font that has the Latin, Greek and Cyrillic letters; names in other scripts
show in the SVG files."""


def _section(figure: Figure) -> Iterator[str]:
    yield from (f"## {figure.title}", "", f"![{cell(figure.alt)}]({figure.name}.svg)", "")
    yield from (f"[SVG]({figure.name}.svg), [PNG]({figure.name}.png)", "")
    names = figure.numbers.columns
    yield "| " + " | ".join(names) + " |"
    yield "|" + "|".join("---:" if figure.numbers.schema[name].is_numeric() else "---" for name in names) + "|"
    for row in figure.numbers.iter_rows():
        yield "| " + " | ".join(cell(value) for value in row) + " |"
