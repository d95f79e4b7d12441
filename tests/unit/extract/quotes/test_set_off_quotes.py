"""Quotations without marks: block quotes, lists of quotations, pull quotes, announced paragraphs."""

import pytest
from spacy.language import Language

from pipelines.extract.annotation import annotate
from pipelines.extract.authority import Authority
from pipelines.extract.quotes import find_quotes
from pipelines.readers import read

LIFE = (
    "# Astrid Holm\nAstrid Holm was a Danish engineer. She built bridges and later taught at Aarhus for many years.\n"
)


def test_a_list_in_the_first_person_on_a_page_about_a_person_is_hers(quotes_in) -> None:
    found = quotes_in(
        LIFE + "* A bridge is never finished. It only waits for the next flood.\n"
        "* We never asked for permission; we asked for steel and got wood.\n"
    )
    assert found.rows == [
        ("direct", "A bridge is never finished. It only waits for the next flood."),
        ("direct", "We never asked for permission; we asked for steel and got wood."),
    ]
    assert found.speakers == ["Astrid Holm", "Astrid Holm"]
    assert all(quote.speaker_span is None for quote in found.quotes)


@pytest.mark.parametrize(
    "items",
    [
        "* The Lillebælt bridge, 1935.\n* The Storstrøm bridge, 1937.\n",
        "* She built the first bridge in 1935 at Middelfart.\n* She built the second one in 1937 near Vordingborg.\n",
        "* Holm, A. (1940). Steel and Water. Gyldendal.\n* Holm, A. (1951). Wood. Gyldendal.\n",
    ],
)
def test_plain_lists_are_no_quotations(quotes_in, items: str) -> None:
    assert quotes_in(LIFE + items).rows == []


def test_a_list_under_a_heading_that_says_so_is_quotations(quotes_in) -> None:
    found = quotes_in(
        LIFE + "## Quotations\n* Steel is honest about its weight.\n* Water is never honest with anybody.\n"
    )
    assert [kind for kind, _ in found.rows] == ["direct", "direct"]


def test_a_block_quote_takes_the_speaker_of_the_sentence_before(quotes_in) -> None:
    found = quotes_in("Late in life Astrid Holm wrote:\n> Steel is honest about its weight, and so should we be.\n")
    assert found.rows == [("direct", "Steel is honest about its weight, and so should we be.")]
    assert found.speakers == ["Astrid Holm"]


def test_a_block_quote_may_be_signed(quotes_in) -> None:
    found = quotes_in("The bridge had critics.\n> Steel is honest about its weight. — Astrid Holm, 1940\n")
    assert found.rows == [("direct", "Steel is honest about its weight.")]
    assert found.speakers == ["Astrid Holm"]


def test_a_pull_quote_in_the_first_person_ends_in_its_speakers_name(quotes_in) -> None:
    found = quotes_in("The bridge opened late.\nI walked over it before anyone else had the courage. Astrid Holm\n")
    assert found.rows == [("direct", "I walked over it before anyone else had the courage.")]
    assert found.speakers == ["Astrid Holm"]


def test_an_announced_paragraph_ends_where_the_reporter_speaks_again(quotes_in) -> None:
    found = quotes_in(
        "In a letter to the paper, the council denied the charge:\n"
        "The bridge is safe. It was inspected twice this year. They also said the toll would stay.\n"
    )
    assert ("direct", "The bridge is safe. It was inspected twice this year.") in found.rows
    assert ("indirect", "the toll would stay") in found.rows


def test_html_q_is_words_in_marks(language: Language) -> None:
    page = (
        b"<html><body><h1>The bridge</h1><p>The bridge opened late in the year, and many people came to see it. "
        b"<q>Steel is honest about its weight,</q> said Astrid Holm, who built it.</p></body></html>"
    )
    annotated = annotate(read(page, "text/html"), Authority(), language)
    found = [(quote.kind, annotated.text(quote.span), quote.speaker) for quote in find_quotes(annotated, [])]
    assert found == [("direct", "Steel is honest about its weight,", "Astrid Holm")]


def test_html_q_around_words_in_marks_is_one_row(language: Language) -> None:
    page = (
        "<html><body><h1>The bridge</h1><p>The bridge opened late in the year, and many people came to see it. "
        "<q>“Steel is honest about its weight,”</q> said Astrid Holm, who built it.</p></body></html>"
    ).encode()
    annotated = annotate(read(page, "text/html"), Authority(), language)
    assert [annotated.text(quote.span) for quote in find_quotes(annotated, [])] == ["Steel is honest about its weight,"]
