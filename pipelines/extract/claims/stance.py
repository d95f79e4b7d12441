"""How far the author commits: marks of falsehood and contrast in a sentence, a paragraph and a frame."""

import re
from bisect import bisect_right

from pipelines.extract.claims import lexicon
from pipelines.extract.claims.frames import Frame
from pipelines.extract.claims.tree import Tree
from pipelines.extract.parse import Token
from pipelines.extract.rows import Stance
from pipelines.patterns import Sieve

_TRUTH = Sieve(r"\b(?:" + "|".join(re.escape(phrase) for phrase in lexicon.TRUTH_PHRASES) + r")\b", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
_FALSELY = frozenset("falsely wrongly mistakenly incorrectly untruthfully dishonestly erroneously misleadingly".split())


class Contrast:
    """Where a paragraph marks something as untrue or sets the truth against it."""

    def __init__(self, text: str) -> None:
        self._marks = sorted(
            [found.start() for found in _TRUTH.finditer(text)]
            + [found.start() for found in _WORD.finditer(text) if found.group().lower() in lexicon.FALSEHOOD]
        )
        self._truths = sorted(found.start() for found in _TRUTH.finditer(text))

    @property
    def anywhere(self) -> bool:
        """Whether the paragraph holds any such mark."""
        return bool(self._marks)

    def truth_within(self, start: int, end: int) -> bool:
        """Tell whether the truth is set against something in `[start, end)`."""
        position = bisect_right(self._truths, end - 1)
        return position > 0 and self._truths[position - 1] >= start


def stance_of(frame: Frame, tree: Tree, head: Token, contrast: Contrast) -> Stance:
    """Settle the stance of a framed clause.

    What a work shows is denied where the paragraph is a contrast (guideline, hard cases); what somebody says is denied
    only by a mark in its own sentence.
    """
    if frame.stance != Stance.REPORTS:
        return frame.stance
    if any(child.lower_ in _FALSELY for child in tree.children(head) if child.dep_ == "advmod"):
        return Stance.DENIES
    if frame.of_work and contrast.anywhere:
        return Stance.DENIES
    sentence = head.sent
    if contrast.truth_within(sentence.start_char, sentence.end_char) and not frame.of_work:
        return Stance.DENIES
    return Stance.REPORTS
