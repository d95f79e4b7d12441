"""A document with what every extractor needs of it: the parses of its passages and who is named where."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pipelines.extract.authority import Authority
from pipelines.extract.cast import Cast, cast_of
from pipelines.extract.language import MAX_CHARACTERS, Parser, parse
from pipelines.extract.parsed import Parsed
from pipelines.extract.rows import Span
from pipelines.readers.document import Document, Passage, PassageKind
from pipelines.readers.sections import Placed, Section, placed

PIECE_CHARACTERS = 10_000
_LONGEST_ENTRY = 400
RUN_CHARACTERS = 1_000
_RUN = re.compile(rf"\S{{{RUN_CHARACTERS},}}")
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


def unparsed(document: Document) -> Iterator[tuple[Span, str]]:
    """Give the spans that get no parse though their passage should, each with the reason that `rejects` has for it."""
    for passage in document.passages:
        if passage.kind not in PARSED_KINDS:
            continue
        if passage.end - passage.start > MAX_CHARACTERS:
            yield Span(passage.start, passage.end), "passage_too_long"
        else:
            runs = _RUN.finditer(document.text, passage.start, passage.end)
            yield from ((Span(*run.span()), "no_language") for run in runs)


def parsed_passages(document: Document) -> tuple[Passage, ...]:
    """Give the passages that get parsed, those with language in them; a long one comes in pieces.

    An item of a bibliography is no sentence, and is read as a reference by its marks.
    The parser's cost grows faster than the length of a sentence that does not end, so a piece has at most
    `PIECE_CHARACTERS`; a passage longer than `MAX_CHARACTERS` is left out.
    """
    listed = {one.passage for one in placed(document) if one.section is Section.BIBLIOGRAPHY and _is_short_item(one)}
    return tuple(
        piece
        for passage in document.passages
        if passage.kind in PARSED_KINDS and passage.end - passage.start <= MAX_CHARACTERS and passage not in listed
        for piece in pieces(passage, document.text)
    )


def _is_short_item(one: Placed) -> bool:
    """Tell a mere entry of a list from one with a note of some sentences."""
    return one.passage.kind is PassageKind.LIST_ITEM and one.passage.end - one.passage.start <= _LONGEST_ENTRY


def pieces(passage: Passage, text: str) -> Iterator[Passage]:
    """Cut a passage behind the last sentence that fits, else at the last space, else where the piece is full.

    What has no space for `RUN_CHARACTERS` is no language, and the tokenizer's cost grows with its square: it is left
    out.
    """
    start = passage.start
    for run in _RUN.finditer(text, passage.start, passage.end):
        yield from _cut(replace(passage, start=start, end=run.start()), text)
        start = run.end()
    yield from _cut(replace(passage, start=start), text)


def _cut(passage: Passage, text: str) -> Iterator[Passage]:
    start = passage.start
    while start < passage.end:
        full = start + PIECE_CHARACTERS
        cut = passage.end if full >= passage.end else _last_end(text, start, full)
        inner = text[start:cut].strip()
        if inner:
            first = text.index(inner[0], start)
            yield replace(passage, start=first, end=first + len(inner))
        start = cut


def _last_end(text: str, start: int, full: int) -> int:
    ends = [match.end() for match in _SENTENCE_END.finditer(text, start, full)]
    space = text.rfind(" ", start + 1, full)
    return ends[-1] if ends else space if space > start else full


def annotate(document: Document, authority: Authority, language: Parser) -> Annotated:
    """Parse one document and find its cast."""
    return next(iter(annotate_all([document], authority, language)))


def annotate_all(documents: Iterable[Document], authority: Authority, language: Parser) -> list[Annotated]:
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
