"""What the extractors give, before ids: spans are code points of the document's text, half-open."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """`[start, end)` in code points of the document's text."""

    start: int
    end: int


class QuoteKind(StrEnum):
    """How words are given as somebody's."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"
    SCARE = "scare"
    MENTION = "mention"


class ReferenceKind(StrEnum):
    """How a document points to a work."""

    BIBLIOGRAPHIC = "bibliographic"
    WORK_MENTION = "work_mention"
    SCRIPTURE = "scripture"
    CROSS_REFERENCE = "cross_reference"
    REPUBLICATION = "republication"
    LINK = "link"


class Stance(StrEnum):
    """How far the author commits to a claim."""

    ASSERTS = "asserts"
    DENIES = "denies"
    REPORTS = "reports"
    QUESTIONS = "questions"


@dataclass(frozen=True, slots=True)
class Name:
    """A creator as written (`literal`), split where it can be; `role` is `author`, `editor` or `translator`."""

    role: str
    literal: str
    family: str | None = None
    given: str | None = None


@dataclass(frozen=True, slots=True)
class FieldSpan:
    """Where a field of a reference stands: the `ordinal`-th of its kind, from 1.

    `confidence` is in [0, 1] where a model read the field, else None.
    """

    field: str
    ordinal: int
    span: Span
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """One place that points to a work.

    `work` is the canonical title of the work in this document: equal for all references to the same work, with a
    bracketed medium where the bare title is also the name of somebody or something else ("Trotsky (TV series)").
    `type` is a CSL type. `isbn13` has 13 digits and a valid check digit; an invalid one stays in the text only.
    `verse` is the place in scripture with the book's English title ("Proverbs 3:5"), as named or told by the words
    that are quoted from it.
    """

    span: Span
    kind: ReferenceKind
    work: str | None = None
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
    field_spans: tuple[FieldSpan, ...] = ()
    confidence: float = 0.5
    verse: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """One stretch of words given as somebody's; `span` is inside the outer marks.

    `speaker` is the canonical name, `speaker_span` the nearest expression that stands for it; `parent` is the span of
    the quote that encloses this one; the parts of an interrupted quotation share `utterance`, the first part's start.
    """

    span: Span
    kind: QuoteKind
    parent: Span | None = None
    utterance: int | None = None
    speaker: str | None = None
    speaker_span: Span | None = None
    cue_span: Span | None = None
    work: str | None = None
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class Claim:
    """One proposition that the world could make true or false.

    `holder` is `author` or a canonical name (of an entity or a work); `event_date` is EDTF or None,
    `checkworthiness` and `confidence` are in [0, 1].
    """

    span: Span
    statement: str
    subject: str | None = None
    predicate: str | None = None
    object: str | None = None
    holder: str = "author"
    author_stance: Stance = Stance.ASSERTS
    negated: bool = False
    hedged: bool = False
    event_date: str | None = None
    place: str | None = None
    checkworthy: bool = True
    checkworthiness: float = 0.5
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one document yields, each list sorted by span."""

    references: tuple[Reference, ...] = field(default=())
    quotes: tuple[Quote, ...] = field(default=())
    claims: tuple[Claim, ...] = field(default=())
