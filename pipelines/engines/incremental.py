"""The left half from run to run: what an earlier run made of a file is taken over, unless what it stands on changed."""

import logging
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pipelines.engines.made_with import changed
from pipelines.engines.pool import Batch, Tables, Work, extract_all
from pipelines.engines.segments import Kept, Segments, Unit
from pipelines.engines.units_writer import Step, UnitsWriter
from pipelines.extract.tables import Row, reject
from pipelines.sources import Missing, RawDocument

LOG = logging.getLogger("testimonia")
SAME, NEW, RENAMED = "as before", "new", "registered otherwise"
Found = RawDocument | Missing
Expand = Callable[[RawDocument], Iterable[Found]]


@dataclass
class Update:
    """What a run has: the units that count, in the order of registration, what could not be brought, and how many
    files were taken over or read, by the reason."""

    live: dict[str, Kept] = field(default_factory=dict)
    rejects: list[Row] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)


def update(found: Iterable[Found], expand: Expand, work: Work, segments: Segments, made: str, workers: int) -> Update:
    """Extract the files of `found` that no segment has with everything as it is now (`made`), and write their segments.

    `expand` gives the documents in a file, mostly itself. Progress is logged to the logger `testimonia`, with `done`
    (files so far) on the record.
    """
    choosing = Choosing(segments.units(), made)

    def extracted(raws: Iterable[RawDocument]) -> Iterator[tuple[Batch, Tables]]:
        return extract_all(raws, work, workers)

    def say(done: int) -> None:
        LOG.info("extracted", extra={"done": choosing.passed + done})

    return choosing.end(keep(choosing.steps(found, expand), UnitsWriter(segments, work), extracted, say))


def keep(
    steps: Iterable[Step],
    writer: UnitsWriter,
    extracted: Callable[[Iterable[RawDocument]], Iterator[tuple[Batch, Tables]]],
    say: Callable[[int], None],
) -> dict[str, Kept]:
    """Extract the documents of `steps` by `extracted`, and write their rows; give every unit that was written, by its
    id. `say` is told after each batch how many units are complete."""
    given: deque[Step] = deque()
    for batch, tables in extracted(_noted(steps, given)):
        writer.add(_taken(given, len(batch)), tables)
        say(writer.done)
    writer.add(_taken(given, 0), {})
    return writer.close()


class Choosing:
    """Decides file by file what must be read."""

    def __init__(self, kept: Mapping[str, Kept], made: str) -> None:
        self._kept, self._made = kept, made
        self._by_bytes = {one.unit.sha256: one.unit for one in kept.values()}
        self._first_path: dict[str, str] = {}
        self.told = Update()
        self.order: list[str] = []
        self.passed = 0

    def steps(self, found: Iterable[Found], expand: Expand) -> Iterator[Step]:
        """Give what is to be done for each file that must be read."""
        for item in found:
            unit = self.wanted(item)
            if unit is None or isinstance(item, Missing):
                continue
            yield from steps_in(unit, expand(item))

    def wanted(self, item: Found) -> Unit | None:
        """Give the unit of a file that must be read; None where it is as before, stands twice, or is not there."""
        if isinstance(item, Missing):
            self.told.rejects.append(reject("source", item, item.reason, item.detail))
            return None
        first = self._first_path.setdefault(item.sha256, item.path)
        if first != item.path:
            self.told.rejects.append(duplicate(item, first))
            return None
        unit = _unit(item, self._made)
        self.order.append(unit.unit_id)
        kept = self._kept.get(unit.unit_id)
        self.told.reasons[SAME if kept else self._reason(unit)] += 1
        if kept is not None:
            self.told.live[unit.unit_id] = kept
            self.passed += 1
            return None
        return unit

    def end(self, fresh: Mapping[str, Kept]) -> Update:
        """Give what the run has, where `fresh` are the units that were wanted."""
        self.told.live = {unit: self.told.live.get(unit) or fresh[unit] for unit in self.order}
        return self.told

    def _reason(self, unit: Unit) -> str:
        before = self._by_bytes.get(unit.sha256)
        if before is None:
            return NEW
        others = changed(before.made_with, unit.made_with)
        return f"made anew, since another: {', '.join(others)}" if others else RENAMED


def steps_in(unit: Unit, parts: Iterable[Found]) -> Iterator[Step]:
    """Give a step for each document in a file; the same bytes again in the same file are a row of `rejects`."""
    first_path: dict[str, str] = {}
    for part in parts:
        if isinstance(part, Missing):
            yield Step(unit, row=reject("source", part, part.reason, part.detail))
        elif part.sha256 in first_path:
            yield Step(unit, row=duplicate(part, first_path[part.sha256]))
        else:
            first_path[part.sha256] = part.path
            yield Step(unit, raw=part)
    yield Step(unit, last=True)


def duplicate(raw: RawDocument, first_path: str) -> Row:
    """Give the row of `rejects` for a document with the same bytes as the one at `first_path`."""
    return reject("source", raw, "duplicate_document", f"the same bytes as {first_path}")


def _unit(raw: RawDocument, made: str) -> Unit:
    return Unit(raw.source_id, raw.path, raw.sha256, raw.media_type or "", raw.retrieved_at, made)


def _noted(steps: Iterable[Step], given: deque[Step]) -> Iterator[RawDocument]:
    """Give the documents of `steps`, and note all steps in `given` as they come."""
    for step in steps:
        given.append(step)
        if step.raw is not None:
            yield step.raw


def _taken(given: deque[Step], documents: int) -> list[Step]:
    """Take from `given` the steps of its first `documents`, and those behind them that are about no document."""
    taken: list[Step] = []
    while given and (documents or given[0].raw is None):
        documents -= given[0].raw is not None
        taken.append(given.popleft())
    return taken
