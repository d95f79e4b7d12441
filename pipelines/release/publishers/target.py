"""What every kind of target can do."""

from collections.abc import Sequence
from typing import Protocol

from pipelines.release.publishers.plan import File, Stored


class Target(Protocol):
    """One place for one version of a release; made by `opened` of its module."""

    @property
    def place(self) -> str:
        """Where the version goes, as people read it."""

    @property
    def files(self) -> Sequence[File]:
        """What goes there: the files of the release, or what holds them."""

    def stored(self) -> Sequence[Stored]:
        """Give what is there of the version; changes nothing."""

    def put(self, files: Sequence[File]) -> None:
        """Put files that are not there; never changes one that is, not even one that came in the meantime."""

    def finish(self) -> Sequence[str]:
        """Let readers see the version: what points to the latest is moved last. Give what was done, a line each.

        Where it was done before, nothing changes. An older version than the latest one never becomes the latest.
        """
