"""Word files to documents."""

import pytest
from made_files import STYLES, W, docx, paragraph, run, zipped
from seen import marks, rows

from pipelines.errors import ReadError
from pipelines.readers import read

NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
NOTES = (
    f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>---</w:t></w:r></w:p></w:footnote>'
    f'<w:footnote w:id="2">{paragraph(run("See the ") + run("Fire", "i"))}</w:footnote></w:footnotes>'
)
BODY = (
    paragraph(run("The Mill"), "Ttl")
    + paragraph(run("Origins"), "H1")
    + paragraph(run("Ada wrote ") + run("nothing", "i") + NOTE + run(" of\u00a0it, <she> said."))
    + paragraph(run("Later"), "Mine")
    + paragraph(run("an item"), "", 1)
    + paragraph(run("They burned it."), "Q")
    + paragraph(run("The mill in 1911."), "C")
    + paragraph(run("A heading by hand", "b"))
    + f"<w:tbl><w:tr><w:tc>{paragraph(run('cell'))}</w:tc></w:tr></w:tbl>"
    + paragraph("<w:ins>" + run("put in ") + "</w:ins><w:del>" + run("taken out") + "</w:del>" + run("last."))
)


def test_structure_is_kept() -> None:
    document = read(docx(BODY, footnotes=NOTES))
    assert rows(document) == [
        ("title", None, "The Mill"),
        ("heading", 1, "Origins"),
        ("paragraph", None, "Ada wrote nothing of\u00a0it, <she> said."),
        ("list_item", 1, "See the Fire"),
        ("heading", 2, "Later"),
        ("list_item", 2, "an item"),
        ("block_quote", None, "They burned it."),
        ("caption", None, "The mill in 1911."),
        ("heading", 6, "A heading by hand"),
        ("paragraph", None, "cell"),
        ("paragraph", None, "put in last."),
    ]
    assert marks(document, "italic", "note") == [
        ("italic", "nothing"),
        ("note", "See the Fire"),
        ("italic", "Fire"),
    ]


def test_the_text_comes_from_all_of_the_files_bytes() -> None:
    data = docx(BODY)
    document = read(data)
    assert document.encoding == "binary"
    assert [(a.text_offset, a.raw_offset) for a in document.anchors] == [(0, 0), (len(document.text), len(data))]


def test_links_and_properties_are_read() -> None:
    link = '<w:hyperlink r:id="rId1">' + run("here") + "</w:hyperlink>"
    core = "<c><title>A title</title><creator>Ada Roe</creator><created>2001-02-03T00:00:00Z</created></c>"
    rels = '<R><Relationship Id="rId1" Target="http://a.example" TargetMode="External"/></R>'
    body = f'<w:document {W} xmlns:r="r"><w:body>{paragraph(run("It is ") + link)}</w:body></w:document>'
    files = {"word/document.xml": body, "word/_rels/document.xml.rels": rels, "docProps/core.xml": core}
    document = read(zipped(files))
    assert (document.title, document.byline, document.published) == ("A title", "Ada Roe", "2001-02-03")
    assert [(m.kind, m.href) for m in document.markup] == [("link", "http://a.example")]


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"word/document.xml": "<w:document"}, "broken_file"),
        ({"word/document.xml": f"<w:document {W}><w:body/></w:document>"}, "no_text"),
        ({"word/document.xml": '<!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>'}, "unsafe_xml"),
        ({"word/document.xml": b"<d>" + b" " * 70_000_000 + b"</d>"}, "compression_bomb"),
        ({"word/document.xml": "<d/>", "word/styles.xml": STYLES[:-9]}, "broken_file"),
    ],
)
def test_bad_files_are_refused(files: dict[str, bytes | str], reason: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(zipped(files))
    assert caught.value.reason == reason
    assert caught.value.location or reason == "no_text"


def test_a_file_cut_in_two_is_refused() -> None:
    data = docx(BODY)
    with pytest.raises(ReadError):
        read(data[: len(data) // 2])
