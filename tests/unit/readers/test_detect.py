"""What kind of file bytes are, by the bytes."""

import bz2
import codecs
import gzip
import lzma

import made_files
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_files import dump, tarred

from pipelines.errors import ReadError
from pipelines.readers.detect import detect
from pipelines.readers.mediatypes import CONTAINERS, DOCUMENTS

REASONS = {"empty_file", "binary_file", "unknown_media_type"}


def zipped(name: str, content: bytes) -> bytes:
    return made_files.zipped({name: content}, stored=[name])


@pytest.mark.parametrize(
    ("data", "declared", "expected"),
    [
        (b"The mill closed in 1911.\n", None, "text/plain"),
        (b"The mill closed in 1911.\n", "text/plain; charset=utf-8", "text/plain"),
        (codecs.BOM_UTF16_LE + "The mill".encode("utf-16-le"), None, "text/plain"),
        (codecs.BOM_UTF32_BE + "The mill".encode("utf-32-be"), None, "text/plain"),
        (b"<!DOCTYPE html><html><p>The mill</p></html>", None, "text/html"),
        (b"\xef\xbb\xbf  <!-- a note --><HTML><p>The mill</p>", None, "text/html"),
        (b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body/></html>", None, "text/html"),
        (codecs.BOM_UTF16_LE + "<html><p>The mill".encode("utf-16-le"), None, "text/html"),
        (b"The mill <b>closed</b> in 1911.", "text/html", "text/html"),
        (b"In 1911 the price was <5 crowns and the wage >2.", None, "text/plain"),
        (b"no markup at all", "text/html", "text/plain"),
    ],
)
def test_text_and_html_are_told_by_content(data: bytes, declared: str | None, expected: str) -> None:
    assert detect(data, declared) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"%PDF-1.7\n", "application/pdf"),
        (gzip.compress(b"text", mtime=0), "application/gzip"),
        (bz2.compress(b"text"), "application/x-bzip2"),
        (lzma.compress(b"text"), "application/x-xz"),
        (zipped("mimetype", b"application/epub+zip"), "application/epub+zip"),
        (zipped("word/document.xml", b"<w/>"), "wordprocessingml"),
        (zipped("a.docx", zipped("word/document.xml", b"<w/>")), "application/zip"),
        (zipped("a.txt", b"a"), "application/zip"),
        (tarred({"a.txt": b"a"}), "application/x-tar"),
        (b"WARC/1.0\r\nWARC-Type: warcinfo\r\n", "application/warc"),
        (b"PAR1\x15\x04", "application/vnd.apache.parquet"),
        (b'{"text": "The mill closed."}', "application/json"),
        (b'{\n  "title": "M",\n  "text": "The mill closed."\n}', "application/json"),
        (b'{"text": "The mill closed."}\n{"text": "It burned."}\n', "application/jsonl"),
        (b'{"meta": 1}\n{"text": "It burned."}\n', "application/jsonl"),
        (dump([("Mill", "It burned.")]), "application/x-mediawiki-dump+xml"),
        (b"<page><title>M</title><revision><text>It</text></revision></page>", "application/x-mediawiki-page+xml"),
        (b"<?xml version='1.0'?>\n<TEI xmlns='http://www.tei-c.org/ns/1.0'>", "application/tei+xml"),
        (b"<article article-type='review'><front/></article>", "application/jats+xml"),
        (b"<article><p>The mill closed.</p></article>", "text/html"),
        (b"# The mill\n\nIt [closed](https://example.org/mill).\n", "text/markdown"),
        (b"== The mill ==\n'''It''' closed, see [[Orrin]].\n", "text/x-wiki"),
        (b"# The mill\n\nIt closed in 1911.\n", "text/plain"),
    ],
)
def test_formats_are_told_by_content(data: bytes, expected: str) -> None:
    assert expected in detect(data)


@pytest.mark.parametrize(
    ("declared", "expected"),
    [("text/markdown", "text/markdown"), ("text/plain", "text/plain"), (None, "text/plain")],
)
def test_what_the_source_says_decides_where_the_marks_are_few(declared: str | None, expected: str) -> None:
    assert detect(b"# The mill\n\nIt closed in 1911.\n", declared) == expected


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"\x89PNG\r\n\x1a\n0000", "image/png"),
        (b"\xff\xd8\xff\xe0JFIF", "image/jpeg"),
        (b"GIF89a....", "image/gif"),
        (b"\x7fELF\x02\x01", "application/x-elf"),
        (zipped("xl/workbook.xml", b"<w/>"), "spreadsheetml"),
        (b"The mill\0closed", "NUL"),
        (bytes(range(1, 32)) * 4 + b"text", "control characters"),
    ],
)
def test_a_binary_file_is_refused_by_name(data: bytes, named: str) -> None:
    with pytest.raises(ReadError) as caught:
        detect(data)
    assert caught.value.reason == "binary_file"
    assert named in caught.value.detail


def test_a_nul_byte_is_located() -> None:
    with pytest.raises(ReadError) as caught:
        detect(b"The mill\0closed")
    assert caught.value.location == "byte 8"


@pytest.mark.parametrize(
    ("data", "declared", "reason"),
    [
        (b"", None, "empty_file"),
        (b"The mill closed.", "application/pdf", "unknown_media_type"),
        (b'{"mill": "closed"}', None, "unknown_media_type"),
        (b"<?xml version='1.0'?><mill/>", None, "unknown_media_type"),
        (b"{\\rtf1 The mill}", None, "unknown_media_type"),
    ],
)
def test_what_no_reader_takes_is_refused_with_its_reason(data: bytes, declared: str | None, reason: str) -> None:
    with pytest.raises(ReadError) as caught:
        detect(data, declared)
    assert caught.value.reason == reason


@given(st.binary(max_size=300), st.sampled_from([None, "text/plain", "text/html", "text/markdown", "x"]))
def test_any_bytes_get_a_type_or_a_reason_and_the_type_again(data: bytes, declared: str | None) -> None:
    try:
        found = detect(data, declared)
    except ReadError as error:
        assert error.reason in REASONS
    else:
        assert found in DOCUMENTS | CONTAINERS
        assert detect(data, found) == found
