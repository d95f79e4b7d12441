"""Measure how the pipeline grows with the number of documents, and write `docs/benchmarks/scale.md` with its figure.

usage: python benchmarks/scale.py [--documents N ...] [--peers PYTHON] [--workers N] [--write]

The corpus is made up (`corpus.py`, seeded). Its paragraphs are parsed once before anything is measured, and each size
replays those parses; what is unlike in each page (headline, byline, works) is parsed anew. A thousand pages are also
run with no parse kept, for the speed of the whole, beside textacy's quotations alone on the same text where `--peers`
names a Python with textacy. Each size runs in a process of its own, for a peak of memory of its own.
"""

import argparse
import json
import math
import multiprocessing
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from corpus import Corpus
from quality import PROJECT, write_page

from pipelines import parquet
from pipelines.contracts import load_contracts
from pipelines.engines.local import PARSES, Store
from pipelines.extract.authority import Authority
from pipelines.link.tables import link

SIZES = (1_000, 10_000, 100_000)
PARAGRAPHS = 20_000
FRESH = 1_000
FIGURE = PROJECT / "docs" / "benchmarks" / "scale.svg"


@dataclass(frozen=True)
class Costs:
    """Seconds of CPU and of the clock, by part of the way."""

    cpu: float
    wall: float


@dataclass(frozen=True)
class Size:
    """What a number of documents costs; `one_more` is a run with one document added."""

    documents: int
    words: int
    claims: int
    extract: Costs
    gather: Costs
    link: Costs
    write: Costs
    one_more: Costs
    memory_mb: int
    kept_mb: float
    table_mb: float


@dataclass(frozen=True)
class Task:
    """One measurement for a process of its own."""

    documents: int
    parses: Path
    workers: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, nargs="+", default=SIZES, help="numbers of documents")
    parser.add_argument("--peers", default="", help="a Python with textacy installed")
    parser.add_argument("--workers", type=int, default=1, help="processes that extract")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks/scale.md and its figure")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        fresh = alone(Task(FRESH, Path(folder) / "fresh", options.workers))
        # Right behind, so that both have the machine in the same state.
        peer = textacy_speed(options.peers) if options.peers else 0
        warmed = Path(folder) / "warm"
        warm(warmed)
        sizes = [alone(Task(count, warmed, options.workers)) for count in options.documents]
    speed = round(fresh.words / fresh.extract.cpu)
    slopes = {part: slope(sizes, part) for part in ("extract", "gather", "link", "write")} if len(sizes) > 1 else {}
    print(*sizes, f"fresh: {speed} words per CPU-second; textacy {peer}", slopes, sep="\n")
    if options.write:
        draw(sizes)
        write_page("scale", sizes=sizes, fresh=fresh, speed=speed, peer=peer, slopes=slopes, model=model(sizes, speed))


def alone(task: Task) -> Size:
    """Measure in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(measure, (task,))


def warm(folder: Path) -> None:
    """Parse every paragraph of the pool once."""
    corpus = Corpus(0, PARAGRAPHS)
    work = Store(folder, Authority(()), load_contracts(PROJECT / "schemas"), 1).work
    for _ in work.parser().pipe(corpus.pool(), batch_size=32):
        pass


def measure(task: Task) -> Size:
    """Run one size from raw documents to written tables, and then once more with one document added."""
    contracts = load_contracts(PROJECT / "schemas")
    *raws, late = Corpus(task.documents + 1, PARAGRAPHS)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        task.parses.mkdir(parents=True, exist_ok=True)
        (folder / PARSES).symlink_to(task.parses / PARSES)
        store = Store(folder, Authority(()), contracts, task.workers)
        clock = _Clock()
        told = store.update(raws)
        extract = clock.lap()
        tables = store.tables(told)
        gather = clock.lap()
        tables |= link(tables, Authority(()))
        linked = clock.lap()
        for table, frame in tables.items():
            parquet.write(frame, contracts[table], contracts.schema(table), folder / "tables" / f"{table}.parquet")
        written = clock.lap()
        memory = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        clock.lap()
        store.update([*raws, late])
        one_more = clock.lap()
        words = sum(len(raw.data.split()) for raw in raws)
        kept, size = (_bytes(folder / part) / 1e6 for part in ("segments", "tables"))
    return Size(
        task.documents, words, tables["claims"].height, extract, gather, linked, written, one_more,
        memory // 1024, kept, size,
    )  # fmt: skip


class _Clock:
    """CPU-seconds of this process and its children, and seconds of the clock, since the last lap."""

    def __init__(self) -> None:
        self._last = self._now()

    def lap(self) -> Costs:
        last, self._last = self._last, self._now()
        return Costs(self._last.cpu - last.cpu, self._last.wall - last.wall)

    @staticmethod
    def _now() -> Costs:
        used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        return Costs(sum(one.ru_utime + one.ru_stime for one in used), time.perf_counter())


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def slope(sizes: Sequence[Size], part: str) -> float:
    """Give the exponent of growth: the slope of the line through the logarithms of documents and CPU-seconds."""
    points = [(math.log(size.documents), math.log(getattr(size, part).cpu)) for size in sizes]
    x, y = (sum(column) / len(points) for column in zip(*points, strict=True))
    return sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points)


def model(sizes: Sequence[Size], speed: int, words: int = 600) -> list[dict[str, float]]:
    """Give what 10 million and 1 billion documents of `words` words would cost, by the largest size measured."""
    most = sizes[-1]
    second = (most.gather.cpu + most.link.cpu + most.write.cpu) / most.words
    rows = []
    for documents in (10_000_000, 1_000_000_000):
        total = documents * words
        rows.append(
            {
                "documents": documents,
                "core_hours": total / speed / 3600,
                "second_hours": total * second / 3600,
                "kept_tb": total / most.words * most.kept_mb / 1e6,
                "table_tb": total / most.words * most.table_mb / 1e6,
            }
        )
    return rows


def textacy_speed(python: str) -> int:
    """Give the words per CPU-second of textacy's quotations, parse included, on the pages that ours was measured on."""
    texts = [raw.data.decode() for raw in Corpus(FRESH, PARAGRAPHS)]
    command = [python, str(Path(__file__).with_name("scale_peer.py"))]
    given = "".join(json.dumps(text) + "\n" for text in texts)
    done = subprocess.run(
        command, input=given, capture_output=True, text=True, check=True, env={"OMP_NUM_THREADS": "1"}
    )
    return round(sum(len(text.split()) for text in texts) / float(done.stdout))


def draw(sizes: Sequence[Size]) -> None:
    """Draw CPU-seconds against documents, both as logarithms."""
    import altair as alt

    rows = [
        {"documents": size.documents, "part": part, "CPU-seconds": getattr(size, part).cpu}
        for size in sizes
        for part in ("extract", "gather", "link", "write", "one_more")
    ]
    log = alt.Scale(type="log")
    chart = (
        alt.Chart(pl.DataFrame(rows))
        .mark_line(point=True)
        .encode(alt.X("documents:Q", scale=log), alt.Y("CPU-seconds:Q", scale=log), alt.Color("part:N"))
        .properties(width=460, height=300)
    )
    chart.save(FIGURE)


if __name__ == "__main__":
    sys.exit(main())
