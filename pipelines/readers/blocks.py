"""From lines to blocks: which lines of a plain text belong together, whatever kind of passage they are."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from pipelines.readers.lines import Line, Mark, find_lines

_NARROW: Final = 45
_WIDE: Final = 100
_SLACK: Final = 0.88
_CONTINUES: Final = 30
_FIRST_WORD = re.compile(r"\S{1,40}")
_EDIT_LINK = re.compile(r"\[\s*(?:edit|edit source|hide|show)(?:\s*\|\s*edit source)?\s*\]\Z", re.I)
_EDIT_LENGTH: Final = 30
_STOPS: Final = tuple('.!?:…"”’)]»')


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together; `[start, end)` are their words, `after_gap` says that a blank line goes before."""

    start: int
    end: int
    indent: int
    mark: Mark
    label: str
    after_gap: bool
    lines: int
    hangs: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """How a text is set: the column at which it was wrapped (None: a line is a paragraph) and its usual indentation."""

    width: int | None
    base: int


def find_blocks(text: str) -> tuple[list[Block], Layout]:
    """Give the blocks of `text`, in order, and its layout."""
    lines = find_lines(text)
    layout = _layout(text, lines)
    groups = (group for run in _runs(lines) for group in _groups(text, run, layout))
    return [block for group in groups for block in _without_edit_link(text, _block(group))], layout


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    run: list[Line] = []
    for line in lines:
        if run and line.after_gap:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _layout(text: str, lines: Sequence[Line]) -> Layout:
    indents: Counter[int] = Counter()
    for line in lines:
        if line.mark is Mark.NONE:
            indents[line.indent] += line.end - line.start
    base = max(indents, key=lambda indent: (indents[indent], -indent), default=0)
    return Layout(_wrap_width(text, lines), base)


def _wrap_width(text: str, lines: Sequence[Line]) -> int | None:
    """Give the column at which a text was wrapped by its writer's program, or None where each line is a paragraph.

    In wrapped prose most lines with a line below them are nearly as long as the longest, and stop within a sentence.
    """
    inner = [line for line, below in pairwise(lines) if not below.after_gap and below.mark is Mark.NONE]
    narrow = sorted(line.width for line in inner if line.width <= _WIDE)
    if len(narrow) < 2 or len(narrow) < 0.7 * len(inner):
        return None
    width = narrow[int(0.95 * (len(narrow) - 1))]
    full = [line for line in inner if 0.75 * width <= line.width <= _WIDE]
    running = sum(not text[line.start : line.end].endswith(_STOPS) for line in full)
    return width if width >= _NARROW and len(full) >= 0.6 * len(narrow) and running >= 0.6 * len(full) else None


def _groups(text: str, run: Sequence[Line], layout: Layout) -> Iterator[list[Line]]:
    if _is_verse(text, run):
        yield list(run)
        return
    group: list[Line] = []
    for line in run:
        if group and not _continues(text, group, line, layout):
            yield group
            group = []
        group.append(line)
    yield group


def _is_verse(text: str, run: Sequence[Line]) -> bool:
    """Tell a stanza by its short lines, of which some end within a sentence and none is full."""
    if len(run) < 3 or any(line.mark is not Mark.NONE or line.end - line.start > 65 for line in run):
        return False
    ends = [text[line.end - 1] for line in run[:-1]]
    pauses = sum(end in ",;—–-:" for end in ends)
    return pauses * 3 >= len(ends)


def _continues(text: str, group: Sequence[Line], line: Line, layout: Layout) -> bool:
    """Tell whether `line` goes on with the passage that `group` has begun."""
    first, above = group[0], group[-1]
    if Mark.RULE in (line.mark, above.mark) or above.mark is Mark.HASH:
        return False
    if Mark.QUOTE in (line.mark, above.mark):
        return line.mark is above.mark or (line.mark is Mark.NONE and _flows(text, above, line, layout))
    if line.mark is not Mark.NONE and not _is_false_mark(text, above, line, layout):
        return False
    if first.mark in (Mark.BULLET, Mark.NUMBER):
        return line.indent > first.indent or _flows(text, above, line, layout)
    return not _opens(above, line, layout) and _flows(text, above, line, layout)


def _is_false_mark(text: str, above: Line, line: Line, layout: Layout) -> bool:
    """Tell a dash or number that happens to begin a line of wrapped prose from the mark of a list item."""
    return above.mark is Mark.NONE and line.label in ("–", "-") and _flows(text, above, line, layout)


def _opens(above: Line, line: Line, layout: Layout) -> bool:
    """Tell a paragraph's first line by its indentation, in a text that marks paragraphs so."""
    return layout.width is not None and line.indent >= above.indent + 2


def _flows(text: str, above: Line, line: Line, layout: Layout) -> bool:
    """Tell whether the sentence or the wrapped paragraph of the line above runs on into this line."""
    if text[line.start].islower() and above.end - above.start >= _CONTINUES and text[above.end - 1] not in _STOPS:
        return True
    if layout.width is None or above.width > _WIDE:
        return False
    word = _FIRST_WORD.match(text, line.start, line.end)
    return above.width + 1 + (word.end() - word.start() if word else 0) > _SLACK * layout.width


def _without_edit_link(text: str, block: Block) -> Iterator[Block]:
    """Part the link "[edit]" of a wiki from the heading before it."""
    link = _EDIT_LINK.search(text, max(block.start, block.end - _EDIT_LENGTH), block.end)
    if link is None or link.start() == block.start:
        yield block
        return
    end = block.start + len(text[block.start : link.start()].rstrip())
    yield replace(block, end=end)
    yield Block(link.start(), block.end, block.indent, Mark.NONE, "", after_gap=False, lines=1)


def _block(group: Sequence[Line]) -> Block:
    first, last = group[0], group[-1]
    hangs = len(group) > 1 and first.indent >= group[1].indent + 2
    return Block(first.start, last.end, first.indent, first.mark, first.label, first.after_gap, len(group), hangs)
