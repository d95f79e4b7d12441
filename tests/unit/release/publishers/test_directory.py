import json
import shutil
from multiprocessing import get_context
from pathlib import Path
from threading import Thread

import pytest
from filelock import FileLock
from publish_samples import small_release

from pipelines.errors import ReleaseError, UsageError
from pipelines.release.publishers.directory import LOCK
from pipelines.release.publishers.engine import upload
from pipelines.release.publishers.local import Release, read_release


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.mark.parametrize("prefix", ["", "dir:"])
def test_a_release_arrives_whole_with_its_pointers(small: Release, tmp_path: Path, prefix: str) -> None:
    found = upload(small, f"{prefix}{tmp_path / 'site'}", {})
    assert files(tmp_path / "site" / "2031.04.05") == files(small.folder)
    assert json.loads((tmp_path / "site" / "latest.json").read_text())["path"] == "2031.04.05/"
    assert found.done[0] == f"{len(small.files)} files put, 0 were there; all have the right hash"
    assert {path.name for path in (tmp_path / "site").iterdir()} - {".publish.lock"} == {
        *("2031.04.05", "index.json", "latest.json")
    }


def test_a_dry_run_touches_nothing(small: Release, tmp_path: Path) -> None:
    found = upload(small, str(tmp_path / "site"), {}, dry_run=True)
    assert len(found.plan.put) == len(small.files) and found.done == ()
    assert not (tmp_path / "site").exists()


def test_a_second_run_changes_nothing(small: Release, tmp_path: Path) -> None:
    upload(small, str(tmp_path / "site"), {})
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*.*") if path.name[0] != "."}
    assert upload(small, str(tmp_path / "site"), {}).done == (
        f"0 files put, {len(small.files)} were there; all have the right hash",
    )
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_what_an_earlier_run_left_is_not_copied_again(small: Release, tmp_path: Path) -> None:
    growing = tmp_path / "site" / f".publishing-2031.04.05-{small.sums_digest[:12]}"
    growing.mkdir(parents=True)
    shutil.copyfile(small.folder / "README.md", growing / "README.md")
    (tmp_path / "site" / ".publishing-2031.04.05.part").write_bytes(b"half a fi")
    found = upload(small, str(tmp_path / "site"), {})
    assert [file.name for file in found.plan.right] == ["README.md"]
    assert files(tmp_path / "site" / "2031.04.05") == files(small.folder)
    assert not growing.exists()


@pytest.mark.parametrize("damage", ["other bytes", "a file more"])
def test_a_version_that_is_there_with_something_else_is_refused(small: Release, tmp_path: Path, damage: str) -> None:
    upload(small, str(tmp_path / "site"), {})
    name = "README.md" if damage == "other bytes" else "more.txt"
    (tmp_path / "site" / "2031.04.05" / name).write_text("something else")
    before = files(tmp_path / "site")
    with pytest.raises(ReleaseError, match=f"{name} is there.*release another version"):
        upload(small, str(tmp_path / "site"), {})
    assert files(tmp_path / "site") == before


def test_a_signature_made_later_is_added(small: Release, tmp_path: Path) -> None:
    upload(small, str(tmp_path / "site"), {})
    (small.folder / "SHA256SUMS.sig").write_text("a signature")
    upload(read_release(small.folder), str(tmp_path / "site"), {})
    assert (tmp_path / "site" / "2031.04.05" / "SHA256SUMS.sig").read_text() == "a signature"


def test_an_older_version_does_not_become_the_latest(tmp_path: Path) -> None:
    for version in ("2031.05.01", "2031.04.30"):
        upload(small_release(tmp_path / version, version), str(tmp_path / "site"), {})
    index = json.loads((tmp_path / "site" / "index.json").read_text())
    assert [item["version"] for item in index["releases"]] == ["2031.05.01", "2031.04.30"]
    assert json.loads((tmp_path / "site" / "latest.json").read_text())["version"] == "2031.05.01"


def test_publishers_side_by_side_leave_all_versions_whole(tmp_path: Path) -> None:
    releases = [small_release(tmp_path / version, version) for version in ("1.0.0", "1.1.0", "1.2.0")]
    site = str(tmp_path / "site")
    workers = [get_context("spawn").Process(target=upload, args=(release, site, {})) for release in [*releases] * 2]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert [worker.exitcode for worker in workers] == [0] * 6
    assert all(files(tmp_path / "site" / item.version) == files(item.folder) for item in releases)
    index = json.loads((tmp_path / "site" / "index.json").read_text())
    assert [item["version"] for item in index["releases"]] == ["1.2.0", "1.1.0", "1.0.0"]


def test_a_publisher_waits_for_another_one(small: Release, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    second = Thread(target=upload, args=(small, str(site), {}))
    with FileLock(site / LOCK):
        second.start()
        second.join(0.5)
        assert {path.name for path in site.iterdir()} == {LOCK}
    second.join(60)
    assert files(site / small.version) == files(small.folder)


def test_a_file_or_the_folder_of_the_release_is_no_target(small: Release) -> None:
    with pytest.raises(UsageError, match="is no folder"):
        upload(small, str(small.folder / "README.md"), {})
    with pytest.raises(UsageError, match="holds the release already"):
        upload(small, str(small.folder.parent), {})


@pytest.mark.parametrize("url", ["", "ftp://host/folder", "hf://models/owner/name", "gs://bucket"])
def test_what_is_no_target_is_told_with_those_there_are(small: Release, url: str) -> None:
    with pytest.raises(UsageError, match=r"is no target; give a folder .* s3://bucket/prefix"):
        upload(small, url, {})
