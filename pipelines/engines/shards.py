"""Parts of a source by the digest of its files: what a cluster or a Dagster partition takes at a time."""

from collections.abc import Iterable

from pipelines.sources import Source

SEPARATOR = "."
# Files of a source up to which it is one shard, and up to which it is sixteen; above that it is 256.
_ONE, _SIXTEEN = 500, 8_000


def shards_of(source: Source) -> dict[str, list[str]]:
    """Give the shards of a source, sorted, each with the digests of its files, sorted.

    A shard is `source` or `source.7f`: files whose SHA-256 begins so. A file moves to another shard only where the
    source grows from one to sixteen, or to 256.
    """
    digests = sorted({entry.sha256 for entry in source.terms.documents})
    digits = 0 if len(digests) <= _ONE else 1 if len(digests) <= _SIXTEEN else 2
    shards: dict[str, list[str]] = {}
    for sha256 in digests:
        name = SEPARATOR.join([source.source_id, sha256[:digits]]) if digits else source.source_id
        shards.setdefault(name, []).append(sha256)
    return shards


def only(source: Source, shards: Iterable[str]) -> set[str]:
    """Give the digests of the files of a source that stand in `shards`."""
    known = shards_of(source)
    return {sha256 for shard in shards for sha256 in known.get(shard, ())}
