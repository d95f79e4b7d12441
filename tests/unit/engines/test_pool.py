"""Documents over processes, and processes that die."""

import os
import subprocess
import sys
import time
from pathlib import Path

from engine_samples import ADA, BEN, CID, Deadly, raw

from pipelines.contracts import Contracts
from pipelines.engines.pool import BATCH_DOCUMENTS, Work, batches, extract_all
from pipelines.extract.authority import Authority


def test_batches_are_of_bounded_size_and_keep_the_order() -> None:
    many = [raw(f"{number}.txt", f"Number {number}.") for number in range(BATCH_DOCUMENTS * 2 + 3)]
    assert [len(batch) for batch in batches(many)] == [BATCH_DOCUMENTS, BATCH_DOCUMENTS, 3]
    assert [one for batch in batches(many) for one in batch] == many


def test_the_same_bytes_never_stand_twice_in_a_batch() -> None:
    assert [len(batch) for batch in batches([ADA, BEN, ADA, CID])] == [2, 2]


def test_a_document_that_ends_its_process_twice_is_refused_and_the_rest_goes_on(contracts: Contracts) -> None:
    many = [raw(f"{n}.txt", f"Ada Quill sold {n} horses in 1901.\n") for n in range(BATCH_DOCUMENTS * 3)]
    found = list(extract_all([ADA, CID, *many, BEN], Deadly(Authority(()), contracts), 2))
    assert [one.path for batch, _ in found for one in batch] == [one.path for one in (ADA, CID, *many, BEN)]
    documents = [path for _, tables in found for path in tables["documents"]["path"].to_pylist()]
    assert documents == [one.path for one in (ADA, *many, BEN)]
    refused = [row for _, tables in found for row in tables["rejects"].to_pylist()]
    assert [(row["path"], row["reason"]) for row in refused] == [("mill/cid.txt", "process_died")]


def test_processes_that_died_while_nobody_looked_are_begun_anew(contracts: Contracts) -> None:
    many = [raw(f"{n}.txt", f"Ada Quill sold {n} horses in 1901.\n") for n in range(BATCH_DOCUMENTS * 7)]
    documents = [*many[:BATCH_DOCUMENTS], CID, *many[BATCH_DOCUMENTS:]]
    found = extract_all(documents, Deadly(Authority(()), contracts), 2)
    first = next(found)
    # The second batch ends its process meanwhile, before the next one is handed over.
    time.sleep(4)
    paths = [path for _, tables in (first, *found) for path in tables["documents"]["path"].to_pylist()]
    assert paths == [one.path for one in many]


def test_one_worker_stays_in_this_process(contracts: Contracts) -> None:
    work = Work(Authority(()), contracts)
    [(batch, tables)] = extract_all([ADA], work, 1)
    assert batch == (ADA,)
    assert tables["claims"].num_rows > 0
    assert set(tables["claims"].column_names) == set(contracts["claims"].columns)


PARENT = """
import multiprocessing, sys, time
from concurrent.futures import ProcessPoolExecutor
from os import getpid
from pipelines.engines.pool import end_with_parent
if __name__ == "__main__":
    pool = ProcessPoolExecutor(2, multiprocessing.get_context("spawn"), initializer=end_with_parent)
    print(pool.submit(getpid).result(), flush=True)
    time.sleep(600)
"""


def lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_worker_ends_when_the_process_that_began_it_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT, encoding="utf-8")
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        parent.kill()
        deadline = time.monotonic() + 60
        while lives(worker) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert not lives(worker)
