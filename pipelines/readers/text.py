"""Plain text to a document."""

from collections.abc import Callable, Iterable

from pipelines.errors import ReadError
from pipelines.readers.document import Document, Passage, PassageKind
from pipelines.readers.encoding import decode
from pipelines.readers.headlines import Headline, read_byline, read_dateline
from pipelines.readers.language import guess_language
from pipelines.readers.mediatypes import TEXT
from pipelines.readers.offsets import canonicalise
from pipelines.readers.passages import split

_RUNNING = 120
_SPEAKING = (
    PassageKind.TITLE,
    PassageKind.PARAGRAPH,
    PassageKind.LIST_ITEM,
    PassageKind.BLOCK_QUOTE,
    PassageKind.CAPTION,
)


def read_text(data: bytes, encoding: str | None = None) -> Document:
    """Read a plain text file; `encoding` is tried before a guess, where the file is not UTF-8.

    Raises `ReadError` with reason `broken_encoding`, `no_text` or `no_sentence`.
    """
    decoded = decode(data, encoding)
    text, anchors = canonicalise(decoded.text, decoded.encoding, decoded.mark_length)
    if not text.strip():
        raise ReadError("no_text", "the file has nothing but blank space")
    passages = split(text)
    require_sentence(text, passages)
    heads = list(headlines(text, passages))
    return Document(
        text=text,
        passages=passages,
        media_type=TEXT,
        encoding=decoded.encoding,
        anchors=anchors,
        title=_first_title(text, passages),
        byline=_first(heads, lambda head: head.byline),
        site=_first(heads, lambda head: head.site),
        published=_first(heads, lambda head: head.published),
        modified=_first(heads, lambda head: head.modified),
        language=guess_language(text),
    )


def require_sentence(text: str, passages: Iterable[Passage]) -> None:
    """Raise `ReadError` with reason `no_sentence` unless some passage that can hold a sentence has a letter."""
    for passage in passages:
        if passage.kind in _SPEAKING and any(map(str.isalpha, text[passage.start : passage.end])):
            return
    raise ReadError("no_sentence", "no passage of the document has a sentence")


def headlines(text: str, passages: Iterable[Passage]) -> Iterable[Headline]:
    """Yield what the bylines and datelines of a page tell; a bare date counts only before the running text."""
    running = False
    for passage in passages:
        line = text[passage.start : passage.end]
        running = running or (passage.kind is PassageKind.PARAGRAPH and len(line) > _RUNNING)
        found = None
        if passage.kind is PassageKind.BYLINE:
            found = read_byline(line) or Headline(byline=line)
        elif passage.kind is PassageKind.DATELINE:
            found = read_dateline(line)
        if found and (found.stated or not running):
            yield found


def _first_title(text: str, passages: Iterable[Passage]) -> str | None:
    titles = (" ".join(text[each.start : each.end].split()) for each in passages if each.kind is PassageKind.TITLE)
    return next(titles, None)


def _first(heads: Iterable[Headline], field: Callable[[Headline], str | None]) -> str | None:
    return next((value for value in map(field, heads) if value), None)
