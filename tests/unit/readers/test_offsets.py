"""Canonical text and the way back to the bytes."""

import codecs
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.readers.document import Anchor
from pipelines.readers.offsets import byte_offset, byte_span, byte_spans, canonicalise, units

MARKS = "\u0301\u0323\u0302\u0308\u0327\u1161\u11a8\u0345\u093c\u0b57"
PIECES = st.sampled_from([*"aeoAO \r\n", "\r\n", "é", "ł", "“", "漢", "😀", "\u212b", "\u0958", "\u1100", "가", *MARKS])
TEXTS = st.lists(PIECES, max_size=40).map("".join)
WESTERN = st.text(st.sampled_from("abcé\r\n“ ÿ"), max_size=40)


def canonical(text: str) -> str:
    return unicodedata.normalize("NFC", re.sub(r"\r\n?", "\n", text))


def test_a_plain_file_needs_one_anchor() -> None:
    assert canonicalise("Żółw\nstał", "utf-8") == ("Żółw\nstał", (Anchor(0, 0),))


def test_line_ends_and_combining_marks_lead_back_to_their_bytes() -> None:
    raw = "a\r\ne\u0301b\rc".encode()
    text, anchors = canonicalise(raw.decode(), "utf-8")
    assert text == "a\néb\nc"
    spans = [byte_span(anchors, "utf-8", text, at, at + 1) for at in range(len(text))]
    assert [raw[start:end].decode() for start, end in spans] == ["a", "\r\n", "e\u0301", "b", "\r", "c"]


def test_a_byte_order_mark_is_skipped() -> None:
    text, anchors = canonicalise("ab", "utf-16-le", raw_start=2)
    assert [byte_offset(anchors, "utf-16-le", text, at) for at in (0, 1, 2)] == [2, 4, 6]


@pytest.mark.parametrize(
    "text", ["\u1100\u1161\u11a8", "a\u0323\u0302\u0308", "\u212b", "\u0958", "q\u0301\u0323", "\u0344"]
)
def test_a_composing_sequence_is_one_unit(text: str) -> None:
    assert list(units(f"x{text}")) == [(units_start(text), 1 + len(text), canonical(f"x{text}")[units_start(text) :])]


def units_start(text: str) -> int:
    return 0 if unicodedata.combining(text[0]) else 1


@given(TEXTS | st.text(max_size=40), st.sampled_from(["utf-8", "utf-16-le", "utf-32-be", "gb18030"]))
def test_canonical_text_is_nfc_with_plain_line_ends(text: str, encoding: str) -> None:
    assert canonicalise(text, encoding)[0] == canonical(text)


@given(TEXTS | st.text(max_size=40), st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "gb18030"]), st.data())
def test_the_bytes_of_a_span_hold_its_text(source: str, encoding: str, data: st.DataObject) -> None:
    raw = b"\xff\xfe" + source.encode(encoding)
    text, anchors = canonicalise(source, encoding, raw_start=2)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = byte_span(anchors, encoding, text, start, end)
    found = canonical(raw[first:last].decode(encoding))
    inside = {offset for begin, finish in changed(source) for offset in range(begin + 1, finish)}
    if {start, end} & inside:
        assert text[start:end] in found
    else:
        assert found == text[start:end]


def changed(source: str) -> list[tuple[int, int]]:
    """Spans of the canonical text that came out of one unit of the source."""
    spans, shift = [], 0
    plain = re.sub(r"\r\n?", "\n", source)
    for start, end, composed in units(plain):
        spans.append((start - shift, start - shift + len(composed)))
        shift += end - start - len(composed)
    return spans


@given(WESTERN, st.data())
def test_single_byte_encodings_lead_back_too(source: str, data: st.DataObject) -> None:
    raw = source.encode("cp1252")
    text, anchors = canonicalise(source, "cp1252")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = byte_span(anchors, "cp1252", text, start, end)
    assert canonical(raw[first:last].decode("cp1252")) == text[start:end]


@given(TEXTS, st.data())
def test_many_spans_at_once_are_those_one_by_one(source: str, data: st.DataObject) -> None:
    text, anchors = canonicalise(source, "utf-8")
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    spans = list(zip(cuts[::2], cuts[1::2], strict=False))
    assert list(byte_spans(anchors, "utf-8", text, spans)) == [
        byte_span(anchors, "utf-8", text, start, end) for start, end in spans
    ]


def test_marks_without_end_take_linear_time() -> None:
    text, anchors = canonicalise("e\u0301" * 100_000 + "a\r\n" * 100_000, "utf-8")
    assert (len(text), len(anchors)) == (300_000, 200_001)
    assert codecs.encode(text[:1], "utf-8") == "é".encode()
