"""A parse as plain values says what spaCy's document says."""

from functools import cache

import pytest
import spacy.tokens
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from pipelines.extract.language import load_language
from pipelines.extract.parse import Doc, Lexicon, Token, TokenSpan, doc_of

TEXTS = (
    "Dr. Ada Byron of Leeds said: “The mill burned in 1902.” Nobody believed her, though The Times did.",
    "They're gonna sell it -- the (old) school\n\nand 40 hats.",
    "One.",
    "",
)
SAME = (
    "i idx text lower_ lemma_ pos_ tag_ dep_ ent_type_ whitespace_ is_alpha is_digit is_punct is_space is_quote "
    "is_left_punct is_sent_start"
).split()


@cache
def language() -> Language:
    return load_language()


def plain(parsed: spacy.tokens.Doc) -> Doc:
    return doc_of(parsed, Lexicon(language().vocab))


def places(tokens: list[Token] | list[spacy.tokens.Token]) -> list[int]:
    return [token.i for token in tokens]


@pytest.mark.parametrize("text", TEXTS)
def test_each_token_has_the_values_that_spacy_gives_it(text: str) -> None:
    parsed = language()(text)
    for token, same in zip(plain(parsed), parsed, strict=True):
        assert {name: getattr(token, name) for name in SAME} == {name: getattr(same, name) for name in SAME}
        assert (token.morph, len(token), token.head.i) == (str(same.morph) or "_", len(same), same.head.i)
        assert (token.left_edge.i, token.right_edge.i) == (same.left_edge.i, same.right_edge.i)
        assert places(token.children) == places(list(same.children))
        assert places(token.lefts) == places(list(same.lefts)) and places(token.rights) == places(list(same.rights))
        assert (token.sent.start, token.sent.end) == (same.sent.start, same.sent.end)


@pytest.mark.parametrize("text", TEXTS)
def test_a_parse_has_the_text_the_sentences_and_the_names(text: str) -> None:
    parsed = language()(text)
    doc = plain(parsed)
    assert doc.text == text
    assert [(one.start, one.end, one.text) for one in doc.sents] == [(s.start, s.end, s.text) for s in parsed.sents]
    assert [(one.text, one.label_, one.start_char, one.end_char) for one in doc.ents] == [
        (entity.text, entity.label_, entity.start_char, entity.end_char) for entity in parsed.ents
    ]


@given(st.permutations(range(8)), st.lists(st.integers(0, 7), min_size=8, max_size=8))
def test_the_edges_of_a_subtree_are_spacys_where_arcs_cross(order: list[int], picks: list[int]) -> None:
    heads = list(range(8))
    for place, child in enumerate(order[1:], 1):
        heads[child] = order[picks[place] % place]
    parsed = spacy.tokens.Doc(language().vocab, words=list("abcdefgh"), heads=heads, deps=["dep"] * 8)
    found = [(token.left_edge.i, token.right_edge.i) for token in plain(parsed)]
    assert found == [(token.left_edge.i, token.right_edge.i) for token in parsed]


def test_a_run_of_tokens_gives_its_text_its_place_and_its_words() -> None:
    doc = plain(language()("The old mill burned."))
    run = TokenSpan(doc, 1, 3)
    assert (run.text, run.start_char, run.end_char, len(run)) == ("old mill", 4, 12, 2)
    assert [token.text for token in run] == ["old", "mill"] == [run[0].text, run[-1].text]
    assert doc.text_of(3, 3) == "" and doc.text_of(3, 5) == "burned."


def test_tokens_and_parses_are_equal_to_themselves_alone() -> None:
    one, other = (plain(language()("The mill burned.")) for _ in range(2))
    assert one == one[0].doc and one != other and len({one, other}) == 2
    assert one[0] == one[0] and one[0] != other[0]
