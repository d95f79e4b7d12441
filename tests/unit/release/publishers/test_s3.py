import hashlib
import json
import os
import random
import signal
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import pytest
from moto_server import Store, nothing
from publish_samples import small_release

from pipelines.errors import ReleaseError, UsageError
from pipelines.release.publishers.engine import upload
from pipelines.release.publishers.local import Release, digest_of, read_release
from pipelines.release.publishers.s3 import opened

POINTERS = {"data/index.json", "data/latest.json"}


@pytest.fixture
def bucket(s3: Store, request: pytest.FixtureRequest) -> str:
    return s3.bucket(request.node.name.replace("_", "-").replace("[", "-").strip("]")[-60:].strip("-"))


def wanted(release: Release) -> dict[str, bytes]:
    return {f"data/{release.version}/{file.name}": file.path.read_bytes() for file in release.files}


def stored(s3: Store, bucket: str) -> dict[str, bytes]:
    return {key: data for key, data in s3.objects(bucket).items() if key not in POINTERS}


def latest(s3: Store, bucket: str) -> str:
    return str(json.loads(s3.objects(bucket)["data/latest.json"])["version"])


def test_a_release_arrives_whole_with_hashes_types_and_pointers(s3: Store, bucket: str, small: Release) -> None:
    upload(small, f"s3://{bucket}/data", s3.environment)
    assert stored(s3, bucket) == wanted(small)
    assert latest(s3, bucket) == "2031.04.05"
    head = s3.client.head_object(Bucket=bucket, Key="data/2031.04.05/claims.parquet", ChecksumMode="ENABLED")
    assert head["ContentType"] == "application/vnd.apache.parquet"
    assert head["CacheControl"].endswith("immutable")
    assert head["ChecksumSHA256"]
    types = [
        s3.client.head_object(Bucket=bucket, Key=f"data/2031.04.05/{name}")["ContentType"]
        for name in ("SHA256SUMS", "README.md", "manifest.json", "schemas/claims.yaml")
    ]
    assert types == ["text/plain", "text/markdown", "application/json", "application/yaml"]


def test_a_prefix_may_be_left_out(s3: Store, bucket: str, small: Release) -> None:
    upload(small, f"s3://{bucket}", s3.environment)
    assert {"latest.json", "index.json", "2031.04.05/README.md"} <= set(s3.objects(bucket))


def test_the_sums_go_first_and_what_points_to_the_latest_goes_last(s3: Store, bucket: str, small: Release) -> None:
    puts: list[str] = []
    s3.at_request = lambda _, asked, stage: puts.append(asked) if stage == "after" and asked[:3] == "PUT" else None
    upload(small, f"s3://{bucket}/data", s3.environment)
    s3.at_request = nothing
    assert puts[0].endswith("2031.04.05/SHA256SUMS") and puts[-1].endswith("data/latest.json")
    assert puts[-2].endswith("data/index.json")


def test_a_dry_run_puts_nothing(s3: Store, bucket: str, small: Release) -> None:
    found = upload(small, f"s3://{bucket}/data", s3.environment, dry_run=True)
    assert len(found.plan.put) == len(small.files)
    assert s3.objects(bucket) == {}


def test_a_second_run_puts_nothing(s3: Store, bucket: str, small: Release) -> None:
    upload(small, f"s3://{bucket}/data", s3.environment)
    puts: list[str] = []
    s3.at_request = lambda _, asked, stage: puts.append(asked) if asked[:3] == "PUT" else None
    upload(small, f"s3://{bucket}/data", s3.environment)
    s3.at_request = nothing
    assert puts == []


def test_an_object_that_is_there_with_other_bytes_is_refused_and_stays(s3: Store, bucket: str, small: Release) -> None:
    s3.client.put_object(Bucket=bucket, Key="data/2031.04.05/README.md", Body=b"something else")
    with pytest.raises(ReleaseError, match=r"README\.md is there with other bytes"):
        upload(small, f"s3://{bucket}/data", s3.environment)
    assert s3.objects(bucket) == {"data/2031.04.05/README.md": b"something else"}


def test_an_object_that_comes_between_plan_and_put_is_not_overwritten(s3: Store, bucket: str, small: Release) -> None:
    other = s3.client

    def overtake(_count: int, asked: str, stage: str) -> None:
        if stage == "before" and asked.startswith("PUT") and asked.endswith("claims.parquet"):
            s3.at_request = nothing
            other.put_object(Bucket=bucket, Key="data/2031.04.05/claims.parquet", Body=b"from elsewhere")

    s3.at_request = overtake
    with pytest.raises(ReleaseError, match=r"claims\.parquet is there with other bytes"):
        upload(small, f"s3://{bucket}/data", s3.environment)
    assert s3.objects(bucket)["data/2031.04.05/claims.parquet"] == b"from elsewhere"
    assert not POINTERS & set(s3.objects(bucket))


def test_who_comes_second_with_another_release_of_the_version_puts_nothing(
    s3: Store, bucket: str, small: Release, tmp_path: Path
) -> None:
    other = small_release(tmp_path / "other", words="other words")

    def overtake(_count: int, asked: str, stage: str) -> None:
        if stage == "before" and asked.startswith("PUT"):
            s3.at_request = nothing
            upload(other, f"s3://{bucket}/data", s3.environment)

    s3.at_request = overtake
    with pytest.raises(ReleaseError, match="SHA256SUMS was put by another publisher"):
        upload(small, f"s3://{bucket}/data", s3.environment)
    assert stored(s3, bucket) == wanted(other)
    assert latest(s3, bucket) == "2031.04.05"


