"""Walks over a parse that cost the same in a passage of any length."""

from collections.abc import Iterator

from pipelines.extract.parse import Token, TokenSpan

_REACH = 60


def before_in_sentence(tokens: TokenSpan) -> Iterator[Token]:
    """Give the tokens of the same sentence before a run, the nearest first, at most 60."""
    token = tokens[0]
    for index in range(tokens.start - 1, max(-1, tokens.start - 1 - _REACH), -1):
        if token.is_sent_start:
            return
        token = tokens.doc[index]
        yield token
