"""spaCy's greedy parser and entity recogniser, stepped with the interpreter's lock held.

Their own loop gives the lock away, and the compiled code takes it back for each look into a state: hundreds of times a
word, which was two thirds of a parse. The arithmetic, the moves and so the parses are spaCy's.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from spacy.pipeline.transition_parser import Parser
from spacy.tokens import Doc


class GreedyParser:
    """Sets on documents what `parser` does; it must be `greedy` and get documents without what it sets."""

    def __init__(self, parser: Parser) -> None:
        self._parser = parser

    def __call__(self, doc: Doc) -> Doc:
        """Parse one document, in place, and give it."""
        self._parse([doc])
        return doc

    def pipe(self, docs: Iterable[Doc], batch_size: int) -> Iterator[Doc]:
        """Parse documents `batch_size` at a time, in place, and give them in order."""
        rest = iter(docs)
        while batch := list(islice(rest, batch_size)):
            self._parse(batch)
            yield from batch

    def _parse(self, docs: list[Doc]) -> None:
        states = self._parser.moves.init_batch(docs)
        steps = self._parser.model.predict(docs)
        unfinished = [state for state in states if not state.is_final()]
        while unfinished:
            unfinished = self._parser.transition_states(unfinished, steps.predict(unfinished))
        self._parser.set_annotations(docs, states)


def is_greedy(parser: Parser) -> bool:
    """Tell whether `parser` takes the best move at each step, rather than keep a beam of several."""
    return bool(parser.cfg["beam_width"] == 1)
