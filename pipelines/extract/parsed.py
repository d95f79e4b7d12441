"""A passage with its parse; what is asked for costs the same in a passage of any length, after one walk."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from pipelines.extract.parse import Doc, Token, TokenSpan
from pipelines.extract.rows import Span
from pipelines.readers.document import Passage


@dataclass(frozen=True)
class Parsed:
    """A passage and its parse; `text` is the passage's text, so a token stands at `passage.start + token.idx`."""

    passage: Passage
    doc: Doc

    @cached_property
    def text(self) -> str:
        """The passage's text."""
        return self.doc.text

    @cached_property
    def _starts(self) -> list[int]:
        return [token.idx for token in self.doc]

    @cached_property
    def _sentences(self) -> list[int]:
        """The index of the first token of each sentence."""
        return [token.i for token in self.doc if token.is_sent_start]

    def at(self, token: Token) -> int:
        """Give the document offset of the token's first code point."""
        return self.passage.start + token.idx

    def end_of(self, token: Token) -> int:
        """Give the document offset behind the token's last code point."""
        return self.at(token) + len(token)

    def span(self, tokens: TokenSpan) -> Span:
        """Give the document span of a run of tokens."""
        return Span(self.passage.start + tokens.start_char, self.passage.start + tokens.end_char)

    def tokens(self, span: Span) -> TokenSpan | None:
        """Give the tokens that touch a document span, edges widened to whole tokens; None outside of the passage."""
        start, end = span.start - self.passage.start, span.end - self.passage.start
        if not 0 <= start < end <= self.passage.end - self.passage.start:
            return None
        first = max(bisect_right(self._starts, start) - 1, 0)
        return TokenSpan(self.doc, first, max(bisect_left(self._starts, end), first + 1))

    def sentence(self, token: Token) -> int:
        """Give the number of the token's sentence in the passage, from 0."""
        return bisect_right(self._sentences, token.i) - 1


def head_of(tokens: TokenSpan) -> Token:
    """Give the first token of a run whose head lies outside of it, or that has none."""
    for token in tokens:
        if token.head.i == token.i or not tokens.start <= token.head.i < tokens.end:
            return token
    return tokens[0]
