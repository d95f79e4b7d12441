"""Which files make a shard, and what the sensor asks for."""

import json
from pathlib import Path

from pipelines.assets.sharded import changes
from pipelines.engines.shards import only, shards_of
from pipelines.identifiers import sha256_hex
from pipelines.sources import DocumentEntry, Source, SourceTerms


def source(count: int) -> Source:
    entries = tuple(
        DocumentEntry(path=f"{n}.txt", sha256=sha256_hex(str(n).encode()), media_type="text/plain")
        for n in range(count)
    )
    return Source("mill", Path(), SourceTerms(title="The mill", documents=entries))


def test_a_small_source_is_one_shard_and_a_large_one_sixteen() -> None:
    assert list(shards_of(source(500))) == ["mill"]
    many = shards_of(source(501))
    assert list(many) == [f"mill.{digit}" for digit in "0123456789abcdef"]
    assert all(digest[0] == name[-1] for name, digests in many.items() for digest in digests)
    assert sum(map(len, many.values())) == 501


def test_a_very_large_source_has_256_shards() -> None:
    assert len(shards_of(source(8_001))) == 256


def test_the_files_of_a_shard_are_those_that_it_lists() -> None:
    large = source(600)
    assert only(large, ["mill.3", "farm"]) == set(shards_of(large)["mill.3"])
    assert only(source(0), ["mill"]) == set()


def test_the_sensor_asks_for_what_changed_and_keeps_the_partitions() -> None:
    first = changes({"mill": ["a1"], "farm": ["b1"]}, {})
    assert [request.partition_key for request in first.run_requests or ()] == ["farm", "mill"]
    assert [list(request.partition_keys) for request in first.dynamic_partitions_requests or ()] == [["farm", "mill"]]
    seen = json.loads(first.cursor or "")
    again = changes({"mill": ["a1"], "farm": ["b1"]}, seen)
    assert (again.run_requests, again.dynamic_partitions_requests) == ([], [])
    later = changes({"mill": ["a1", "a2"]}, seen)
    assert [request.partition_key for request in later.run_requests or ()] == ["mill"]
    assert [list(request.partition_keys) for request in later.dynamic_partitions_requests or ()] == [["farm"]]
