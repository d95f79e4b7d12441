"""Which files make one task of a cluster, and what a listing says of the registered files; needs no Spark."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.engines.places import place
from pipelines.engines.segments import FULL
from pipelines.engines.spark.plan import FILES, Listed, listed, tasks
from pipelines.errors import SourceError
from pipelines.identifiers import sha256_hex
from pipelines.sources import Missing, load_source, raw_documents

MB = 1 << 20


def listed_file(number: int, size: int) -> Listed:
    return Listed("mill", f"mill/{number}.txt", b"", f"{number:064x}", "text/plain", "2001-02-03", size=size)


def numbers(sizes: list[int], new: bool = True) -> list[int]:
    files = [(listed_file(number, size), new) for number, size in enumerate(sizes)]
    return tasks(files)["task"].to_pylist()


def test_a_small_corpus_makes_tasks_of_sixteen_files() -> None:
    assert numbers([100] * 40) == [0] * 16 + [1] * 16 + [2] * 8


def test_a_large_corpus_makes_tasks_of_a_full_segment() -> None:
    found = numbers([100] * 300_000)
    assert found[-1] == 299
    assert found.count(0) == FULL


def test_large_files_have_tasks_of_their_own() -> None:
    assert numbers([10, 70 * MB, 90 * MB, 10, 10]) == [0, 1, 2, 3, 3]


def test_files_that_are_only_verified_come_after_and_by_the_thousand() -> None:
    files = [(listed_file(number, 100), number == 1) for number in range(3)]
    rows = tasks(files).select(["task", "fresh", "path", "size"]).to_pylist()
    assert [tuple(row.values()) for row in rows] == [
        (0, True, "mill/1.txt", 100),
        (1, False, "mill/0.txt", 100),
        (1, False, "mill/2.txt", 100),
    ]
    assert max(numbers([100] * 30_000, new=False)) == 1


@given(st.lists(st.tuples(st.integers(0, 200 * MB), st.booleans()), max_size=60))
def test_every_file_is_in_one_task_and_the_tasks_are_numbered_without_a_gap(
    given_files: list[tuple[int, bool]],
) -> None:
    files = [(listed_file(number, size), new) for number, (size, new) in enumerate(given_files)]
    plan = tasks(files)
    assert plan.schema == FILES
    assert sorted(plan["path"].to_pylist()) == sorted(one.path for one, _ in files)
    found = plan["task"].to_pylist()
    assert found == sorted(found) and set(found) == set(range(max(found, default=-1) + 1))
    for task in set(found):
        assert len({row["fresh"] for row in plan.to_pylist() if row["task"] == task}) == 1


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "mill"
    (folder / "sub").mkdir(parents=True)
    (folder / "sub" / "a.txt").write_bytes(b"A mill.")
    (folder / "stray.txt").write_bytes(b"Stray.")
    (folder / ".hidden").write_bytes(b"Hidden.")
    entries = f"  - {{path: sub/a.txt, sha256: {sha256_hex(b'A mill.')}, media_type: text/plain}}\n"
    entries += f"  - {{path: gone.txt, sha256: {'a' * 64}, media_type: text/html}}\n"
    (folder / "source.yaml").write_text(f"title: Mill\ndocuments:\n{entries}", encoding="utf-8")
    return folder


def test_a_listing_says_what_reading_does(source: Path) -> None:
    found = list(listed(load_source(source), place(source.parent)))
    read = list(raw_documents(load_source(source)))
    assert [one for one in found if isinstance(one, Missing)] == [one for one in read if isinstance(one, Missing)]
    assert len(found) == 3
    [one] = [one for one in found if isinstance(one, Listed)]
    assert (one.path, one.size, one.data) == ("mill/sub/a.txt", 7, b"")
    assert [(one.sha256, one.media_type, one.retrieved_at)] == [
        (other.sha256, other.media_type, other.retrieved_at) for other in read if not isinstance(other, Missing)
    ]


def test_a_link_out_of_the_folder_blocks_the_run(source: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_bytes(b"A mill.")
    (source / "gone.txt").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(SourceError, match=r"'gone.txt' is a link that leaves the folder"):
        list(listed(load_source(source), place(source.parent)))
