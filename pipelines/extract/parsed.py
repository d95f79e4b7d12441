"""A passage with its parse."""

from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from pipelines.extract.rows import Span
from pipelines.readers.document import Passage


@dataclass(frozen=True, slots=True)
class Parsed:
    """A passage and its parse; `doc.text` is the passage's text, so a token stands at `passage.start + token.idx`."""

    passage: Passage
    doc: Doc

    def at(self, token: Token) -> int:
        """Give the document offset of the token's first code point."""
        return self.passage.start + int(token.idx)

    def end_of(self, token: Token) -> int:
        """Give the document offset behind the token's last code point."""
        return self.at(token) + len(token)

    def span(self, tokens: TokenSpan) -> Span:
        """Give the document span of a run of tokens."""
        return Span(self.passage.start + tokens.start_char, self.passage.start + tokens.end_char)

    def tokens(self, span: Span) -> TokenSpan | None:
        """Give the tokens that touch a document span, edges widened to whole tokens; None outside of the passage."""
        start, end = span.start - self.passage.start, span.end - self.passage.start
        if not 0 <= start < end <= len(self.doc.text):
            return None
        return self.doc.char_span(start, end, alignment_mode="expand")
