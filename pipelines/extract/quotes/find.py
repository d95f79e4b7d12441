"""From an annotated document to its quotations."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipelines.extract.annotation import Annotated
from pipelines.extract.quotes.attribution import attribute
from pipelines.extract.quotes.block import Block
from pipelines.extract.quotes.blocks import find_blocks
from pipelines.extract.quotes.marks import Region, find_regions, trimmed, with_markup
from pipelines.extract.quotes.models import QuoteModels
from pipelines.extract.quotes.page import Page, page_of
from pipelines.extract.quotes.reports.find import Report, speeches
from pipelines.extract.quotes.works import main_work_in
from pipelines.extract.rows import Quote, QuoteKind, Reference, ReferenceKind, Span

# A noun behind words in marks that belongs to them: "embracing “the end” tactics".
_MIN_LEAD = 5
_LOOK_BACK = 8
_TAIL = re.compile(r" (?!and |or |but |in |on |at |as |to |of |for |with |by |from )[a-z]{3,20}(?=[.;!?]|$)")


def find_quotes(
    annotated: Annotated, references: Sequence[Reference], models: QuoteModels | None = None
) -> list[Quote]:
    """Give the quotations of a document, sorted by span, no span twice.

    `references` are the document's own: a title in marks is no quotation, and the work quoted from is one of them.
    `models` take the place of the package's.
    """
    page = page_of(annotated, references, models)
    blocks = [Span(part.passage.start, part.passage.end) for part in annotated.parsed]
    regions = with_markup(find_regions(page.text, blocks), _quoted_by_markup(page))
    entries = [r.span for r in page.references if r.kind is ReferenceKind.BIBLIOGRAPHIC]
    regions = [region for region in regions if not _inside(entries, region.inner)]
    quotes = {block.span: _block_quote(block) for block in find_blocks(page)}
    for quote in attribute(page, regions):
        quotes.setdefault(quote.span, quote)
    for quote in _indirect(page, list(quotes.values()), regions):
        quotes.setdefault(quote.span, quote)
    worded = [quote for quote in quotes.values() if page.has_words(quote.span)]
    return _with_parents(sorted(worded, key=lambda quote: (quote.span.start, -quote.span.end)))


def _quoted_by_markup(page: Page) -> list[Span]:
    """Give what the page marks as quoted without writing marks: a browser shows them (HTML `q`)."""
    marked = (
        trimmed(page.text, mark.start, mark.end) for mark in page.annotated.document.markup if mark.kind == "quote"
    )
    return [span for span in marked if span.start < span.end and page.tokens(span) is not None]


def _inside(entries: Sequence[Span], inner: Span) -> bool:
    position = bisect_left(entries, inner.start, key=lambda span: span.start + 1)
    return position > 0 and inner.end <= entries[position - 1].end


def _block_quote(block: Block) -> Quote:
    return Quote(
        block.span,
        QuoteKind.DIRECT,
        utterance=block.utterance,
        speaker=block.speaker.name,
        speaker_span=block.speaker.span,
        cue_span=block.cue,
        confidence=block.confidence,
    )


def _indirect(page: Page, marked: Sequence[Quote], regions: Sequence[Region]) -> list[Quote]:
    """Give indirect speech that is not the same words as a quotation in marks."""
    found = []
    quotes = sorted(marked, key=lambda quote: (quote.span.start, -quote.span.end))
    for seen in speeches(page):
        report = replace(seen, span=_past_regions(page, seen.span, regions))
        if any(_same_words(report, quote) for quote in _near(quotes, report.span)):
            continue
        work = main_work_in(
            page, Span(max(0, min(report.cue.start, report.span.start) - 80), report.span.end), report.speaker
        )
        found.append(
            Quote(
                report.span,
                QuoteKind.INDIRECT,
                speaker=report.speaker.name,
                speaker_span=report.speaker.span,
                cue_span=report.cue,
                work=work.work if work else None,
                confidence=report.confidence,
            )
        )
    return found


def _near(quotes: Sequence[Quote], span: Span) -> Iterator[Quote]:
    """Give the quotations that begin in a span and the few before it that may reach into it."""
    first = bisect_left(quotes, span.start, key=lambda quote: quote.span.start)
    for quote in quotes[max(0, first - _LOOK_BACK) :]:
        if quote.span.start >= span.end:
            break
        yield quote


def _past_regions(page: Page, span: Span, regions: Sequence[Region]) -> Span:
    """Let content that the parse cuts off at or in words in marks reach to their end."""
    first = bisect_left(regions, span.start, key=lambda region: region.outer.start)
    for region in regions[first:]:
        if region.outer.start > span.end + 1:
            break
        if region.outer.end > span.end and span.start + _MIN_LEAD < region.outer.start:
            span = Span(span.start, region.outer.end)
    behind = _TAIL.match(page.text, span.end) if page.text[span.end - 1] in "\"”»’'" else None
    return Span(span.start, behind.end()) if behind else span


def _same_words(report: Report, quote: Quote) -> bool:
    """Tell an indirect report that only sees the words of a quotation, whole or cut off."""
    one, other = report.span, quote.span
    shared = min(one.end, other.end) - max(one.start, other.start)
    if shared <= 0:
        return False
    if other.start <= report.cue.start and report.cue.end <= other.end:
        return shared * 10 >= (other.end - other.start) * 8
    cut_off = other.start <= one.start or quote.kind is QuoteKind.DIRECT
    return cut_off and shared * 2 > one.end - one.start


def _with_parents(quotes: Sequence[Quote]) -> list[Quote]:
    placed: list[Quote] = []
    stack: list[Span] = []
    for quote in quotes:
        while stack and stack[-1].end < quote.span.end:
            stack.pop()
        placed.append(replace(quote, parent=stack[-1]) if stack else quote)
        stack.append(quote.span)
    return placed
