"""HTML that marks references for machines: lists of references, citations, COinS and microdata."""

from pipelines.extract.annotation import Annotated
from pipelines.extract.authority import Authority
from pipelines.extract.cast import Cast
from pipelines.extract.references.sections import listed_references
from pipelines.extract.rows import Reference
from pipelines.readers import read
from pipelines.readers.detect import HTML

PAGE = """<html lang="en"><head><title>Salt harbour</title></head><body><h1>Salt harbour</h1>
<p>The salt harbour is an old port in the north of the country, where the ships of many towns came to take salt on
board in the spring and in the autumn, and where the fishermen had long asked for a mole and for a lighthouse.</p>
<p>In the winter of 1837 the bay froze and nobody could leave, until the harbour was widened in 1902.</p>%s
</body></html>"""
COINS = (
    "ctx_ver=Z39.88-2004&amp;rft.genre=book&amp;rft.btitle=Salt+and+Silver&amp;rft.place=London&amp;rft.pub=Quarry"
    "+Press&amp;rft.date=1931&amp;rft.isbn=0-306-40615-2&amp;rft.aulast=Roe&amp;rft.aufirst=Ada"
)


def listed(html: str) -> list[tuple[str, Reference]]:
    document = read((PAGE % html).encode(), HTML)
    annotated = Annotated(document, (), Cast(()), Authority())
    return [(annotated.text(reference.span), reference) for reference in listed_references(annotated)]


def test_a_list_of_references_is_kept_and_its_entries_are_found_without_a_heading() -> None:
    found = listed(
        '<ol class="references"><li id="n1"><span>^ <a href="#a">a</a> <a href="#b">b</a></span> '
        "<span>Roe 1931, p. 4; Lund 1944, p. 9.</span></li><li>^ So the villagers told it.</li></ol>"
    )
    assert [text for text, _ in found] == ["Roe 1931, p. 4", "Lund 1944, p. 9."]


def test_coins_tell_the_fields_where_the_words_have_them() -> None:
    ((text, reference),) = listed(
        '<ol class="references"><li>^ <cite class="citation book">Roe, Ada: Salt and Silver, Quarry Press 1931.</cite>'
        f'<span class="Z3988" title="{COINS}"></span></li></ol>'
    )
    assert text == "Roe, Ada: Salt and Silver, Quarry Press 1931."
    assert (reference.title, reference.publisher, reference.year) == ("Salt and Silver", "Quarry Press", "1931")
    assert (reference.type, reference.isbn13, reference.place) == ("book", "9780306406157", None)
    assert [(name.literal, name.family, name.given) for name in reference.names] == [("Roe, Ada", "Roe", "Ada")]


def test_a_citation_within_a_paragraph_is_an_entry() -> None:
    ((text, reference),) = listed(
        '<p>The best account is <cite class="citation book">Ada Roe. Salt and Silver. Quarry Press, 1931</cite>, which '
        "has gone through many printings since then and is read in every school of the town.</p>"
    )
    assert (text, reference.year) == ("Ada Roe. Salt and Silver. Quarry Press, 1931", "1931")


def test_microdata_in_a_list_tell_title_and_author() -> None:
    ((_, reference),) = listed(
        '<h2>Further reading</h2><ul><li itemscope itemtype="https://schema.org/Book"><span itemprop="name">The Winter '
        'Nets</span> of <span itemprop="author">Per Lund</span>, <span itemprop="datePublished">1944</span></li></ul>'
    )
    assert (reference.title, reference.year) == ("The Winter Nets", "1944")
    assert [(name.literal, name.family) for name in reference.names] == [("Per Lund", "Lund")]


def test_a_reading_list_at_the_end_of_a_short_page_is_kept_and_a_list_of_links_is_not() -> None:
    items = "<li>Roe, Ada (1931). Salt and Silver. Quarry Press.</li><li>Lund, Per (1944). Nets. Fjord.</li>"
    links = "<h2>Publications</h2><ul><li>Our shop</li><li>Our team</li></ul>"
    found = listed(f"<h2>Further reading</h2><ul>{items}</ul>{links}")
    assert [text[:8] for text, _ in found] == ["Roe, Ada", "Lund, Pe"]


def test_broken_marks_do_no_harm() -> None:
    found = listed(
        '<ol class="references"><li><cite class="citation">Roe 1931, p. 4.<span class="Z3988" title="rft.au=%zz&&;=">'
        "</li><li></cite></span>Lund 1944, p. 9.</ol></cite>"
    )
    assert [text for text, _ in found][-1:] == ["Lund 1944, p. 9."]
