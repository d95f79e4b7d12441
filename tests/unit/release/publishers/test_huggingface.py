from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hub_standin import ATTRIBUTES, Hub
from publish_samples import small_release

from pipelines.errors import ReleaseError, UsageError
from pipelines.release.publishers.engine import upload
from pipelines.release.publishers.local import Release, digest_of, read_release

NAME = "owner/testimonia"
URL = f"hf://datasets/{NAME}"


def at(hub: Hub, ref: str) -> dict[str, bytes]:
    """Give the files of a tag or branch, without the Hub's own."""
    oid = {**hub.branches[NAME], **hub.tags[NAME]}[ref]
    return {path: data for path, (_, data) in hub.commits[oid].items() if path != ".gitattributes"}


def wanted(release: Release) -> dict[str, bytes]:
    return {file.name: file.path.read_bytes() for file in release.files}


def test_a_release_becomes_a_tag_and_main_in_a_repository_that_was_not_there(
    hub: Hub, hub_environment: dict[str, str], small: Release
) -> None:
    found = upload(small, URL, hub_environment)
    assert at(hub, "2031.04.05") == at(hub, "main") == wanted(small)
    assert hub.commits[hub.branches[NAME]["main"]][".gitattributes"] == ("regular", ATTRIBUTES)
    assert list(hub.branches[NAME]) == ["main"]
    assert found.done[1:] == ("tag 2031.04.05", "main is 2031.04.05")


def test_large_files_go_to_the_store_and_small_ones_with_the_commit(
    hub: Hub, hub_environment: dict[str, str], small: Release
) -> None:
    upload(small, URL, hub_environment)
    tree = hub.commits[hub.branches[NAME]["main"]]
    assert {path for path, (mode, _) in tree.items() if mode == "lfs"} == {"claims.parquet"}
    (table,) = [file for file in small.files if file.name == "claims.parquet"]
    assert [f"sha256:{oid}" for oid in hub.stored] == [digest_of(table, "sha256")]


def test_a_dry_run_makes_nothing(hub: Hub, hub_environment: dict[str, str], small: Release) -> None:
    found = upload(small, URL, hub_environment, dry_run=True)
    assert len(found.plan.put) == len(small.files)
    assert hub.branches == {} and {call.split()[0] for call in hub.calls} == {"GET"}


def test_a_second_run_changes_nothing(hub: Hub, hub_environment: dict[str, str], small: Release) -> None:
    upload(small, URL, hub_environment)
    commits, hub.calls = len(hub.commits), []
    upload(small, URL, hub_environment)
    assert len(hub.commits) == commits and {call.split()[0] for call in hub.calls} == {"GET"}


def test_the_next_version_replaces_main_and_the_last_one_keeps_its_tag(
    hub: Hub, hub_environment: dict[str, str], small: Release, tmp_path: Path
) -> None:
    (small.folder / "gone-later.txt").write_text("only in this version")
    small = read_release(small.folder)
    upload(small, URL, hub_environment)
    following = small_release(tmp_path / "following", "2031.04.06", "other words")
    upload(following, URL, hub_environment)
    assert at(hub, "main") == at(hub, "2031.04.06") == wanted(following)
    assert at(hub, "2031.04.05") == wanted(small)


def test_an_older_version_gets_its_tag_and_leaves_main(
    hub: Hub, hub_environment: dict[str, str], small: Release, tmp_path: Path
) -> None:
    upload(small, URL, hub_environment)
    older = small_release(tmp_path / "older", "2030.01.01", "older words")
    assert upload(older, URL, hub_environment).done[1:] == ("tag 2030.01.01",)
    assert at(hub, "2030.01.01") == wanted(older) and at(hub, "main") == wanted(small)
    upload(small, URL, hub_environment)
    upload(older, URL, hub_environment)
    assert at(hub, "main") == wanted(small)


