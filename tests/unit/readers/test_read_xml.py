"""JATS and TEI to documents, and XML that is refused."""

import pytest
from seen import marks, rows, sources

from pipelines.errors import ReadError
from pipelines.readers import read

ARTICLE = b"""<?xml version="1.0"?>
<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Publishing DTD v1.2 20190208//EN" "JATS.dtd">
<article xml:lang="en"><front><journal-meta><journal-title>J</journal-title></journal-meta><article-meta>
<article-id>1</article-id><title-group><article-title>The <italic>Mill</italic> Riots</article-title></title-group>
<contrib-group><contrib><name><surname>Roe</surname><given-names>Ada</given-names></name></contrib>
<contrib><name><surname>Poe</surname><given-names>Ben</given-names></name></contrib></contrib-group>
<pub-date><day>2</day><month>3</month><year>2011</year></pub-date>
<abstract><p>We say that the mill burned.</p></abstract></article-meta></front>
<body><sec><title>Fire</title><p>The mill&#8217;s owner<fn><p>A note.</p></fn> was &amp; is fine.</p>
<sec><label>1.1</label><title>More</title><p>See: <list><list-item><p>one item</p></list-item></list> and on.</p>
<disp-quote><p>We burned it.</p></disp-quote><fig><caption><p>The mill.</p></caption></fig></sec></sec></body>
<back><ref-list><title>References</title><ref><element-citation><name><surname>Zed</surname>
<given-names>C</given-names></name><year>1954</year><article-title>Mills</article-title><volume>3</volume>
</element-citation></ref><ref><mixed-citation>Zed, C. <italic>Book</italic>. 1960.</mixed-citation></ref></ref-list>
</back></article>"""
LETTERS = b"""<?xml version="1.0" encoding="UTF-8"?><TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>
<titleStmt><title>Letters</title><author>Ada Roe</author></titleStmt><publicationStmt><date when="1999">of 1999</date>
</publicationStmt><sourceDesc><bibl><title>Other</title></bibl></sourceDesc></fileDesc></teiHeader><text><body>
<div><head>First letter</head><p>He wrote <q>come at once</q> in <title>The Mill</title><note>See below.</note> and
left.<lb/>Then <hi rend="italic">rain</hi> fe<lb break="no"/>ll.</p><quote><p>Set apart.</p></quote>
<lg><l>One line,</l><l>two lines</l></lg><fw>12</fw><div><head>Sub</head><list><item>a thing</item></list>
<listBibl><bibl>Roe, A. <title>Book</title>. 1954.</bibl></listBibl></div></div></body></text></TEI>"""


def test_an_article_keeps_its_structure() -> None:
    document = read(ARTICLE)
    assert document.media_type == "application/jats+xml"
    assert (document.title, document.byline) == ("The Mill Riots", "Ada Roe, Ben Poe")
    assert (document.published, document.language) == ("2011-03-02", "en")
    assert rows(document) == [
        ("title", None, "The Mill Riots"),
        ("paragraph", None, "We say that the mill burned."),
        ("heading", 1, "Fire"),
        ("paragraph", None, "The mill’s owner was & is fine."),
        ("list_item", 1, "A note."),
        ("heading", 2, "More"),
        ("paragraph", None, "See:"),
        ("list_item", 1, "one item"),
        ("paragraph", None, "and on."),
        ("block_quote", None, "We burned it."),
        ("caption", None, "The mill."),
        ("heading", 1, "References"),
        ("list_item", 1, "Zed, C, 1954, Mills, 3"),
        ("list_item", 1, "Zed, C. Book. 1960."),
    ]
    assert [text for _, text in marks(document, "reference")] == ["Zed, C, 1954, Mills, 3", "Zed, C. Book. 1960."]
    assert sources(ARTICLE)[3] == b"The mill&#8217;s owner<fn><p>A note.</p></fn> was &amp; is fine."


def test_a_text_in_tei_keeps_its_structure() -> None:
    document = read(LETTERS)
    assert (document.title, document.byline, document.published) == ("Letters", "Ada Roe", "1999")
    assert rows(document) == [
        ("heading", 1, "First letter"),
        ("paragraph", None, "He wrote come at once in The Mill and left. Then rain fell."),
        ("list_item", 1, "See below."),
        ("block_quote", None, "Set apart."),
        ("paragraph", None, "One line,\ntwo lines"),
        ("furniture", None, "12"),
        ("heading", 2, "Sub"),
        ("list_item", 1, "a thing"),
        ("list_item", 1, "Roe, A. Book. 1954."),
    ]
    assert marks(document, "quote", "cite", "italic", "note") == [
        ("quote", "come at once"),
        ("cite", "The Mill"),
        ("italic", "rain"),
        ("note", "See below."),
        ("cite", "Book"),
    ]


BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(10))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (f"<!DOCTYPE TEI [{BOMB}]><TEI><text><p>&a9;</p></text></TEI>", "unsafe_xml"),
        ('<!DOCTYPE TEI [<!ENTITY f SYSTEM "file:///etc/hostname">]><TEI><text><p>&f;</p></text></TEI>', "unsafe_xml"),
        ("<TEI><text><p>It burned.</text></TEI>", "broken_file"),
        ("<TEI><text><p>It bur", "broken_file"),
        ("<TEI>" + "<div>" * 300 + "x" + "</div>" * 300 + "</TEI>", "too_complex"),
        ("<TEI><teiHeader><p>x</p></teiHeader></TEI>", "no_text"),
    ],
)
def test_bad_xml_is_refused(data: str, reason: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(data.encode())
    assert caught.value.reason == reason


def test_an_entity_that_nobody_declared_is_read_as_html_knows_it() -> None:
    data = (
        b'<!DOCTYPE article SYSTEM "x.dtd"><article article-type="a"><body><p>It&rsquo;s a mill.</p></body></article>'
    )
    assert rows(read(data)) == [("paragraph", None, "It’s a mill.")]
