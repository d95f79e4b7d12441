"""The reporting word that goes with words in quotation marks."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pipelines.extract.parse import Token
from pipelines.extract.parsed import Parsed
from pipelines.extract.quotes.lexicon import CALLING, FINDING, SAYING, SHOWING, STATEMENT_NOUNS, UTTERING
from pipelines.extract.quotes.page import Page, finite
from pipelines.extract.rows import Span

_LEFT, _RIGHT, _CLIMB = 45, 14, 40
_STOPS = frozenset({".", "!", "?", "...", "…"})
_VERBS = SAYING | UTTERING
_EMBEDDING = SAYING | CALLING | SHOWING | FINDING
_NAME = frozenset({"PROPN", "NOUN", "PRON"})


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around words in marks: token ranges of the narration to the left and right within the sentence.

    `left` and `right` are half-open ranges of token indexes in `part.doc`; `first` and `last` bound the marked words.
    `cue` is the reporting word, on `side` `left`, `right` or `around` (the words are part of the cue's own clause).
    """

    part: Parsed
    first: int
    last: int
    left: tuple[int, int]
    right: tuple[int, int]
    cue: Token | None = None
    side: str = ""

    def left_tokens(self) -> list[Token]:
        """Give the tokens before the words, nearest last."""
        return [self.part.doc[index] for index in range(*self.left)]

    def right_tokens(self) -> list[Token]:
        """Give the tokens behind the words, nearest first."""
        return [self.part.doc[index] for index in range(*self.right)]


def find_frame(page: Page, outer: Span, inner: Span, limits: Span) -> Frame | None:
    """Find the narration around a region and its cue; `limits` end where the neighbouring regions begin."""
    head = page.tokens(Span(outer.start, max(inner.end, outer.start + 1)))
    if head is None:
        return None
    part, start, _ = head
    tail = page.tokens(Span(outer.end - 1, min(outer.end + 400, limits.end)))
    left = _left(part, start, limits.start, outer)
    right = _right(tail, part, outer, limits.end)
    last = right[0] if tail is not None and tail[0] is part else len(part.doc)
    frame = Frame(part, start, max(last, start), left, right)
    cue, side = _cue(page, frame, inner)
    return Frame(part, frame.first, frame.last, left, right, cue, side)


def is_verb_of(token: Token, lemmas: frozenset[str]) -> bool:
    """Tell a verb with one of `lemmas`, in lower case."""
    return token.lemma_.lower() in lemmas and (token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB"))


def _left(part: Parsed, start: int, limit: int, outer: Span) -> tuple[int, int]:
    first = start
    floor = max(0, start - _LEFT)
    while first > floor:
        token = part.doc[first - 1]
        if part.end_of(token) > outer.start:
            first -= 1
            start = first
            continue
        if part.at(token) < limit or token.text in _STOPS or "\n" in token.text:
            break
        first -= 1
    return first, start


def _right(tail: tuple[Parsed, int, int] | None, part: Parsed, outer: Span, limit: int) -> tuple[int, int]:
    if tail is None or tail[0] is not part:
        return len(part.doc), len(part.doc)
    first = tail[1]
    while first < len(part.doc) and part.at(part.doc[first]) < outer.end:
        first += 1
    last = first
    while last < min(len(part.doc), first + _RIGHT):
        token = part.doc[last]
        if part.at(token) >= limit or token.text in _STOPS or "\n" in token.text:
            break
        last += 1
    return first, last


def _cue(page: Page, frame: Frame, inner: Span) -> tuple[Token | None, str]:
    ending = page.text[inner.end - 1]
    behind = _right_cue(frame, ending)
    if behind is not None and (ending in ",!?-—–…'’" or frame.right_tokens()[0].text in (",", "-", "–", "—", "--")):
        return behind, "right"
    before = _left_cue(frame)
    if before is not None:
        return before, "left"
    around = _around(frame)
    if around is not None:
        return around, "around"
    return None, ""


def _right_cue(frame: Frame, ending: str) -> Token | None:
    """Give the verb of "…," she said / said the judge: the first verb behind, near, in the same sentence."""
    tokens = frame.right_tokens()
    if not tokens or not _goes_on(tokens[0], ending):
        return None
    for token in tokens[:10]:
        if is_verb_of(token, _VERBS) and token.tag_ not in ("VBG", "VB"):
            return token
        if token.lemma_.lower() in _VERBS and token.text.islower() and token.tag_ in ("NN", "NNS", "JJ"):
            following = frame.part.doc[token.i + 1 : token.i + 2]
            if following and following[0].pos_ in (*_NAME, "DET") and token.i == tokens[0].i:
                return token
        if (finite(token) and token.pos_ == "VERB") or token.text in ";:":
            return None
    return None


def _goes_on(first: Token, ending: str) -> bool:
    """Tell narration that goes on the sentence of the words before it from a new sentence."""
    if not first.text[0].isupper():
        return True
    return ending != "." and (first.pos_ in ("PROPN", "PRON") or first.tag_ == "NNP")


def _left_cue(frame: Frame) -> Token | None:
    """Give the cue of a lead-in: "she said, “…", "he wrote that “…", "a message: “…", "according to him, “…"."""
    tokens = frame.left_tokens()
    if not tokens:
        return None
    edge = tokens[-1]
    if edge.text not in (",", ":", "-", "–", "—", "--") and edge.lower_ not in ("that", "as") and not _cues(edge):
        return None
    verbs = [token for token in tokens if _cues(token)]
    if edge.text == ":":
        verbs = verbs or [t for t in tokens if t.lemma_.lower() in STATEMENT_NOUNS and t.pos_ == "NOUN"]
    if verbs:
        return verbs[-1]
    return _according(tokens)


def _cues(token: Token) -> bool:
    return is_verb_of(token, _VERBS | CALLING) or (token.lower_ in ("writing", "saying", "stating", "reading"))


def _around(frame: Frame) -> Token | None:
    """Give the cue in whose clause the words stand: the nearest verb above them that reports or names."""
    if frame.first >= len(frame.part.doc):
        return None
    token = frame.part.doc[min(frame.first + 1, frame.last - 1, len(frame.part.doc) - 1)]
    for ancestor in _above(token):
        outside = not frame.first <= ancestor.i < frame.last
        if outside and is_verb_of(ancestor, _EMBEDDING) and frame.left[0] <= ancestor.i < frame.first:
            return ancestor
    return _according(frame.left_tokens()) or _calling(frame.left_tokens())


def _calling(tokens: list[Token]) -> Token | None:
    """Give the verb of "calls the plan an “…”" where the parse has lost it: near, with no other verb between."""
    for token in reversed(tokens[-7:]):
        if is_verb_of(token, CALLING):
            return token
        if token.pos_ in ("VERB", "AUX") or token.text in ",;:":
            return None
    return None


def _above(token: Token) -> Iterator[Token]:
    for _ in range(_CLIMB):
        if token.head is token or token.head.i == token.i:
            return
        token = token.head
        yield token


def _according(tokens: list[Token]) -> Token | None:
    return next(
        (token for token, after in pairwise(tokens) if token.lower_ == "according" and after.lower_ == "to"), None
    )
