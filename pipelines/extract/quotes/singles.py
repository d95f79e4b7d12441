"""Pairing of single quotation marks, told from apostrophes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pipelines.extract.quotes.glyphs import Mark, Part
from pipelines.extract.rows import Span

# A pair that ends in what may be an apostrophe ("the boys' ") is believed up to this many characters.
_MAX_WEAK = 80


def pair_singles(text: str, blocks: Sequence[Sequence[Mark]], doubles: Iterable[Span]) -> list[tuple[Mark, Mark]]:
    """Pair the single marks of each block, those inside one double quotation among themselves.

    `doubles` are the double quotations with their marks; they nest and do not cross.
    """
    starts = sorted(doubles, key=lambda span: (span.start, -span.end))
    pairs: list[tuple[Mark, Mark]] = []
    enclosing: list[tuple[int, Span]] = []
    position = 0
    for marks in blocks:
        groups: dict[int, list[Mark]] = defaultdict(list)
        for mark in marks:
            while position < len(starts) and starts[position].start < mark.start:
                enclosing.append((position, starts[position]))
                position += 1
            while enclosing and enclosing[-1][1].end <= mark.start:
                enclosing.pop()
            groups[enclosing[-1][0] if enclosing else -1].append(mark)
        for group in groups.values():
            pairs += _pair_group(text, group)
    return pairs


def _pair_group(text: str, marks: Sequence[Mark]) -> list[tuple[Mark, Mark]]:
    firm_ahead = _firm_ahead(marks)
    stack: list[Mark] = []
    pairs: list[tuple[Mark, Mark]] = []
    for position, mark in enumerate(marks):
        if mark.part is Part.OPEN or (not stack and _misplaced(text, marks, position)):
            stack.append(mark)
        elif mark.part is Part.WEAK_CLOSE:
            if stack and not firm_ahead[position] and mark.start - stack[-1].end <= _MAX_WEAK:
                pairs.append((stack.pop(), mark))
        elif stack:
            pairs.append((stack.pop(), mark))
        elif mark.part is Part.EITHER:
            stack.append(mark)
    return pairs


def _firm_ahead(marks: Sequence[Mark]) -> list[bool]:
    """Tell for each mark whether a sure closing mark follows before the next opening one."""
    ahead, sure = [False] * len(marks), False
    for position in range(len(marks) - 1, -1, -1):
        ahead[position] = sure
        if marks[position].part is Part.OPEN:
            sure = False
        elif marks[position].part is Part.CLOSE:
            sure = True
    return ahead


def _misplaced(text: str, marks: Sequence[Mark], position: int) -> bool:
    """Tell an opening mark that is set with the word before it: "she said,' Now!'"."""
    mark = marks[position]
    followed = position + 1 < len(marks) and marks[position + 1].part is Part.CLOSE
    if mark.part is not Part.CLOSE or not followed or text[mark.start] != "'":
        return False
    return text[mark.end : mark.end + 1] == " " and text[mark.end + 1 : mark.end + 2].isupper()
