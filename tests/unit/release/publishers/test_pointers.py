import json
from dataclasses import replace
from pathlib import Path

import pytest
from publish_samples import small_release

from pipelines.errors import ReleaseError
from pipelines.release.index import in_order
from pipelines.release.publishers.engine import upload
from pipelines.release.publishers.local import Release
from pipelines.release.publishers.pointers import latest_of, merged, move


class Memory:
    """Pointers in memory; another publisher writes in between as often as `others` says."""

    def __init__(self, others: int = 0) -> None:
        self.files: dict[str, bytes] = {}
        self.others = others
        self.writes: list[str] = []

    def read(self, name: str) -> tuple[bytes | None, str]:
        return self.files.get(name), str(self.others)

    def swap(self, name: str, data: bytes, token: str) -> bool:
        if self.others:
            self.others -= 1
            return False
        self.files[name] = data
        self.writes.append(name)
        return True


def test_versions_are_ordered_by_their_numbers_and_a_candidate_comes_before_its_release() -> None:
    ordered = ["0.9.0", "1.0.0-rc.1", "1.0.0-rc.2", "1.0.0", "1.0.0.1", "2026.11.22", "2026.11.22.9", "2026.11.22.10"]
    mixed = [*ordered[3:], *ordered[:3]]
    assert sorted(mixed, key=in_order) == ordered


def test_an_index_grows_newest_first_and_names_the_latest(tmp_path: Path) -> None:
    first, second, third = (small_release(tmp_path / v, v) for v in ("2031.01.02", "2031.01.02.1", "2031.01.10"))
    index = merged(merged(merged(None, second), third), first)
    assert [(item["version"], item["status"], item["path"]) for item in index["releases"]] == [
        ("2031.01.10", "latest", "2031.01.10/"),
        ("2031.01.02.1", "superseded", "2031.01.02.1/"),
        ("2031.01.02", "superseded", "2031.01.02/"),
    ]
    assert index["latest"] == "2031.01.10"
    assert merged(index, first) == index


def test_what_is_withdrawn_stays_so_and_is_never_the_latest(tmp_path: Path) -> None:
    old, new = small_release(tmp_path / "1", "1.0.0"), small_release(tmp_path / "2", "2.0.0")
    index = merged(merged(None, old), new)
    index["releases"][0]["status"] = "withdrawn"
    again = merged(index, new)
    assert [item["status"] for item in again["releases"]] == ["withdrawn", "latest"]
    assert again["latest"] == latest_of(again)["version"] == "1.0.0"


def test_a_patch_tells_the_target_which_version_was_withdrawn(tmp_path: Path) -> None:
    memory, old = Memory(), small_release(tmp_path / "1", "1.0.0")
    move(memory, old)
    withdrawn = {"status": "withdrawn", "withdrawn": {"reason": "asked for", "replaced_by": "1.0.1"}}
    patch = replace(small_release(tmp_path / "2", "1.0.1"), withdrawn={"1.0.0": withdrawn, "0.9.0": withdrawn})
    assert move(memory, patch)[-1] == "1.0.0 is withdrawn, and its files stay at the target until you take them away"
    index = json.loads(memory.files["index.json"])
    assert [(item["version"], item["status"]) for item in index["releases"]] == [
        ("1.0.1", "latest"),
        ("1.0.0", "withdrawn"),
    ]
    assert index["releases"][1]["withdrawn"]["replaced_by"] == "1.0.1"


def test_a_withdrawn_release_is_not_published(small: Release, tmp_path: Path) -> None:
    stone = replace(small, withdrawn={small.version: {"status": "withdrawn"}})
    with pytest.raises(ReleaseError, match="was withdrawn and is not published"):
        upload(stone, str(tmp_path / "site"), {})
    assert not (tmp_path / "site").exists()


def test_the_same_version_with_other_bytes_is_refused(tmp_path: Path) -> None:
    one, other = small_release(tmp_path / "1", words="one"), small_release(tmp_path / "2", words="other")
    with pytest.raises(ReleaseError, match=r"lists 2031\.04\.05 with another"):
        merged(merged(None, one), other)


def test_latest_moves_forward_only(tmp_path: Path) -> None:
    old, new = small_release(tmp_path / "1", "1.9.0"), small_release(tmp_path / "2", "1.10.0")
    for first, second in ((old, new), (new, old)):
        memory = Memory()
        move(memory, first)
        move(memory, second)
        assert json.loads(memory.files["latest.json"])["version"] == "1.10.0"


def test_pointers_are_moved_once_the_latest_one_last(small: Release) -> None:
    memory = Memory()
    assert move(memory, small) == ["index.json lists 2031.04.05", "latest.json is up to date"]
    assert memory.writes == ["index.json", "latest.json"]
    assert json.loads(memory.files["latest.json"])["sha256sums_sha256"] == small.sums_digest
    assert move(memory, small) == []
    assert memory.writes == ["index.json", "latest.json"]


def test_who_is_overtaken_reads_again(small: Release) -> None:
    memory = Memory(others=5)
    assert len(move(memory, small)) == 2
    with pytest.raises(ReleaseError, match="20 times"):
        move(Memory(others=50), small)


def test_a_pointer_that_is_no_json_is_told(small: Release) -> None:
    memory = Memory()
    memory.files["index.json"] = b"<html>"
    with pytest.raises(ReleaseError, match="no JSON"):
        move(memory, small)
