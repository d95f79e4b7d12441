"""A document with what every extractor needs of it: the parses of its passages and who is named where."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from spacy.language import Language

from pipelines.extract.authority import Authority
from pipelines.extract.cast import Cast, cast_of
from pipelines.extract.language import MAX_CHARACTERS, parse
from pipelines.extract.parsed import Parsed
from pipelines.extract.rows import Span
from pipelines.readers.document import Document, Passage, PassageKind

PIECE_CHARACTERS = 10_000
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+")
PARSED_KINDS = frozenset(PassageKind) - {PassageKind.FURNITURE, PassageKind.DATELINE}


@dataclass(frozen=True, slots=True)
class Annotated:
    """A read document, the parses of its passages in order (without furniture and datelines), and its cast of names."""

    document: Document
    parsed: tuple[Parsed, ...]
    cast: Cast
    authority: Authority

    def text(self, span: Span) -> str:
        """Give the document's text at `span`."""
        return self.document.text[span.start : span.end]


def parsed_passages(document: Document) -> tuple[Passage, ...]:
    """Give the passages that get parsed, those with language in them; a long one comes in pieces.

    The parser's cost grows faster than the length of a sentence that does not end, so a piece has at most
    `PIECE_CHARACTERS`; a passage longer than `MAX_CHARACTERS` is left out.
    """
    return tuple(
        piece
        for passage in document.passages
        if passage.kind in PARSED_KINDS and passage.end - passage.start <= MAX_CHARACTERS
        for piece in pieces(passage, document.text)
    )


def pieces(passage: Passage, text: str) -> Iterator[Passage]:
    """Cut a passage behind the last sentence that fits, else at the last space, else where the piece is full."""
    start = passage.start
    while passage.end - start > PIECE_CHARACTERS:
        full = start + PIECE_CHARACTERS
        ends = [match.end() for match in _SENTENCE_END.finditer(text, start, full)]
        cut = ends[-1] if ends else text.rfind(" ", start + 1, full)
        cut = cut if cut > start else full
        if text[start:cut].strip():
            yield replace(passage, start=start, end=start + len(text[start:cut].rstrip()))
        start = cut + len(text[cut : passage.end]) - len(text[cut : passage.end].lstrip())
    if start < passage.end:
        yield replace(passage, start=start)


def annotate(document: Document, authority: Authority, language: Language) -> Annotated:
    """Parse one document and find its cast."""
    return next(iter(annotate_all([document], authority, language)))


def annotate_all(documents: Iterable[Document], authority: Authority, language: Language) -> list[Annotated]:
    """Parse documents in one batch; the results stand in the order of `documents`."""
    documents = list(documents)
    chosen = [parsed_passages(document) for document in documents]
    texts = (
        document.text[passage.start : passage.end]
        for document, passages in zip(documents, chosen, strict=True)
        for passage in passages
    )
    parses = parse(texts, language)
    annotated = []
    for document, passages in zip(documents, chosen, strict=True):
        parsed = tuple(Parsed(passage, next(parses)) for passage in passages)
        annotated.append(Annotated(document, parsed, cast_of(document, parsed, authority), authority))
    return annotated
