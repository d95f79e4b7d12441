"""The lines of a PDF page in reading order: words side by side, columns one after the other."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from pipelines.readers.pdf_words import Word

_GAP: Final = 1.3
_CLOSE: Final = 0.15
_STOPS: Final = ".,;:!?)]”’"
_SAME_LINE: Final = 0.45
_LEAST_LINES: Final = 4
_STEPS: Final = 40
_DEEPEST: Final = 3


@dataclass(frozen=True)
class Line:
    """Words side by side on page `page` (from 1); `column` is where its column begins and ends on the page."""

    words: tuple[Word, ...]
    page: int
    column: tuple[float, float] = (0.0, 0.0)

    @cached_property
    def text(self) -> str:
        """The words with spaces between them."""
        return "".join(self.gap(at) + word.text for at, word in enumerate(self.words))

    def gap(self, at: int) -> str:
        """Give what stands before a word: nothing before the first and before a stop right behind a word."""
        word = self.words[at]
        close = at > 0 and word.left - self.words[at - 1].right < _CLOSE * word.size
        return "" if at == 0 or (close and word.text[0] in _STOPS) else " "

    @cached_property
    def size(self) -> float:
        """The size of type that most of its characters have."""
        sizes: dict[float, int] = {}
        for word in self.words:
            sizes[word.size] = sizes.get(word.size, 0) + len(word.text)
        return max(sizes, key=lambda size: (sizes[size], size))

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return max(word.right for word in self.words)

    @cached_property
    def bottom(self) -> float:
        """The bottom of its words of the usual size."""
        return min(word.bottom for word in self.words if word.size == self.size)

    @cached_property
    def top(self) -> float:
        """The top of its highest word."""
        return max(word.top for word in self.words)

    @cached_property
    def bold(self) -> bool:
        """Whether all of its words are bold."""
        return all(word.bold for word in self.words if any(map(str.isalnum, word.text)))

    @cached_property
    def italic(self) -> bool:
        """Whether all of its words are italic."""
        return all(word.italic for word in self.words if any(map(str.isalnum, word.text)))


def page_lines(words: Iterable[Word], page: int) -> list[Line]:
    """Give the lines of a page in reading order."""
    return _ordered(_segments(words, page), 0)


def _segments(words: Iterable[Word], page: int) -> list[Line]:
    """Put words together that stand side by side without a wide gap, from the top of the page down."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (-word.bottom, word.left)):
        row = next((row for row in rows[-4:] if _is_beside(row[0], word)), None)
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    return [Line(tuple(words), page) for row in rows for words in _split(sorted(row, key=lambda word: word.left))]


def _is_beside(word: Word, other: Word) -> bool:
    height = min(word.top - word.bottom, other.top - other.bottom)
    overlap = min(word.top, other.top) - max(word.bottom, other.bottom)
    return overlap > _SAME_LINE * max(height, 0.1)


def _split(row: Sequence[Word]) -> Iterable[list[Word]]:
    run: list[Word] = []
    for word in row:
        if run and word.left - run[-1].right > _GAP * max(word.size, run[-1].size):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _ordered(lines: list[Line], depth: int) -> list[Line]:
    """Put lines into reading order: where a gutter parts them, left before right, between lines that cross it."""
    gutter = _gutter(lines) if depth < _DEEPEST else None
    if gutter is None:
        rows = _rows(lines)
        left = min((line.left for line in lines), default=0.0)
        right = max((line.right for line in lines), default=0.0)
        return [Line(line.words, line.page, (left, right)) for line in rows]
    result: list[Line] = []
    band: list[Line] = []
    crossing: list[Line] = []
    for line in sorted(lines, key=lambda line: -line.bottom):
        if line.left < gutter < line.right:
            result += _sides(band, gutter, depth)
            band = []
            crossing.append(line)
        else:
            result += _rows_of(crossing) if crossing else []
            crossing = []
            band.append(line)
    return [*result, *_sides(band, gutter, depth), *_rows_of(crossing)]


def _rows_of(lines: list[Line]) -> list[Line]:
    return _ordered(lines, _DEEPEST) if lines else []


def _sides(band: list[Line], gutter: float, depth: int) -> list[Line]:
    left = [line for line in band if line.right <= gutter]
    right = [line for line in band if line.right > gutter]
    return [*_ordered(left, depth + 1), *_ordered(right, depth + 1)] if left or right else []


def _rows(lines: list[Line]) -> list[Line]:
    """Sort lines from the top down; segments side by side that are no columns become one line again."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (-line.bottom, line.left)):
        if rows and _is_beside(rows[-1][0].words[0], line.words[0]):
            rows[-1].append(line)
        else:
            rows.append([line])
    joined = []
    for row in rows:
        words = sorted((word for line in row for word in line.words), key=lambda word: word.left)
        joined.append(Line(tuple(words), row[0].page))
    return joined


def _gutter(lines: Sequence[Line]) -> float | None:
    """Find the middle of the widest white stripe that parts lines side by side, or None where there are no columns."""
    if len(lines) < 2 * _LEAST_LINES:
        return None
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    steps = [left + (right - left) * (0.2 + 0.6 * step / _STEPS) for step in range(_STEPS + 1)]
    crossed = [sum(line.left < at < line.right for line in lines) for at in steps]
    fewest = min(crossed)
    best = [at for at, count in zip(steps, crossed, strict=True) if count == fewest]
    gutter = _middle(best, steps[1] - steps[0])
    before = [line for line in lines if line.right <= gutter]
    behind = [line for line in lines if line.left >= gutter]
    paired = _paired(before, behind)
    if min(len(before), len(behind)) < _LEAST_LINES or paired < _LEAST_LINES:
        return None
    return gutter if paired >= 0.5 * min(len(before), len(behind)) and fewest <= 0.5 * len(lines) else None


def _middle(places: Sequence[float], step: float) -> float:
    """Give the middle of the longest run of places."""
    runs: list[list[float]] = [[places[0]]]
    for place in places[1:]:
        if place - runs[-1][-1] > 1.5 * step:
            runs.append([])
        runs[-1].append(place)
    longest = max(runs, key=len)
    return longest[len(longest) // 2]


def _paired(before: Sequence[Line], behind: Sequence[Line]) -> int:
    """Count the lines on the left that have one on the right within their height, both of more than a word."""
    bottoms = sorted(line.bottom for line in behind if len(line.words) > 1)
    count = 0
    for line in before:
        if len(line.words) > 1:
            at = bisect_left(bottoms, line.bottom - line.size)
            count += at < len(bottoms) and bottoms[at] <= line.bottom + line.size
    return count
