"""JSON objects with a text to documents."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seen import rows, sources

from pipelines.errors import ReadError
from pipelines.readers import read
from pipelines.readers.json_object import read_json

LINE = (
    rb'{"id": 7, "title": "The mill", "author": "Ada Roe", "date": "2001-02-03", "meta": {"text": "not this"}, '
    rb'"text": "She said \u201cgo\u201d.\r\nThen cafe\u0301 \ud83d\ude00 burned.\n\nA second \"paragraph\" is here."}'
)


def test_the_words_of_text_are_read_and_lead_back_through_their_escapes() -> None:
    document = read(LINE)
    assert [text for _, _, text in rows(document)] == [
        "She said “go”.",
        "Then café 😀 burned.",
        'A second "paragraph" is here.',
    ]
    assert (document.title, document.byline, document.published) == ("The mill", "Ada Roe", "2001-02-03")
    assert sources(LINE) == [
        rb"She said \u201cgo\u201d.",
        rb"Then cafe\u0301 \ud83d\ude00 burned.",
        rb"A second \"paragraph\" is here.",
    ]


def test_markdown_in_a_text_is_read_as_such() -> None:
    data = json.dumps({"text": "# The mill\n\nIt **burned** down in spring.\n"}).encode()
    document = read(data)
    assert rows(document) == [("title", None, "The mill"), ("paragraph", None, "It burned down in spring.")]
    assert sources(data)[1] == b"It **burned** down in spring."


def test_entities_of_markdown_in_a_text_lead_back_through_both() -> None:
    data = json.dumps({"text": "# The mill\n\n&ldquo;Go&rdquo; **he** said\nto her.\n"}).encode()
    assert rows(read(data))[1][2] == "“Go” he said to her."
    assert sources(data)[1] == rb"&ldquo;Go&rdquo; **he** said\nto her."


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'{"text": "It', "broken_file"),
        (b'{"text": 5}', "no_text"),
        (b'{"text": " "}', "no_text"),
        (b"[1]", "no_text"),
        (b'{"text": "\xff\xc3\xa9\xc3\xa9"}', "broken_encoding"),
    ],
)
def test_other_objects_are_refused(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_json(data)
    assert caught.value.reason == reason


@given(
    st.text(max_size=60).map(lambda text: f"The mill {text} burned."),
    st.dictionaries(st.text(max_size=5), st.one_of(st.text(max_size=9), st.integers()), max_size=3),
    st.booleans(),
)
def test_any_text_is_found_whatever_stands_around_it(text: str, others: dict[str, object], plain: bool) -> None:
    others.pop("text", None)
    data = json.dumps({**others, "text": text, "z": {"text": 1}}, ensure_ascii=not plain).encode("utf-8", "replace")
    document = read_json(data)
    assert document.text.startswith("The mill")
    assert document.text.endswith("burned.")
