"""The attribute ruler that remembers gives what spaCy's own gives."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plain_language import plain
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from pipelines.extract.ruler import SET, RememberingRuler, remembers

WORDS = (
    "there is are was 's 're gon na got ta let us 's c'm on y'all y' all ai n't do not who that which Leeds mill the a "
    "burned burning has been to be than as by of , . ? “ ” 1902 \n \n\n"
).split(" ")
TAGS = ("NN", "NNP", "VBZ", "VBP", "VBD", "VBN", "IN", "TO", "EX", "PRP", "WDT", "RB", ".", ",", "_SP")
RELATIONS = ("expl", "aux", "auxpass", "ROOT", "nsubj", "poss", "dep")


def ruler() -> AttributeRuler:
    found = plain().get_pipe("attribute_ruler")
    assert isinstance(found, AttributeRuler)
    return found


def values(doc: Doc) -> list[list[int]]:
    found: list[list[int]] = doc.to_array(list(SET)).tolist()
    return found


def tagged(text: str) -> Doc:
    with plain().select_pipes(enable=["tok2vec", "tagger", "parser"]):
        return plain()(text)


TEXTS = (
    "There is a mill in Leeds, and there's another. It has been burning.",
    "They're gonna sell it. I gotta go; let's see. C'mon, y'all. Ain't it hers?",
    "Who burned it?\n\nNobody  was there.\nThere were doubts.",
    "",
)


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_gets_the_same_attributes_the_first_time_and_the_second(text: str) -> None:
    remembering = RememberingRuler(ruler())
    expected = ruler()(tagged(text))
    for _ in range(2):
        found = remembering(tagged(text))
        assert values(found) == values(expected) and found.to_bytes() == expected.to_bytes()


@settings(max_examples=60)
@given(
    st.lists(
        st.lists(
            st.tuples(st.sampled_from(WORDS), st.sampled_from(TAGS), st.sampled_from(RELATIONS)), min_size=1, max_size=6
        ),
        max_size=12,
    )
)
def test_what_was_seen_in_one_text_is_right_in_another(texts: list[list[tuple[str, str, str]]]) -> None:
    remembering = RememberingRuler(ruler())
    for text in [*texts, *texts]:
        words, tags, relations = (list(column) for column in zip(*text, strict=True))
        one, other = (
            Doc(plain().vocab, words=words, tags=tags, deps=relations, heads=[0] * len(words)) for _ in range(2)
        )
        assert values(remembering(one)) == values(ruler()(other))


def made(words: str, relation: str = "dep") -> Doc:
    """Give words of which the first has `relation`."""
    found = words.split()
    relations = [relation, *["dep"] * (len(found) - 1)]
    return Doc(plain().vocab, words=found, tags=["NN"] * len(found), deps=relations, heads=[0] * len(found))


@pytest.mark.parametrize("words", ["gon na", "got ta", "let 's", "there is"])
def test_two_words_seen_apart_are_right_together(words: str) -> None:
    one, other = words.split()
    relation = "expl" if one == "there" else "dep"
    remembering = RememberingRuler(ruler())
    for seen in (made(f"{one} mill", relation), made(f"mill {other}"), made(f"{other} {one}")):
        remembering(seen)
    together = values(remembering(made(words, relation)))
    apart = [values(ruler()(made(f"{one} mill", relation)))[0], values(ruler()(made(f"mill {other}")))[1]]
    assert together == values(ruler()(made(words, relation))) != apart


def test_patterns_that_look_further_are_not_remembered() -> None:
    other = AttributeRuler(plain().vocab)
    other.add([[{"LOWER": "as"}, {"LOWER": "well"}, {"LOWER": "as"}]], {"POS": "CCONJ"})
    assert not remembers(other)
    other = AttributeRuler(plain().vocab)
    other.add([[{"SHAPE": "Xxxx"}]], {"POS": "PROPN"})
    assert not remembers(other)
    assert remembers(ruler())
