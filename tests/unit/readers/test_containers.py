"""Containers: which documents they yield, under which names, with which bytes, and what they refuse."""

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_files import docx, dump, epub, paragraph, run, tarred, warc_gz, warc_record, zipped

from pipelines.readers.containers import Limits, Member, Refused, members

PAGE = b"<p>The mill burned.</p>"
SMALL = Limits(document=1_000, ratio=10, slack=2_000, depth=3)


def yielded(data: bytes, name: str = "box", limits: Limits | None = None) -> list[tuple[str, bytes | str]]:
    """Give name and bytes of each member, or name and reason of what is refused."""
    found = members(io.BytesIO(data), name, limits or Limits())
    return [(each.name, each.data if isinstance(each, Member) else each.reason) for each in found]


def records(count: int) -> list[bytes]:
    return [warc_record(f"http://a.example/{n}", PAGE + str(n).encode()) for n in range(count)]


def packed_parquet(rows: dict[str, list[object]]) -> bytes:
    buffer = io.BytesIO()
    pl.DataFrame(rows).write_parquet(buffer)
    return buffer.getvalue()


def test_archives_in_archives_are_opened() -> None:
    inner = tarred({"./b.txt": b"b", "c.jsonl": b'{"id":"x","text":"c"}\n{"text":"d"}\n'}, mode="w:gz")
    assert yielded(zipped({"a.txt": b"a", "in/x.tar.gz": inner, ".hidden": b"h", "__MACOSX/a": b"h"})) == [
        ("a.txt", b"a"),
        ("in/x.tar.gz!b.txt", b"b"),
        ("in/x.tar.gz!c.jsonl!1:x", b'{"id":"x","text":"c"}'),
        ("in/x.tar.gz!c.jsonl!2", b'{"text":"d"}'),
    ]


def test_word_files_and_epubs_in_an_archive_are_documents() -> None:
    word, book = docx(paragraph(run("It burned."))), epub({"a.xhtml": "<p>It burned.</p>"})
    assert yielded(zipped({"a.docx": word, "b.epub": book}, stored=["a.docx"])) == [("a.docx", word), ("b.epub", book)]


@pytest.mark.parametrize(
    ("pack", "name"), [(gzip.compress, "a.txt.gz"), (bz2.compress, "a.txt.bz2"), (lzma.compress, "a.txt.xz")]
)
def test_a_compressed_document_has_the_name_without_the_ending(pack, name: str) -> None:  # type: ignore[no-untyped-def]
    assert yielded(pack(b"The mill."), f"source/{name}") == [("a.txt", b"The mill.")]
    assert yielded(pack(b"The ") + pack(b"mill."), name) == [("a.txt", b"The mill.")]


def test_names_that_come_again_are_numbered() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive, pytest.warns(UserWarning):
        archive.writestr("a.txt", b"1")
        archive.writestr("a.txt", b"2")
    assert yielded(buffer.getvalue()) == [("a.txt", b"1"), ("a.txt#2", b"2")]


def test_pages_of_a_web_archive_have_their_address_and_date() -> None:
    data = b"".join(
        [
            warc_record("http://a.example/", PAGE),
            warc_record("http://a.example/x", b"", status="404 Not Found"),
            warc_record("http://a.example/r", b"x: 1", kind="request"),
            warc_record("http://a.example/z", gzip.compress(PAGE), header="Content-Encoding: gzip\r\n"),
        ]
    )
    first, packed, rest = members(io.BytesIO(data), "a.warc")
    assert first == Member("0:http://a.example/", PAGE, "text/html", "2020-01-02T03:04:05Z")
    assert isinstance(packed, Member)
    assert packed.data == PAGE
    assert rest == Refused("", "not_a_page", "left out as no pages: 1 answers with status 404")


def test_pages_of_a_dump_are_their_bytes_in_it() -> None:
    data = dump([("Mill", "It & burned."), ("Fire", "x")])
    found = yielded(bz2.compress(data), "dump.xml.bz2")
    assert [name for name, _ in found] == ["Mill", "Fire"]
    assert all(isinstance(page, bytes) and page in data for _, page in found)


