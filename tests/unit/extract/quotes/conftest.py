"""How the tests of this room turn a text into rows."""

from collections.abc import Callable, Sequence

import pytest
from spacy.language import Language

from pipelines.extract.annotation import annotate
from pipelines.extract.authority import Authority
from pipelines.extract.quotes import find_quotes
from pipelines.extract.rows import Quote, Reference, Span
from pipelines.readers.document import Anchor, Document, Passage, PassageKind

KINDS = {
    "# ": PassageKind.TITLE,
    "## ": PassageKind.HEADING,
    "* ": PassageKind.LIST_ITEM,
    "> ": PassageKind.BLOCK_QUOTE,
}


def document_of(text: str) -> Document:
    """One passage a line; "# ", "## ", "* " and "> " mark titles, headings, list items and block quotes."""
    passages, start = [], 0
    for line in text.split("\n"):
        sign = next((sign for sign in KINDS if line.startswith(sign)), "")
        if line[len(sign) :].strip():
            kind = KINDS.get(sign, PassageKind.PARAGRAPH)
            passages.append(Passage(start + len(sign), start + len(line.rstrip()), kind))
        start += len(line) + 1
    return Document(text, tuple(passages), "text/plain", "utf-8", (Anchor(0, 0),))


class Found:
    """The quotes of one text, as the words they stand for."""

    def __init__(self, text: str, quotes: list[Quote]) -> None:
        self.text, self.quotes = text, quotes

    def words(self, span: Span | None) -> str | None:
        return None if span is None else self.text[span.start : span.end]

    @property
    def rows(self) -> list[tuple[str, str]]:
        return [(quote.kind.value, self.text[quote.span.start : quote.span.end]) for quote in self.quotes]

    @property
    def speakers(self) -> list[str | None]:
        return [quote.speaker for quote in self.quotes]


@pytest.fixture
def quotes_in(language: Language) -> Callable[..., Found]:
    def run(text: str, references: Sequence[Reference] = (), authority: Authority | None = None) -> Found:
        annotated = annotate(document_of(text), authority or Authority(), language)
        return Found(text, find_quotes(annotated, references))

    return run
