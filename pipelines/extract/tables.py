"""What one document yields, as rows of the contracts' tables."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from pipelines.extract.annotation import Annotated
from pipelines.extract.keys import Works, entity_id, who, works_of
from pipelines.extract.periods import bounds
from pipelines.extract.rows import Claim, Extraction, Quote, Reference, Span
from pipelines.extract.versions import STAGES, TABLES, made_by
from pipelines.identifiers import content_id, sha256_hex
from pipelines.readers.document import Document
from pipelines.readers.offsets import byte_spans
from pipelines.sources import Missing, RawDocument, Source

Row = dict[str, Any]
Rows = dict[str, list[Row]]
CONFIDENCE_DIGITS = 4


def source_rows(sources: Sequence[Source]) -> list[Row]:
    """Give the rows of `sources`."""
    columns = ["title", "kind", "publisher", "language", "subject", "licence", "text_release", "content_warning"]
    return [
        {"source_id": source.source_id, **{name: getattr(source.terms, name) for name in columns}, **made_by("sources")}
        for source in sources
    ]


def document_id(raw: RawDocument) -> str:
    """Give the id of a document: a digest of its bytes' digest."""
    return content_id("doc", raw.sha256)


def reject(
    stage: str, raw: RawDocument | Missing, reason: str, detail: str, location: str = "", document: str | None = None
) -> Row:
    """Give a row of `rejects` for a file, or for the place `location` in it."""
    row_id = content_id("rej", stage, raw.path, location, reason)
    return {
        "reject_id": row_id, "stage": stage, "path": raw.path, "document_id": document,
        "location": location, "reason": reason, "detail": detail, "source_id": raw.source_id,
        "raw_sha256": raw.sha256 if isinstance(raw, RawDocument) else None, **made_by(STAGES[stage]),
    }  # fmt: skip


def rows_of(raw: RawDocument, annotated: Annotated, extraction: Extraction) -> Rows:
    """Give all rows of one document, by table; each names the document, its bytes and what made the row."""
    rows = _DocumentRows(raw, annotated, works_of(extraction.references, annotated.authority))
    place = {"document_id": rows.document_id, "source_id": raw.source_id, "raw_sha256": raw.sha256}
    return {
        name: [{**row, **place, **made_by(TABLES[name])} for row in found]
        for name, found in _found(rows, extraction).items()
    }


def _found(rows: "_DocumentRows", extraction: Extraction) -> Rows:
    return {
        "documents": [rows.document()],
        "passages": list(rows.passages()),
        "mentions": list(rows.mentions()),
        "references": [rows.reference(item) for item in extraction.references],
        "reference_names": [name for item in extraction.references for name in rows.reference_names(item)],
        "reference_fields": [field for item in extraction.references for field in rows.reference_fields(item)],
        "quotes": list(rows.quotes(extraction.quotes)),
        "claims": [rows.claim(item) for item in extraction.claims],
    }


