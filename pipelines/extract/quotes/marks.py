"""Quotation regions: quotation marks paired, whatever marks are missing or nested."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipelines.extract.quotes.glyphs import Family, Mark, Part, find_glyphs, invisible
from pipelines.extract.quotes.singles import pair_singles
from pipelines.extract.rows import Span

# How many blocks a quotation may run through that bear no mark at all.
_UNMARKED_BLOCKS = 6
_MIN_UNCLOSED = 20


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch in quotation marks: `outer` with its marks, `inner` without them and without outer space.

    `closed` is False where the closing mark is missing and the region was ended at the end of its block.
    """

    outer: Span
    inner: Span
    single: bool = False
    closed: bool = True


@dataclass(frozen=True, slots=True)
class _Open:
    """An opening mark with nothing to close it in its block, which ends at `block_end`."""

    mark: Mark
    block_end: int
    age: int = 0


@dataclass(slots=True)
class _Stack:
    """The opening marks that wait, and the pairs found."""

    marks: list[Mark] = field(default_factory=list)
    waiting: Counter[Family] = field(default_factory=Counter)
    pairs: list[tuple[Mark, Mark]] = field(default_factory=list)

    def push(self, mark: Mark) -> None:
        self.marks.append(mark)
        self.waiting[mark.family] += 1

    def close(self, mark: Mark) -> bool:
        """Pair `mark` with the last open one of its family; those above it, left open by mistake, are dropped."""
        if not self.waiting[mark.family]:
            return False
        while True:
            first = self.marks.pop()
            self.waiting[first.family] -= 1
            if first.family is mark.family:
                self.pairs.append((first, mark))
                return True


def find_regions(text: str, blocks: Sequence[Span]) -> list[Region]:
    """Pair the quotation marks of `blocks` (paragraphs in order) into regions, outer before inner.

    A quotation runs over several blocks where each next one opens anew, as in print, or where only the last one closes.
    An opening mark without a closing one ends at its block's end if no pair stands behind it. Linear in time.
    """
    glyphs = [list(find_glyphs(text, block)) for block in blocks]
    doubles = [[mark for mark in marks if mark.family is not Family.SINGLE] for marks in glyphs]
    regions = _double_regions(text, blocks, doubles)
    singles = [[mark for mark in marks if mark.family is Family.SINGLE] for marks in glyphs]
    pairs = pair_singles(text, singles, [region.outer for region in regions])
    regions += [_region(text, first, last, single=True) for first, last in pairs]
    kept = {region.inner: region for region in regions if region.inner.start < region.inner.end}
    return sorted(kept.values(), key=lambda region: (region.outer.start, -region.outer.end))


def with_markup(regions: Sequence[Region], quoted: Sequence[Span]) -> list[Region]:
    """Add regions for spans that markup quotes; one that stands in marks as well is there already."""
    known = {span for region in regions for span in (region.inner, region.outer)}
    added = [Region(span, span) for span in quoted if span not in known]
    return sorted([*regions, *added], key=lambda region: (region.outer.start, -region.outer.end))


def trimmed(text: str, start: int, end: int) -> Span:
    """Take space and invisible characters off both edges."""
    while start < end and (text[start].isspace() or invisible(text[start])):
        start += 1
    while end > start and (text[end - 1].isspace() or invisible(text[end - 1])):
        end -= 1
    return Span(start, end)


def _region(text: str, first: Mark, last: Mark, *, single: bool) -> Region:
    return Region(Span(first.start, last.end), trimmed(text, first.end, last.start), single)


def _double_regions(text: str, blocks: Sequence[Span], doubles: Sequence[Sequence[Mark]]) -> list[Region]:
    regions: list[Region] = []
    carried: _Open | None = None
    for block, marks in zip(blocks, doubles, strict=True):
        stack = _Stack()
        taken = _continue(text, block, marks, carried, stack)
        if carried is not None and not taken:
            if marks or carried.age >= _UNMARKED_BLOCKS:
                regions += _unclosed(text, carried)
                carried = None
            else:
                carried = _Open(carried.mark, carried.block_end, carried.age + 1)
        if marks:
            _pair(marks[taken:], stack)
            regions += [_region(text, first, last, single=False) for first, last in stack.pairs]
            carried = _left_open(stack, block)
    return regions + (_unclosed(text, carried) if carried is not None else [])


def _continue(text: str, block: Span, marks: Sequence[Mark], carried: _Open | None, stack: _Stack) -> int:
    """Let a quotation from an earlier block go on in this one; give how many of its marks that takes."""
    if carried is None or not marks or marks[0].family is not carried.mark.family:
        return 0
    first = marks[0]
    at_start = trimmed(text, block.start, first.end).start == first.start
    if at_start and first.part is not Part.CLOSE and carried.age == 0:
        stack.push(carried.mark)
        return 1
    if first.part is Part.CLOSE:
        stack.push(carried.mark)
        stack.close(first)
        return 1
    return 0


def _pair(marks: Sequence[Mark], stack: _Stack) -> None:
    for mark in marks:
        closed = mark.part is not Part.OPEN and stack.close(mark)
        if not closed and mark.part is not Part.CLOSE:
            stack.push(mark)


def _left_open(stack: _Stack, block: Span) -> _Open | None:
    """Give the last mark left open unless a pair follows it: then it is a stray one."""
    if not stack.marks:
        return None
    last = stack.marks[-1]
    followed = any(first.start > last.start for first, _ in stack.pairs[-1:])
    return None if followed else _Open(last, block.end)


def _unclosed(text: str, left: _Open) -> list[Region]:
    inner = trimmed(text, left.mark.end, left.block_end)
    if left.mark.part is not Part.OPEN or inner.end - inner.start < _MIN_UNCLOSED:
        return []
    return [Region(Span(left.mark.start, inner.end), inner, closed=False)]
