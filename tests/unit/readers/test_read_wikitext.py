"""Wikitext and pages of MediaWiki dumps to documents."""

import time

import pytest
from made_files import dump
from seen import marks, rows, sources, texts

from pipelines.errors import ReadError
from pipelines.readers import read
from pipelines.readers.wikitext import read_wikitext

PAGE = b"""{{Infobox mill|name=Orrin}}
'''Orrin Mill''' was ''burned'' in [[Spring (season)|spring]].<ref name="a">{{cite book |last=Roe |first=Ada |title= The Fire |year=1954 |publisher=Press |location=York}}</ref>
It stood&nbsp;still.<ref name="a"/><!-- unseen -->

{{quote|Nobody came.|Ada Roe}}
== The fire ==
* one {{lang|fr|moulin}}
** deeper [http://a.example here]
<blockquote>They ran
away.</blockquote>
[[File:Mill.jpg|thumb|left|The mill in [[1911]].]]
{| class="x"
|-
| cell || other
|}
As said.{{sfn|Roe|1954|p=3}}
== References ==
{{reflist}}
[[Category:Mills]]
"""  # noqa: E501


def test_structure_is_kept_and_notes_stand_where_the_page_shows_them() -> None:
    document = read(PAGE)
    assert rows(document) == [
        ("paragraph", None, "Orrin Mill was burned in spring. It stood\xa0still."),
        ("block_quote", None, "Nobody came."),
        ("heading", 1, "The fire"),
        ("list_item", 1, "one moulin"),
        ("list_item", 2, "deeper here"),
        ("block_quote", None, "They ran away."),
        ("caption", None, "The mill in 1911."),
        ("paragraph", None, "cell"),
        ("paragraph", None, "other"),
        ("paragraph", None, "As said."),
        ("heading", 1, "References"),
        ("list_item", 1, "Roe, Ada (1954). The Fire. York: Press."),
        ("list_item", 1, "Roe 1954, p. 3"),
    ]
    assert marks(document, "cite", "reference") == [
        ("reference", "Roe, Ada (1954). The Fire. York: Press."),
        ("cite", "The Fire"),
        ("reference", "Roe 1954, p. 3"),
    ]


def test_words_lead_back_to_their_bytes_out_of_a_template_too() -> None:
    found = sources(PAGE)
    assert found[1] == b"Nobody came."
    assert found[4] == b"deeper [http://a.example here"
    assert found[11].startswith(b"Roe |first=Ada")


def test_a_page_of_a_dump_gives_title_and_date_and_leads_back_through_its_entities() -> None:
    page = b"<page>" + dump([("Ada & Co", "'''Ada''' wrote <ref>A < B.</ref> \"it\" was é.")]).partition(b"<page>")[2]
    page = page.partition(b"</page>")[0] + b"</page>"
    document = read(page)
    assert (document.title, document.modified) == ("Ada & Co", "2021-03-04")
    assert texts(document, "paragraph") == ['Ada wrote "it" was é.']
    assert texts(document, "list_item") == ["A < B."]
    assert sources(page, document)[1] == b"A &lt; B."


@pytest.mark.parametrize(
    "bomb",
    [
        "<b>" * 20_000,
        "[[a|{{b|" * 5_000,
        "<ref>" * 20_000,
        "[http://x.example " * 8_000,
        "}}" * 9_000 + "{{a|" * 9_000,
        "{{a|" * 2_000 + "x" + "}}" * 2_000,
    ],
)
def test_a_bomb_is_refused_at_once(bomb: str) -> None:
    start = time.process_time()
    with pytest.raises(ReadError) as caught:
        read_wikitext(f"It burned. {bomb}".encode())
    assert caught.value.reason == "too_complex"
    assert time.process_time() - start < 5


def test_templates_within_templates_are_read_without_being_expanded() -> None:
    nested = "{{a|" * 20 + "x" + "}}" * 20
    assert rows(read_wikitext(f"The mill burned.\n\n{nested}".encode())) == [("paragraph", None, "The mill burned.")]
