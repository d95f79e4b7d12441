"""The one place where Dagster's Definitions are put together."""

from collections.abc import Mapping

import dagster as dg

from pipelines.assets import extracted, linked, published, raw, released, sharded
from pipelines.assets.checks import contract_checks
from pipelines.assets.storage import TableStorage, column_schema
from pipelines.contracts import Contracts
from pipelines.settings import Settings
from pipelines.validate.rules import check_expressions

TABLES_JOB = "make_tables"
RELEASE_JOB = "make_release"


@dg.definitions
def definitions() -> dg.Definitions:
    """Give the assets, checks and jobs of this checkout."""
    return define(Settings())


def define(settings: Settings) -> dg.Definitions:
    """Give the definitions for other folders than the checkout's, for tests and the command line."""
    contracts = settings.contracts()
    check_expressions(contracts)
    tables = [
        raw.extractors, raw.sources, extracted.extraction, linked.entities, linked.entity_aliases, linked.works,
        linked.work_creators, linked.quote_links, linked.claim_links, released.quality,
    ]  # fmt: skip
    described = dg.map_asset_specs(lambda spec: _described(spec, contracts), tables)
    release = released.release_asset(tuple(contracts.tables))
    whole = dg.AssetSelection.all() - dg.AssetSelection.assets("segments")
    sensor, schedule = sharded.watching(TABLES_JOB)
    return dg.Definitions(
        assets=[*described, release, sharded.segments],
        asset_checks=list(contract_checks(contracts)),
        jobs=[
            dg.define_asset_job(TABLES_JOB, whole - dg.AssetSelection.assets("release")),
            dg.define_asset_job(RELEASE_JOB, whole),
            dg.define_asset_job(sharded.SHARDS_JOB, dg.AssetSelection.assets("segments")),
            published.publish_job,
        ],
        sensors=[sensor],
        schedules=[schedule],
        resources={"settings": settings, "io_manager": TableStorage(settings=settings)},
        executor=dg.in_process_executor,
    )


def _described(spec: dg.AssetSpec, contracts: Contracts) -> dg.AssetSpec:
    """Give an asset the description, group and columns that the contract of its table has."""
    table = contracts[spec.key.path[-1]]
    metadata: Mapping[str, object] = {**spec.metadata, "dagster/column_schema": column_schema(table)}
    return spec.replace_attributes(
        description=table.description,
        group_name=contracts.group_of(table.name).name,
        kinds={"polars"},
        metadata=metadata,
    )
