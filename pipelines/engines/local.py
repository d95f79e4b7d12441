"""The local engine: the left half on the cores of this machine, with a folder in which results are kept."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from os import cpu_count
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from pipelines.contracts import Contracts
from pipelines.engines.gather import gather
from pipelines.engines.incremental import Expand, Found, Update, update
from pipelines.engines.made_with import made_with
from pipelines.engines.pool import Work
from pipelines.engines.segments import Segments
from pipelines.extract.authority import Authority
from pipelines.extract.batch import TABLES
from pipelines.readers.containers.raw import expand as opened
from pipelines.sources import Source, raw_documents

SEGMENTS, PARSES = "segments", "parses.sqlite"


@dataclass(frozen=True)
class Store:
    """The folder with what is kept (segments of rows, and parses), and what runs use it with.

    `workers` is how many processes parse: 0 for one a core, but this one alone where there are few files.
    """

    folder: Path
    authority: Authority
    contracts: Contracts
    workers: int = 0

    @property
    def segments(self) -> Segments:
        """The kept rows."""
        return Segments(self.folder / SEGMENTS)

    @property
    def work(self) -> Work:
        """What every process of a run needs."""
        return Work(self.authority, self.contracts, self.folder / PARSES)

    def bring(self, source: Source) -> Iterator[Found]:
        """Give the registered files of a source with their bytes, verified."""
        return raw_documents(source)

    def update(self, found: Iterable[Found], expand: Expand = opened) -> Update:
        """Extract what is new or changed among `found`, and keep it; containers are opened."""
        made = made_with(self.authority, self.contracts)
        return update(found, expand, self.work, self.segments, made, self.workers or cpu_count() or 1)

    def parts(self, told: Update) -> dict[str, Iterator[pl.DataFrame]]:
        """Give the tables of the left half in parts, read as they are asked for."""
        return gather(told, self.segments, self.contracts)

    def tidy(self, told: Update) -> None:
        """Tidy the segments; no other run may be under way in the folder, and no parts still to be read."""
        self.segments.tidy(told.live.values(), TABLES)

    def tables(self, told: Update) -> dict[str, pl.DataFrame]:
        """Give the tables of the left half whole, and tidy."""
        tables = {name: pl.concat(parts) for name, parts in self.parts(told).items()}
        self.tidy(told)
        return tables


def run(
    found: Iterable[Found], authority: Authority, contracts: Contracts, workers: int = 0
) -> dict[str, pl.DataFrame]:
    """Read and extract all documents, keeping nothing; give the tables of the left half.

    The same bytes met again, and files that could not be brought, are rows of `rejects`. Progress is logged to the
    logger `testimonia`, with `done` (files so far) on the record.
    """
    with TemporaryDirectory(prefix="testimonia-") as folder:
        store = Store(Path(folder), authority, contracts, workers)
        return store.tables(store.update(found))
