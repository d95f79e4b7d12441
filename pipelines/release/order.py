"""What release a person asks for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.release.withdrawn import Withdrawal


@dataclass(frozen=True, slots=True)
class Order:
    """What release is asked for.

    `inputs_digest` stands for all that the tables were made from; `accepted` has a reason for each gate that may be
    missed; `withdrawn` is taken out; `patch_of` is the folder of the release that this one repairs, by default the
    latest is followed.
    """

    version: str
    inputs_digest: str
    accepted: Mapping[str, str] = field(default_factory=dict)
    withdrawn: tuple[Withdrawal, ...] = ()
    patch_of: Path | None = None
