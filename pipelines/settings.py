"""Where things stand, as a typed Dagster resource; nothing is read at import."""

from functools import lru_cache
from pathlib import Path
from typing import Literal

import dagster as dg

from pipelines.contracts import Contracts, load_contracts
from pipelines.extract.authority import Authority, authority_of
from pipelines.release.inputs import inputs_digest
from pipelines.sources import load_authority_rows


def project_folder() -> Path:
    """Give the checkout that this package stands in."""
    return Path(__file__).resolve().parents[1]


class Settings(dg.ConfigurableResource["Settings"]):
    """The folders of a run; each may be absolute, or relative to `root` (by default the checkout).

    `workers` is how many processes parse; 0 for one a core. For the engine `spark`: `master` is where it runs, by
    default this machine; `documents` and `kept` are paths or addresses (`s3://bucket/folder`) of what every machine of
    the cluster reads, the registered files as below `raw`, and writes, what one run keeps for the next.
    """

    root: str = ""
    raw: str = "raw"
    schemas: str = "schemas"
    build: str = "build"
    releases: str = "releases"
    quality: str = "benchmarks/quality.csv"
    workers: int = 0
    engine: Literal["local", "spark"] = "local"
    master: str = ""
    documents: str = ""
    kept: str = ""

    @property
    def root_folder(self) -> Path:
        """The project."""
        return Path(self.root) if self.root else project_folder()

    @property
    def raw_folder(self) -> Path:
        """What goes in."""
        return self.root_folder / self.raw

    @property
    def schemas_folder(self) -> Path:
        """The contracts."""
        return self.root_folder / self.schemas

    @property
    def build_folder(self) -> Path:
        """What the last run made: tables, full texts included, and the keys that failed."""
        return self.root_folder / self.build

    @property
    def documents_folder(self) -> Path:
        """Where the registered files lie, below a folder for each source."""
        return self.root_folder / self.documents if self.documents else self.raw_folder

    @property
    def kept_folder(self) -> Path:
        """What one run keeps of documents for the next: rows and parses."""
        return self.root_folder / self.kept if self.kept else self.build_folder / "kept"

    @property
    def releases_folder(self) -> Path:
        """What comes out."""
        return self.root_folder / self.releases

    @property
    def quality_file(self) -> Path:
        """The measured figures that the table `quality` holds."""
        return self.root_folder / self.quality

    def contracts(self) -> Contracts:
        """Give the contracts, read once a process."""
        return _contracts(self.schemas_folder)

    def authority(self) -> Authority:
        """Give the authority file."""
        return authority_of(load_authority_rows(self.raw_folder))

    def inputs_digest(self) -> str:
        """Give the digest of all that a release is made from."""
        return inputs_digest(self.root_folder, self.raw_folder, self.schemas_folder, self.quality_file)

    @property
    def tables_folder(self) -> Path:
        """Where a run writes tables."""
        return self.build_folder / "tables"

    @property
    def shard_rows(self) -> int:
        """How many rows a shard of a table has at about the most, and a part that a step has in memory."""
        return self.contracts().dataset.shard_rows

    def failures_path(self, check: str) -> Path:
        """Give where a run writes the keys that failed a check."""
        return self.build_folder / "failures" / f"{check}.parquet"


@lru_cache
def _contracts(folder: Path) -> Contracts:
    return load_contracts(folder)
