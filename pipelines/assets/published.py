"""Publishing as a job of its own: no asset, so that nobody publishes by materializing everything."""

import os

import dagster as dg

from pipelines.release.manifest import LATEST
from pipelines.release.publishers.publish import publish
from pipelines.settings import Settings

PUBLISH_JOB = "publish_release"


class PublishConfig(dg.Config):
    """Which release goes where; `target` has no default, and without `dry_run: false` nothing is touched."""

    target: str
    version: str = LATEST
    dry_run: bool = True


@dg.op(name="publish")
def publish_op(context: dg.OpExecutionContext, settings: Settings, config: PublishConfig) -> None:
    """Prove a release and bring it to a target: a folder, s3://, hf:// or zenodo:."""
    raw = settings.raw_folder if settings.raw_folder.is_dir() else None
    found = publish(settings.releases_folder / config.version, config.target, os.environ, raw, config.dry_run)
    for line in (*found.plan.lines(), *found.done):
        context.log.info(line)
    context.add_output_metadata({"place": found.place, "put": len(found.plan.put), "dry_run": config.dry_run})


@dg.job(name=PUBLISH_JOB, description="Prove a release and bring it to a target; a dry run unless told otherwise.")
def publish_job() -> None:
    """Publish one release."""
    publish_op()
