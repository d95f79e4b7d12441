"""The one model that every description of a release is written from."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from pipelines.contracts import Contracts
from pipelines.release.manifest import Manifest


@dataclass(frozen=True, slots=True)
class Described:
    """A release as its descriptions see it: its contracts, its manifest, and its tables as they were written."""

    contracts: Contracts
    manifest: Manifest
    tables: Mapping[str, pl.DataFrame]

    @property
    def sources(self) -> pl.DataFrame:
        """The table of that name."""
        return self.tables["sources"]

    @property
    def version(self) -> str:
        """The version of the release."""
        return self.manifest.version
