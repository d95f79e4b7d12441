"""Containers of records: JSON lines, Parquet, MediaWiki dumps. Each record is a document with bytes of its own."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from pipelines.errors import ReadError
from pipelines.readers.containers.members import Budget, Found, Member, Refused
from pipelines.readers.mediatypes import JSON, WIKI_PAGE
from pipelines.readers.signs import has_text, json_object

if TYPE_CHECKING:
    pass

_CHUNK: Final = 1 << 18
_OPEN: Final = b"<page>"
_CLOSE: Final = b"</page>"
_TITLE = re.compile(rb"<title>(.*?)</title>", re.S)
_NAMESPACE = re.compile(rb"<ns>(-?\d+)</ns>")
_MODEL = re.compile(rb"<model>(.*?)</model>")
_HEAD: Final = 1 << 14
_ROWS: Final = 64


def json_lines(stream: BinaryIO, budget: Budget) -> Iterator[Found]:
    """Yield each line of JSON lines; its name is its number, and its `id` where it has one."""
    limit = budget.limits.document
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        name = f"{number}"
        if len(line) > limit:
            while line and not line.endswith(b"\n"):
                line = stream.readline(_CHUNK)
            yield Refused(name, "file_too_large", f"a line has {limit} bytes at the most")
        elif line.strip():
            yield _line(line.strip(), name)


def _line(line: bytes, number: str) -> Found:
    try:
        found = json_object(line.decode("utf-8"))
    except UnicodeDecodeError as cause:
        return Refused(number, "broken_encoding", f"the line is not valid UTF-8 at byte {cause.start}: {cause.reason}")
    if found is None:
        return Refused(number, "broken_file", "the line is no JSON object")
    if not has_text(found):
        return Refused(number, "no_text", "the object has no string called text")
    return Member(_named(number, found.get("id")), line, JSON)


def _named(number: str, own: object) -> str:
    """Give a record's number, with its id; a number alone would not tell people which it is."""
    return f"{number}:{str(own)[:200]}" if isinstance(own, str | int) and str(own).strip() else number


def parquet_rows(stream: BinaryIO, budget: Budget) -> Iterator[Found]:
    """Yield each row of a Parquet file with a column `text` as one JSON object, with its columns in order."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        file = pq.ParquetFile(stream)
        schema = file.schema_arrow
        if "text" not in schema.names or not _is_text(schema.field("text").type):
            raise ReadError("no_text", "the Parquet file has no column of strings called text")
        wanted = [field.name for field in schema if _is_text(field.type) or pa.types.is_primitive(field.type)]
        number = 0
        for batch in file.iter_batches(_ROWS, columns=wanted, use_threads=False):
            budget.take(batch.nbytes)
            for row in batch.to_pylist():
                number += 1
                yield _row(row, str(number), budget.limits.document)
    except (pa.ArrowException, OSError) as cause:
        raise ReadError("broken_file", f"the Parquet file cannot be read: {cause}") from cause


def _is_text(kind: Any) -> bool:
    import pyarrow as pa  # noqa: PLC0415

    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind))


def _row(row: dict[str, Any], number: str, limit: int) -> Found:
    kept = {name: value for name, value in row.items() if value is not None}
    if not isinstance(kept.get("text"), str):
        return Refused(number, "no_text", "the row has no text")
    data = json.dumps(kept, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass")
    if len(data) > limit:
        return Refused(number, "file_too_large", f"a row has {limit} bytes at the most")
    return Member(_named(number, kept.get("id")), data, JSON)


def wiki_pages(stream: BinaryIO, budget: Budget) -> Iterator[Found]:
    """Yield each article of a MediaWiki dump: the bytes of its `<page>`, named by its title.

    Redirects, and pages outside of the article namespace, are counted and told in one row at the end.
    """
    left_out: Counter[str] = Counter()
    for page in _pages(stream, budget.limits.document):
        if isinstance(page, Refused):
            yield page
            continue
        why = _why_left_out(page[:_HEAD])
        if why:
            left_out[why] += 1
        else:
            yield Member(_title(page), page, WIKI_PAGE)
    if left_out:
        told = ", ".join(f"{count} {why}" for why, count in sorted(left_out.items()))
        yield Refused("", "not_a_page", f"left out as no articles: {told}")


def _why_left_out(head: bytes) -> str | None:
    namespace, model = _NAMESPACE.search(head), _MODEL.search(head)
    if b"<redirect " in head:
        return "redirects"
    if namespace and namespace[1] != b"0":
        return "pages of other namespaces"
    return "pages that are no wikitext" if model and model[1] != b"wikitext" else None


def _title(page: bytes) -> str:
    match = _TITLE.search(page[:_HEAD])
    return unescape(match[1].decode("utf-8", "replace")).strip() if match else "page without a title"


def _pages(stream: BinaryIO, limit: int) -> Iterator[bytes | Refused]:
    """Yield the bytes from each `<page>` to its `</page>`; in its text, `<` is escaped."""
    buffer = b""
    while True:
        start = buffer.find(_OPEN)
        end = buffer.find(_CLOSE, start) if start >= 0 else -1
        if end >= 0:
            yield buffer[start : end + len(_CLOSE)]
            buffer = buffer[end + len(_CLOSE) :]
            continue
        buffer = buffer[start:] if start >= 0 else buffer[-len(_OPEN) :]
        if start >= 0 and len(buffer) > limit:
            yield Refused(_title(buffer), "file_too_large", f"a page has {limit} bytes at the most")
            buffer = _after_page(stream)
            continue
        chunk = stream.read(_CHUNK)
        if not chunk:
            if start >= 0:
                yield Refused(_title(buffer), "broken_file", "the dump ends within a page")
            return
        buffer += chunk


def _after_page(stream: BinaryIO) -> bytes:
    """Skip to the end of a page that is too large; give what was read behind it."""
    tail = b""
    while chunk := stream.read(_CHUNK):
        tail = tail[-len(_CLOSE) :] + chunk
        end = tail.find(_CLOSE)
        if end >= 0:
            return tail[end + len(_CLOSE) :]
    return b""
