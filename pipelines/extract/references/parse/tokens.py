"""Words, numbers and marks of a reference, with their offsets; an identifier is one token."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from pipelines.extract.references.parse.masking import Masking

_LETTER = r"[^\W\d_][\u0300-\u036f]*"
_PIECE = re.compile(rf"(?:{_LETTER})+(?:[’'‘ʻ‐‑-](?:{_LETTER})+)*|[0-9]+|[^\s\x00-\x1f\x7f]")
# Words that lost the space between them ("BotschaftenVerlag"): three small letters, then a capital and two small.
_GLUED = re.compile(r"(?<=[a-zß-ÿ]{3})(?=[A-ZÀ-Þ][a-zß-ÿ]{2})")


class Token(NamedTuple):
    """A word, number, mark or masked identifier at `[start, end)` of the string; `spaced`: a space stands before it."""

    text: str
    start: int
    end: int
    spaced: bool


def tokens_of(text: str, start: int, maskings: Sequence[Masking]) -> list[Token]:
    """Give the tokens of `text` from `start`; what is masked is one token, named after its kind (`<doi>`)."""
    found: list[Token] = []
    position = start
    for masking in maskings:
        if masking.end <= start:
            continue
        _add(found, text, position, masking.start)
        found.append(Token(f"<{masking.kind}>", masking.start, masking.end, _spaced(text, masking.start)))
        position = masking.end
    _add(found, text, position, len(text))
    return found


def _add(found: list[Token], text: str, start: int, end: int) -> None:
    last = start if start == 0 or text[start - 1].isspace() else -1
    for match in _PIECE.finditer(text, start, end):
        word, begin, stop = match.group(), match.start(), match.end()
        spaced = begin != last or begin == 0
        last = stop
        if len(word) > 5 and not word[1:].islower() and word[0].isalpha() and not word.isupper():
            cuts = [begin, *(begin + cut.start() for cut in _GLUED.finditer(word)), stop]
            for left, right in pairwise(cuts):
                found.append(Token(text[left:right], left, right, spaced and left == begin))
        else:
            found.append(Token(word, begin, stop, spaced))


def _spaced(text: str, start: int) -> bool:
    return start == 0 or text[start - 1].isspace()
