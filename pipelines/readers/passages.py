"""The passages of a plain text: which part of a page each block is, by its words and by what stands around it.

Decided where a page leaves it open: a line "From <site>" near the title is a byline, since it says who the text is
from; a short line with a full stop is a heading if it has a label and a colon and running text follows, else a caption
if it names somebody and has no main verb; a stanza of verse is one paragraph.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.readers.blocks import Block, Layout, find_blocks
from pipelines.readers.document import Passage, PassageKind
from pipelines.readers.furniture import is_furniture, may_be_furniture
from pipelines.readers.headlines import is_name, looks_like_title, read_byline, read_dateline
from pipelines.readers.lines import Mark
from pipelines.readers.shapes import Shape, is_caption, is_heading_text, shape

Kind = PassageKind

_RUNNING_WORDS = 20
_QUOTE_INDENT = 3
_HEAD_PARTS = 30
_SITE_SUFFIX = re.compile(r"\s+(?:[|–—-]|::|»)\s+")


@dataclass(frozen=True, slots=True)
class _Part:
    """A block with what is known of it so far."""

    block: Block
    shape: Shape
    kind: PassageKind | None = None

    @property
    def runs(self) -> bool:
        """Whether this is running text."""
        return self.kind is None and self.shape.words >= _RUNNING_WORDS


@dataclass(frozen=True, slots=True)
class _Page:
    """All parts, and what holds for the page as a whole: it indents its paragraphs, it is an interview."""

    parts: Sequence[_Part]
    layout: Layout
    indents_paragraphs: bool
    interviews: bool


def split(text: str) -> tuple[Passage, ...]:
    """Give the passages of a canonical plain text, sorted, without overlap, none with space or a bullet at its edges.

    Each code point that is no space stands in exactly one passage, but for bullets, list numbers, marks of quotation.
    """
    blocks, layout = find_blocks(text)
    parts = _find_head(_settle_doubtful([_first_look(text, block) for block in blocks]))
    page = _Page(
        parts,
        layout,
        indents_paragraphs=sum(block.hangs for block in blocks) > 1,
        interviews=sum(part.shape.end == "?" for part in parts) > 2,
    )
    kinds = [part.kind or _judge(page, index) for index, part in enumerate(parts)]
    levels = _levels(parts, kinds)
    return tuple(
        Passage(block.start, block.end, kind, level) for block, kind, level in zip(blocks, kinds, levels, strict=True)
    )


def _first_look(text: str, block: Block) -> _Part:
    """Settle what the block's own words and marks settle."""
    seen = shape(text, block.start, block.end)
    return _Part(block, seen, _own_kind(block, seen))


def _own_kind(block: Block, seen: Shape) -> PassageKind | None:
    if seen.date and block.mark is Mark.NONE:
        head = read_byline(seen.text)
        if head and head.byline:
            return Kind.BYLINE
        if read_dateline(seen.text):
            return Kind.DATELINE
    if block.mark is Mark.RULE or (seen.text and is_furniture(seen.text)):
        return Kind.FURNITURE
    fixed = {Mark.QUOTE: Kind.BLOCK_QUOTE, Mark.BULLET: Kind.LIST_ITEM, Mark.HASH: Kind.HEADING}
    return fixed.get(block.mark)


def _settle_doubtful(parts: Sequence[_Part]) -> list[_Part]:
    """Settle link words ("History") by the furniture beside them, and numbers by the numbered blocks beside them."""
    settled: list[_Part] = []
    for index, part in enumerate(parts):
        near = [*settled[-1:], *parts[index + 1 : index + 2]]
        kind = part.kind
        if kind is None and part.shape.text and may_be_furniture(part.shape.text):
            beside = [other for other in near if other.kind is Kind.FURNITURE or may_be_furniture(other.shape.text)]
            kind = Kind.FURNITURE if beside and not _is_between(part, parts[index + 1 : index + 2]) else None
        elif kind is None and part.block.mark is Mark.NUMBER:
            alone = not any(other.block.mark is Mark.NUMBER for other in near)
            kind = None if alone and is_heading_text(part.shape) and part.block.label[0].isdigit() else Kind.LIST_ITEM
        settled.append(replace(part, kind=kind))
    return settled


def _is_between(part: _Part, below: Sequence[_Part]) -> bool:
    """Tell whether running text or a list follows, so that the words rather head it."""
    return part.block.after_gap and any(other.runs or other.kind is Kind.LIST_ITEM for other in below)


def _find_head(parts: Sequence[_Part]) -> list[_Part]:
    """Find the title, and the bylines that stand before the text or after its end."""
    settled = list(parts)
    title = next((index for index, part in enumerate(parts) if part.kind in (None, Kind.HEADING)), None)
    if title is not None and not read_byline(parts[title].shape.text) and _can_be_title(parts, title):
        title = _repeated_title(settled, title)
        settled[title] = replace(parts[title], kind=Kind.TITLE)
    first = next((index for index, part in enumerate(settled) if part.runs), len(parts))
    for index, part in enumerate(settled):
        near_edge = index < first or index >= len(parts) - 3
        if near_edge and part.kind is None and part.shape.text and _is_byline(settled, index):
            settled[index] = replace(part, kind=Kind.BYLINE)
    return settled


