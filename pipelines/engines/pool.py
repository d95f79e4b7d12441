"""The batch function on one process or several: documents go in, tables come out in the order of the documents."""

import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing.connection import wait
from pathlib import Path
from threading import Thread

import pyarrow as pa

from pipelines.contracts import Contracts
from pipelines.engines.parses import KeptParses
from pipelines.extract.authority import Authority
from pipelines.extract.batch import TABLES, extract_batch
from pipelines.extract.language import Parser, load_language
from pipelines.extract.tables import Rows, reject
from pipelines.parquet import frame_of
from pipelines.sources import RawDocument

BATCH_DOCUMENTS = 64
BATCH_BYTES = 1_000_000
# Batches given to each process at a time: enough that none waits, few enough that memory stays flat.
_AHEAD = 2
# Batches that are not worth the start of a process, some three seconds.
_FEW = 1
Tables = Mapping[str, pa.Table]
Batch = tuple[RawDocument, ...]


@dataclass(frozen=True)
class Work:
    """What every process needs to extract documents; `parses` is the file of kept parses, if they are to be kept."""

    authority: Authority
    contracts: Contracts
    parses: Path | None = None

    def extract(self, batch: Sequence[RawDocument], parser: Parser) -> Tables:
        """Give the tables of a batch."""
        return self.tables(extract_batch(batch, self.authority, parser))

    def tables(self, rows: Rows) -> Tables:
        """Give rows as Arrow tables of the contracts' columns."""
        return {name: frame_of(rows.get(name, ()), self.contracts[name]).to_arrow() for name in TABLES}

    def parser(self) -> Parser:
        """Give the parser of this process."""
        language = load_language()
        return language if self.parses is None else KeptParses(language, self.parses)


def batches(raws: Iterable[RawDocument]) -> Iterator[Batch]:
    """Give the documents in batches of at most `BATCH_DOCUMENTS`, closed early when they hold `BATCH_BYTES`.

    The same bytes never stand twice in a batch, so that each row's digest tells whose it is.
    """
    batch: dict[str, RawDocument] = {}
    size = 0
    for raw in raws:
        if len(batch) == BATCH_DOCUMENTS or size >= BATCH_BYTES or raw.sha256 in batch:
            yield tuple(batch.values())
            batch, size = {}, 0
        batch[raw.sha256] = raw
        size += len(raw.data)
    if batch:
        yield tuple(batch.values())


def extract_all(raws: Iterable[RawDocument], work: Work, workers: int) -> Iterator[tuple[Batch, Tables]]:
    """Give each batch of documents with its tables, in order.

    With one worker, or with so few documents that processes would take longer to start, it is done in this process.
    A document whose process dies twice, the second time alone in it, is a row of `rejects`; all others go on.
    """
    waiting = batches(raws)
    first = tuple(islice(waiting, _FEW + 1))
    if workers == 1 or len(first) <= _FEW:
        parser = work.parser()
        yield from ((batch, work.extract(batch, parser)) for batch in chain(first, waiting))
        return
    with _Pool(work, workers) as pool:
        yield from pool.run(chain(first, waiting))


def extract_apart(raws: Iterable[RawDocument], work: Work) -> Iterator[tuple[Batch, Tables]]:
    """Give each batch of documents with its tables, in order, done in another process than this one, which may die."""
    with _Pool(work, 1) as pool:
        yield from pool.run(batches(raws))


class _Pool:
    """Processes with one model each, begun anew when one of them dies."""

    def __init__(self, work: Work, workers: int) -> None:
        self._work, self._workers = work, workers
        self._processes = self._begin(workers)

    def __enter__(self) -> "_Pool":
        return self

    def __exit__(self, *_: object) -> None:
        self._processes.shutdown(cancel_futures=True)

    def run(self, waiting: Iterable[Batch]) -> Iterator[tuple[Batch, Tables]]:
        given: deque[tuple[Batch, Future[Tables]]] = deque()
        for batch in waiting:
            given.append((batch, self._submit(batch)))
            if len(given) > self._workers * _AHEAD:
                yield self._next(given)
        while given:
            yield self._next(given)

    def _next(self, given: deque[tuple[Batch, Future[Tables]]]) -> tuple[Batch, Tables]:
        batch, future = given.popleft()
        try:
            return batch, future.result()
        except BrokenProcessPool:
            tables = self._one_by_one(batch)
            self._begin_anew()
            for number, (later, _) in enumerate(given):
                given[number] = (later, self._submit(later))
            return batch, tables

    def _submit(self, batch: Batch) -> Future[Tables]:
        try:
            return self._processes.submit(_extract, batch)
        except BrokenProcessPool:
            # One died while nobody waited for a result; those given to it are seen to when theirs is asked for.
            self._begin_anew()
            return self._processes.submit(_extract, batch)

    def _begin_anew(self) -> None:
        self._processes.shutdown(wait=False, cancel_futures=True)
        self._processes = self._begin(self._workers)

    def _one_by_one(self, batch: Batch) -> Tables:
        """Extract the documents of a batch alone, each in a process of its own where the one before died."""
        parts: list[Tables] = []
        alone = self._begin(1)
        for raw in batch:
            try:
                parts.append(alone.submit(_extract, (raw,)).result())
            except BrokenProcessPool:
                detail = "the process that read it was ended twice, by a fault or for want of memory"
                parts.append(self._work.tables({"rejects": [reject("extract", raw, "process_died", detail)]}))
                alone = self._begin(1)
        alone.shutdown()
        return {name: pa.concat_tables(part[name] for part in parts) for name in TABLES}

    def _begin(self, workers: int) -> ProcessPoolExecutor:
        # Not by fork: Polars and spaCy hold threads and locks that a copy of this process would wait for.
        spawned = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(workers, mp_context=spawned, initializer=_prepare, initargs=(self._work,))


@dataclass
class _Process:
    """What a worker process holds."""

    work: Work
    parser: Parser


_HERE: list[_Process] = []


def _prepare(work: Work) -> None:
    end_with_parent()
    _HERE[:] = [_Process(work, work.parser())]


def end_with_parent() -> None:
    """Let this process end when the one that began it does: a worker whose parent was killed would wait for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _extract(batch: Batch) -> Tables:
    here = _HERE[0]
    return here.work.extract(batch, here.parser)