def test_redirects_of_a_dump_are_told_in_one_row() -> None:
    data = dump([("Mill", "x"), ("Fire", "y")], extra='<redirect title="Orrin"/>')
    assert list(members(io.BytesIO(data), "d")) == [Refused("", "not_a_page", "left out as no articles: 2 redirects")]


def test_rows_of_parquet_become_objects() -> None:
    data = packed_parquet({"id": ["a", "b"], "text": ["The mill é.", None], "year": [1911, 1912], "list": [[1], [2]]})
    assert yielded(data) == [("1:a", '{"id": "a", "text": "The mill é.", "year": 1911}'.encode()), ("2", "no_text")]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (b'{"text":"a"}\nnot json\n{"text":"b"}',
         [("1", b'{"text":"a"}'), ("2", "broken_file"), ("3", b'{"text":"b"}')]),
        (b'{"text":"a"}\n[1]\n{"id":2}\n', [("1", b'{"text":"a"}'), ("2", "broken_file"), ("3", "no_text")]),
        (b'{"text":"a"}\n{"text":"\xff"}\n', [("1", b'{"text":"a"}'), ("2", "broken_encoding")]),
        (b'{"text":"a"}\n{"text":"' + b"x" * 5_000 + b'"}\n{"text":"b"}\n',
         [("1", b'{"text":"a"}'), ("2", "file_too_large"), ("3", b'{"text":"b"}')]),
    ],
)  # fmt: skip
def test_bad_lines_are_refused_alone(lines: bytes, found: list[tuple[str, bytes | str]]) -> None:
    assert yielded(lines, limits=SMALL) == found


def broken(records: list[bytes], number: int, change: object) -> list[bytes]:
    return [change(each) if at == number else each for at, each in enumerate(records)]  # type: ignore[operator]


@pytest.mark.parametrize(
    "change",
    [
        lambda record: record.replace(b"WARC/1.0", b"GARB/1.0"),
        lambda record: record.replace(b"Content-Length: ", b"Content-Length: x"),
        lambda record: b"\xff" * 300 + b"\r\n\r\n",
    ],
)
def test_a_broken_record_does_not_take_the_next_ones_with_it(change: object) -> None:
    found = yielded(b"".join(broken(records(5), 2, change)))
    assert [each for _, each in found] == [PAGE + b"0", PAGE + b"1", "broken_file", PAGE + b"3", PAGE + b"4"]


@pytest.mark.parametrize("change", [lambda gz: gz[:50], lambda gz: gz[:40] + b"\0\1\2" * 7 + gz[61:]])
def test_a_broken_record_that_is_packed_does_not_either(change: object) -> None:
    packed = [warc_gz([record]) for record in records(5)]
    found = [each for _, each in yielded(b"".join(broken(packed, 2, change)), "a.warc.gz")]
    assert found == [PAGE + b"0", PAGE + b"1", "broken_file", PAGE + b"3", PAGE + b"4"]


def test_a_web_archive_that_is_cut_off_gives_what_is_whole() -> None:
    assert [each for _, each in yielded(b"".join(records(3))[:-20])] == [PAGE + b"0", PAGE + b"1", "broken_file"]


LINK, UP, DEVICE = tarfile.TarInfo("link"), tarfile.TarInfo("../../up.txt"), tarfile.TarInfo("device")
LINK.type, LINK.linkname, DEVICE.type = tarfile.SYMTYPE, "/etc/hostname", tarfile.CHRTYPE


def test_what_is_no_file_in_a_tar_and_what_leads_out_of_it_is_refused() -> None:
    assert yielded(tarred({"a.txt": b"a"}, [UP, LINK, DEVICE])) == [
        ("a.txt", b"a"),
        ("../../up.txt", "unsafe_path"),
        ("link", "not_a_file"),
        ("device", "not_a_file"),
    ]