def _repeated_title(parts: list[_Part], title: int) -> int:
    """Give where the title stands, if the first line is the browser's and stands for it: that becomes furniture."""
    plain = _SITE_SUFFIX.split(parts[title].shape.text)[0]
    for index in range(title + 1, min(title + _HEAD_PARTS, len(parts))):
        if parts[index].shape.text in (plain, parts[title].shape.text) and parts[index].kind is None:
            parts[title] = replace(parts[title], kind=Kind.FURNITURE)
            return index
    return title


def _is_byline(parts: Sequence[_Part], index: int) -> bool:
    """Tell a byline by its words, or a bare name by the date beside it."""
    text = parts[index].shape.text
    near = [*parts[max(0, index - 1) : index], *parts[index + 1 : index + 2]]
    dated = any(other.kind is Kind.DATELINE for other in near)
    return read_byline(text) is not None or (dated and is_name(text))


def _can_be_title(parts: Sequence[_Part], index: int) -> bool:
    part = parts[index]
    if not part.shape.text or not looks_like_title(part.shape.text):
        return False
    alone = index + 1 == len(parts)
    parted = not alone and (parts[index + 1].block.after_gap or part.shape.words < _RUNNING_WORDS)
    return part.block.mark is Mark.HASH or (parted and part.block.lines <= 3) or (alone and not part.shape.has_verb)


def _judge(page: _Page, index: int) -> PassageKind:
    """Tell heading, caption, block quote and paragraph apart."""
    part = page.parts[index]
    if not part.shape.long and part.block.lines <= 3:
        if _has_credit_below(page, index):
            return Kind.CAPTION
        if _is_heading(page, index):
            return Kind.HEADING
        caption = is_caption(part.shape, in_head=_is_in_head(page.parts, index))
        if caption and (part.shape.credit or _stands_alone(page.parts, index)):
            return Kind.CAPTION
    return Kind.BLOCK_QUOTE if _is_set_in(page, part.block) else Kind.PARAGRAPH


def _has_credit_below(page: _Page, index: int) -> bool:
    """Tell a caption by the credit of its picture in the line below."""
    below = next(iter(page.parts[index + 1 : index + 2]), None)
    seen = page.parts[index].shape
    return below is not None and below.shape.credit and below.shape.words <= 6 and not seen.has_verb


def _is_heading(page: _Page, index: int) -> bool:
    part, below = page.parts[index], next(iter(page.parts[index + 1 : index + 2]), None)
    seen = part.shape
    if seen.section:
        return True
    if below is None or seen.words > 12 or seen.credit or seen.picture or seen.apposition:
        return False
    leads = below.runs or below.kind in (Kind.LIST_ITEM, Kind.BLOCK_QUOTE) or below.block.after_gap
    if not leads or not _stands_alone(page.parts, index):
        return False
    if seen.label and seen.words <= 9:
        return seen.end not in "!?" and not _is_turn(page.parts, index)
    if seen.end == "?":
        asks = page.interviews or " you" in seen.text.lower()
        return below.runs and part.block.after_gap and not asks
    return is_heading_text(seen)


def _is_turn(parts: Sequence[_Part], index: int) -> bool:
    """Tell a turn of a conversation ("Smith: Yes.") from a heading with a colon: turns stand side by side."""
    near = [*parts[max(0, index - 1) : index], *parts[index + 1 : index + 2]]
    return any(other.kind is None and other.shape.label for other in near) or not any(other.runs for other in near[-1:])


def _stands_alone(parts: Sequence[_Part], index: int) -> bool:
    """Tell whether a line is set apart: by a blank line, or by running text, furniture or the head beside it."""
    part = parts[index]
    above = parts[index - 1] if index else None
    below = parts[index + 1] if index + 1 < len(parts) else None
    open_above = above is None or part.block.after_gap or above.runs or above.kind is not None
    open_below = below is None or below.block.after_gap or below.runs or below.kind is not None
    return open_above and open_below


def _is_in_head(parts: Sequence[_Part], index: int) -> bool:
    """Tell whether only title, bylines, datelines, furniture and short lines go before."""
    return (
        not any(part.runs or part.kind is Kind.LIST_ITEM for part in parts[max(0, index - 12) : index]) and index <= 12
    )


def _is_set_in(page: _Page, block: Block) -> bool:
    """Tell a block that is indented as a whole from a paragraph whose first line alone is."""
    if block.indent < page.layout.base + _QUOTE_INDENT or block.hangs:
        return False
    return not (page.indents_paragraphs and block.lines == 1)


def _levels(parts: Sequence[_Part], kinds: Sequence[PassageKind]) -> list[int | None]:
    """Give headings the depth of their marks or numbers, 1 the highest in the text, list items that of their indent."""
    depths = [_depth(part.block) if kind is Kind.HEADING else 0 for part, kind in zip(parts, kinds, strict=True)]
    least = min((depth for depth in depths if depth), default=1)
    levels: list[int | None] = []
    indents: list[int] = []
    for part, kind, depth in zip(parts, kinds, depths, strict=True):
        if kind is Kind.LIST_ITEM:
            indents = [indent for indent in indents if indent < part.block.indent] + [part.block.indent]
            levels.append(len(indents))
            continue
        indents = []
        levels.append(depth - least + 1 if depth else None)
    return levels


def _depth(block: Block) -> int:
    if block.mark is Mark.HASH:
        return len(block.label)
    return len(re.findall(r"\d+", block.label)) or 1
