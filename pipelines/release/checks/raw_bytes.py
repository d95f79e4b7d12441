"""The bytes that passages name in the raw file, against their text.

A reader gave the offsets; with the raw file at hand they are proved without it, too. Plain text must be its own bytes.
In HTML there may be more than the text, such as tags and notes that were left out, so the characters of the text must
stand there in order, the first and the last of them at the edges.
"""

import html
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

import polars as pl

from pipelines.contracts import Table
from pipelines.readers.detect import HTML, TEXT
from pipelines.readers.document import Anchor
from pipelines.readers.offsets import byte_spans
from pipelines.release.checks.tables import key_of
from pipelines.release.checks.texts import Evidence
from pipelines.release.checks.verdict import Problem, compare, excerpts

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one span was compared, and what differs."""

    how: str
    problems: tuple[Problem, ...] = ()


def check_bytes(known: Evidence, table: Table, rows: pl.DataFrame, file: str) -> Iterator[Outcome]:
    """Yield how the bytes of each passage of one document hold: by the offset map, and by the raw file if it is there.

    `rows` has `start`, `end`, `byte_start` and `byte_end`; `file` is the one that they stand in.
    """
    if known.text is None:
        yield from (Outcome("not checked, as the raw bytes are not at hand") for _ in range(rows.height))
        return
    # Python sorts the few passages of a document many times faster than a query does.
    spans = sorted(rows.iter_rows(named=True), key=itemgetter("start", "end"))
    bounds = [0, *(offset for row in spans for offset in (row["start"], row["end"])), len(known.text)]
    if bounds != sorted(bounds):
        where = f"{file}: {known.document_id}"
        yield Outcome("out of order", (Problem(where, "spans in the text, one after the other", "some that overlap"),))
        return
    mapped = [_mapped(known.anchors, known, spans), _mapped(known.read_anchors, known, spans)]
    for at, row in enumerate(spans):
        where = f"{file}: {key_of(table, row)}: bytes"
        named = row["byte_start"], row["byte_end"]
        promised = sorted({places[at] for places in mapped if places})
        problems = [problem for place in promised for problem in compare(f"{where}, by the offset map", place, named)]
        yield _in_file(known, row, where, problems)


def _mapped(anchors: Sequence[Anchor], known: Evidence, spans: Sequence[Row]) -> list[tuple[int, int]]:
    """Give the bytes of each span as `anchors` lead to them; nothing where there are none, or they lead nowhere."""
    offsets = [(row["start"], row["end"]) for row in spans]
    try:
        return list(byte_spans(anchors, known.encoding, str(known.text), offsets)) if anchors else []
    except (LookupError, UnicodeEncodeError):
        return []


def _in_file(known: Evidence, row: Row, where: str, problems: list[Problem]) -> Outcome:
    """Decode the bytes that a passage names, and compare them with its text as far as its format allows."""
    if known.raw is None:
        return Outcome("held against the offset map, as the raw bytes are not at hand", tuple(problems))
    first, last = row["byte_start"], row["byte_end"]
    if not 0 <= first <= last <= len(known.raw):
        beyond = Problem(where, f"within 0:{len(known.raw)}", f"{first}:{last}")
        return Outcome("out of bounds", (*problems, beyond))
    words = str(known.text)[row["start"] : row["end"]]
    if known.media_type == TEXT:
        problems += compare(f"{where} {first}:{last}", words, _decoded(known.raw[first:last], known.encoding))
        return Outcome("decoded and compared", tuple(problems))
    if known.media_type == HTML:
        problems += _in_markup(f"{where} {first}:{last}", words, _decoded(known.raw[first:last], known.encoding))
        return Outcome("decoded and found in order", tuple(problems))
    return Outcome("held against the offset map read again, as the file is no plain text or HTML", tuple(problems))


def _in_markup(where: str, words: str, source: str) -> Iterator[Problem]:
    """Yield a problem where `words` do not stand in `source`, character by character, from edge to edge."""
    wanted = _bare(words)
    there = _bare(html.unescape(source))
    rest = iter(there)
    if there[:1] != wanted[:1] or there[-1:] != wanted[-1:] or not all(letter in rest for letter in wanted):
        yield Problem(where, *excerpts(wanted, there))


def _bare(text: str) -> str:
    """Give a text decomposed (NFD) and without white space, which markup may set as it likes."""
    return "".join(unicodedata.normalize("NFD", text).split())


def _decoded(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        return f"no {encoding}: {error}"
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
