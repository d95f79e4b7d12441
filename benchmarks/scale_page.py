"""What was measured of growth and size, as it is written down in `scale.json`, and the page made from it."""

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import altair as alt
import polars as pl
from pydantic import TypeAdapter
from quality import PROJECT, write_page

FILE = PROJECT / "benchmarks" / "scale.json"
FIGURE = PROJECT / "docs" / "benchmarks" / "scale.svg"
PARTS = ("extract", "gather", "link", "validate")


@dataclass(frozen=True)
class Costs:
    """Seconds of CPU and of the clock."""

    cpu: float
    wall: float


@dataclass(frozen=True)
class Half:
    """The left half: words read, bytes kept, the peak of memory of its processes; and a run with one document more."""

    documents: int
    words: int
    extract: Costs
    one_more: Costs
    memory_mb: int
    kept_mb: float


@dataclass(frozen=True)
class Size:
    """A number of documents the whole way, each half in processes of its own."""

    left: Half
    claims: int
    gather: Costs
    link: Costs
    validate: Costs
    memory_mb: int
    table_mb: float

    @property
    def extract(self) -> Costs:
        return self.left.extract

    @property
    def all(self) -> Costs:
        """What all parts cost together."""
        costs: list[Costs] = [getattr(self, part) for part in PARTS]
        return Costs(sum(one.cpu for one in costs), sum(one.wall for one in costs))

    @property
    def wall(self) -> float:
        """Seconds of the clock from bytes to validated tables."""
        return self.all.wall


@dataclass(frozen=True)
class Fresh:
    """The left half with no parse kept: words per CPU-second, ours and those of textacy's quotations alone."""

    documents: int
    words: int
    speed: int
    peer: int


@dataclass(frozen=True)
class Step:
    """One step on tables of many rows: its costs, the peak of memory of its process, and what it was of."""

    name: str
    costs: Costs
    memory_mb: int
    told: str


@dataclass(frozen=True)
class Measured:
    """All that the page is made from."""

    fresh: Fresh | None = None
    sizes: tuple[Size, ...] = ()
    large: tuple[Step, ...] = ()


def read() -> Measured:
    """Give what was written down."""
    return TypeAdapter(Measured).validate_json(FILE.read_bytes()) if FILE.is_file() else Measured()


def write(measured: Measured) -> None:
    """Write the figures down, and the page and its chart from them."""
    FILE.write_text(json.dumps(asdict(measured), indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
    draw(measured.sizes, FIGURE)
    slopes = {part: slope(measured.sizes, part) for part in (*PARTS, "all")}
    write_page("scale", measured=measured, slopes=slopes, model=model(measured))


def slope(sizes: Sequence[Size], part: str) -> float:
    """Give the exponent of growth: the slope of the line through the logarithms of documents and CPU-seconds."""
    points = [(math.log(size.left.documents), math.log(getattr(size, part).cpu)) for size in sizes]
    x, y = (sum(column) / len(points) for column in zip(*points, strict=True))
    return float(sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points))


def model(measured: Measured, words: int = 600) -> list[dict[str, float]]:
    """Give what 10 million and 1 billion documents of `words` words would cost, by the largest size measured."""
    most, fresh = measured.sizes[-1], measured.fresh
    assert fresh is not None
    second = (most.gather.cpu + most.link.cpu + most.validate.cpu) / most.left.words
    return [
        {
            "documents": documents,
            "core_hours": documents * words / fresh.speed / 3600,
            "second_hours": documents * words * second / 3600,
            "kept_tb": documents * words / most.left.words * most.left.kept_mb / 1e6,
            "table_tb": documents * words / most.left.words * most.table_mb / 1e6,
        }
        for documents in (10_000_000, 1_000_000_000)
    ]


def draw(sizes: Sequence[Size], path: Path) -> None:
    """Draw CPU-seconds against documents, both as logarithms."""
    rows: list[dict[str, Any]] = [
        {"documents": size.left.documents, "part": part, "CPU-seconds": costs.cpu}
        for size in sizes
        for part, costs in [*((part, getattr(size, part)) for part in PARTS), ("one more document", size.left.one_more)]
    ]
    log = alt.Scale(type="log")
    chart = (
        alt.Chart(pl.DataFrame(rows))
        .mark_line(point=True)
        .encode(alt.X("documents:Q", scale=log), alt.Y("CPU-seconds:Q", scale=log), alt.Color("part:N"))
        .properties(width=460, height=300)
    )
    chart.save(path)
