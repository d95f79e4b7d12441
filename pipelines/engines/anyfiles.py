"""Any files the whole way without registering them: how people try it on their own text."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl

from pipelines.contracts import Contracts
from pipelines.engines import local
from pipelines.extract.authority import Authority
from pipelines.extract.tables import source_rows
from pipelines.identifiers import sha256_hex, sha256_of
from pipelines.link.tables import link
from pipelines.parquet import frame_of
from pipelines.readers.containers.raw import is_container, too_large
from pipelines.release.extractors import extractor_rows
from pipelines.sources import LARGE, Missing, RawDocument, Source, SourceTerms

SOURCE_ID = "local"
# Looking at one's own files is no release, so their words stay.
TERMS = SourceTerms(title="Files given on the command line", text_release="full")


def parse_files(
    paths: Iterable[Path], authority: Authority, contracts: Contracts, quality: Iterable[dict[str, object]]
) -> dict[str, pl.DataFrame]:
    """Give all tables of the contracts for files and the files of folders; `documents.path` is the path as given."""
    extracted = local.run(bring(paths), authority, contracts)
    tables = {
        "extractors": frame_of(extractor_rows(), contracts["extractors"]),
        "sources": frame_of(source_rows([Source(SOURCE_ID, Path(), TERMS)]), contracts["sources"]),
        "quality": frame_of(quality, contracts["quality"]),
        **extracted,
        **link(extracted, authority),
    }
    return {table.name: tables[table.name].select(table.columns).sort(table.primaryKey) for table in contracts}


def bring(paths: Iterable[Path]) -> Iterator[RawDocument | Missing]:
    """Read the bytes of each file, folders file by file in the order of their names."""
    for given in paths:
        for path in files(given):
            yield _brought(path)


def _brought(path: Path) -> RawDocument | Missing:
    """Read a file; one too large to be a document is left where it is, for a container is read piece by piece."""
    try:
        size = path.stat().st_size
        if size <= LARGE:
            data = path.read_bytes()
            return RawDocument(SOURCE_ID, str(path), data, sha256_hex(data))
        if not is_container(path):
            return Missing(SOURCE_ID, str(path), "file_too_large", too_large(size))
        return RawDocument(SOURCE_ID, str(path), b"", sha256_of(path), file=path)
    except OSError as cause:
        return Missing(SOURCE_ID, str(path), "missing_file", f"cannot be read: {cause.strerror}")


def files(path: Path) -> list[Path]:
    """Give the path itself, or all files below it where it is a folder, without hidden ones."""
    if not path.is_dir():
        return [path]
    below = (found for found in sorted(path.rglob("*")) if found.is_file())
    return [found for found in below if not any(part.startswith(".") for part in found.relative_to(path).parts)]
