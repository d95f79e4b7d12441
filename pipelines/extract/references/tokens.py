"""Walks over a parse that cost the same in a passage of any length.

`Span.root`, `Token.sent` and `Doc.text` of spaCy look at every token of the passage each time they are asked.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from pipelines.extract.parsed import Parsed
from pipelines.extract.rows import Span

_REACH = 60


def tokens_at(part: Parsed, span: Span) -> TokenSpan | None:
    """Give the tokens that touch a document span, edges widened to whole tokens; None outside of the passage."""
    start, end = span.start - part.passage.start, span.end - part.passage.start
    if not 0 <= start < end <= part.passage.end - part.passage.start:
        return None
    order = range(len(part.doc))
    first = bisect_right(order, start, key=lambda index: part.doc[index].idx) - 1
    last = bisect_left(order, end, key=lambda index: part.doc[index].idx)
    return part.doc[max(first, 0) : max(last, first + 1)]


def head_of(tokens: TokenSpan) -> Token:
    """Give the token of a run whose head lies outside of it, or that has none."""
    for token in tokens:
        if token.head.i == token.i or not tokens.start <= token.head.i < tokens.end:
            return token
    return tokens[0]


def before_in_sentence(tokens: TokenSpan) -> Iterator[Token]:
    """Give the tokens of the same sentence before a run, the nearest first, at most 60."""
    token = tokens[0]
    for index in range(tokens.start - 1, max(-1, tokens.start - 1 - _REACH), -1):
        if token.is_sent_start:
            return
        token = tokens.doc[index]
        yield token
