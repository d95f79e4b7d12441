"""Readers: bytes to `Document(text, passages)`, one module a format."""

from pipelines.readers.detect import HTML, detect
from pipelines.readers.document import Document
from pipelines.readers.html import read_html
from pipelines.readers.text import read_text

__all__ = ["Document", "read"]


def read(data: bytes, declared_media_type: str | None = None) -> Document:
    """Read one raw document by the type that its bytes show; `declared_media_type` is what its source says.

    Raises `ReadError`; its reason is one of `rejects.reason`.
    """
    media_type = detect(data, declared_media_type)
    return read_html(data) if media_type == HTML else read_text(data)
