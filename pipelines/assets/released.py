"""What comes out: measured quality, and the release."""

from datetime import date

import dagster as dg
import polars as pl

from pipelines import parquet, tablefiles
from pipelines.assets.figures import figure_metadata
from pipelines.release.bundle import write_release
from pipelines.release.manifest import next_version
from pipelines.release.order import Order
from pipelines.release.quality import quality_rows
from pipelines.release.withdrawn import load_withdrawn
from pipelines.settings import Settings


class ReleaseConfig(dg.Config):
    """What a person may say of a release: its version, by default the day's calendar version, and for each gate that it
    may miss the reason.
    """

    version: str = ""
    accept: dict[str, str] = {}  # noqa: RUF012 (Dagster reads the default as a value)


@dg.asset(deps=["claims", "quotes", "references"])
def quality(settings: Settings) -> pl.DataFrame:
    """The figures that were measured with the code as it is."""
    return parquet.frame_of(quality_rows(settings.quality_file), settings.contracts()["quality"])


def release_asset(tables: tuple[str, ...]) -> dg.AssetsDefinition:
    """Give the asset that writes the release, downstream of all `tables`."""

    @dg.asset(name="release", deps=list(tables), group_name="release", kinds={"parquet"}, description=RELEASE)
    def release(settings: Settings, config: ReleaseConfig) -> dg.MaterializeResult[None]:
        contracts = settings.contracts()
        folder = settings.tables_folder
        found = tablefiles.scan_all(folder, contracts)
        version = config.version or next_version(settings.releases_folder, date.today())
        withdrawn = load_withdrawn(settings.raw_folder)
        order = Order(version, settings.inputs_digest(), config.accept, withdrawn)
        path = write_release(found, contracts, settings.schemas_folder, settings.releases_folder, order)
        rows = {name: tablefiles.rows(folder, name) for name in tables}
        figures = figure_metadata(path)
        return dg.MaterializeResult(metadata={"version": version, "path": str(path), "rows": rows, **figures})

    return release


RELEASE = (
    "The release folder: tables within the terms of their sources, contracts, metadata and checksums, "
    "validated again from its own files."
)
