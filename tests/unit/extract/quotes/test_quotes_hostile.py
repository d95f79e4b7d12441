"""Whatever the text, the rows are sound."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from pipelines.extract.annotation import annotate
from pipelines.extract.authority import Authority
from pipelines.extract.language import load_language
from pipelines.extract.quotes import find_quotes
from pipelines.extract.rows import Quote, Span
from tests.unit.extract.quotes.conftest import document_of

PIECES = (
    *"“ ” \" ' ‘ ’ « » , : . ( ) — \u200b \u200f [1]".split(" "),
    *("he said", "said Ann", "that", "rain fell", "according to", "she", "claims", "called", "it", "I", "We", "“Yes.”"),
    *("\n", "\n* ", "\n> "),
)
WORDS = st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join)


def quotes_of(text: str, language: Language) -> list[Quote]:
    return find_quotes(annotate(document_of(text), Authority(), language), [])


def check(text: str, quotes: list[Quote]) -> None:
    spans = [quote.span for quote in quotes]
    assert len(set(spans)) == len(spans)
    assert spans == sorted(spans, key=lambda span: (span.start, -span.end))
    for quote in quotes:
        words = text[quote.span.start : quote.span.end]
        assert words == words.strip() != ""
        assert 0 <= quote.confidence <= 1
        for span in (quote.speaker_span, quote.cue_span):
            assert span is None or 0 <= span.start < span.end <= len(text)
        if quote.parent is not None:
            assert quote.parent in spans
            assert quote.parent.start <= quote.span.start < quote.span.end <= quote.parent.end


@settings(max_examples=60)
@given(WORDS)
def test_rows_are_sound_on_scrambled_reports(text: str) -> None:
    check(text, quotes_of(text, load_language()))


@settings(max_examples=40)
@given(st.text(max_size=80))
def test_rows_are_sound_on_any_text(text: str) -> None:
    check(text, quotes_of(text, load_language()))


@pytest.mark.parametrize(
    "text",
    ["“" * 400, "”“‘’\"'" * 80, "\u202e”שלום״\u200f said \u200b“\u200bAnn\u200b”", "“”", "' '", '"', "“\u200b”"],
)
def test_only_marks(text: str, language: Language) -> None:
    check(text, quotes_of(text, language))


def test_many_reports_in_one_paragraph_take_linear_time(language: Language) -> None:
    text = "According to Ann, it rained. “Well,” said Ann. " * 200
    annotated = annotate(document_of(text), Authority(), language)
    started = time.perf_counter()
    quotes = find_quotes(annotated, [])
    assert time.perf_counter() - started < 5
    assert len(quotes) >= 200
    assert Span(18, 27) in {quote.span for quote in quotes}


@pytest.mark.parametrize(
    "text",
    [
        "“" * 10_000 + "Well" + "”" * 10_000,
        "“‘" * 5_000 + "he said" + "’”" * 5_000,
        "\u202e" + "«" * 3_000 + " אמר " + "»" * 3_000 + "\u200f",
        "“\u200b said\u200d \u200bAnn that ”" * 500,
        "— Come! said Ann.\n" * 400,
        "Ann: Well?\nBen: Well.\n" * 300,
    ],
)
def test_hostile_pages_give_sound_rows_in_linear_time(text: str, language: Language) -> None:
    annotated = annotate(document_of(text), Authority(), language)
    started = time.process_time()
    check(text, find_quotes(annotated, []))
    assert time.process_time() - started < 10
