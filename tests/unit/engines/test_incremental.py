"""What an earlier run made is taken over, and the tables are those of a run from nothing."""

from pathlib import Path

import polars as pl
import pyarrow.parquet as pq
import pytest
from engine_samples import ADA, BAD, BEN, CID, itself, made, moved, raw, tables_of

from pipelines.contracts import Contracts
from pipelines.engines.incremental import NEW, RENAMED, SAME, Found
from pipelines.engines.pool import BATCH_DOCUMENTS
from pipelines.engines.segments import Segments
from pipelines.extract.batch import TABLES
from pipelines.sources import Missing, RawDocument

Frames = dict[str, pl.DataFrame]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("runs")


def same(one: Frames, other: Frames) -> bool:
    return all(one[name].equals(other[name], null_equal=True) for name in TABLES)


def test_a_second_run_reads_nothing_and_has_the_same_rows(tmp_path: Path, contracts: Contracts) -> None:
    first, rows = made([ADA, BEN, BAD], tmp_path, contracts)
    again, rows_again = made([ADA, BEN, BAD], tmp_path, contracts)
    assert (dict(first.reasons), dict(again.reasons)) == ({NEW: 3}, {SAME: 3})
    assert same(rows, rows_again)
    assert rows["documents"]["path"].to_list() and rows["rejects"]["path"].to_list() == ["mill/bad.txt"]


@pytest.mark.parametrize(
    ("before", "after", "reasons"),
    [
        ([ADA, BEN], [ADA, BEN, CID], {SAME: 2, NEW: 1}),
        ([ADA, BEN, CID], [CID], {SAME: 1}),
        ([ADA], [CID], {NEW: 1}),
        ([ADA, BEN], [moved(ADA, "mill/quill.txt"), BEN], {SAME: 1, RENAMED: 1}),
        ([ADA], [raw("ada.txt", "Ada Quill was born in York in 1870.\n")], {NEW: 1}),
        ([ADA, BEN], [], {}),
        ([], [ADA], {NEW: 1}),
    ],
    ids=["added", "deleted", "replaced", "renamed", "edited", "emptied", "begun"],
)
def test_what_changed_is_read_and_nothing_else(
    before: list[Found], after: list[Found], reasons: dict[str, int], tmp_path: Path, contracts: Contracts
) -> None:
    made(before, tmp_path / "kept", contracts)
    told, rows = made(after, tmp_path / "kept", contracts)
    assert dict(told.reasons) == reasons
    assert same(rows, made(after, tmp_path / "fresh", contracts)[1])


def test_a_file_as_before_is_not_opened(tmp_path: Path, contracts: Contracts) -> None:
    def only_new(one: RawDocument) -> list[Found]:
        assert one is CID, "a file that is as before was opened"
        return [one]

    made([ADA, BEN], tmp_path, contracts)
    assert made([ADA, CID, BEN], tmp_path, contracts, expand=only_new)[1]["documents"].height == 3


