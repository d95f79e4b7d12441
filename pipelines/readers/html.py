"""HTML to a document.

`trafilatura` judges which blocks are the main content and reads the metadata; the text itself is always the page's own
characters, as a scan of the raw page gives them, so that each leads back to its bytes. Where trafilatura finds no
content, or what it gives is not found in the page, the whole page is read, and what stands in navigation, headers,
footers, forms and asides is furniture.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pipelines.errors import ReadError
from pipelines.readers.content import Extracted, extract, key, main_blocks
from pipelines.readers.dates import find_date
from pipelines.readers.document import Document, Markup, Passage, PassageKind
from pipelines.readers.encoding import decode
from pipelines.readers.furniture import is_furniture
from pipelines.readers.headlines import Headline, read_byline, read_dateline
from pipelines.readers.language import guess_language
from pipelines.readers.mediatypes import HTML
from pipelines.readers.pieces import Assembler, canonical_places, normalise
from pipelines.readers.scan import Page, Scanned, scan
from pipelines.readers.sections import Section, section_of
from pipelines.readers.shapes import is_caption, is_heading_text, shape
from pipelines.readers.text import require_sentence

Kind = PassageKind

_DECLARED = re.compile(rb"<meta\b[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
_YEAR = re.compile(r"\b(?:1[4-9]|20)[0-9]{2}[a-z]?\b")
_HEAD: Final = 4096
_NEAR_TITLE: Final = 15
_KINDS: Final = {"title": Kind.TITLE, "li": Kind.LIST_ITEM, "blockquote": Kind.BLOCK_QUOTE}
_CAPTIONS: Final = ("figcaption", "caption")


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A block that goes into the document, and as what."""

    block: Scanned
    kind: PassageKind
    head: Headline | None = None


def read_html(data: bytes) -> Document:
    """Read an HTML page. Raises `ReadError` with reason `broken_encoding`, `no_text` or `no_sentence`."""
    declared = _DECLARED.search(data[:_HEAD])
    decoded = decode(data, declared[1].decode("ascii", "replace") if declared else None)
    page = scan(decoded.text)
    if not any(block.element != "title" for block in page.blocks):
        raise ReadError("no_text", "the page shows no text")
    extracted = extract(decoded.text)
    chosen = list(_choose(page, extracted))
    assembler = Assembler(decoded.text, decoded.encoding, decoded.mark_length)
    passages, markup = _assemble(chosen, assembler)
    text, anchors = assembler.result()
    require_sentence(text, passages)
    heads = [each.head for each in chosen if each.head]
    return Document(
        text=text,
        passages=passages,
        media_type=HTML,
        encoding=decoded.encoding,
        anchors=anchors,
        markup=markup,
        title=extracted.title or next((each.block.text for each in chosen if each.kind is Kind.TITLE), None),
        byline=extracted.author or next((head.byline for head in heads if head.byline), None),
        site=extracted.site or next((head.site for head in heads if head.site), None),
        published=next((head.published for head in heads if head.published), None) or extracted.date,
        modified=_modified(page, heads),
        language=_language(page, text),
    )


def _choose(page: Page, extracted: Extracted) -> Iterator[_Chosen]:
    """Yield the blocks of the document in the order of the page."""
    blocks = page.blocks
    main = main_blocks(blocks, extracted)
    whole = not main
    if whole:
        main = {index for index, block in enumerate(blocks) if block.element != "title"}
    title = _title_index(blocks, main, extracted)
    first = min(main if title is None else {*main, title})
    # trafilatura leaves out lists of references, which often stand behind all else.
    listed = _lists_of_references(blocks, main)
    for index in range(first, max(main | listed) + 1):
        block = blocks[index]
        if index == title:
            yield _Chosen(block, Kind.TITLE)
        elif index in main or index in listed:
            yield _main(block, extracted, outside=whole and block.outside)
        else:
            yield from _beside(block, extracted, _is_near(title, index))


def _is_near(title: int | None, index: int) -> bool:
    return title is not None and index - title <= _NEAR_TITLE


def _title_index(blocks: Sequence[Scanned], main: set[int], extracted: Extracted) -> int | None:
    """Find the title: the heading that trafilatura calls so, else the first `h1`, else the title of the page's head."""
    wanted = key(extracted.title or "")
    reach = range(min(max(main) + 1, len(blocks)))
    headings = [index for index in reach if blocks[index].element in ("h1", "h2")]
    named = [index for index in headings if wanted and key(blocks[index].text) == wanted]
    first = [index for index in headings if blocks[index].element == "h1"]
    own = [index for index in reach if blocks[index].element == "title"]
    return next(iter(named or first or own), None)


