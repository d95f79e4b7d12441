"""HTML pages: main content, structure, metadata, and the way back to the bytes."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.errors import ReadError
from pipelines.readers import read
from pipelines.readers.document import Document, Markup
from pipelines.readers.offsets import byte_span

PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head><title>The Long Strike | Example News</title>
<meta charset="{charset}"><meta name="author" content="Jane Roe">
<meta property="og:site_name" content="Example News">
<meta property="article:published_time" content="2019-05-12T10:00:00Z">
<meta property="article:modified_time" content="2019-06-01">
<script>var x = "<p>never shown</p>";</script><style>p {{ color: red }}</style></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/about">About us</a></li></ul></nav>
<header><h1>The Long Strike</h1><p class="byline">By Jane Roe</p><time>12 May 2019</time></header>
<article>
<figure><img src="x.png"><figcaption>Weavers at the gate of the mill, 1911. (Photo: City Archive)</figcaption></figure>
<p>The strike began on <b>Monday</b> and lasted for eleven weeks. It was, wrote <i>The Daily Example</i>, &ldquo;the
longest in the   history of the mill&rdquo;, and the caf&eacute;s were closed for all of that time, so nobody
could buy a cup of coffee.</p>
<h2>Causes</h2>
<p>The weavers wanted higher wages &amp; shorter hours. See <a href="https://example.org/wages">a study of wages</a>
that was published later, in which the numbers are given for each year from 1890 to 1911 and compared with
other towns.</p>
<blockquote><p>We cannot live on this, and we will not go back until our children have bread every day.</p></blockquote>
<ul><li>Low wages paid late in every month of the year</li><li>Long hours in the cold halls of the mill
<ul><li>In winter they were longer than in the summer months</li></ul></li></ul>
<h3>The end</h3>
<p>It ended in June. The owner re&#769;signed<br>and left the town with his family for the coast, where he died some
years later in the house of his sister.</p>
</article>
<aside><h3>Related articles</h3><ul><li><a href="/1">Another strike</a></li></ul></aside>
<footer><p>&copy; 2019 Example News. All rights reserved.</p></footer>
</body></html>
"""
PARTS = [
    ("title", None, "The Long Strike"),
    ("byline", None, "By Jane Roe"),
    ("dateline", None, "12 May 2019"),
    ("caption", None, "Weavers at the gate"),
    ("paragraph", None, "The strike began on Monday and lasted"),
    ("heading", 1, "Causes"),
    ("paragraph", None, "The weavers wanted higher wages & shorter hours."),
    ("block_quote", None, "We cannot live on this"),
    ("list_item", 1, "Low wages"),
    ("list_item", 1, "Long hours"),
    ("list_item", 2, "In winter"),
    ("heading", 2, "The end"),
    ("paragraph", None, "It ended in June. The owner résigned\nand left the town"),
]
SENTENCE = "The man in the town said that it was so, and nobody believed him. "


def page(body: str) -> bytes:
    return f"<html><head><title>T</title></head><body>{body}</body></html>".encode()


def texts(document: Document) -> list[str]:
    return [document.text[passage.start : passage.end] for passage in document.passages]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_a_page_gives_its_main_content_in_parts(encoding: str) -> None:
    document = read(PAGE.format(charset=encoding).encode(encoding))
    assert [(passage.kind.value, passage.level) for passage in document.passages] == [part[:2] for part in PARTS]
    assert all(text.startswith(part[2]) for text, part in zip(texts(document), PARTS, strict=True))


def test_the_metadata_of_a_page_are_read() -> None:
    document = read(PAGE.format(charset="utf-8").encode())
    assert (document.title, document.byline, document.site) == ("The Long Strike", "Jane Roe", "Example News")
    assert (document.published, document.modified, document.language) == ("2019-05-12", "2019-06-01", "en")
    assert (document.media_type, document.encoding) == ("text/html", "utf-8")


def test_inline_markup_is_kept_as_spans() -> None:
    document = read(PAGE.format(charset="utf-8").encode())
    found = [(mark.kind, document.text[mark.start : mark.end], mark.href) for mark in document.markup]
    assert found == [
        ("bold", "Monday", None),
        ("italic", "The Daily Example", None),
        ("link", "a study of wages", "https://example.org/wages"),
    ]


def test_markup_stands_right_after_characters_that_compose() -> None:
    document = read(page(f"<p>re&#769;re&#769; <i>Mill</i> {SENTENCE * 3}</p>"))
    assert document.text.startswith("T\n\nréré Mill The man")
    assert document.markup == (Markup(8, 12, "italic"),)


