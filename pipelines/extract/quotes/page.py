"""What the steps of this room share about one document: tokens by offset, references by offset, the main work."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pipelines.extract.annotation import Annotated
from pipelines.extract.authority import name_key
from pipelines.extract.parse import Token
from pipelines.extract.parsed import Parsed
from pipelines.extract.quotes.models import QuoteModels, packaged_models
from pipelines.extract.quotes.people import People, people_of
from pipelines.extract.references.works import main_work
from pipelines.extract.rows import Reference, ReferenceKind, Span

_LONGEST_SENTENCE, _LONGEST_QUESTION = 400, 120
_WORKS = frozenset({ReferenceKind.WORK_MENTION, ReferenceKind.SCRIPTURE, ReferenceKind.BIBLIOGRAPHIC})


@dataclass(frozen=True)
class Page:
    """One document as this room sees it."""

    annotated: Annotated
    references: tuple[Reference, ...]
    given_models: QuoteModels | None = None

    @property
    def models(self) -> QuoteModels:
        """What decides: the models that were given, else those of the package."""
        return self.given_models or packaged_models()

    @cached_property
    def people(self) -> People:
        """Whom the page's pronouns stand for by grammar alone."""
        return people_of(self.annotated)

    @property
    def text(self) -> str:
        """The document's text."""
        return self.annotated.document.text

    @cached_property
    def _starts(self) -> list[int]:
        return [part.passage.start for part in self.annotated.parsed]

    @cached_property
    def _offsets(self) -> list[list[int]]:
        return [[part.at(token) for token in part.doc] for part in self.annotated.parsed]

    @cached_property
    def _words(self) -> tuple[list[int], list[int]]:
        found = [match.span() for match in re.finditer(r"\w+", self.text)]
        return [start for start, _ in found], [end for _, end in found]

    def has_words(self, span: Span) -> bool:
        """Tell a span with a letter or digit in it."""
        starts, ends = self._words
        position = bisect_right(ends, span.start)
        return position < len(starts) and starts[position] < span.end

    @cached_property
    def _sentences(self) -> list[list[int]]:
        return [[sentence.start for sentence in part.doc.sents] for part in self.annotated.parsed]

    def sentence(self, part: Parsed, token: Token) -> tuple[int, int]:
        """Give the range of token indexes of the token's sentence."""
        starts = self._sentences[self.index_of(part)]
        position = bisect_right(starts, token.i)
        return starts[position - 1], starts[position] if position < len(starts) else len(part.doc)

    def readable(self, part: Parsed, token: Token) -> bool:
        """Tell a sentence that can be one; walking the parse of an endless one takes quadratic time."""
        first, last = self.sentence(part, token)
        return last - first <= _LONGEST_SENTENCE

    @cached_property
    def asks(self) -> bool:
        """Tell a page of questions and answers: three short passages or more end in a question mark."""
        questions = (
            part for part in self.annotated.parsed if len(part.doc) < _LONGEST_QUESTION and part.text.endswith("?")
        )
        return sum(1 for _ in questions) > 2

    def index_of(self, part: Parsed) -> int:
        """Give the place of a parsed passage among all."""
        return bisect_right(self._starts, part.passage.start) - 1

    def tokens(self, span: Span) -> tuple[Parsed, int, int] | None:
        """Give the passage and the range of the tokens that begin in `span`, cut off at the passage's end."""
        index = bisect_right(self._starts, span.start) - 1
        if index < 0 or span.start >= self.annotated.parsed[index].passage.end:
            return None
        offsets = self._offsets[index]
        return self.annotated.parsed[index], bisect_left(offsets, span.start), bisect_left(offsets, span.end)

    def references_in(self, span: Span) -> list[Reference]:
        """Give the references that begin in `span`."""
        first = bisect_left(self.references, span.start, key=lambda reference: reference.span.start)
        last = bisect_left(self.references, span.end, key=lambda reference: reference.span.start)
        return list(self.references[first:last])

    def reference_over(self, span: Span) -> Reference | None:
        """Give the reference that shares at least half of the longer one with `span`."""
        near = self.references_in(Span(span.start - 3, span.end))
        return next((r for r in near if 2 * _shared(r.span, span) >= max(_length(r.span), _length(span))), None)

    @cached_property
    def main_work(self) -> Reference | None:
        """The work that the document is about: the one its first lines name, if no person is its subject."""
        best = main_work(self.annotated, self.references)
        return best if self.annotated.cast.subject is None else None

    def work_named(self, name: str) -> Reference | None:
        """Give the reference whose title or work is `name`."""
        key = name_key(name)
        named = (r for r in self.references if r.kind in _WORKS)
        return next((r for r in named if key in (name_key(r.title or ""), name_key(r.work or ""))), None)


def page_of(annotated: Annotated, references: Sequence[Reference], models: QuoteModels | None = None) -> Page:
    """Give the page of a document with its references in order."""
    return Page(annotated, tuple(sorted(references, key=lambda reference: reference.span)), models)


def finite(token: Token) -> bool:
    """Tell a finite verb or modal."""
    return token.tag_ in ("VBD", "VBZ", "VBP", "MD")


def _length(span: Span) -> int:
    return span.end - span.start


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))
