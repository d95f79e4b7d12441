"""Publish a release: prove it first, then bring it to its target."""

from collections.abc import Mapping
from pathlib import Path

from pipelines.errors import ReleaseError, UsageError
from pipelines.release.manifest import MANIFEST
from pipelines.release.publishers.engine import Published, upload
from pipelines.release.publishers.local import read_release
from pipelines.release.verify import verify


def publish(
    folder: Path, url: str, environment: Mapping[str, str], raw: Path | None = None, dry_run: bool = False
) -> Published:
    """Verify the release in `folder`, then bring it to the target that `url` names; in a dry run only say what to do.

    `raw` is the folder with the raw documents, for a fuller proof; `environment` holds the secrets. Raises
    `ReleaseError` where the release is not what it says, `UsageError` where there is none.
    """
    if not (folder / MANIFEST).is_file():
        raise UsageError(f"{folder}: there is no release in this folder ({MANIFEST} is missing)")
    resolved = folder.resolve()
    problems = verify(resolved, raw).problems
    if problems:
        first = "; ".join(str(problem) for problem in problems[:3])
        raise ReleaseError(
            f"{folder} was not published, since it is not what it says ({len(problems)} differ): {first}; "
            f"see all with: testimonia verify {folder}"
        )
    return upload(read_release(resolved), url, environment, dry_run)
