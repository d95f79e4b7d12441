"""What comes out: measured quality, and the release."""

from datetime import date

import dagster as dg
import polars as pl

from pipelines import parquet
from pipelines.release.bundle import write_release
from pipelines.release.manifest import next_version
from pipelines.release.quality import quality_rows
from pipelines.settings import Settings


class ReleaseConfig(dg.Config):
    """What a person may say of a release: its version; by default the day's calendar version."""

    version: str = ""


@dg.asset(deps=["claims", "quotes", "references"])
def quality(settings: Settings) -> pl.DataFrame:
    """The figures that were measured with the code as it is."""
    return parquet.frame_of(quality_rows(settings.quality_file), settings.contracts()["quality"])


def release_asset(tables: tuple[str, ...]) -> dg.AssetsDefinition:
    """Give the asset that writes the release, downstream of all `tables`."""

    @dg.asset(name="release", deps=list(tables), group_name="release", kinds={"parquet"}, description=RELEASE)
    def release(settings: Settings, config: ReleaseConfig) -> dg.MaterializeResult[None]:
        contracts = settings.contracts()
        frames = {name: parquet.read(settings.table_path(name)) for name in tables}
        version = config.version or next_version(settings.releases_folder, date.today())
        path = write_release(
            frames,
            contracts,
            settings.schemas_folder,
            texts(frames["documents"]),
            version,
            settings.releases_folder,
            settings.inputs_digest(),
        )
        rows = {name: frame.height for name, frame in frames.items()}
        return dg.MaterializeResult(metadata={"version": version, "path": str(path), "rows": rows})

    return release


RELEASE = (
    "The release folder: tables within the terms of their sources, contracts, metadata and checksums, "
    "validated again from its own files."
)


def texts(documents: pl.DataFrame) -> dict[str, str]:
    """Give the canonical text of each document by its id."""
    return dict(documents.select("document_id", "text").iter_rows())
