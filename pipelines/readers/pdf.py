"""PDF to a document, by PDFium: reading order, columns, headings, notes; running heads are furniture.

A PDF has no paragraphs and no words, only characters at places. What is read here is what their places and sizes show.
The text is compressed in the file, so a span is proved by reading the hashed bytes again with the same reader.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pipelines.errors import ReadError
from pipelines.readers.document import Document, PassageKind
from pipelines.readers.marks import Mark
from pipelines.readers.mediatypes import PDF
from pipelines.readers.parts import About, Part, unplaced_document, words
from pipelines.readers.pdf_blocks import Block, Blocks, body_type, judged
from pipelines.readers.pdf_furniture import running_lines
from pipelines.readers.pdf_lines import Line, page_lines
from pipelines.readers.pdf_words import Word, page_words

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

Kind = PassageKind
_MOST_PAGES: Final = 20_000
_MOST_CHARACTERS: Final = 1_000_000
_PASSWORD: Final = 4
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_BROKEN = re.compile(r"([^\W\d_]+)-$")
_NEXT = re.compile(r"[^\W\d_]+")
_GLUED = re.compile(r"\d{1,3}(?=[A-Z“\"'‘(])|[*†‡§¶]+")
_FILE_NAME = re.compile(r"\.\w{2,5}$|^microsoft |^untitled|^\W*$|[_/\\]", re.I)


def read_pdf(data: bytes) -> Document:
    """Read a PDF; raises `ReadError`: `broken_file`, `encrypted`, `too_complex`, `no_text` (scanned), `no_sentence`."""
    pages, about = _open(data)
    if not any(_LETTERS.search(line.text) for page in pages for line in page):
        raise ReadError(
            "no_text", f"none of the {len(pages)} pages has text; if they are pictures, recognise it (OCR) first"
        )
    running = running_lines(pages)
    kept = [[line for line in page if id(line) not in running] for page in pages]
    blocks = Blocks(body_type(kept))
    for page, lines in zip(pages, kept, strict=True):
        blocks.page(lines, [line for line in page if id(line) in running])
    blocks.close()
    found = judged(blocks.done, blocks.type.size)
    vocabulary = {word for page in pages for line in page for word in line.text.lower().split()}
    return unplaced_document(len(data), (_part(block, vocabulary) for block in found), about, PDF)


def _open(data: bytes) -> tuple[list[list[Line]], About]:
    import pypdfium2  # noqa: PLC0415

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as cause:
        if getattr(cause, "err_code", None) == _PASSWORD:
            raise ReadError("encrypted", "the PDF asks for a password; save it without one first") from cause
        raise ReadError("broken_file", f"the PDF cannot be opened: {cause}") from cause
    try:
        if len(document) > _MOST_PAGES:
            raise ReadError("too_complex", f"the PDF has {len(document)} pages, more than {_MOST_PAGES}")
        return [_lines(document, number) for number in range(len(document))], _about(document)
    finally:
        document.close()


def _lines(document: "PdfDocument", number: int) -> list[Line]:
    import pypdfium2  # noqa: PLC0415

    try:
        page = document[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError as cause:
        raise ReadError("broken_file", f"a page cannot be read: {cause}", f"page {number + 1}") from cause
    try:
        if text.count_chars() > _MOST_CHARACTERS:
            raise ReadError("too_complex", f"a page has {text.count_chars()} characters", f"page {number + 1}")
        found: list[Word] = list(page_words(text))
        upright = page_lines((word for word in found if word.upright), number + 1)
        turned = [word for word in found if not word.upright]
        return [*upright, *([Line(tuple(turned), number + 1)] if turned and upright else [])]
    finally:
        text.close()
        page.close()


def _about(document: "PdfDocument") -> About:
    """Read title and author from the file's properties, which often hold a file's name instead: then not.

    The dates there are the file's, not the text's, and are left alone.
    """
    found = document.get_metadata_dict(skip_empty=True)
    title, author = found.get("Title", "").strip(), found.get("Author", "").strip()
    return About(
        title=title if title and not _FILE_NAME.search(title) else None,
        byline=author if len(author.split()) > 1 and not _FILE_NAME.search(author) else None,
    )


def _part(block: Block, vocabulary: set[str]) -> Part:
    """Give a block as a part: its lines in one run of words, marks for emphasis and for the pages it stands on."""
    text = ""
    marks: list[Mark] = []
    pages: list[tuple[int, int]] = []
    drop = block.drop
    for line in block.lines:
        kept = replace(line, words=_without_mark(line.words)) if drop else line
        drop = 0
        text = _joined(text, kept.words, vocabulary)
        if not pages or pages[-1][1] != line.page:
            pages.append((len(text), line.page))
        for at, word in enumerate(kept.words):
            text += kept.gap(at)
            marks += _emphasis(word, len(text), len(text) + len(word.text))
            text += word.text
    ends = [start for start, _ in pages[1:]] + [len(text)]
    on = [Mark(start, end, "page", value=str(page)) for (start, page), end in zip(pages, ends, strict=True)]
    return Part(words(text), block.kind, block.level, (*_merged(marks, text), *on), block.note)


def _without_mark(line: tuple[Word, ...]) -> tuple[Word, ...]:
    """Leave out the bullet or the number that a line begins with, also where it is glued to the first word."""
    glued = _GLUED.match(line[0].text)
    if glued and glued.end() < len(line[0].text):
        return (replace(line[0], text=line[0].text[glued.end() :]), *line[1:])
    return line[1:] or line


def _joined(text: str, following: Sequence[Word], vocabulary: set[str]) -> str:
    """Give the text so far as the next line goes on with it: a word that was broken at the line's end made whole."""
    broken = _BROKEN.search(text)
    first = _NEXT.match(following[0].text) if following else None
    if not text or broken is None or first is None or not first[0][0].islower():
        return text + " " if text else text
    before, after = broken[1].lower(), first[0].lower()
    known, hyphened = before + after in vocabulary, f"{before}-{after}" in vocabulary
    both = before in vocabulary and after in vocabulary and min(len(before), len(after)) > 3
    return text if not known and (hyphened or both) else text[:-1]


def _emphasis(word: Word, start: int, end: int) -> Iterator[Mark]:
    if word.italic:
        yield Mark(start, end, "italic")
    if word.bold:
        yield Mark(start, end, "bold")


def _merged(marks: Sequence[Mark], text: str) -> Iterator[Mark]:
    """Yield marks of one kind as one mark where only a space stands between them."""
    for kind in ("italic", "bold"):
        run: Mark | None = None
        for mark in (each for each in marks if each.kind == kind):
            if run and not text[run.end : mark.start].strip():
                run = Mark(run.start, mark.end, kind)
                continue
            if run:
                yield run
            run = mark
        if run:
            yield run