def test_publishers_of_the_same_release_and_of_others_side_by_side(s3: Store, bucket: str, tmp_path: Path) -> None:
    releases = [small_release(tmp_path / version, version) for version in ("1.0.0", "1.1.0", "1.10.0")]
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda release: upload(release, f"s3://{bucket}/data", s3.environment), [*releases] * 2))
    assert stored(s3, bucket) == {key: data for release in releases for key, data in wanted(release).items()}
    index = json.loads(s3.objects(bucket)["data/index.json"])
    assert [item["version"] for item in index["releases"]] == ["1.10.0", "1.1.0", "1.0.0"]
    assert latest(s3, bucket) == "1.10.0"


def test_a_store_that_ignores_the_condition_is_refused_before_more_goes_there(
    s3: Store, bucket: str, small: Release
) -> None:
    s3.ignore_conditions = True
    try:
        with pytest.raises(ReleaseError, match="overwrites what is there"):
            upload(small, f"s3://{bucket}/data", s3.environment)
    finally:
        s3.ignore_conditions = False
    assert list(s3.objects(bucket)) == ["data/2031.04.05/SHA256SUMS"]


def test_what_arrived_damaged_is_found_and_nothing_points_to_it(s3: Store, bucket: str, small: Release) -> None:
    other = s3.client

    def damage(_count: int, asked: str, stage: str) -> None:
        if stage == "after" and asked.startswith("PUT") and asked.endswith("claims.parquet"):
            s3.at_request = nothing
            other.put_object(Bucket=bucket, Key="data/2031.04.05/claims.parquet", Body=b"half of it")

    s3.at_request = damage
    with pytest.raises(
        ReleaseError, match=r"claims\.parquet is there with other bytes.*what arrived is not what was sent"
    ):
        upload(small, f"s3://{bucket}/data", s3.environment)
    assert not POINTERS & set(s3.objects(bucket))


def test_a_hash_that_the_store_computed_itself_is_taken_and_without_one_the_bytes_are_read(
    s3: Store, bucket: str, small: Release
) -> None:
    upload(small, f"s3://{bucket}/data", s3.environment)
    s3.client.put_object(Bucket=bucket, Key="data/2031.04.05/README.md", Body=b"by parts", ChecksumAlgorithm="CRC32")
    asked: list[str] = []
    s3.at_request = lambda _, request, stage: asked.append(request) if stage == "before" else None
    with opened(f"{bucket}/data", small, s3.environment) as target:
        found = {item.name: item.digest for item in replace(target, attests=True).stored()}
    s3.at_request = nothing
    assert found.pop("README.md") == f"sha256:{hashlib.sha256(b'by parts').hexdigest()}"
    assert found == {file.name: digest_of(file, "sha256") for file in small.files if file.name != "README.md"}
    assert [request.rpartition("/")[2] for request in asked if request[:3] == "GET"][1:] == ["README.md"]


def test_a_signature_made_later_is_added(s3: Store, bucket: str, small: Release) -> None:
    upload(small, f"s3://{bucket}/data", s3.environment)
    (small.folder / "SHA256SUMS.sig").write_text("a signature")
    upload(read_release(small.folder), f"s3://{bucket}/data", s3.environment)
    assert s3.objects(bucket)["data/2031.04.05/SHA256SUMS.sig"] == b"a signature"


def test_keys_are_asked_from_the_environment(s3: Store, small: Release) -> None:
    without = {name: value for name, value in s3.environment.items() if name != "AWS_SECRET_ACCESS_KEY"}
    with pytest.raises(UsageError, match="needs the environment variable AWS_SECRET_ACCESS_KEY"):
        upload(small, "s3://bucket/data", without)
    with pytest.raises(UsageError, match="s3://bucket/prefix"):
        upload(small, "s3://", s3.environment)


def killed_after(s3: Store, point: int, stage: str, process: ForkServerProcess) -> None:
    """Kill a publisher at its request of that number: when it asks, or when it was served and has not heard of it."""

    def kill(count: int, _asked: str, at: str) -> None:
        if count == point and at == stage and process.pid is not None:
            os.kill(process.pid, signal.SIGKILL)

    s3.count = 0
    s3.at_request = kill
    process.start()
    process.join(60)
    s3.at_request = nothing


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_killed_at_random_points_and_run_again_it_ends_complete_ten_times_of_ten(s3: Store, tmp_path: Path) -> None:
    context = get_context("forkserver")
    context.set_forkserver_preload(["pipelines.release.publishers.engine", "pipelines.release.publishers.s3"])
    release = small_release(tmp_path / "small")
    requests = 2 * len(
        release.files
    )  # a plan, a put for each file, a check, the pointers: more than this in a whole run
    complete, killed = 0, 0
    for seed in range(10):
        dice = random.Random(seed)
        bucket = s3.bucket(f"killed-{seed}")
        for _ in range(dice.randint(1, 3)):
            point, stage = dice.randint(1, requests), dice.choice(["before", "after"])
            process = context.Process(target=upload, args=(release, f"s3://{bucket}/data", s3.environment))
            killed_after(s3, point, stage, process)
            killed += process.exitcode == -signal.SIGKILL
            assert {key: data for key, data in wanted(release).items() if key in stored(s3, bucket)} == stored(
                s3, bucket
            )
        upload(release, f"s3://{bucket}/data", s3.environment)
        index = json.loads(s3.objects(bucket)["data/index.json"])
        complete += stored(s3, bucket) == wanted(release) and latest(s3, bucket) == index["latest"] == "2031.04.05"
    assert complete == 10
    assert killed >= 10
