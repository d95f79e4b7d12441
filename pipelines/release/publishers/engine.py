"""One way of publishing for all kinds of target: plan, put what is missing, check by hash, then move what points."""

import logging
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass

from pipelines.errors import ReleaseError, UsageError
from pipelines.release.publishers.local import Release, digest_of
from pipelines.release.publishers.plan import Plan, plan_of
from pipelines.release.publishers.target import Target

LOG = logging.getLogger("testimonia")
KINDS = ("a folder (PATH or dir:PATH)", "s3://bucket/prefix", "hf://datasets/owner/name", "zenodo:[RECORD]")
LIBRARIES = frozenset({"boto3", "botocore", "huggingface_hub", "requests"})
EXTRA = "pip install 'testimonia[publish]'"


@dataclass(frozen=True, slots=True)
class Published:
    """What a run found and did: the place, the plan it began with, and what was done (nothing in a dry run)."""

    place: str
    plan: Plan
    done: tuple[str, ...] = ()


def upload(release: Release, url: str, environment: Mapping[str, str], dry_run: bool = False) -> Published:
    """Bring a release to a target, or say what that would do.

    Killed at any point and run again it goes on with what is missing. Raises `ReleaseError` where the target holds
    other bytes under the same version, or holds other bytes after the upload than were sent.
    """
    if release.version in release.withdrawn:
        raise ReleaseError(f"{release.version} was withdrawn and is not published; publish the release in its place")
    with open_target(url, release, environment) as target:
        plan = _plan(target)
        if dry_run:
            return Published(target.place, plan)
        _refuse(plan, target, "a published version never changes; release another version")
        if plan.put:
            LOG.info("putting %d files to %s", len(plan.put), target.place)
            target.put(plan.put)
            left = _plan(target)
            _refuse(left, target, "what arrived is not what was sent, or another publisher put it")
            if left.put:
                raise ReleaseError(f"{target.place}: after the upload these are missing: {_names(left)}")
        done = (f"{len(plan.put)} files put, {len(plan.right)} were there; all have the right hash", *target.finish())
        return Published(target.place, plan, done)


def _plan(target: Target) -> Plan:
    return plan_of(target.files, target.stored(), digest_of)


def _refuse(plan: Plan, target: Target, reason: str) -> None:
    if plan.refused:
        raise ReleaseError(f"{target.place}: {'; '.join(plan.refused)}; {reason}")


def _names(plan: Plan) -> str:
    return ", ".join(file.name for file in plan.put)


def open_target(url: str, release: Release, environment: Mapping[str, str]) -> AbstractContextManager[Target]:
    """Give the target that a URL names; its library is loaded only then, and only then need be installed."""
    kind, separator, rest = url.partition(":")
    try:
        if kind == "s3" and rest.startswith("//"):
            from pipelines.release.publishers import s3  # noqa: PLC0415

            return s3.opened(rest.removeprefix("//"), release, environment)
        if kind == "hf" and rest.startswith("//datasets/"):
            from pipelines.release.publishers import huggingface  # noqa: PLC0415

            return huggingface.opened(rest.removeprefix("//datasets/"), release, environment)
        if separator and kind in {"zenodo", "zenodo-sandbox"}:
            from pipelines.release.publishers import zenodo  # noqa: PLC0415

            return zenodo.opened(kind, rest, release, environment)
    except ModuleNotFoundError as missing:
        module = (missing.name or "").partition(".")[0]
        if module not in LIBRARIES:
            raise
        raise UsageError(f"publishing to {kind} needs the module {module}, which is not here; {EXTRA}") from None
    if "://" in url or not url:
        raise UsageError(f"{url or 'nothing'} is no target; give {', '.join(KINDS)}")
    from pipelines.release.publishers import directory  # noqa: PLC0415

    return directory.opened(rest if kind == "dir" and separator else url, release, environment)
