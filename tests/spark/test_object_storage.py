"""Raw documents and kept rows in object storage: a server on this machine that speaks S3."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from corpora import differing
from moto.server import ThreadedMotoServer
from pyarrow import fs
from pyspark.sql import SparkSession
from stores import made, store_of

from pipelines.contracts import Contracts
from pipelines.engines.incremental import NEW, SAME
from pipelines.engines.places import place
from pipelines.engines.spark.segments import units_at
from pipelines.extract.authority import Authority


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    """The address of a bucket, with a place for the name of a folder."""
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    tail = f"?endpoint_override={host}:{port}&scheme=http&region=us-east-1&allow_bucket_creation=true"
    files, path = fs.FileSystem.from_uri(f"s3://key:secret@bucket{tail}")
    files.create_dir(path)
    yield f"s3://key:secret@bucket/{{}}{tail}"
    server.stop()


def test_documents_and_kept_rows_in_object_storage_give_the_same_tables(
    bucket: str, spark: SparkSession, corpus: Path, nobody: Authority, contracts: Contracts, expected
) -> None:
    raw, kept = place(bucket.format("raw")), bucket.format("kept")
    for file in corpus.rglob("*"):
        if file.is_file():
            place(file).copy_to(raw.at(file.relative_to(corpus).as_posix()))
    store = store_of(spark, kept, bucket.format("raw"), nobody, contracts)
    told, tables = made(store, corpus)
    assert differing(tables, expected[0]) == []
    assert units_at(store.segments) == told.live
    again, tables = made(store, corpus)
    assert dict(again.reasons) == {SAME: told.reasons[NEW]}
    assert differing(tables, expected[0]) == []
    assert any(name.startswith("left/claims/part-") for name in store.kept.listing())