def test_each_span_leads_back_to_its_bytes_entities_and_tags_included() -> None:
    raw = PAGE.format(charset="utf-8").encode()
    document = read(raw)

    def source(words: str) -> str:
        at = document.text.index(words)
        first, last = byte_span(document.anchors, document.encoding, document.text, at, at + len(words))
        return raw[first:last].decode()

    assert source("Monday") == "Monday"
    assert source("wrote The Daily") == "wrote <i>The Daily"
    assert source("“the longest in the history") == "&ldquo;the\nlongest in the   history"
    assert source("cafés") == "caf&eacute;s"
    assert source("café") == "caf&eacute;"
    assert source("résigned\nand") == "re&#769;signed<br>and"
    assert source("Causes") == "Causes"
    assert source("& shorter") == "&amp; shorter"


def test_without_main_content_the_whole_page_is_read() -> None:
    document = read(page("<nav><a href='/'>Start here</a></nav><p>The mill closed.</p>"))
    assert "The mill closed." in texts(document)
    assert read(page("The mill closed.<br><br>Then it burned.")).text.endswith("The mill closed.\n\nThen it burned.")


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<script>var mill = 'closed';</script>",
        "<script>never closed <p>The mill</p>",
        "<!-- The mill --> &nbsp;",
        "<style>p{}",
    ],
)
def test_a_page_that_shows_nothing_is_refused(body: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(page(body))
    assert caught.value.reason == "no_text"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<div>" * 10_000 + f"<p>{SENTENCE * 5}</p>", id="deep"),
        pytest.param(f"<p>{SENTENCE * 5}<p>{SENTENCE * 4}<b><i><a href='x'", id="unclosed"),
        pytest.param(f"<p>&#0;&#xD800;&#x110000;&bogus; {SENTENCE * 5}", id="bad characters"),
        pytest.param(f"<p {'a=' * 1000}' {SENTENCE}><p>{SENTENCE * 5}", id="open quotation mark"),
        pytest.param("<ul><li>" * 500 + SENTENCE * 5, id="lists in lists"),
        pytest.param("</p></li></ul></b></blockquote>" * 50 + f"<p>{SENTENCE * 5}</p>", id="closings only"),
        pytest.param(f"<table><tr><td>{SENTENCE * 5}</td></tr></table>", id="table"),
        pytest.param(f"<svg><p>{SENTENCE * 5}", id="unread element never closed"),
    ],
)
def test_broken_markup_keeps_its_sentence(body: str) -> None:
    assert SENTENCE.strip() in read(page(body)).text


@pytest.mark.parametrize(
    "body", ['<a "' * 100_000, "<" * 200_000, "<!--" * 200_000, "&" * 300_000, "<svg>x" * 30_000, "<b>x</b> " * 20_000]
)
def test_hostile_markup_takes_linear_time(body: str) -> None:
    began = time.monotonic()
    try:
        read(page(body))
    except ReadError as error:
        assert error.reason in ("no_text", "no_sentence")
    assert time.monotonic() - began < 30


PIECES = st.sampled_from([SENTENCE, " ", "\r\n", "<a href='x'>", "By Jane Roe"]) | st.sampled_from(
    "<p> </p> <h2> </h2> <ul> <li> </ul> <b> </b> <i> </i> <a> </a> <br> <q> <div > <!-- --> <pre> <td> <title> "
    "<script> </script> "
    '<h1> <blockquote> <figcaption> </figcaption> e&#769; &amp; &nbsp; &NotEqualTilde; " é 漢 e\u0301 x'.split()
)


@given(st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=80))
def test_any_page_gives_sound_passages_markup_and_anchors(body: str) -> None:
    raw = page(body.replace("\0", ""))
    try:
        document = read(raw)
    except ReadError as error:
        assert error.reason in ("no_text", "no_sentence", "binary_file")
        return
    at = 0
    for passage in document.passages:
        assert at <= passage.start < passage.end <= len(document.text)
        words = document.text[passage.start : passage.end]
        assert words == words.strip()
        at = passage.end
    assert all(0 <= mark.start < mark.end <= len(document.text) for mark in document.markup)
    assert list(document.anchors) == sorted(document.anchors, key=lambda anchor: anchor.text_offset)
    _assert_words_are_in_their_bytes(document, raw)


def _assert_words_are_in_their_bytes(document: Document, raw: bytes) -> None:
    """Each ASCII letter of the text stands at its byte, whatever tags and entities are around."""
    for offset, character in enumerate(document.text):
        if character.isascii() and character.isalnum():
            first, last = byte_span(document.anchors, document.encoding, document.text, offset, offset + 1)
            assert raw[first:last].decode() == character


def test_the_same_page_gives_the_same_document(tmp_path: Path) -> None:
    raw = PAGE.format(charset="utf-8").encode()
    assert read(raw) == read(raw)


def test_an_xml_declaration_is_no_text() -> None:
    page = b"<?xml version='1.0'?><html><body><p>The mill closed in 1911.</p></body></html>"
    assert read(page).text == "The mill closed in 1911."
