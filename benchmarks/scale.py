"""Measure how the pipeline grows with the number of documents, and write `docs/benchmarks/scale.md` with its figure.

usage: python benchmarks/scale.py [--documents N ...] [--peers PYTHON] [--workers N] [--kept FOLDER] [--write]

The corpus is made up (`corpus.py`, seeded), with a paragraph to five pages, so that in each size a text repeats as
often as in another, and what grows is the number of documents alone. The paragraphs are parsed once before anything is
measured, and replayed; what is unlike in each page (headline, byline, works) is parsed anew. With `--peers`, a Python
that has textacy, a thousand pages are also run with no parse kept, for the speed of the whole, beside textacy's
quotations alone on the same text. Each half of each size runs in a process of its own, for a peak of memory of its own.
`--kept` keeps the left halves with what they cost, so that a large one is measured once and the right half after any
change; `--write` puts the sizes measured into `scale.json` and makes the page.
"""

import argparse
import json
import multiprocessing
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TypeVar

from clock import Clock, peak_mb
from corpus import SOURCES, Corpus
from pydantic import TypeAdapter
from quality import PROJECT
from scale_page import Fresh, Half, Measured, Size, read, write

from pipelines import tablefiles
from pipelines.contracts import Contracts, load_contracts
from pipelines.engines.local import SEGMENTS, Store
from pipelines.extract.authority import Authority
from pipelines.extract.tables import source_rows
from pipelines.link.tables import link_files
from pipelines.parquet import frame_of
from pipelines.release.extractors import extractor_rows
from pipelines.release.quality import quality_rows
from pipelines.sources import Source, SourceTerms
from pipelines.tablefiles import Frames
from pipelines.validate.judge import validate_all

SIZES = (1_000, 10_000, 100_000)
PARAGRAPHS = 20_000
PAGES = 5
"""Documents to a paragraph of the pool, in every size."""
FRESH = 1_000
COSTS = "costs.json"
Given = TypeVar("Given")
Found = TypeVar("Found")


@dataclass(frozen=True)
class Task:
    """One measurement for a process of its own; `folder` keeps rows and parses."""

    documents: int
    folder: Path
    workers: int
    paragraphs: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, nargs="*", default=SIZES, help="numbers of documents")
    parser.add_argument("--peers", default="", help="a Python with textacy installed")
    parser.add_argument("--workers", type=int, default=1, help="processes that extract")
    parser.add_argument("--kept", type=Path, help="folder that keeps the left halves, by default a temporary one")
    parser.add_argument("--write", action="store_true", help="write scale.json, the page and its figure")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        fresh = measure_fresh(Path(scratch) / "fresh", options.peers) if options.peers else None
        kept = options.kept or Path(scratch) / "kept"
        tasks = [Task(count, kept / str(count), options.workers, count // PAGES) for count in options.documents]
        sizes = tuple(map(measure, tasks))
    if options.write:
        before = read()
        write(Measured(fresh or before.fresh, merged(before.sizes, sizes), before.large))


def merged(before: Iterable[Size], now: Iterable[Size]) -> tuple[Size, ...]:
    """Give sizes in their order, new ones in the place of old ones."""
    found = {size.left.documents: size for size in (*before, *now)}
    return tuple(found[count] for count in sorted(found))


def measure(task: Task) -> Size:
    """Run one size, its left half only where it was not kept."""
    if not (task.folder / COSTS).is_file():
        alone(warm, task)
        left = alone(left_half, task)
        (task.folder / COSTS).write_text(json.dumps(asdict(left)), encoding="utf-8")
    size = alone(right_half, task)
    print(size, flush=True)
    return size


def alone(function: Callable[[Given], Found], task: Given) -> Found:
    """Call a function in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(function, (task,))


def warm(task: Task) -> None:
    """Parse every paragraph of the pool once."""
    for _ in store_of(task.folder, 1).work.parser().pipe(Corpus(0, task.paragraphs).pool(), batch_size=32):
        pass


def store_of(folder: Path, workers: int) -> Store:
    return Store(folder, Authority(()), load_contracts(PROJECT / "schemas"), workers)


def left_half(task: Task) -> Half:
    """Run one size from raw documents to kept rows, and then once more with one document added."""
    *raws, late = Corpus(task.documents + 1, task.paragraphs)
    words = sum(len(raw.data.split()) for raw in raws)
    store, clock = store_of(task.folder, task.workers), Clock()
    store.update(raws)
    extract, memory, kept = clock.lap(), peak_mb(), megabytes(task.folder / SEGMENTS)
    clock.lap()
    store.update([*raws, late])
    return Half(task.documents, words, extract, clock.lap(), memory, kept)


def right_half(task: Task) -> Size:
    """Make the tables of kept rows, link and validate them."""
    left = TypeAdapter(Half).validate_json((task.folder / COSTS).read_bytes())
    store, contracts = store_of(task.folder, 1), load_contracts(PROJECT / "schemas")
    told = store.update(Corpus(task.documents, task.paragraphs))
    with tempfile.TemporaryDirectory() as name:
        folder, clock = Path(name), Clock()
        tablefiles.write_all({**given(contracts), **store.parts(told)}, contracts, folder)
        gather = clock.lap()
        link_files(folder, store.authority, contracts)
        linked = clock.lap()
        tables = tablefiles.scan_all(folder, contracts)
        reports = validate_all(contracts, tables, tables["documents"])
        validated = clock.lap()
        assert not any(report.blocking for report in reports), "made-up pages break the contracts"
        claims, size = tablefiles.rows(folder, "claims"), megabytes(folder)
    return Size(left, claims, gather, linked, validated, peak_mb(), size)


def given(contracts: Contracts) -> dict[str, Frames]:
    """Give the tables that no document yields."""
    sources = [Source(name, Path(), SourceTerms(title=name, text_release="full")) for name in SOURCES]
    return {
        "extractors": frame_of(extractor_rows(), contracts["extractors"]),
        "sources": frame_of(source_rows(sources), contracts["sources"]),
        "quality": frame_of(quality_rows(PROJECT / "benchmarks" / "quality.csv"), contracts["quality"]),
    }


def megabytes(folder: Path) -> float:
    return round(sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6, 1)


def measure_fresh(folder: Path, peers: str) -> Fresh:
    """Run a thousand pages with no parse kept, and textacy right behind, so that both have the machine in one state."""
    half = alone(left_half, Task(FRESH, folder, 1, PARAGRAPHS))
    found = Fresh(half.documents, half.words, round(half.words / half.extract.cpu), 0)
    found = replace(found, peer=textacy_speed(peers))
    print(found, flush=True)
    return found


def textacy_speed(python: str) -> int:
    """Give the words per CPU-second of textacy's quotations, parse included, on the pages that ours was measured on."""
    texts = [raw.data.decode() for raw in Corpus(FRESH, PARAGRAPHS)]
    command = [python, str(Path(__file__).with_name("scale_peer.py"))]
    lines = "".join(json.dumps(text) + "\n" for text in texts)
    done = subprocess.run(
        command, input=lines, capture_output=True, text=True, check=True, env={"OMP_NUM_THREADS": "1"}
    )
    return round(sum(len(text.split()) for text in texts) / float(done.stdout))


if __name__ == "__main__":
    main()
