"""Dagster's jobs run from Python: in this process, without an instance on disk, without telemetry."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import dagster as dg

from pipelines.assets.extracted import FILES
from pipelines.definitions import RELEASE_JOB, TABLES_JOB, define
from pipelines.errors import TestimoniaError, ValidationError
from pipelines.settings import Settings

QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


@dataclass(frozen=True)
class CheckLine:
    """One asset check of a run, as people read it."""

    table: str
    check: str
    passed: bool
    promises: int
    found: str


@dataclass(frozen=True)
class Outcome:
    """What a run gave: its checks in the order they ran, the version it released, if any, and how many files it took
    over or read, by the reason."""

    checks: tuple[CheckLine, ...]
    version: str | None = None
    files: Mapping[str, int] = field(default_factory=dict)


def run_tables(settings: Settings) -> Outcome:
    """Make all tables in the build folder and check each."""
    return _run(settings, TABLES_JOB, {})


def run_release(settings: Settings, version: str, accept: Mapping[str, str] | None = None) -> Outcome:
    """Make all tables, check each, and write the release; `accept` has a reason for each gate that it may miss."""
    config = {"version": version, "accept": dict(accept or {})}
    return _run(settings, RELEASE_JOB, {"ops": {"release": {"config": config}}})


def _run(settings: Settings, job: str, config: dict[str, object]) -> Outcome:
    with dg.DagsterInstance.ephemeral(settings={"telemetry": {"enabled": False}}) as instance:
        resolved = define(settings).resolve_job_def(job)
        result = resolved.execute_in_process(run_config={**QUIET, **config}, instance=instance, raise_on_error=False)
    checks = tuple(_line(evaluation) for evaluation in result.get_asset_check_evaluations())
    if not result.success:
        raise _error(result, checks)
    version = _said(result, "release", "version")
    files = _said(result, "documents", FILES)
    return Outcome(checks, str(version) if version else None, dict(files) if isinstance(files, Mapping) else {})


def _said(result: dg.ExecuteInProcessResult, asset: str, name: str) -> object:
    """Give the metadata of that name that the run wrote with an asset; None where it made no such asset."""
    made = (event for event in result.get_asset_materialization_events() if event.asset_key == dg.AssetKey(asset))
    return next((event.materialization.metadata[name].value for event in made), None)


def _line(evaluation: dg.AssetCheckEvaluation) -> CheckLine:
    promises = evaluation.metadata["promises"].value
    found = evaluation.description or ""
    return CheckLine(evaluation.asset_key.path[-1], evaluation.check_name, evaluation.passed, int(str(promises)), found)


def _error(result: dg.ExecuteInProcessResult, checks: tuple[CheckLine, ...]) -> TestimoniaError:
    """Give the error that ended a run: a blocking check with all it found, one of ours, or what a step raised."""
    broken = [line for line in checks if not line.passed]
    if broken:
        return ValidationError("\n".join(line.found for line in broken))
    failed = next(event for event in result.all_events if event.is_step_failure)
    info = failed.step_failure_data.error
    while info is not None and info.cause is not None:
        info = info.cause
    name, message = (
        (info.cls_name or "", info.message.strip().partition(": ")[2]) if info else ("", "it gave no reason")
    )
    if name in {error.__name__ for error in TestimoniaError.__subclasses__()}:
        return TestimoniaError(message)
    place = info.stack[-1].strip() if info and info.stack else "nowhere"
    return TestimoniaError(
        f"the step {failed.step_key} failed, which is a fault of the program: {name}: {message}\n{place}"
    )
