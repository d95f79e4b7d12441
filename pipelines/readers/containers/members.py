"""What a container yields, and the bounds that hold for all of them."""

from dataclasses import dataclass, field
from typing import BinaryIO, Final

from pipelines.errors import ReadError
from pipelines.sources import LARGE

_CHUNK: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class Member:
    """One document in a container: its name there, its own bytes, and what the container says of it."""

    name: str
    data: bytes
    media_type: str | None = None
    retrieved_at: str | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """What a container holds and does not yield; `reason` is one of those of the `rejects` table.

    An empty name stands for the container, or what is left of it.
    """

    name: str
    reason: str
    detail: str


Found = Member | Refused


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on what a container unpacks to.

    `document` bytes of one member; `ratio` of all that is unpacked to the container's size, above `slack` bytes;
    `depth` layers of containers in containers, each compression counted as one.
    """

    document: int = LARGE
    ratio: int = 250
    slack: int = 16 << 20
    depth: int = 5


@dataclass(slots=True)
class Budget:
    """Counts what a container of `size` bytes, and all containers in it, unpack to."""

    size: int
    limits: Limits
    unpacked: int = field(default=0)

    def take(self, count: int) -> None:
        """Count bytes; raises `ReadError` with reason `compression_bomb` where they are too many."""
        self.unpacked += count
        most = self.limits.slack + self.limits.ratio * self.size
        if self.unpacked > most:
            detail = f"{self.size} bytes unpack to more than {most}, {self.limits.ratio} times as many"
            raise ReadError("compression_bomb", detail)


def read_bounded(stream: BinaryIO, budget: Budget, counted: bool = True) -> bytes:
    """Give all bytes of a member; raises `ReadError` with reason `file_too_large`, or as `Budget.take` does."""
    chunks: list[bytes] = []
    length = 0
    while chunk := stream.read(_CHUNK):
        length += len(chunk)
        if counted:
            budget.take(len(chunk))
        if length > budget.limits.document:
            raise ReadError("file_too_large", f"a document has {budget.limits.document} bytes at the most")
        chunks.append(chunk)
    return b"".join(chunks)


def unsafe(name: str) -> bool:
    """Tell a name that leads out of its container, or could on some system."""
    parts = name.replace("\\", "/").split("/")
    return name.startswith(("/", "\\")) or ".." in parts or "\0" in name or name[1:2] == ":"


def hidden(name: str) -> bool:
    """Tell the files that systems put beside those of people."""
    parts = name.split("/")
    return any(part == "__MACOSX" or (part.startswith(".") and part not in (".", "..")) for part in parts)


class Names:
    """Gives each member a name of its own: where one comes again it gets a number."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def own(self, name: str) -> str:
        """Give the name, or the name with `#2`, `#3` … ."""
        self._seen[name] = self._seen.get(name, 0) + 1
        return name if self._seen[name] == 1 else f"{name}#{self._seen[name]}"