def test_full_segments_are_closed_between_files(
    tmp_path: Path, contracts: Contracts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipelines.engines.units_writer.FULL", BATCH_DOCUMENTS + 4)
    many = [
        raw(f"{number}.txt", f"Ada Quill bought mill number {number}.\n") for number in range(BATCH_DOCUMENTS * 3 + 2)
    ]
    rows = made(many, tmp_path / "kept", contracts)[1]
    assert len(list((tmp_path / "kept" / "segments").glob("seg_*"))) == 2
    assert same(rows, made(many, tmp_path / "fresh", contracts)[1])
    assert dict(made(many, tmp_path / "kept", contracts)[0].reasons) == {SAME: len(many)}


def test_another_version_of_an_extractor_makes_rows_anew_and_says_which(tmp_path: Path, contracts: Contracts) -> None:
    made([ADA, BEN], tmp_path, contracts, "claims:1 quotes:1")
    told, _ = made([ADA, BEN], tmp_path, contracts, "claims:2 quotes:1")
    assert dict(told.reasons) == {"made anew, since another: claims": 2}


def test_the_same_bytes_twice_are_read_once(tmp_path: Path, contracts: Contracts) -> None:
    told, rows = made([ADA, moved(ADA, "mill/copy.txt")], tmp_path, contracts)
    assert dict(told.reasons) == {NEW: 1}
    assert rows["rejects"].select("path", "reason", "detail").rows() == [
        ("mill/copy.txt", "duplicate_document", "the same bytes as mill/ada.txt")
    ]


def test_what_could_not_be_brought_is_a_reject_of_this_run_alone(tmp_path: Path, contracts: Contracts) -> None:
    missing = Missing("mill", "mill/gone.txt", "missing_file", "no such file")
    assert made([missing, ADA], tmp_path, contracts)[1]["rejects"]["path"].to_list() == ["mill/gone.txt"]
    assert made([ADA], tmp_path, contracts)[1]["rejects"].is_empty()


BOX, OTHER_BOX = raw("box.zip", "a container"), raw("other.zip", "another container")
INSIDE: dict[str, list[Found]] = {
    BOX.path: [moved(ADA, "mill/box.zip!a"), moved(BEN, "mill/box.zip!b"), moved(BEN, "mill/box.zip!c")],
    OTHER_BOX.path: [moved(ADA, "mill/other.zip!a"), Missing("mill", "mill/other.zip!x", "missing_file", "cut off")],
}


def unpacked(one: RawDocument) -> list[Found]:
    return INSIDE.get(one.path, [one])


def test_a_document_in_two_containers_counts_once_and_is_there_when_the_first_goes(
    tmp_path: Path, contracts: Contracts
) -> None:
    _, rows = made([BOX, OTHER_BOX], tmp_path, contracts, expand=unpacked)
    assert rows["documents"]["path"].sort().to_list() == ["mill/box.zip!a", "mill/box.zip!b"]
    assert sorted(rows["rejects"].select("path", "reason").rows()) == [
        ("mill/box.zip!c", "duplicate_document"),
        ("mill/other.zip!a", "duplicate_document"),
        ("mill/other.zip!x", "missing_file"),
    ]
    told, rows = made([OTHER_BOX], tmp_path, contracts, expand=unpacked)
    assert dict(told.reasons) == {SAME: 1}
    assert rows["documents"]["path"].to_list() == ["mill/other.zip!a"]
    assert rows["claims"].height > 0


def test_a_container_without_documents_is_known_the_next_time(tmp_path: Path, contracts: Contracts) -> None:
    for reason in (NEW, SAME):
        told, rows = made([OTHER_BOX], tmp_path, contracts, expand=lambda _: [])
        assert dict(told.reasons) == {reason: 1}
        assert rows["documents"].is_empty()


def test_two_attempts_at_the_same_units_leave_one_segment(tmp_path: Path, contracts: Contracts) -> None:
    told, rows = made([ADA], tmp_path, contracts)
    [kept] = told.live.values()
    segments = Segments(tmp_path / "segments")
    late = segments.writer()
    late.add({name: pq.read_table(kept.segment / f"{name}.parquet") for name in TABLES})
    assert late.close([kept.unit]) == kept.segment
    assert [path.name for path in segments.folder.iterdir()] == [kept.segment.name]
    assert same(rows, made([ADA], tmp_path, contracts)[1])


def test_tidying_changes_no_row(tmp_path: Path, contracts: Contracts) -> None:
    many = [raw(f"{number}.txt", f"Ada Quill bought mill number {number} in 1901.\n") for number in range(40)]
    for count in range(1, 41):
        told, rows = made(many[:count], tmp_path, contracts)
    segments = Segments(tmp_path / "segments")
    (segments.folder / ".new-cut-off").mkdir()
    assert segments.tidy(told.live.values(), TABLES) == 40
    assert len(list(segments.folder.iterdir())) == 1
    tidied, rows_again = made(many, tmp_path, contracts)
    assert dict(tidied.reasons) == {SAME: 40} and same(rows, rows_again)
    gone, _ = made(many[:5], tmp_path, contracts)
    assert segments.tidy(gone.live.values(), TABLES) == 1
    assert same(
        tables_of(made(many[:5], tmp_path, contracts)[0], segments, contracts),
        made(many[:5], tmp_path / "f", contracts)[1],
    )


def test_two_processes_give_what_one_gives(tmp_path: Path, contracts: Contracts) -> None:
    many = [ADA, BEN, BAD, CID, *(raw(f"{n}.txt", f"Ben Barlow sold {n} horses in 1901.\n") for n in range(60))]
    one, two = (made(many, tmp_path / str(count), contracts, workers=count)[1] for count in (1, 2))
    assert same(one, two)
    assert itself(ADA) == [ADA]
