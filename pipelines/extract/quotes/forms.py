"""What the guideline's wording suggests a region in marks to be, from its form and what stands around it."""

import re
from dataclasses import dataclass

from pipelines.extract.parse import Token
from pipelines.extract.quotes.cues import Frame, is_verb_of
from pipelines.extract.quotes.lexicon import CALLING, SHOWING, TERM_NOUNS, WORK_NOUNS
from pipelines.extract.quotes.marks import Region
from pipelines.extract.quotes.page import Page, finite
from pipelines.extract.rows import QuoteKind

TITLE = "title"
_LOOK = 60
_DETERMINERS = frozenset("a an the his her its their my our your this that these those some any no".split())
_SO_CALLED = frozenset(
    {"so-called", "called", "named", "known", "dubbed", "nicknamed", "termed", "titled", "entitled", "labelled"}
)
_SMALL = frozenset("of the and for in on to a an or de la du von der".split())


@dataclass(frozen=True, slots=True)
class Form:
    """The features that decide: `words` in the region, `capital` first letter, `stopped` by end punctuation inside."""

    words: int
    capital: bool
    stopped: bool
    finite: bool
    titled: bool
    opening: bool
    closing: bool
    determiner: bool
    attributive: bool
    term: bool
    lead: str


def form_of(page: Page, region: Region, frame: Frame | None) -> Form:
    """Measure a region; only its first and last `_LOOK` tokens are looked at, so that nested regions stay cheap."""
    inner = region.inner
    head = page.text[inner.start : min(inner.end, inner.start + 400)]
    words = re.findall(r"[\w’'-]+", head)
    letters = [character for character in head if character.isalpha()]
    behind = page.text[region.outer.end : region.outer.end + 2]
    left = frame.left_tokens() if frame else []
    right = frame.right_tokens() if frame else []
    count = len(words) if inner.end - inner.start <= 400 else 80
    tokens = frame.part.doc[frame.first : min(frame.last, frame.first + _LOOK)] if frame else ()
    return Form(
        words=count,
        capital=bool(letters) and letters[0].isupper(),
        stopped=page.text[inner.end - 1] in ".!?,…—–-" or head[-2:] in ("--", "'.", "’."),
        finite=any(finite(token) for token in tokens) and count > 1,
        titled=_title_case(words),
        opening=not any(token.text.isalnum() for token in left[-3:]),
        closing=behind[:1] in ("", ".", "\n") or (not right and not behind.strip()[:1].isalnum()),
        determiner=bool(left) and left[-1].tag_ != "IN" and _determines(left[-1]),
        attributive=bool(right) and right[0].pos_ in ("NOUN", "PROPN") and _touches(page, region, frame),
        term=_names_a_term(left),
        lead=next((t.text for t in reversed(left) if not t.is_space), ""),
    )


def rule_kind(page: Page, region: Region, frame: Frame | None, form: Form, *, nested: bool) -> str:
    """Give the kind that the guideline's wording suggests, or `TITLE` for the title of a work."""
    if _is_title(page, region, frame, form):
        return TITLE
    cue = frame.cue if frame else None
    calling = cue is not None and is_verb_of(cue, CALLING)
    showing = cue is not None and is_verb_of(cue, SHOWING)
    saying = cue is not None and not calling and not showing
    if _whole_utterance(form, frame, saying=saying, calling=calling, nested=nested):
        return QuoteKind.DIRECT
    if form.term or (form.titled and (form.words > 1 or not saying)):
        return QuoteKind.MENTION
    if not form.finite and form.words <= 3 and (form.attributive or nested or not (saying or calling)):
        return QuoteKind.SCARE
    if form.attributive and not saying:
        return QuoteKind.SCARE
    if form.words <= 5 and not saying and not calling:
        return QuoteKind.SCARE
    return QuoteKind.MIXED


def _whole_utterance(form: Form, frame: Frame | None, *, saying: bool, calling: bool, nested: bool) -> bool:
    side = frame.side if frame else ""
    if form.determiner or form.attributive or form.term:
        return form.words > 12 and form.capital and form.finite and form.stopped
    if form.opening and (form.stopped or side == "right") and not nested:
        return form.capital or saying or form.words > 3
    if form.lead == ":" and (form.capital or form.words > 6) and not calling:
        return form.stopped or form.finite or form.words > 3
    if saying and side in ("left", "right") and (form.stopped or form.closing or side == "right"):
        return form.capital or (side == "right" and form.stopped)
    return form.capital and form.stopped and (form.finite or form.words > 6 or saying)


def _determines(token: Token) -> bool:
    return token.lower_ in _DETERMINERS or token.tag_ in ("POS", "PRP$", "JJ")


def _title_case(words: list[str]) -> bool:
    """Tell a name-like wording: every word but small ones begins with a capital."""
    main = [word for word in words if word.casefold() not in _SMALL]
    return bool(main) and len(words) <= 8 and all(word[0].isupper() or word[0].isdigit() for word in main)


def _touches(page: Page, region: Region, frame: Frame | None) -> bool:
    return (
        frame is not None
        and page.text[region.outer.end : region.outer.end + 1] == " "
        and page.text[region.inner.end - 1] not in ",.!?"
    )


def _names_a_term(left: list[Token]) -> bool:
    near = left[-4:]
    if any(token.lower_ in _SO_CALLED and token.tag_ != "VBD" for token in near[-2:]):
        return True
    if len(near) > 2 and [token.lower_ for token in near[-3:]] == ["so", "-", "called"]:
        return True
    while near and near[-1].lower_ in ("the", "a", "of"):
        near = near[:-1]
    return bool(near) and near[-1].lemma_.lower() in TERM_NOUNS


def _is_title(page: Page, region: Region, frame: Frame | None, form: Form) -> bool:
    over = page.reference_over(region.outer)
    if over is not None:
        return True
    if frame is None or not form.titled or form.words < 1:
        return False
    near = [token.lemma_.lower() for token in frame.left_tokens()[-3:]]
    return any(lemma in WORK_NOUNS for lemma in near)
