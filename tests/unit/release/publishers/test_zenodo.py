import io
from pathlib import Path
from zipfile import ZipFile

import pytest
from publish_samples import small_release
from zenodo_standin import Zenodo

from pipelines.errors import ReleaseError, UsageError
from pipelines.release.publishers.archive import write_archive
from pipelines.release.publishers.engine import upload
from pipelines.release.publishers.local import Release
from pipelines.release.publishers.zenodo_metadata import record_metadata

URL = "zenodo-sandbox:"
ZIP = "testimonia-2031.04.05.zip"


def only(records: Zenodo) -> dict[str, object]:
    (record,) = records.records.values()
    return record


def unpacked(data: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def wanted(release: Release) -> dict[str, bytes]:
    return {f"testimonia-{release.version}/{file.name}": file.path.read_bytes() for file in release.files}


def test_a_release_becomes_a_record_with_one_archive_and_what_one_looks_at_first(
    records: Zenodo, zenodo_environment: dict[str, str], small: Release
) -> None:
    found = upload(small, URL, zenodo_environment)
    record = only(records)
    assert record["submitted"] and set(record["files"]) == {"SHA256SUMS", "README.md", ZIP}
    assert unpacked(record["files"][ZIP]) == wanted(small)
    assert found.done[1] == "published as 10.5072/zenodo.107"


def test_the_record_says_what_the_release_says(small: Release) -> None:
    told = record_metadata(small.folder, small.version)
    assert {name: told[name] for name in told if name != "notes"} == {
        "title": "Testimonia: what is said",
        "upload_type": "dataset",
        "description": "<p>Claims &amp; quotes &lt;of documents&gt;.</p>",
        "creators": [{"name": "The testimonia contributors"}],
        "version": "2031.04.05",
        "publication_date": "2031-04-05",
        "access_right": "open",
        "license": "cc-by-4.0",
        "keywords": ["history", "claims"],
    }
    assert "LICENSE-SOURCES.txt" in told["notes"]


def test_the_same_release_gives_the_same_archive(small: Release, tmp_path: Path) -> None:
    again = small_release(tmp_path / "again")
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
    first, second = write_archive(small, tmp_path / "one"), write_archive(again, tmp_path / "two")
    assert first.read_bytes() == second.read_bytes()
    assert {info.date_time[0] for info in ZipFile(first).infolist()} == {1980}  # and not the time of day


def test_a_dry_run_makes_nothing(records: Zenodo, zenodo_environment: dict[str, str], small: Release) -> None:
    found = upload(small, URL, zenodo_environment, dry_run=True)
    assert [file.name for file in found.plan.put] == ["SHA256SUMS", "README.md", ZIP]
    assert records.records == {} and {call.split()[0] for call in records.calls} == {"GET"}


def test_a_second_run_changes_nothing(records: Zenodo, zenodo_environment: dict[str, str], small: Release) -> None:
    upload(small, URL, zenodo_environment)
    records.calls = []
    upload(small, URL, zenodo_environment)
    assert len(records.records) == 1 and {call.split()[0] for call in records.calls} == {"GET"}


def test_stopped_after_any_request_and_run_again_there_is_one_whole_record(
    records: Zenodo, zenodo_environment: dict[str, str], small: Release
) -> None:
    for requests in range(40):
        records.records, records.calls = {}, []
        records.refuse_after = requests
        try:
            upload(small, URL, zenodo_environment)
        except ReleaseError:
            stopped = True
        else:
            stopped = False
        records.refuse_after = None
        upload(small, URL, zenodo_environment)
        record = only(records)
        assert record["submitted"] and unpacked(record["files"][ZIP]) == wanted(small)
        uploads = [call for call in records.calls if call.startswith("PUT /api/files/")]
        assert len(uploads) <= 4  # three files, and the one that was refused
        if not stopped:
            return
    pytest.fail("it never came to an end")


def test_the_next_version_of_a_record_holds_its_own_files_only(
    records: Zenodo, zenodo_environment: dict[str, str], small: Release, tmp_path: Path
) -> None:
    upload(small, URL, zenodo_environment)
    following = small_release(tmp_path / "following", "2031.04.06", "other words")
    for _ in range(2):
        upload(following, f"{URL}107", zenodo_environment)
    first, second = records.records.values()
    assert first["concept"] == second["concept"] and second["submitted"]
    assert set(second["files"]) == {"SHA256SUMS", "README.md", "testimonia-2031.04.06.zip"}
    assert second["metadata"]["version"] == "2031.04.06"
    assert unpacked(first["files"][ZIP]) == wanted(small)


def test_stopped_after_any_request_the_next_version_ends_whole_too(
    records: Zenodo, zenodo_environment: dict[str, str], small: Release, tmp_path: Path
) -> None:
    following = small_release(tmp_path / "following", "2031.04.06", "other words")
    for requests in range(0, 40, 3):
        records.records = {}
        upload(small, URL, zenodo_environment)
        records.calls, records.refuse_after = [], requests
        try:
            upload(following, f"{URL}107", zenodo_environment)
        except ReleaseError:
            stopped = True
        else:
            stopped = False
        records.refuse_after = None
        upload(following, f"{URL}107", zenodo_environment)
        _, second = records.records.values()
        assert second["submitted"] and set(second["files"]) == {"SHA256SUMS", "README.md", "testimonia-2031.04.06.zip"}
        if not stopped:
            return
    pytest.fail("it never came to an end")


def test_another_version_without_the_number_of_the_record_is_refused_with_the_number(
    records: Zenodo, zenodo_environment: dict[str, str], small: Release, tmp_path: Path
) -> None:
    upload(small, URL, zenodo_environment)
    following = small_release(tmp_path / "following", "2031.04.06")
    with pytest.raises(UsageError, match="publish to zenodo-sandbox:107 to make this its next version"):
        upload(following, URL, zenodo_environment)
    assert len(records.records) == 1


def test_the_same_version_with_other_bytes_is_refused(
    records: Zenodo, zenodo_environment: dict[str, str], small: Release, tmp_path: Path
) -> None:
    upload(small, URL, zenodo_environment)
    other = small_release(tmp_path / "other", words="other words")
    for url in (URL, f"{URL}107"):
        with pytest.raises(ReleaseError, match=r"is there with other bytes.*release another version"):
            upload(other, url, zenodo_environment)
    assert unpacked(only(records)["files"][ZIP]) == wanted(small)


def test_what_arrived_damaged_is_not_published(
    records: Zenodo, zenodo_environment: dict[str, str], small: Release
) -> None:
    records.damage = True
    with pytest.raises(ReleaseError, match=r"README\.md is there with other bytes.*what arrived is not what was sent"):
        upload(small, URL, zenodo_environment)
    assert not only(records)["submitted"]
    records.damage = False
    upload(small, URL, zenodo_environment)
    assert only(records)["submitted"]


def test_the_token_and_a_number_are_asked(zenodo_environment: dict[str, str], small: Release) -> None:
    with pytest.raises(UsageError, match="needs the environment variable ZENODO_TOKEN"):
        upload(small, "zenodo:", zenodo_environment)
    with pytest.raises(UsageError, match="NUMBER of a record"):
        upload(small, "zenodo-sandbox:latest", zenodo_environment)


def test_a_release_that_says_too_little_for_a_record_is_told(small: Release) -> None:
    (small.folder / "datapackage.json").write_text('{"title": "T"}')
    with pytest.raises(ReleaseError, match="lacks what a record on Zenodo must say: KeyError: 'description'"):
        record_metadata(small.folder, small.version)
