"""The parser that holds the interpreter's lock gives what spaCy's own gives."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plain_language import plain
from spacy.language import Language
from spacy.pipeline.transition_parser import Parser
from spacy.tokens import Doc

from pipelines.extract.greedy import GreedyParser, is_greedy
from pipelines.extract.language import load_language

WORDS = (
    "Ada Byron Leeds Dr. Nkrumah the mill burned in 1902 on 3 May when 40 men who struck said that it was not hers , . "
    "? “ ” ( ) and of The Times ' s \n \n\n"
).split(" ")
TEXTS = (
    "Dr. Ada Byron of Leeds said in 1902 that the mill had burned. Nobody believed her; The Times did.",
    "",
    "One.",
    "\n\n",
    "He paid Kwame Nkrumah 40 pounds on 3 May, and left for Accra with two of the men who had struck.",
)


def transition_parser(name: str) -> Parser:
    found = plain().get_pipe(name)
    assert isinstance(found, Parser)
    return found


@pytest.mark.parametrize("name", ["parser", "ner"])
@pytest.mark.parametrize("text", TEXTS)
def test_a_document_gets_the_same_tree_and_entities(text: str, name: str) -> None:
    parser, pipes = transition_parser(name), ["tok2vec", name]
    with plain().select_pipes(enable=pipes):
        expected = plain()(text)
    with plain().select_pipes(enable=pipes[:1]):
        found = GreedyParser(parser)(plain()(text))
    assert found.to_bytes() == expected.to_bytes()


@settings(deadline=None, max_examples=25)
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join), max_size=6), st.integers(1, 4))
def test_texts_get_the_same_parses_in_batches_of_any_size(texts: list[str], size: int) -> None:
    found = list(load_language().pipe(texts, batch_size=size))
    assert [doc.to_bytes() for doc in found] == [doc.to_bytes() for doc in plain().pipe(texts)]


def test_the_pipeline_steps_parser_and_recogniser_itself() -> None:
    quick = [name for name, component in load_language().pipeline if isinstance(component, GreedyParser)]
    assert quick == ["parser", "ner"]


def test_a_parser_that_keeps_a_beam_is_left_as_it_is() -> None:
    beam = Language().add_pipe("beam_parser")
    assert isinstance(beam, Parser) and not is_greedy(beam)
    assert is_greedy(transition_parser("ner"))


def test_documents_come_back_in_their_order() -> None:
    docs = [Doc(plain().vocab, words=[word]) for word in "to be or not".split()]
    with plain().select_pipes(enable=["tok2vec"]):
        embedded = list(plain().pipe(docs))
    assert list(GreedyParser(transition_parser("ner")).pipe(embedded, 3)) == docs
