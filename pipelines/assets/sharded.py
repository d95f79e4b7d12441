"""Extraction shard by shard, for corpora too large for one run: partitions, the sensor that fills them, a schedule.

The shards fill the folder of kept rows; the step `extraction`, which makes the tables, then finds all of it done.
"""

import hashlib
import json
from collections.abc import Iterator
from itertools import chain

import dagster as dg

from pipelines.assets.extracted import FILES, PARSER
from pipelines.engines.engine import Engine, engine
from pipelines.engines.shards import only, shards_of
from pipelines.settings import Settings
from pipelines.sources import Missing, RawDocument, load_sources

SHARDS = dg.DynamicPartitionsDefinition(name="shards")
SHARDS_JOB = "extract_shards"
NIGHT = "0 3 * * *"


@dg.asset(
    partitions_def=SHARDS,
    pool=PARSER,
    group_name="readers",
    kinds={"parquet"},
    description="Rows of the files of a shard, kept for the tables: for backfills of a corpus too large for one run.",
)
def segments(context: dg.AssetExecutionContext, settings: Settings) -> dg.MaterializeResult[None]:
    """Extract the files of the run's shards that no earlier run did."""
    with engine(settings) as kept:
        told = kept.update(chain.from_iterable(_files_of(kept, settings, context.partition_keys)))
    return dg.MaterializeResult(metadata={FILES: dict(told.reasons)})


def _files_of(kept: Engine, settings: Settings, shards: list[str]) -> Iterator[Iterator[RawDocument | Missing]]:
    for source in load_sources(settings.raw_folder):
        wanted = only(source, shards)
        yield (one for one in kept.bring(source) if isinstance(one, RawDocument) and one.sha256 in wanted)


def watching(tables_job: str) -> tuple[dg.SensorDefinition, dg.ScheduleDefinition]:
    """Give the sensor that sees what is registered in `raw/`, and the schedule that makes the tables at night.

    Both are off until somebody turns them on.
    """

    @dg.sensor(name="new_files", job_name=SHARDS_JOB, minimum_interval_seconds=60, description=SEES)
    def new_files(context: dg.SensorEvaluationContext, settings: Settings) -> dg.SensorResult:
        current = dict(chain.from_iterable(shards_of(one).items() for one in load_sources(settings.raw_folder)))
        return changes(current, json.loads(context.cursor or "{}"))

    return new_files, dg.ScheduleDefinition(name="nightly_tables", job_name=tables_job, cron_schedule=NIGHT)


SEES = "Asks for a run of each shard whose registered files changed, and keeps the partitions as the shards are."


def changes(current: dict[str, list[str]], seen: dict[str, str]) -> dg.SensorResult:
    """Give the runs and partitions that lead from the shards `seen`, each with its digest, to those that there are."""
    now = {shard: hashlib.sha256(" ".join(files).encode()).hexdigest() for shard, files in current.items()}
    added, gone = sorted(now.keys() - seen.keys()), sorted(seen.keys() - now.keys())
    asked = [shard for shard in sorted(now) if now[shard] != seen.get(shard)]
    partitions: list[dg.AddDynamicPartitionsRequest | dg.DeleteDynamicPartitionsRequest] = []
    if added:
        partitions.append(SHARDS.build_add_request(added))
    if gone:
        partitions.append(SHARDS.build_delete_request(gone))
    return dg.SensorResult(
        run_requests=[dg.RunRequest(run_key=f"{shard}:{now[shard]}", partition_key=shard) for shard in asked],
        dynamic_partitions_requests=partitions,
        cursor=json.dumps(now, sort_keys=True),
    )
