"""A short way from invented sentences to claims."""

from collections.abc import Callable

import pytest
from spacy.language import Language

from pipelines.extract.annotation import Annotated, annotate
from pipelines.extract.authority import Authority, Entry
from pipelines.extract.claims import find_claims
from pipelines.extract.rows import Claim, Quote, QuoteKind, Reference, ReferenceKind, Span
from pipelines.readers.document import Anchor, Document, Passage, PassageKind

PEOPLE = Authority(
    (
        Entry("ada-quill", "person", "Ada Quill", ("Quill",), ("the Duchess",), "f"),
        Entry("tom-barlow", "person", "Tom Barlow", ("Barlow",), (), "m"),
        Entry("the-long-tide", "work", "The Long Tide (film)", work_type="motion_picture"),
    )
)
Find = Callable[..., list[Claim]]


def document_of(*passages: str, kind: PassageKind = PassageKind.PARAGRAPH, published: str | None = None) -> Document:
    text = "\n".join(passages)
    places, start = [], 0
    for passage in passages:
        if passage:
            places.append(Passage(start, start + len(passage), kind))
        start += len(passage) + 1
    return Document(text, tuple(places), "text/plain", "utf-8", (Anchor(0, 0),), published=published)


def references_to(text: str, *titles: tuple[str, str]) -> list[Reference]:
    """Each (title in the text, canonical work) at every place where it stands."""
    found = []
    for title, work in titles:
        start = text.find(title)
        while start >= 0:
            found.append(Reference(Span(start, start + len(title)), ReferenceKind.WORK_MENTION, work, title=title))
            start = text.find(title, start + 1)
    return sorted(found, key=lambda reference: reference.span)


def quote_of(text: str, words: str, speaker: str | None, kind: QuoteKind = QuoteKind.DIRECT) -> Quote:
    start = text.index(words)
    return Quote(Span(start, start + len(words)), kind, speaker=speaker)


@pytest.fixture(scope="session")
def annotated(language: Language) -> Callable[..., Annotated]:
    def give(*passages: str, kind: PassageKind = PassageKind.PARAGRAPH, published: str | None = None) -> Annotated:
        return annotate(document_of(*passages, kind=kind, published=published), PEOPLE, language)

    return give


@pytest.fixture(scope="session")
def find(annotated: Callable[..., Annotated]) -> Find:
    def give(
        *passages: str,
        works: tuple[tuple[str, str], ...] = (),
        quotes: tuple[tuple[str, str | None], ...] = (),
        kind: PassageKind = PassageKind.PARAGRAPH,
        published: str | None = None,
    ) -> list[Claim]:
        document = annotated(*passages, kind=kind, published=published)
        text = document.document.text
        return find_claims(document, references_to(text, *works), [quote_of(text, *quote) for quote in quotes])

    return give
