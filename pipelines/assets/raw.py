"""What goes in."""

import dagster as dg
import polars as pl

from pipelines.extract.tables import source_rows
from pipelines.parquet import frame_of
from pipelines.release.extractors import extractor_rows
from pipelines.settings import Settings
from pipelines.sources import load_sources


@dg.asset
def extractors(settings: Settings) -> pl.DataFrame:
    """Take the digests of the code and the models."""
    return frame_of(extractor_rows(), settings.contracts()["extractors"])


@dg.asset(deps=["extractors"])
def sources(settings: Settings) -> pl.DataFrame:
    """Read every `source.yaml`."""
    return frame_of(source_rows(load_sources(settings.raw_folder)), settings.contracts()["sources"])
