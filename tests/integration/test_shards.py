"""Shard by shard in Dagster: what partitions extract, the tables take over."""

from pathlib import Path
from shutil import copytree

import dagster as dg
import pytest

from pipelines.assets.sharded import SHARDS, segments, watching
from pipelines.definitions import TABLES_JOB
from pipelines.engines.incremental import NEW, SAME
from pipelines.runs import run_tables
from pipelines.settings import Settings


@pytest.fixture
def settings(project: Path, tmp_path: Path) -> Settings:
    for part in ("raw", "schemas"):
        copytree(project / part, tmp_path / part)
    return Settings(root=str(tmp_path))


def sensed(settings: Settings, instance: dg.DagsterInstance) -> dg.SensorResult:
    sensor, _ = watching(TABLES_JOB)
    with dg.build_sensor_context(instance, resources={"settings": settings}) as context:
        asked = sensor(context)
    assert isinstance(asked, dg.SensorResult)
    return asked


def test_the_sensor_s_shards_are_extracted_and_the_tables_take_them_over(settings: Settings) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        asked = sensed(settings, instance)
        shards = [request.partition_key for request in asked.run_requests or ()]
        assert shards == sorted(path.parent.name for path in (Path(settings.root) / "raw").glob("*/source.yaml"))
        instance.add_dynamic_partitions(SHARDS.name or "", [shard for shard in shards if shard])
        run = dg.materialize([segments], instance=instance, resources={"settings": settings}, partition_key=shards[0])
        [made] = run.get_asset_materialization_events()
        assert made.materialization.metadata["files"].value == {NEW: 1}
    outcome = run_tables(settings)
    assert dict(outcome.files) == {SAME: 1, NEW: len(shards) - 1}
