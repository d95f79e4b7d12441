"""The seam between registered files and readers: containers replaced by their documents, and found again."""

import gzip
import tracemalloc
from pathlib import Path

from made_files import dump, zipped

from pipelines.engines.anyfiles import bring
from pipelines.identifiers import sha256_hex
from pipelines.readers.containers.raw import expand, with_bytes
from pipelines.sources import LARGE, Missing, RawDocument, load_source, raw_documents

ONE = b"The mill burned.\n"


def raw(path: str, data: bytes) -> RawDocument:
    return RawDocument("box", path, data, sha256_hex(data), retrieved_at="2020")


def test_a_document_stands_for_itself() -> None:
    assert list(expand(raw("box/a.txt", ONE))) == [raw("box/a.txt", ONE)]


def test_a_container_is_replaced_by_its_documents_with_digests_of_their_own() -> None:
    found = list(expand(raw("box/a.zip", zipped({"in/a.txt": ONE, "../b": b"b"}))))
    assert found == [
        RawDocument("box", "box/a.zip!in/a.txt", ONE, sha256_hex(ONE), None, "2020"),
        Missing("box", "box/a.zip!../b", "unsafe_path", "the path leads out of the archive"),
    ]


def test_documents_of_containers_are_found_again_each_container_read_once(tmp_path: Path) -> None:
    folder = tmp_path / "raw" / "box"
    folder.mkdir(parents=True)
    (tmp_path / "secret").write_bytes(b"s")
    (folder / "a.txt").write_bytes(ONE)
    (folder / "b!.zip").write_bytes(zipped({"x.txt": b"x", "y.txt": b"y"}))
    (tmp_path / "secret").write_bytes(b"s")
    paths = ["box/b!.zip!y.txt", "box/a.txt", "box/b!.zip!x.txt", "box/b!.zip!gone", "box/gone", "../secret"]
    found = {row["path"]: data for row, data in with_bytes(({"path": path} for path in paths), folder.parent)}
    assert found == {
        "box/a.txt": ONE,
        "box/b!.zip!x.txt": b"x",
        "box/b!.zip!y.txt": b"y",
        "box/b!.zip!gone": None,
        "box/gone": None,
        "../secret": None,
    }


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.write(ONE)
        file.truncate(2 << 30)
    tracemalloc.start()
    found = list(bring([path]))
    assert tracemalloc.get_traced_memory()[1] < 10 << 20
    tracemalloc.stop()
    assert [(type(each), each.reason) for each in found if isinstance(each, Missing)] == [(Missing, "file_too_large")]


def test_a_large_container_is_read_piece_by_piece(tmp_path: Path) -> None:
    page = dump([("Mill", "'''It''' burned, see [[Orrin]]. " * 30_000)]).split(b"<page>")[1].split(b"</page>")[0]
    path = tmp_path / "dump.xml"
    count = LARGE // len(page) + 2
    with path.open("wb") as file:
        file.write(b"<mediawiki>\n")
        for _ in range(count):
            file.write(b"<page>" + page + b"</page>\n")
        file.write(b"</mediawiki>\n")
    (brought,) = bring([path])
    assert isinstance(brought, RawDocument)
    assert brought.data == b""
    tracemalloc.start()
    assert sum(1 for _ in expand(brought)) == count
    assert tracemalloc.get_traced_memory()[1] < 20 << 20
    tracemalloc.stop()


def test_a_registered_container_is_held_against_its_digest(tmp_path: Path) -> None:
    data = gzip.compress(ONE, mtime=0)
    (tmp_path / "a.txt.gz").write_bytes(data)
    (tmp_path / "source.yaml").write_text(
        f"title: Box\ndocuments:\n  - {{path: a.txt.gz, sha256: {sha256_hex(data)}, media_type: application/gzip}}\n"
    )
    (one,) = raw_documents(load_source(tmp_path))
    assert isinstance(one, RawDocument)
    (document,) = expand(one)
    assert (document.path, getattr(document, "data", None)) == (f"{tmp_path.name}/a.txt.gz!a.txt", ONE)
