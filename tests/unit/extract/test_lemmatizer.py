"""The lemmatizer that remembers gives what spaCy's own gives."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plain_language import plain
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.tokens import Doc

from pipelines.extract.lemmatizer import RememberingLemmatizer, remembers_lemmas

WORDS = "mills Mills left leaves better best was 's n't Leeds men lying lay data \n 1902 “ it HE".split(" ")
PARTS = ("NOUN", "PROPN", "VERB", "AUX", "ADJ", "ADV", "PRON", "PUNCT", "SPACE", "NUM")
FORMS = ("", "Number=Sing", "Number=Plur", "VerbForm=Inf", "Tense=Past|VerbForm=Fin", "Degree=Pos", "Degree=Cmp")


def lemmatizer() -> EnglishLemmatizer:
    found = plain().get_pipe("lemmatizer")
    assert isinstance(found, EnglishLemmatizer) and remembers_lemmas(found)
    return found


def test_a_text_gets_the_same_lemmas_the_first_time_and_the_second() -> None:
    remembering = RememberingLemmatizer(lemmatizer())
    text = "The mills were better left to the men’s leaves.\n\nThey've lain there; Mills lies."
    for _ in range(2):
        with plain().select_pipes(disable=["lemmatizer"]):
            expected, found = plain()(text), plain()(text)
        assert remembering(found).to_bytes() == lemmatizer()(expected).to_bytes()


@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(PARTS), st.sampled_from(FORMS), st.booleans())),
        min_size=1,
        max_size=6,
    )
)
@settings(max_examples=60, deadline=None)
def test_any_words_get_the_same_lemmas(texts: list[list[tuple[str, str, str, bool]]]) -> None:
    remembering = RememberingLemmatizer(lemmatizer())
    for words in [*texts, *texts]:
        expected, found = (doc_of(words) for _ in range(2))
        assert [word.lemma_ for word in remembering(found)] == [word.lemma_ for word in lemmatizer()(expected)]


def doc_of(words: list[tuple[str, str, str, bool]]) -> Doc:
    texts, parts, forms, told = (list(column) for column in zip(*words, strict=True)) if words else ([], [], [], [])
    doc = Doc(plain().vocab, words=texts, pos=parts, morphs=forms)
    for word, already in zip(doc, told, strict=True):
        if already:
            word.lemma_ = "told"
    return doc


def test_a_word_s_lemma_hangs_on_its_part_of_speech_and_its_form_and_what_it_was_told() -> None:
    seen = [
        ("mills", "NOUN", "Number=Plur", False), ("mills", "NOUN", "Number=Sing", False),
        ("mills", "PROPN", "Number=Plur", False), ("mills", "NOUN", "Number=Plur", True),
        ("Mills", "PROPN", "Number=Plur", False),
    ]  # fmt: skip
    remembering = RememberingLemmatizer(lemmatizer())
    for _ in range(2):
        assert [remembering(doc_of([word]))[0].lemma_ for word in seen] == ["mill", "mills", "mills", "told", "Mills"]


@pytest.mark.parametrize("mode", ["lookup", "rule"])
def test_only_the_rules_are_remembered(mode: str) -> None:
    assert remembers_lemmas(EnglishLemmatizer(plain().vocab, None, mode=mode)) == (mode == "rule")
    assert not remembers_lemmas(lambda doc: doc)
