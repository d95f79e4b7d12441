"""Web archives (WARC, ISO 28500), packed record by record or not: the pages in them, by `fastwarc`."""

import zlib
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from pipelines.errors import ReadError
from pipelines.readers.containers.members import Budget, Found, Member, Refused, read_bounded

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_PLAIN: Final = b"\r\n\r\nWARC/1."
_PACKED: Final = b"\x1f\x8b\x08"
_RECORD: Final = b"WARC/"
_HEAD: Final = 1 << 12
_CHUNK: Final = 1 << 18
_PAGES: Final = (
    "text/html", "application/xhtml+xml", "text/plain", "text/markdown", "text/x-markdown", "text/xml",
    "application/xml", "application/pdf", "application/epub+zip", "application/json", "application/tei+xml",
    "application/jats+xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)  # fmt: skip


def warc_pages(stream: BinaryIO, budget: Budget, packed: bool = False) -> Iterator[Found]:
    """Yield the pages of a web archive, each named by the byte where its record begins and its address.

    What is no page (pictures, scripts, redirects, errors) is counted and told in one row at the end. After a broken
    record it goes on with the next one, where the stream can be sought in.
    """
    left_out: Counter[str] = Counter()
    start, broken = 0, False
    while True:
        place = start
        try:
            for at, record in _records(stream, start):
                place, broken = at, False
                yield from _page(record, at, budget, left_out)
            break
        except OSError as cause:
            if not broken:
                yield Refused(
                    f"{place}", "broken_file", f"the record behind the one at byte {place} is broken: {cause}"
                )
            broken = True
            following = _next_record(stream, place + 1, packed)
            if following is None:
                break
            start = following
    if left_out:
        told = ", ".join(f"{count} {what}" for what, count in sorted(left_out.items()))
        yield Refused("", "not_a_page", f"left out as no pages: {told}")


def holds_records(stream: BinaryIO) -> bool:
    """Tell whether a gzip stream that can be sought in begins with a WARC record; it is left at its beginning."""
    try:
        start = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(stream.read(_HEAD), len(_RECORD))
    except zlib.error:
        start = b""
    stream.seek(0)
    return start == _RECORD


def _records(stream: BinaryIO, start: int) -> Iterator[tuple[int, "WarcRecord"]]:
    """Yield the records with a document from byte `start` on; raises `OSError` at a broken one."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415

    if stream.seekable():
        stream.seek(start)
    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    for record in ArchiveIterator(stream, record_types=kinds, parse_http=False, fsspec_args=False):
        yield start + record.stream_pos, record


def _page(record: "WarcRecord", at: int, budget: Budget, left_out: Counter[str]) -> Iterator[Found]:
    name = f"{at}:{(record.headers.get('WARC-Target-URI') or '').strip('<>')[:1000]}"
    length = record.headers.get("Content-Length") or ""
    if not length.isdigit():
        raise OSError(f"its length is {length!r}")
    if int(length) > budget.limits.document:
        yield Refused(name, "file_too_large", f"a document has {budget.limits.document} bytes at the most")
        return
    record.freeze()
    if record.content_length < int(length):
        yield Refused(name, "broken_file", f"the record has {record.content_length} of its {length} bytes")
        return
    if record.is_http:
        record.parse_http(auto_decode="all")
    why, media_type = _judged(record)
    if why:
        left_out[why] += 1
        return
    try:
        data = read_bounded(cast(BinaryIO, record.reader), budget)
    except ReadError as cause:
        if cause.reason == "compression_bomb":
            raise
        yield Refused(name, cause.reason, cause.detail)
        return
    except OSError as cause:
        yield Refused(name, "broken_file", f"the content of the record cannot be unpacked: {cause}")
        return
    yield Member(name, data, media_type, _date(record))


def _judged(record: "WarcRecord") -> tuple[str | None, str | None]:
    """Give why a record is no page, or else its media type as declared."""
    http = record.http_headers if record.is_http else None
    status = http.status_code if http is not None else 200
    if status is not None and status != 200:
        return f"answers with status {status}", None
    declared = record.http_content_type if http is not None else record.headers.get("Content-Type")
    media_type = (declared or "").partition(";")[0].strip().lower()
    if media_type and media_type not in _PAGES and http is not None:
        return media_type, None
    return None, media_type if media_type.startswith("text/") else None


def _date(record: "WarcRecord") -> str | None:
    found = record.record_date
    return found.strftime("%Y-%m-%dT%H:%M:%SZ") if found else None


def _next_record(stream: BinaryIO, start: int, packed: bool) -> int | None:
    """Find the byte where the next record can begin."""
    if not stream.seekable():
        return None
    mark = _PACKED if packed else _PLAIN
    stream.seek(start)
    kept = b""
    at = start
    while chunk := stream.read(_CHUNK):
        window = kept + chunk
        found = window.find(mark)
        if found >= 0:
            return at - len(kept) + found + (0 if packed else _PLAIN.index(_RECORD))
        at += len(chunk)
        kept = window[-len(mark) + 1 :]
    return None
