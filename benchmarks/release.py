"""Measure what a release costs: bytes a row against JSON lines, and CPU time to write it and to verify it.

usage: python benchmarks/release.py [--claims N] [--documents N ...] [--write]

Two kinds of corpus: raw/ of the project, and made-up ones of N claims in N documents (see release_sample.py). JSON
lines are UTF-8 without nulls and without spaces, one file a table, gzip level 9, rows in the order of the Parquet file.
`--write` writes docs/benchmarks/release.md. Each corpus is measured in a process of its own.
"""

import argparse
import gzip
import json
import multiprocessing
import os
import platform
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq
from quality import PROJECT, write_page
from release_sample import left_half

from pipelines.contracts import Contracts, load_contracts
from pipelines.engines import local
from pipelines.extract.authority import Authority, authority_of
from pipelines.extract.tables import source_rows
from pipelines.link.tables import link
from pipelines.parquet import frame_of
from pipelines.release.bundle import write_release
from pipelines.release.extractors import extractor_rows
from pipelines.release.order import Order
from pipelines.release.quality import quality_rows
from pipelines.release.verify import verify
from pipelines.sources import load_authority_rows, load_sources, raw_documents

CLAIMS = 100_000
DOCUMENTS = (1_000, 20_000)
ORIGIN = ("document_id", "other_document_id", "source_id", "raw_sha256", "extractor", "extractor_version")
GZIP_LEVEL = 9


@dataclass(frozen=True)
class Size:
    """One table of a release: bytes of its Parquet file, of the columns of a row's origin in it, and of JSON lines."""

    table: str
    rows: int
    parquet: int
    origin: int
    json_lines: int


@dataclass(frozen=True)
class Measured:
    """One corpus: its tables, CPU seconds to write and to verify its release, and all bytes of the release folder."""

    corpus: str
    documents: int
    sizes: tuple[Size, ...]
    write_seconds: float
    verify_seconds: float
    folder_bytes: int
    verified: str

    @property
    def total(self) -> Size:
        """All tables together."""
        sums = {name: sum(getattr(size, name) for size in self.sizes) for name in ("rows", "parquet", "origin")}
        return Size("all", **sums, json_lines=sum(size.json_lines for size in self.sizes))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=CLAIMS, help="number of made-up claims")
    parser.add_argument(
        "--documents", type=int, nargs="+", default=DOCUMENTS, help="numbers of documents they stand in"
    )
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks/release.md")
    options = parser.parse_args()
    jobs = [(0, 0), *((options.claims, count) for count in options.documents)]
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        found = pool.starmap(measure, jobs, chunksize=1)
    for one in found:
        print(one.corpus, one.total, f"write {one.write_seconds:.1f} s, verify {one.verify_seconds:.1f} s")
    if options.write:
        machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
        write_page("release", measured=found, machine=machine, level=GZIP_LEVEL)


def measure(claims: int, documents: int) -> Measured:
    """Write and verify a release of made-up claims, or of raw/ where `claims` is 0."""
    contracts = load_contracts(PROJECT / "schemas")
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "raw" if claims else PROJECT / "raw"
        tables = tables_of(claims, documents, raw, contracts)
        start = time.process_time()
        order = Order("2026.11.22", "0" * 64)
        lazy = {name: frame.lazy() for name, frame in tables.items()}
        release = write_release(lazy, contracts, PROJECT / "schemas", Path(folder) / "releases", order)
        written = time.process_time()
        verdict = verify(release, raw)
        assert verdict.passed, list(verdict.lines())
        verified = time.process_time()
        name = f"{claims:,} made-up claims in {documents:,} documents" if claims else "raw/ of the project"
        return Measured(
            name,
            tables["documents"].height,
            tuple(size_of(release / f"{table.name}.parquet") for table in contracts),
            written - start,
            verified - written,
            sum(path.stat().st_size for path in release.rglob("*") if path.is_file()),
            "; ".join(
                f"{check.name}: {check.compared}" for check in verdict.checks if check.name in ("spans", "bytes")
            ),
        )


def tables_of(claims: int, documents: int, raw: Path, contracts: Contracts) -> dict[str, pl.DataFrame]:
    """Give all tables of a corpus."""
    authority = Authority()
    if claims:
        half: Mapping[str, pl.DataFrame] = left_half(claims, documents, raw, contracts)
    else:
        authority, sources = authority_of(load_authority_rows(raw)), load_sources(raw)
        half = local.run(chain.from_iterable(map(raw_documents, sources)), authority, contracts)
        half = {"sources": frame_of(source_rows(sources), contracts["sources"]), **half}
    return {
        "extractors": frame_of(extractor_rows(), contracts["extractors"]),
        "quality": frame_of(quality_rows(PROJECT / "benchmarks" / "quality.csv"), contracts["quality"]),
        **half,
        **link(half, authority),
    }


def size_of(path: Path) -> Size:
    """Measure one table's file, and the same rows as compressed JSON lines."""
    file = pq.ParquetFile(path)
    groups = (file.metadata.row_group(group) for group in range(file.metadata.num_row_groups))
    chunks = (group.column(column) for group in groups for column in range(group.num_columns))
    origin = sum(chunk.total_compressed_size for chunk in chunks if chunk.path_in_schema in ORIGIN)
    rows = pl.read_parquet(path).iter_rows(named=True)
    lines = (
        json.dumps({name: value for name, value in row.items() if value is not None}, ensure_ascii=False,
                   separators=(",", ":"), default=str)
        for row in rows
    )  # fmt: skip
    packed = gzip.compress("".join(f"{line}\n" for line in lines).encode(), GZIP_LEVEL, mtime=0)
    return Size(path.stem, file.metadata.num_rows, path.stat().st_size, origin, len(packed))


if __name__ == "__main__":
    main()