def _main(block: Scanned, extracted: Extracted, outside: bool) -> _Chosen:
    text = block.text
    if outside or is_furniture(text):
        return _Chosen(block, Kind.FURNITURE)
    head = _headline(text, extracted)
    if head and block.element == "p":
        return _Chosen(block, Kind.BYLINE if head.byline or head.site else Kind.DATELINE, head)
    if block.element.startswith("h"):
        return _Chosen(block, Kind.HEADING)
    if block.element in _CAPTIONS:
        return _Chosen(block, Kind.CAPTION)
    return _Chosen(block, _KINDS.get(block.element) or _paragraph_kind(block))


def _paragraph_kind(block: Scanned) -> PassageKind:
    """Tell a heading written as a bold paragraph, and a picture's caption with a credit, from a paragraph."""
    text = block.text
    seen = shape(text, 0, len(text))
    bold = any(mark.kind == "bold" and mark.end - mark.start >= len(text) - 1 for mark in block.marks)
    if bold and is_heading_text(seen):
        return Kind.HEADING
    return Kind.CAPTION if seen.credit and is_caption(seen, in_head=False) else Kind.PARAGRAPH


def _beside(block: Scanned, extracted: Extracted, near: bool) -> Iterator[_Chosen]:
    """Yield what trafilatura leaves out but belongs to the text: byline, dateline, captions."""
    head = _headline(block.text, extracted)
    if head and near:
        yield _Chosen(block, Kind.BYLINE if head.byline or head.site else Kind.DATELINE, head)
    elif block.element in _CAPTIONS:
        yield _Chosen(block, Kind.CAPTION)


def _lists_of_references(blocks: Sequence[Scanned], main: set[int]) -> set[int]:
    """Give the items that the page marks as references, and lists under a heading for them, with the heading.

    A list without such marks counts where it begins behind the first main block and most of its items name a year.
    """
    listed = {index for index, block in enumerate(blocks) if block.element == "li" and _is_marked(block)}
    heading: int | None = None
    items: list[int] = []
    for index in range(min(main), len(blocks) + 1):
        block = blocks[index] if index < len(blocks) else None
        if block is not None and block.element == "li" and heading is not None and not block.outside:
            items.append(index)
            continue
        if heading is not None and sum(bool(_YEAR.search(blocks[item].text)) for item in items) * 2 > len(items):
            listed |= {heading, *items}
        opens = block is not None and section_of(block.text) in (Section.BIBLIOGRAPHY, Section.NOTES)
        heading, items = (index if opens else None), []
    return listed


def _is_marked(block: Scanned) -> bool:
    return any(mark.kind == "reference" and mark.start == 0 for mark in block.marks)


def _headline(text: str, extracted: Extracted) -> Headline | None:
    head = read_dateline(text) or read_byline(text)
    if head:
        return head
    named = extracted.author and key(text) == key(extracted.author)
    return Headline(byline=extracted.author) if named else None


def _assemble(chosen: Sequence[_Chosen], assembler: Assembler) -> tuple[tuple[Passage, ...], tuple[Markup, ...]]:
    passages: list[Passage] = []
    markup: list[Markup] = []
    least = min((_depth(each) for each in chosen if each.kind is Kind.HEADING), default=1)
    for each in chosen:
        if passages:
            assembler.part()
        start = assembler.length
        for piece in normalise(each.block.pieces):
            assembler.add(piece)
        passages.append(Passage(start, assembler.length, each.kind, _level(each, least)))
        markup += _markup(each.block, start)
    return tuple(passages), tuple(sorted(markup, key=lambda mark: (mark.start, -mark.end, mark.kind)))


def _markup(block: Scanned, start: int) -> Iterator[Markup]:
    if block.marks:
        place = canonical_places(block.text)
        for mark in block.marks:
            yield Markup(start + place(mark.start), start + place(mark.end), mark.kind, mark.href, mark.value)


def _depth(chosen: _Chosen) -> int:
    return int(chosen.block.element[1]) if re.fullmatch(r"h[1-6]", chosen.block.element) else 6


def _level(chosen: _Chosen, least: int) -> int | None:
    """Give a heading's depth, 1 the highest in the document, or a list item's."""
    if chosen.kind is Kind.HEADING:
        return _depth(chosen) - least + 1
    return max(1, chosen.block.depth) if chosen.kind is Kind.LIST_ITEM else None


def _modified(page: Page, heads: Sequence[Headline]) -> str | None:
    """Give the date of the last change that the page shows, or else names in its head."""
    shown = next((head.modified for head in heads if head.modified), None)
    names = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified")
    named = (find_date(page.meta[name]) for name in names if name in page.meta)
    return shown or next((found[2] for found in named if found), None)


def _language(page: Page, text: str) -> str | None:
    """Give the ISO 639-1 code that the page declares, or else a guess from its words."""
    declared = re.match(r"[A-Za-z]{2}(?=$|[-_])", page.language or "")
    return declared[0].lower() if declared else guess_language(text)
