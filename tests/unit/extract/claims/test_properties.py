"""What always holds, on any text."""

import re
from time import process_time

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extract.annotation import annotate
from pipelines.extract.claims import find_claims
from pipelines.extract.claims.edges import trim
from pipelines.extract.claims.tense import past_of

from .conftest import PEOPLE, document_of

WORDS = (
    'Ada Quill the mayor that which who said claimed and but because when , . ; : “ ” " ( ) — 1902 in not was '
    "is burned shows portrayed as by building a an of house it they his her to never film ? ! \n [3] -".split(" ")
)
FORM_WORDS = set("a picture shows was were born died lasted from to in by of and".split())


@given(st.lists(st.sampled_from(WORDS), max_size=40))
@settings(max_examples=60)
def test_spans_are_unique_trimmed_and_in_bounds(language, words):
    text = " ".join(words)
    claims = find_claims(annotate(document_of(text), PEOPLE, language), [], [])
    assert len({claim.span for claim in claims}) == len(claims)
    assert [claim.span for claim in claims] == sorted(claim.span for claim in claims)
    for claim in claims:
        inside = text[claim.span.start : claim.span.end]
        assert inside
        assert inside == inside.strip(" \n,.;:!?")
        assert claim.statement.endswith(".")
        assert 0 <= claim.checkworthiness <= 1
        assert 0 <= claim.confidence <= 1


@given(st.text(max_size=60))
@settings(max_examples=60)
def test_no_text_crashes(language, text):
    text = text.replace("\r", " ")
    find_claims(annotate(document_of(text), PEOPLE, language), [], [])


@given(st.text(alphabet='a “”"()[],.;—’', max_size=30), st.data())
def test_trimming_stays_inside(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    trimmed = trim(text, start, end)
    if trimmed is not None:
        assert start <= trimmed[0] < trimmed[1] <= end
        assert any(letter.isalnum() for letter in text[trimmed[0] : trimmed[1]])


def test_statements_say_nothing_that_the_document_does_not(language):
    text = (
        "Quill, a painter from Leeds, met Barlow in 1899, when the school was opened. She left him, taking the house "
        "with her, and would return in 1910. Barlow, who had drunk for years, said that the mine, built by convicts, "
        "was safe."
    )
    claims = find_claims(annotate(document_of(text), PEOPLE, language), [], [])
    known = {word.lower() for word in re.findall(r"\w+", text)} | {"ada", "tom"} | FORM_WORDS
    known |= {past_of(token.lemma_.lower()) for token in language(text)}
    assert len(claims) >= 6
    for claim in claims:
        assert {word.lower() for word in re.findall(r"\w+", claim.statement)} <= known, claim.statement


def test_long_and_odd_input_is_near_linear(language):
    hostile = [
        " ".join(["the man who saw the dog that"] * 700),
        ", ".join(["a big house"] * 1200),
        "THE GENERAL LEFT THE CITY IN 1914. HE WAS NEVER SEEN AGAIN.",
        "O wild wind,\nthou breath of being,\nthou, from whose unseen presence",
        "(" * 800 + ")" * 800,
        "Ada Quill (1870 – 1931) " * 200,
    ]
    for text in hostile:
        find_claims(annotate(document_of(text), PEOPLE, language), [], [])


def test_many_sentences_in_one_passage_stay_quick(language):
    def cost(times):
        text = "The general left the city in 1914, and his wife, a famous painter, stayed because she was ill. " * times
        document = annotate(document_of(text), PEOPLE, language)
        start = process_time()
        find_claims(document, [], [])
        return process_time() - start

    cost(10)
    assert cost(400) < 8 * max(cost(100), 0.05)
