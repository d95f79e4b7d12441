"""What a test sees of a document: its passages as rows, its marks, and the bytes that a passage names."""

from pipelines.readers import read
from pipelines.readers.document import Document
from pipelines.readers.offsets import byte_spans


def rows(document: Document) -> list[tuple[str, int | None, str]]:
    """Give kind, level and words of each passage."""
    return [(p.kind.value, p.level, document.text[p.start : p.end]) for p in document.passages]


def texts(document: Document, kind: str) -> list[str]:
    """Give the words of the passages of one kind."""
    return [text for found, _, text in rows(document) if found == kind]


def marks(document: Document, *kinds: str) -> list[tuple[str, str]]:
    """Give kind and words of each mark of those kinds."""
    return [(m.kind, document.text[m.start : m.end]) for m in document.markup if m.kind in kinds]


def sources(data: bytes, document: Document | None = None) -> list[bytes]:
    """Give the bytes of the file that each passage names."""
    document = document or read(data)
    spans = [(p.start, p.end) for p in document.passages]
    return [data[a:b] for a, b in byte_spans(document.anchors, document.encoding, document.text, spans)]