def test_the_same_version_with_other_bytes_is_refused(
    hub: Hub, hub_environment: dict[str, str], small: Release, tmp_path: Path
) -> None:
    upload(small, URL, hub_environment)
    other = small_release(tmp_path / "other", words="other words")
    with pytest.raises(ReleaseError, match=r"claims\.parquet is there with other bytes.*release another version"):
        upload(other, URL, hub_environment)
    assert at(hub, "main") == at(hub, "2031.04.05") == wanted(small)


def test_stopped_after_any_request_and_run_again_it_ends_complete_and_sends_nothing_large_twice(
    hub: Hub, hub_environment: dict[str, str], small: Release
) -> None:
    for requests in range(40):
        hub.branches, hub.tags, hub.commits, hub.blobs, hub.calls, hub.stored = {}, {}, {}, {}, [], []
        hub.refuse_after = requests
        try:
            upload(small, URL, hub_environment)
        except ReleaseError as error:
            assert "run the same command again" in str(error)
            stopped = True
        else:
            stopped = False
        hub.refuse_after = None
        if NAME in hub.tags and "2031.04.05" in hub.tags[NAME]:
            assert at(hub, "2031.04.05") == wanted(small)
        upload(small, URL, hub_environment)
        assert at(hub, "main") == at(hub, "2031.04.05") == wanted(small)
        assert len(hub.stored) == 1
        if not stopped:
            return
    pytest.fail("it never came to an end")


def test_publishers_side_by_side_end_with_the_same_tag(
    hub: Hub, hub_environment: dict[str, str], small: Release
) -> None:
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda _: upload(small, URL, hub_environment), range(2)))
    assert at(hub, "main") == at(hub, "2031.04.05") == wanted(small)


def test_a_later_version_that_comes_in_between_stays_the_latest(
    hub: Hub, hub_environment: dict[str, str], small: Release, tmp_path: Path
) -> None:
    later = small_release(tmp_path / "later", "2031.04.06", "other words")

    def overtake(call: str) -> None:
        if call.endswith("/commit/main"):
            hub.before = lambda _: None
            upload(later, URL, hub_environment)

    hub.before = overtake
    assert upload(small, URL, hub_environment).done[1:] == ("tag 2031.04.05",)
    assert at(hub, "main") == at(hub, "2031.04.06") == wanted(later)
    assert at(hub, "2031.04.05") == wanted(small)


def test_the_same_version_that_comes_in_between_is_taken_as_it_is(
    hub: Hub, hub_environment: dict[str, str], small: Release
) -> None:
    def overtake(call: str) -> None:
        if "/commit/publishing-" in call:
            hub.before = lambda _: None
            upload(small, URL, hub_environment)

    hub.before = overtake
    upload(small, URL, hub_environment)
    assert at(hub, "main") == at(hub, "2031.04.05") == wanted(small)
    assert list(hub.branches[NAME]) == ["main"]


def test_a_commit_that_is_not_what_was_sent_gets_no_tag(
    hub: Hub, hub_environment: dict[str, str], small: Release
) -> None:
    hub.damage = True
    with pytest.raises(ReleaseError, match=r"README\.md is there with other bytes.*what arrived is not what was sent"):
        upload(small, URL, hub_environment)
    assert hub.tags[NAME] == {} and at(hub, "main") == {}


def test_a_repository_with_something_else_in_it_is_refused(
    hub: Hub, hub_environment: dict[str, str], small: Release
) -> None:
    hub.create({"organization": "owner", "name": "testimonia", "type": "dataset"})
    hub.commits[hub.branches[NAME]["main"]]["train.csv"] = ("regular", b"a,b\n")
    with pytest.raises(ReleaseError, match=r"holds something else \(train\.csv\)"):
        upload(small, URL, hub_environment)
    assert at(hub, "main") == {"train.csv": b"a,b\n"} and list(hub.branches[NAME]) == ["main"]


def test_the_token_and_a_name_are_asked(hub: Hub, hub_environment: dict[str, str], small: Release) -> None:
    with pytest.raises(UsageError, match="needs the environment variable HF_TOKEN"):
        upload(small, URL, {})
    with pytest.raises(UsageError, match="hf://datasets/owner/name"):
        upload(small, "hf://datasets/testimonia", hub_environment)
