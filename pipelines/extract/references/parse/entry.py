"""What one reference string says: its fields as written, where each stands, and how sure the reading is."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.extract.rows import FieldSpan, Name, Reference, ReferenceKind, Span


@dataclass(frozen=True, slots=True)
class Entry:
    """The fields of one reference string, as written.

    `spans` holds `(field, ordinal, start, end)` for each field and each name, in code points of the string,
    half-open; names count from 0 in each role, other fields have ordinal 0. `identifiers` holds `(kind, value)` for
    all that were found: `isbn` (13 digits), `isbn_invalid` (as written: letters in it, or a wrong check digit), `doi`,
    `url`, `arxiv`, `issn`, `pmid`, `oclc`, `accessed` … `confidences` holds the mean marginal probability of the
    labels of each field in the order of the text, and `confidence` is their mean, less where
    fewer than three kinds of field were found.
    """

    type: str | None = None
    title: str | None = None
    year: str | None = None
    container: str | None = None
    publisher: str | None = None
    place: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    edition: str | None = None
    isbn13: str | None = None
    doi: str | None = None
    url: str | None = None
    names: tuple[Name, ...] = ()
    spans: tuple[tuple[str, int, int, int], ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    confidence: float = 0.5
    confidences: tuple[tuple[str, float], ...] = ()

    def reference(
        self, span: Span, kind: ReferenceKind, type_: str | None = None, start: int | None = None
    ) -> Reference:
        """Give the row for this entry at `span`; the string that was read begins at `start`, else at the span's."""
        start = span.start if start is None else start
        return Reference(
            span, kind, work=self.title, type=type_ or self.type, title=self.title, year=self.year,
            container=self.container, publisher=self.publisher, place=self.place, volume=self.volume, issue=self.issue,
            pages=self.pages, edition=self.edition, isbn13=self.isbn13, doi=self.doi, url=self.url, names=self.names,
            field_spans=tuple(self._field_spans(start, span)), confidence=self.confidence,
        )  # fmt: skip

    def _field_spans(self, offset: int, whole: Span) -> Iterator[FieldSpan]:
        chances = dict(self.confidences)
        for name, ordinal, first, last in self.spans:
            span = Span(max(whole.start, offset + first), min(whole.end, offset + last))
            if span.start < span.end:
                yield FieldSpan(name, ordinal + 1, span, chances.get(name))
