"""Words in marks as the choice of their speaker sees them, and what stands between two turns of a dialogue."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.extract.quotes.cues import Frame
from pipelines.extract.quotes.page import Page
from pipelines.extract.quotes.speaker import Speaker
from pipelines.extract.rows import Span

_STOPPED = re.compile(r"[.!?][\"”’']*\s")
_FAR = 3000


@dataclass(frozen=True, slots=True)
class Words:
    """An utterance in marks: its spans without and with the marks, and the narration around it.

    `known` is a speaker who is sure without a choice: who signs the words, or whose work they are led in as.
    """

    inner: Span
    outer: Span
    frame: Frame | None = None
    known: Speaker | None = None

    @property
    def side(self) -> str:
        """Tell on which side the cue stands: `left`, `right`, `around`, or `none`."""
        return self.frame.side if self.frame is not None and self.frame.cue is not None else "none"


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands between two turns: `kind` names it, `line` tells if a new line begins there.

    `kind` is `first` (nothing came before), `turn` (nothing between), `goes-on` (the cue of the last words, whose
    sentence goes on), `cue` (no more than that cue's sentence), `colon` (a lead-in), `text`, `long` or `far`. `line` is
    `new`, `same`, or `none` on a page whose dialogues have no line breaks.
    """

    kind: str
    line: str


def gaps_between(page: Page, turns: Sequence[Words]) -> list[Gap]:
    """Tell for each turn how it stands to the one before it."""
    lines = _has_lines(page, turns)
    return [_gap(page, turns[index - 1] if index else None, turn, lines) for index, turn in enumerate(turns)]


def _gap(page: Page, last: Words | None, words: Words, lines: bool) -> Gap:
    if last is None:
        return Gap("first", "none")
    between = page.text[last.outer.end : words.outer.start]
    return Gap(_kind(page, last, words, between), "none" if not lines else "new" if "\n" in between else "same")


def _kind(page: Page, last: Words, words: Words, between: str) -> str:
    if len(between) > _FAR:
        return "far"
    if not between.strip(" \n\t.,"):
        return "turn"
    stops = len(_STOPPED.findall(between + " "))
    if last.side == "right" and stops <= 1:
        return "goes-on" if stops == 0 or page.text[words.inner.start].islower() else "cue"
    if between.rstrip().endswith((":", ",")) and stops <= 1:
        return "colon"
    return "text" if stops <= 3 else "long"


def _has_lines(page: Page, turns: Sequence[Words]) -> bool:
    breaks = [index for index, character in enumerate(page.text) if character == "\n"]
    if not turns or not breaks:
        return False
    return bisect_right(breaks, turns[-1].outer.start) > bisect_right(breaks, turns[0].outer.end)
