"""EPUBs to documents."""

import pytest
from made_files import epub, zipped
from seen import marks, rows

from pipelines.errors import ReadError
from pipelines.readers import read

ONE = (
    "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><head><title>x</title></head><body><h1>One</h1>"
    "<p>It &amp; <i>that</i> burned.</p><ul><li>a thing</li></ul></body></html>"
)
TWO = "<html><body><h2>Two</h2><blockquote><p>They ran.</p></blockquote><p><b>By hand</b></p></body></html>"


def test_chapters_come_in_the_order_of_the_spine() -> None:
    document = read(epub({"b.xhtml": TWO, "a.xhtml": ONE}, ["a.xhtml", "b.xhtml"]))
    assert rows(document) == [
        ("heading", 1, "One"),
        ("paragraph", None, "It & that burned."),
        ("list_item", 1, "a thing"),
        ("heading", 2, "Two"),
        ("block_quote", None, "They ran."),
        ("heading", 6, "By hand"),
    ]
    assert marks(document, "italic") == [("italic", "that")]
    assert (document.title, document.byline) == ("The Mill at Orrin", "Ada Roe")
    assert (document.published, document.language) == ("1911-05-02", "en")


LOCK = '<encryption><EncryptedData><EncryptionMethod Algorithm="http://x.example#aes"/></EncryptedData></encryption>'


@pytest.mark.parametrize(
    ("data", "reason", "location"),
    [
        (epub({"a.xhtml": ONE}, []), "broken_file", "OPS/book.opf"),
        (epub({"a.xhtml": ONE}, **{"META-INF/encryption.xml": LOCK}), "encrypted", "META-INF/encryption.xml"),
        (epub({"a.xhtml": "<html><body/></html>"}), "no_text", ""),
        (zipped({"META-INF/container.xml": "<c/>"}), "broken_file", "META-INF/container.xml"),
        (zipped({"mimetype": "application/epub+zip"}, ["mimetype"]), "broken_file", "META-INF/container.xml"),
    ],
)
def test_bad_files_are_refused(data: bytes, reason: str, location: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(data)
    assert (caught.value.reason, caught.value.location) == (reason, location)
