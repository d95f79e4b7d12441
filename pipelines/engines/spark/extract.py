"""The left half as Spark's executors run it: files of one task in, their segment written, a row for each unit out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
from pyspark import SparkFiles, TaskContext

from pipelines.engines.incremental import keep, steps_in
from pipelines.engines.local import PARSES
from pipelines.engines.made_with import changed, made_with
from pipelines.engines.places import Place, place
from pipelines.engines.pool import Batch, Tables, Work, extract_all, extract_apart
from pipelines.engines.segments import Unit
from pipelines.engines.spark.segments import writing
from pipelines.engines.units_writer import Step, UnitsWriter
from pipelines.errors import SourceError, TestimoniaError, UsageError
from pipelines.identifiers import sha256_hex, sha256_of
from pipelines.readers.containers.raw import expand
from pipelines.sources import LARGE, RawDocument

DONE = pa.schema([("unit_id", pa.string()), ("segment", pa.string()), ("error", pa.string()), ("detail", pa.string())])
"""What a task gives: a unit and the name of its segment, or what must end the run."""
ERRORS: Mapping[str, type[TestimoniaError]] = {one.__name__: one for one in (SourceError, UsageError)}


@dataclass(frozen=True)
class Extract:
    """What the tasks of a run need; called with the rows of a task (`plan.FILES`), as `mapInArrow` does.

    A Python worker keeps its model from task to task. Without a path of `work.parses`, parses are kept beside the other
    files of the executor. Errors in what was given end the run at once: they are rows, since Spark would try again
    what raises.
    """

    work: Work
    made: str
    documents: Place
    segments: Place

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Extract the files of a task; gives rows of `DONE`."""
        rows = (row for batch in batches for row in batch.to_pylist())
        try:
            found = self._task(rows)
        except (SourceError, UsageError) as error:
            found = [{"error": type(error).__name__, "detail": str(error)}]
        yield pa.RecordBatch.from_pylist(found, schema=DONE)

    def _task(self, rows: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
        self._check_code()
        scratch = Path(SparkFiles.getRootDirectory())
        work = self.work if self.work.parses else replace(self.work, parses=scratch / PARSES)
        with TemporaryDirectory(dir=scratch) as large, writing(self.segments, scratch) as segments:
            steps = self._steps(rows, Path(large))
            kept = keep(steps, UnitsWriter(segments, work), lambda raws: _extracted(raws, work), lambda _: None)
        return [{"unit_id": unit, "segment": one.segment.name} for unit, one in kept.items()]

    def _steps(self, rows: Iterable[Mapping[str, Any]], large: Path) -> Iterator[Step]:
        for row in rows:
            raw = bring(row, self.documents, large)
            if row["fresh"]:
                given = (raw.source_id, raw.path, raw.sha256, row["media_type"], row["retrieved_at"])
                yield from steps_in(Unit(*given, self.made), expand(raw))
            if raw.file is not None and not self.documents.here:
                raw.file.unlink()

    def _check_code(self) -> None:
        here = made_with(self.work.authority, self.work.contracts)
        if here != self.made:
            others = ", ".join(changed(here, self.made))
            raise UsageError(f"the executors have another version than the driver of: {others}; ship one environment")


def bring(row: Mapping[str, Any], documents: Place, large: Path) -> RawDocument:
    """Read a file, or copy it into the folder `large` where it is large and not on this machine.

    Raises `SourceError` where its bytes are not those that were registered.
    """
    file = documents.at(row["path"])
    where = None
    if row["size"] > LARGE:
        where = Path(file.path) if documents.here else large / sha256_hex(row["path"].encode())
        if not documents.here:
            file.copy_to(place(where))
    data = b"" if where else file.read()
    found = sha256_of(where) if where else sha256_hex(data)
    if found != row["sha256"]:
        raise SourceError(
            f"{file}: sha256 should be {row['sha256']}, the file has {found}; restore the bytes, or register the new "
            "ones with `testimonia add`"
        )
    return RawDocument(row["source_id"], row["path"], data, found, row["media_type"], row["retrieved_at"], where)


def _extracted(raws: Iterable[RawDocument], work: Work) -> Iterator[tuple[Batch, Tables]]:
    """Extract in this process; where that ended the process before, in another one that may die."""
    context = TaskContext.get()
    if context is not None and context.attemptNumber():
        return extract_apart(raws, work)
    return extract_all(raws, work, 1)
