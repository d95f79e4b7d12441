"""What goes in."""

import dagster as dg
import polars as pl

from pipelines.extract.tables import source_rows
from pipelines.parquet import frame_of
from pipelines.settings import Settings
from pipelines.sources import load_sources


@dg.asset
def sources(settings: Settings) -> pl.DataFrame:
    """Read every `source.yaml`."""
    return frame_of(source_rows(load_sources(settings.raw_folder)), settings.contracts()["sources"])