def test_links_and_paths_that_lead_out_of_a_zip_are_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in ("../up.txt", "/root.txt", "c:/x", "ok.txt"):
            archive.writestr(name, b"x")
        link = zipfile.ZipInfo("link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, b"/etc/hostname")
    reasons = ["unsafe_path", "unsafe_path", "unsafe_path", b"x", "not_a_file"]
    assert [each for _, each in yielded(buffer.getvalue())] == reasons


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (gzip.compress(b"The mill." * 9_999)[:-30], "broken_file"),
        (lzma.compress(b"The mill." * 9_999)[:-30], "broken_file"),
        (bz2.compress(b"The mill." * 9_999)[:-30], "broken_file"),
        (tarred({"a.txt": b"a" * 9_000}, mode="w:gz")[:-60], "broken_file"),
        (zipped({"a.txt": b"a"})[:-10], "broken_file"),
        (packed_parquet({"text": ["a"]})[:-10], "broken_file"),
        (packed_parquet({"id": ["a"]}), "no_text"),
        (gzip.compress(bytes(50_000_000)), "compression_bomb"),
        (bz2.compress(bytes(50_000_000)), "compression_bomb"),
        (dump([("Mill", "x" * 100)])[:-40], "broken_file"),
    ],
    ids=[
        "gzip cut", "xz cut", "bzip2 cut", "tar cut", "zip cut", "parquet cut", "parquet without text", "gzip bomb",
        "bzip2 bomb", "dump cut",
    ],
)  # fmt: skip
def test_what_is_broken_or_a_bomb_ends_with_its_reason(data: bytes, reason: str) -> None:
    assert yielded(data)[-1][1] == reason


def test_a_bomb_in_a_zip_is_refused_alone() -> None:
    data = zipped({"a.txt": b"a", "bomb": bytes(50_000_000), "b.txt": b"b"})
    assert yielded(data) == [("a.txt", b"a"), ("bomb", "compression_bomb"), ("b.txt", b"b")]


def test_a_bomb_of_many_members_ends_the_archive() -> None:
    data = zipped({f"{n}.txt": b"x" * 900 for n in range(100)})
    found = yielded(data, limits=Limits(document=1_000, ratio=2, slack=1_000))
    assert found[-1] == ("", "compression_bomb")
    assert len(found) < 60


def test_containers_nested_too_deep_are_refused() -> None:
    data = b"The mill."
    for n in range(9):
        data = zipped({f"{n}.zip": data})
    assert yielded(data) == [("8.zip!7.zip!6.zip!5.zip!4.zip", "nested_too_deep")]


def test_a_member_that_is_too_large_is_refused_alone() -> None:
    data = tarred({"a.txt": b"a", "big.txt": b"xy" * 4_000, "b.txt": b"b"})
    assert yielded(data, limits=SMALL) == [("a.txt", b"a"), ("big.txt", "file_too_large"), ("b.txt", b"b")]


def test_a_member_with_a_password_is_refused() -> None:
    data = bytearray(zipped({"a.txt": b"a"}))
    for start in (data.index(b"PK\x03\x04") + 6, data.index(b"PK\x01\x02") + 8):
        data[start] |= 1
    assert yielded(bytes(data)) == [("a.txt", "encrypted")]


SEEDS = [
    zipped({"a.txt": b"The mill.", "b.gz": gzip.compress(b"x")}),
    tarred({"a.txt": b"The mill."}, [LINK]),
    tarred({"a.txt": b"The mill."}, mode="w:gz"),
    warc_gz(records(2)),
    b"".join(records(2)),
    dump([("Mill", "x")]),
    b'{"text":"a"}\n{"text":"b"}\n',
    packed_parquet({"text": ["a", "b"]}),
    lzma.compress(b"The mill."),
]


@given(
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.integers(0, 4_000), st.integers(0, 255)), max_size=4),
    st.integers(0, 900),
)
def test_any_damage_gives_members_or_reasons(seed: bytes, flips: list[tuple[int, int]], cut: int) -> None:
    data = bytearray(seed)
    for at, value in flips:
        data[at % len(data)] = value
    for found in members(io.BytesIO(bytes(data[: len(data) - cut]) or b"\0"), "box"):
        assert isinstance(found, Member) or found.reason


def test_ids_of_json_lines_stand_in_the_names() -> None:
    data = b"\n".join(json.dumps({"id": own, "text": "a"}).encode() for own in ("é", 7, None, " "))
    assert [name for name, _ in yielded(data)] == ["1:é", "2:7", "3", "4"]
