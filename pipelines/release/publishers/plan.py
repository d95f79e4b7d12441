"""What there is to do at a target: a comparison of values, which touches nothing."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class File:
    """A file to publish: its name at the target (with `/`), where it lies here, and its size in bytes."""

    name: str
    path: Path
    bytes: int


@dataclass(frozen=True, slots=True)
class Stored:
    """A file as a target holds it; `digest` is `algorithm:hexadecimal`, by whichever algorithm the target attests."""

    name: str
    bytes: int
    digest: str

    @property
    def algorithm(self) -> str:
        """The algorithm of the digest."""
        return self.digest.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Plan:
    """The files that are to put, those that are there and right, and each reason why nothing may be put at all."""

    put: tuple[File, ...]
    right: tuple[File, ...]
    refused: tuple[str, ...]

    @property
    def done(self) -> bool:
        """Whether everything is there and right, and nothing else."""
        return not self.put and not self.refused

    @property
    def bytes(self) -> int:
        """How many bytes are to put."""
        return sum(file.bytes for file in self.put)

    def lines(self) -> Iterator[str]:
        """Yield the plan as lines of text, a line a file."""
        yield from (f"put    {file.name} ({file.bytes} bytes)" for file in self.put)
        yield from (f"there  {file.name}" for file in self.right)
        yield from (f"REFUSE {reason}" for reason in self.refused)


def plan_of(files: Iterable[File], stored: Iterable[Stored], digest: Callable[[File, str], str]) -> Plan:
    """Compare what is here with what is there.

    `digest` gives the digest of a file by an algorithm, in the form of `Stored.digest`. A file that is there with
    other bytes, and one that the release does not have, are reasons to refuse: a published version never changes.
    """
    wanted = {file.name: file for file in files}
    there = {item.name: item for item in stored}
    refused = [f"{name} is there, and is no file of this release" for name in sorted(set(there) - set(wanted))]
    put, right = [], []
    for name, file in wanted.items():
        item = there.get(name)
        if item is None:
            put.append(file)
            continue
        ours = digest(file, item.algorithm)
        if ours == item.digest:
            right.append(file)
        else:
            refused.append(f"{name} is there with other bytes: {item.digest}, here {ours}")
    return Plan(tuple(put), tuple(right), tuple(refused))


def right_ones(files: Iterable[File], stored: Iterable[Stored], digest: Callable[[File, str], str]) -> list[Stored]:
    """Give those of `stored` that are as here; for drafts, where what differs may still be replaced."""
    wanted = {file.name: file for file in files}
    return [item for item in stored if item.name in wanted and digest(wanted[item.name], item.algorithm) == item.digest]
