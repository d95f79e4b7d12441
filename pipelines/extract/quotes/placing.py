"""Regions on their levels: how far the narration around each one goes."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.extract.quotes.marks import Region
from pipelines.extract.rows import Span


@dataclass(frozen=True, slots=True)
class Placed:
    """A region with the `limits` that its neighbours on the same level set; `nested` in another region or not."""

    region: Region
    limits: Span
    nested: bool


def place(regions: Sequence[Region], length: int) -> list[Placed]:
    """Find for each region how far the narration around it goes on its own level; linear in time.

    `regions` are sorted, outer before inner; `length` is the text's, in code points.
    """
    parents = _parents(regions)
    floors = {index: region.inner.start for index, region in enumerate(regions)} | {-1: 0}
    first: list[int] = []
    for region, parent in zip(regions, parents, strict=True):
        first.append(floors[parent])
        floors[parent] = region.outer.end
    roofs = {index: region.inner.end for index, region in enumerate(regions)} | {-1: length}
    placed: list[Placed] = []
    for index in range(len(regions) - 1, -1, -1):
        parent = parents[index]
        placed.append(Placed(regions[index], Span(first[index], roofs[parent]), parent >= 0))
        roofs[parent] = regions[index].outer.start
    return placed[::-1]


def _parents(regions: Sequence[Region]) -> list[int]:
    """Give the index of the region that each one lies in, -1 for none."""
    parents: list[int] = []
    stack: list[int] = []
    for index, region in enumerate(regions):
        while stack and regions[stack[-1]].outer.end <= region.outer.start:
            stack.pop()
        parents.append(stack[-1] if stack else -1)
        stack.append(index)
    return parents