class _DocumentRows:
    """The rows of one document, with the ids that they share."""

    def __init__(self, raw: RawDocument, annotated: Annotated, works: Works) -> None:
        self.raw = raw
        self.annotated = annotated
        self.works = works
        self.source: Document = annotated.document
        self.document_id = document_id(raw)
        self.starts = [passage.start for passage in self.source.passages]

    def id(self, prefix: str, span: Span) -> str:
        return content_id(prefix, self.document_id, span.start, span.end)

    def spot(self, prefix: str, key: str, span: Span) -> Row:
        """Give what every row with a span has: ids, offsets and the words."""
        return {
            key: self.id(prefix, span),
            "passage_id": self.passage_id(span.start),
            "start": span.start,
            "end": span.end,
            "text": self.annotated.text(span),
        }

    def passage_id(self, offset: int) -> str:
        passage = self.source.passages[max(0, bisect_right(self.starts, offset) - 1)]
        return self.id("psg", Span(passage.start, passage.end))

    def document(self) -> Row:
        raw, read = self.raw, self.source
        return {
            "path": raw.path,
            "raw_bytes": len(raw.data),
            "media_type": read.media_type,
            "encoding": read.encoding,
            "retrieved_at": raw.retrieved_at,
            "title": read.title,
            "byline": read.byline,
            "published": read.published,
            "modified": read.modified,
            "language": read.language,
            "characters": len(read.text),
            "text_sha256": text_digest(read.text),
            "offset_map": " ".join(f"{anchor.text_offset}:{anchor.raw_offset}" for anchor in read.anchors),
            "text": read.text,
        }

    def passages(self) -> Iterator[Row]:
        read = self.source
        spans = [Span(passage.start, passage.end) for passage in read.passages]
        in_bytes = byte_spans(read.anchors, read.encoding, read.text, spans)
        for ordinal, (passage, span, (first, last)) in enumerate(zip(read.passages, spans, in_bytes, strict=True), 1):
            yield {
                **self.spot("psg", "passage_id", span),
                "ordinal": ordinal,
                "kind": passage.kind.value,
                "level": passage.level,
                "byte_start": first,
                "byte_end": last,
                "text_sha256": text_digest(self.annotated.text(span)),
            }

    def mentions(self) -> Iterator[Row]:
        for mention in self.annotated.cast.mentions:
            yield {
                **self.spot("men", "mention_id", mention.span),
                "entity_id": entity_id(mention.named),
                "name": mention.named.name,
                "kind": mention.named.kind,
                "form": mention.form,
            }

    def reference(self, item: Reference) -> Row:
        fields = (
            "work type title year container publisher place volume issue pages edition isbn13 doi url verse".split()
        )
        return {
            **self.spot("ref", "reference_id", item.span),
            "kind": item.kind.value,
            **{name: getattr(item, name) for name in fields},
            "work_id": self.works.by_reference.get(item),
            "confidence": round(item.confidence, CONFIDENCE_DIGITS),
        }

    def reference_names(self, item: Reference) -> Iterator[Row]:
        for ordinal, name in enumerate(item.names, 1):
            yield {"reference_id": self.id("ref", item.span), "ordinal": ordinal, **asdict(name)}

    def reference_fields(self, item: Reference) -> Iterator[Row]:
        for found in item.field_spans:
            yield {
                "reference_id": self.id("ref", item.span),
                "field": found.field,
                "ordinal": found.ordinal,
                "start": found.span.start,
                "end": found.span.end,
                "text": self.annotated.text(found.span),
                "confidence": None if found.confidence is None else round(found.confidence, CONFIDENCE_DIGITS),
            }

    def quotes(self, items: Sequence[Quote]) -> Iterator[Row]:
        by_start = {
            item.span.start: self.id("quo", item.span) for item in reversed(items) if item.utterance is not None
        }
        for item in items:
            own = self.id("quo", item.span)
            yield self.quote(item, own if item.utterance is None else by_start.get(item.utterance, own))

    def quote(self, item: Quote, utterance_id: str) -> Row:
        speaker = who(item.speaker, self.annotated, self.works)
        return {
            **self.spot("quo", "quote_id", item.span),
            "kind": item.kind.value,
            "nested_in": self.id("quo", item.parent) if item.parent else None,
            "utterance_id": utterance_id,
            "speaker": item.speaker,
            "speaker_entity_id": speaker.entity_id,
            "speaker_work_id": speaker.work_id,
            "speaker_start": item.speaker_span.start if item.speaker_span else None,
            "speaker_end": item.speaker_span.end if item.speaker_span else None,
            "cue": self.annotated.text(item.cue_span) if item.cue_span else None,
            "cue_start": item.cue_span.start if item.cue_span else None,
            "cue_end": item.cue_span.end if item.cue_span else None,
            "work_id": self.works.find(item.work),
            "confidence": round(item.confidence, CONFIDENCE_DIGITS),
        }

    def claim(self, item: Claim) -> Row:
        holder = who(item.holder, self.annotated, self.works)
        event_start, event_end = bounds(item.event_date)
        return {
            **self.spot("clm", "claim_id", item.span),
            **{name: getattr(item, name) for name in "statement subject predicate object holder".split()},
            "holder_entity_id": holder.entity_id,
            "holder_work_id": holder.work_id,
            "author_stance": item.author_stance.value,
            **{name: getattr(item, name) for name in "negated hedged event_date place checkworthy".split()},
            "event_start": event_start,
            "event_end": event_end,
            "checkworthiness": round(item.checkworthiness, CONFIDENCE_DIGITS),
            "confidence": round(item.confidence, CONFIDENCE_DIGITS),
        }


def text_digest(text: str) -> str:
    """Give the SHA-256 of a text in UTF-8."""
    return sha256_hex(text.encode("utf-8", "surrogatepass"))
