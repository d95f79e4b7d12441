"""Canonical text, and the way back from its code points to the bytes of the raw file.

An anchor says at which byte a code point begins. Where the raw file has something between two code points that the text
has not (a tag, say), two anchors stand at the same text offset: the first where the code point before it ends, the
second where the code point after it begins.
"""

import re
import sys
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from pipelines.readers.document import Anchor

BINARY = "binary"
"""The encoding of a compressed file: its first and last anchor say which bytes all of its text comes from."""

_RETURN = re.compile(r"\r\n?")
# Vowels and final consonants of Hangul, which compose with what stands before them and are no marks.
_JAMO = "\u1161-\u1175\u11a8-\u11c2"


def canonicalise(text: str, encoding: str, raw_start: int = 0) -> tuple[str, tuple[Anchor, ...]]:
    """Give `text` in NFC with `\\n` as its only line end, and the anchors that lead back to the raw bytes.

    `text` begins at byte `raw_start` of the raw file and is encoded there in `encoding`, a codec without shift states.
    """
    parts: list[str] = []
    anchors = [Anchor(0, raw_start)]
    at = offset = 0
    raw = raw_start
    for start, end, changed in _changes(text):
        kept = text[at:start]
        first = raw + len(kept.encode(encoding))
        last = first + len(text[start:end].encode(encoding))
        offset += len(kept)
        anchors.extend(unit_anchors(offset, len(changed), first, last))
        parts += (kept, changed)
        at, raw, offset = end, last, offset + len(changed)
    parts.append(text[at:])
    return "".join(parts), tuple(anchors)


def unit_anchors(offset: int, length: int, first: int, last: int) -> Iterator[Anchor]:
    """Anchor `length` code points at `offset` that come, as one unit, from the bytes `[first, last)`.

    Inside the unit an end leads to `last` and a start to `first`, so that a span through it takes the whole unit.
    """
    for inner in range(offset + 1, offset + length):
        yield Anchor(inner, last)
        yield Anchor(inner, first)
    yield Anchor(offset + length, last)


def byte_offset(anchors: Sequence[Anchor], encoding: str, text: str, offset: int) -> int:
    """Give the byte of the raw file where code point `offset` of `text` begins."""
    anchor = anchors[max(0, bisect_right(anchors, offset, key=_text_offset) - 1)]
    return _from_anchor(anchor, encoding, text, offset)


def byte_span(anchors: Sequence[Anchor], encoding: str, text: str, start: int, end: int) -> tuple[int, int]:
    """Give the bytes `[first, last)` of the raw file that hold `text[start:end]`."""
    if encoding == BINARY:
        return anchors[0].raw_offset, anchors[-1].raw_offset
    first = byte_offset(anchors, encoding, text, start)
    if start == end:
        return first, first
    index = bisect_left(anchors, end, key=_text_offset)
    if index < len(anchors) and anchors[index].text_offset == end:
        return first, anchors[index].raw_offset
    return first, _from_anchor(anchors[index - 1], encoding, text, end)


def byte_spans(
    anchors: Sequence[Anchor], encoding: str, text: str, spans: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Give the bytes of each of `spans`, which are sorted and do not overlap, in one walk over the text."""
    if encoding == BINARY:
        yield from ((anchors[0].raw_offset, anchors[-1].raw_offset) for _ in spans)
        return
    here = anchors[bisect_right(anchors, anchors[0].text_offset, key=_text_offset) - 1]
    for start, end in spans:
        first = byte_offset(_from_here(anchors, here, start), encoding, text, start)
        known = _from_here(anchors, Anchor(start, first), end)
        last = byte_span(known, encoding, text, start, end)[1]
        here = Anchor(start, first)
        yield first, last


def _from_here(anchors: Sequence[Anchor], here: Anchor, offset: int) -> Sequence[Anchor]:
    """Give the anchors that lead to `offset`: `here`, where the walk is, and those between it and `offset`."""
    low = bisect_right(anchors, here.text_offset, key=_text_offset)
    high = bisect_right(anchors, offset, key=_text_offset)
    return (here, *anchors[low:high])


def units(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield `(start, end, NFC form)` of each stretch of `text` that NFC changes, as short as NFC allows."""
    for match in _composing().finditer(text):
        composed = unicodedata.normalize("NFC", match[0])
        if composed != match[0]:
            yield match.start(), match.end(), composed


def _from_anchor(anchor: Anchor, encoding: str, text: str, offset: int) -> int:
    return anchor.raw_offset + len(text[anchor.text_offset : offset].encode(encoding))


def _text_offset(anchor: Anchor) -> int:
    return anchor.text_offset


def _changes(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield what changes on the way to the canonical text, in order."""
    if unicodedata.is_normalized("NFC", text):
        yield from ((match.start(), match.end(), "\n") for match in _RETURN.finditer(text))
        return
    for match in _composing().finditer(text):
        changed = "\n" if match[0][0] == "\r" else unicodedata.normalize("NFC", match[0])
        if changed != match[0]:
            yield match.start(), match.end(), changed


@lru_cache(maxsize=1)
def _composing() -> re.Pattern[str]:
    """Match a line end, or one character beyond ASCII or with marks, up to the next place where NFC starts afresh.

    NFC starts afresh before each character that is no combining mark and no inner Hangul letter (UAX #15, section 9).
    """
    marks = (code for code in range(0x300, sys.maxunicode + 1) if unicodedata.category(chr(code))[0] == "M")
    runs = ([code for _, code in run] for _, run in groupby(enumerate(marks), lambda pair: pair[1] - pair[0]))
    extends = _JAMO + "".join(f"{chr(run[0])}-{chr(run[-1])}" for run in runs)
    return re.compile(rf"\r\n?|[^{extends}\r][{extends}]+|[{extends}]+|[^\x00-\x7f]")
