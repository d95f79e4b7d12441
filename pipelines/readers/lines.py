"""The lines of a plain text: their words, their indentation and the mark that they begin with."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

_BREAK = re.compile(r"[\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_TAB = 4
_HEAD = 80

_RULE = re.compile(r"[-=*_~#+.·•–—\s|]{2,}")
_BULLET = re.compile(r"(?:[•‣◦⁃∙▪▫●○■□◆►▸➢·*–-]|\+(?=\s))(?:\s+|(?<=[•‣◦▪●■►])(?=\S)|$)")
# "7. November" is a day, as German and others write it.
_MONTH = r"(?:Jan|Jän|Feb|M[aä]r|Apr|Ma[iy]|Jun|Jul|Aug|Sep|O[ck]t|Nov|De[cz])"
_NUMBER = re.compile(
    rf"(?:\d{{1,3}}[.)](?=\s)(?!\s+{_MONTH})|\(\d{{1,3}}\)|\[\d{{1,3}}\]|\(?[a-z]\)(?=\s)|\(?[ivx]{{1,5}}\)(?=\s))\s*"
)
_BACK_LINK = re.compile(r"(?:\^|↑)\s*(?:(?i:jump up to):?\s*)?(?:a(?:,?\s+[b-z]\b)+\s*)?")
_QUOTE = re.compile(r"(?:>\s?)+")
_HASH = re.compile(r"#{1,6}\s+")


class Mark(StrEnum):
    """What a line begins with that is no part of its words."""

    NONE = ""
    BULLET = "bullet"
    NUMBER = "number"
    QUOTE = "quote"
    HASH = "hash"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank: `[start, end)` are its words; `indent` and `content` count columns.

    `indent` is where its mark stands, or its words if it has none; `content` is where its words stand.
    """

    start: int
    end: int
    indent: int
    content: int
    mark: Mark
    label: str
    after_gap: bool

    @property
    def width(self) -> int:
        """Columns from the left edge to the end of the line."""
        return self.content + self.end - self.start


_MARKS = (
    (Mark.HASH, _HASH),
    (Mark.QUOTE, _QUOTE),
    (Mark.BULLET, _BULLET),
    (Mark.NUMBER, _NUMBER),
    (Mark.BULLET, _BACK_LINK),
)


def find_lines(text: str) -> list[Line]:
    """Give the lines of `text` that are not blank, in order; the time taken grows with the length of the text.

    A bullet alone in its line counts as the mark of the next line.
    """
    lines: list[Line] = []
    start, gap = 0, True
    waiting: Line | None = None
    bounds = [match.start() for match in _BREAK.finditer(text)]
    for end in (*bounds, len(text)):
        line = _line(text, start, end, gap)
        start = end + 1
        gap = line is None or (gap and line.start == line.end)
        if line and line.start == line.end:
            waiting = line
        elif line:
            lines.append(_with_mark(line, waiting))
            waiting = None
    return lines


def _with_mark(line: Line, waiting: Line | None) -> Line:
    if waiting is None or line.mark is not Mark.NONE:
        return line
    return replace(line, mark=waiting.mark, label=waiting.label, indent=waiting.indent, after_gap=waiting.after_gap)


def _line(text: str, start: int, end: int, gap: bool) -> Line | None:
    raw = text[start:end]
    words = raw.strip()
    if not words:
        return None
    first = start + len(raw) - len(raw.lstrip())
    indent = _columns(text[start:first])
    mark, length = _mark(words)
    rest = words[length:].lstrip()
    last = first + len(words)
    content = last - len(rest)
    return Line(content, last, indent, indent + content - first, mark, words[:length].strip(), gap)


def _columns(space: str) -> int:
    return sum(_TAB if character == "\t" else 1 for character in space)


def _mark(words: str) -> tuple[Mark, int]:
    head = words[:_HEAD]
    if len(words) < _HEAD and _RULE.fullmatch(words):
        return Mark.RULE, 0
    for mark, pattern in _MARKS:
        match = pattern.match(head)
        if match:
            return mark, match.end()
    return Mark.NONE, 0
