"""What goes to disk comes back whole, in order, whatever the number of files."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from pipelines.link import spill
from pipelines.link.provenance import spans
from pipelines.link.spill import Buckets, Pairs, Records, Sharers, gathered, key_of, paired_rows, pairs_of

NUMBERS = np.random.default_rng(1)


@pytest.mark.parametrize("pending", [0, 10, 10_000])
def test_items_come_back_from_their_buckets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pending: int) -> None:
    monkeypatch.setattr(spill, "PENDING", pending)
    buckets = Buckets(tmp_path / "b", np.uint64, 7)
    given = NUMBERS.integers(0, 2**63, size=(20, 50)).astype(np.uint64)
    for items in given:
        buckets.add((items % 7).astype(np.int64), items)
    for bucket in range(7):
        assert sorted(buckets.read(bucket)) == sorted(given[given % 7 == bucket])


@pytest.mark.parametrize("most", [1, 5, 1000])
def test_rows_that_share_a_key_are_found_together_in_order(tmp_path: Path, most: int) -> None:
    sharers = Sharers(tmp_path / "s", 9, most)
    sharers.add([key_of(key) for key in "abcab"], np.array([7, 6, 5, 4, 3]))
    sharers.add([key_of(key) for key in "acad"], np.array([2, 9, 1, 0]))
    found = [part.tolist() for rows, ends in sharers.groups() for part in np.split(rows, ends[:-1])]
    assert sorted(found) == [[0], [1, 2, 4, 7], [3, 6], [5, 9]]


@pytest.mark.parametrize("most", [1, 4, 1000])
def test_pairs_come_once_and_in_order(tmp_path: Path, most: int) -> None:
    pairs = Pairs(tmp_path / "p", 10, 8, most)
    pairs.add(paired_rows(np.array([9, 1, 3]), np.array([8, 0, 2])))
    pairs.add(paired_rows(np.array([8, 0, 0]), np.array([9, 9, 1])))
    found = np.concatenate(list(pairs))
    assert list(zip(*map(np.ndarray.tolist, pairs_of(found)), strict=True)) == [(0, 1), (0, 9), (2, 3), (8, 9)]


def test_no_rows_give_no_pairs_and_no_groups(tmp_path: Path) -> None:
    assert not list(Sharers(tmp_path / "s", 0, 1).groups())
    assert not np.concatenate(list(Pairs(tmp_path / "p", 0, 0, 1))).size


def test_bytes_come_back_by_row_in_whatever_order_they_were_kept(tmp_path: Path) -> None:
    with Records(tmp_path / "r", 4) as records:
        records.add(np.array([3, 0]), [b"three", b""])
        records.add(np.array([1]), [b"one"])
        assert records.get(np.array([0, 1, 3])) == {0: b"", 1: b"one", 3: b"three"}
        records.add(np.array([2]), [b"two"])
        assert records.get(np.array([2, 3])) == {2: b"two", 3: b"three"}


def test_frames_are_gathered_to_parts() -> None:
    frames = [pl.DataFrame({"n": list(range(size))}) for size in (2, 0, 3, 1, 1)]
    assert [part.height for part in gathered(frames, 4)] == [5, 2]
    assert [part.height for part in gathered(frames[:1], 2)] == [2]


def test_documents_are_cut_in_parts_by_their_rows() -> None:
    documents = pl.DataFrame({"document_id": list("abcdef"), "rows": [1, 1, 5, 1, 1, 1]})
    assert list(spans(documents, 2)) == [("a", "b"), ("c", "c"), ("d", "d"), ("e", "f")]
    assert list(spans(documents, 100)) == [("a", "f")]
    assert list(spans(documents.clear(), 2)) == []
