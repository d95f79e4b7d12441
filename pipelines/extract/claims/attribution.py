"""Holder and stance of each unit: by its own frame, the frame or quotation that it stands in, or its paragraph."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.extract.claims import lexicon
from pipelines.extract.claims.frames import Frame, find_frame
from pipelines.extract.claims.names import Names
from pipelines.extract.claims.stance import Contrast, stance_of
from pipelines.extract.claims.tree import SUBJECTS, VERBAL, Tree
from pipelines.extract.claims.units import Unit, UnitKind
from pipelines.extract.parse import Token
from pipelines.extract.parsed import Parsed
from pipelines.extract.rows import Quote, QuoteKind, Span, Stance

AUTHOR = "author"
UNKNOWN = "unspecified"
# Words that open what was asked or bidden: nobody claims it.
_ASKED = frozenset({"to", "why", "whether", "where", "when", "who", "how", "if"})
_IDENTIFYING = frozenset({UnitKind.APPOSITIVE, UnitKind.NAMED, UnitKind.VITAL})


@dataclass(frozen=True, slots=True)
class Attributed:
    """Who holds a unit and how far the author commits, with the unit's own frame and the quotation it stands in."""

    holder: str = AUTHOR
    stance: Stance = Stance.ASSERTS
    frame: Frame | None = None
    quote: Quote | None = None


class Attribution:
    """Attributes the units of one passage."""

    def __init__(self, names: Names, part: Parsed, tree: Tree, quotes: Sequence[Quote]) -> None:
        self._names, self._part, self._tree = names, part, tree
        passage = part.passage
        self._quotes = [q for q in quotes if q.span.start < passage.end and passage.start < q.span.end]
        self._contrast = Contrast(part.text)
        self._frames: dict[int, Frame | None] = {}
        self._scene = -1

    def of(self, unit: Unit, span: Span) -> Attributed:
        """Give holder and stance of a unit; units are to be asked in order of their place."""
        frame = self._frame(unit.head) if unit.kind not in _IDENTIFYING else None
        quote = self._spoken_in(span)
        if quote is not None:
            return Attributed(self._speaker(quote), Stance.REPORTS, _impersonal(frame), quote)
        if frame is not None and not frame.of_work and unit.kind == UnitKind.CONJUNCT:
            outer = self._outer(unit)
            if outer is not None:
                return outer
        if frame is not None and _impersonal(frame) is not None:
            return Attributed(frame=frame)
        if frame is not None:
            if frame.of_work:
                self._scene = unit.head.sent.start
            return Attributed(frame.holder, self._stance(frame, unit.head), frame)
        if unit.kind in _IDENTIFYING:
            return Attributed()
        outer = self._outer(unit)
        if outer is not None:
            return outer
        indirect = self._reported_in(span)
        if indirect is not None:
            return self._reported(indirect, unit)
        if self._goes_on(unit):
            work = self._names.work or AUTHOR
            return Attributed(work, Stance.DENIES if self._contrast.anywhere else Stance.REPORTS)
        return self._sourceless(unit)

    def _frame(self, head: Token) -> Frame | None:
        if head.i not in self._frames:
            self._frames[head.i] = find_frame(self._names, self._part, self._tree, head)
        return self._frames[head.i]

    def _stance(self, frame: Frame, head: Token) -> Stance:
        return stance_of(frame, self._tree, head, self._contrast)

    def _speaker(self, quote: Quote) -> str:
        if quote.speaker:
            return quote.speaker
        subject = self._names.annotated.cast.subject
        return subject.name if subject is not None else UNKNOWN

    def _spoken_in(self, span: Span) -> Quote | None:
        """The innermost verbatim quotation that holds most of the span."""
        holding = [
            quote
            for quote in self._quotes
            if quote.kind in (QuoteKind.DIRECT, QuoteKind.MIXED)
            and _overlap(quote.span, span) * 5 >= (span.end - span.start) * 4
        ]
        return min(holding, key=lambda quote: quote.span.end - quote.span.start, default=None)

    def _reported_in(self, span: Span) -> Quote | None:
        for quote in self._quotes:
            if quote.kind != QuoteKind.INDIRECT or self._opening(quote) in _ASKED:
                continue
            shared = _overlap(quote.span, span) * 10
            if shared >= 7 * (span.end - span.start) or shared >= 7 * (quote.span.end - quote.span.start):
                return quote
        return None

    def _opening(self, quote: Quote) -> str:
        return self._names.annotated.text(quote.span).split(" ", 1)[0].lower()

    def _reported(self, quote: Quote, unit: Unit) -> Attributed:
        speaker = self._speaker(quote)
        denied = speaker == self._names.work and self._contrast.anywhere
        stance = Stance.DENIES if denied else Stance.REPORTS
        content = self._content_of(quote, unit)
        return Attributed(speaker, stance, Frame(speaker, stance, content) if content is not None else None)

    def _content_of(self, quote: Quote, unit: Unit) -> Token | None:
        """The verb of what is reported, where the unit has the report around it."""
        inside = self._part.tokens(quote.span)
        if inside is None or not unit.first <= inside.start <= inside.end - 1 <= unit.last:
            return None
        head = next((token for token in inside if not inside.start <= token.head.i < inside.end), None)
        if head is None or head.i == unit.head.i or head.dep_ != "ccomp" or head.pos_ not in VERBAL:
            return None
        return head if head.head.i < inside.start and self._tree.subject(head) is not None else None

    def _outer(self, unit: Unit) -> Attributed | None:
        """The frame of a clause above, where the unit belongs to its content."""
        tree, start = self._tree, unit.head
        below = start
        for step in tree.climb(start):
            if step.i == start.i:
                continue
            frame = self._frame(step)
            if frame is None:
                if below.dep_ == "conj" and below.i == start.i and step.dep_ == "ROOT" and tree.subject(start):
                    return None
                below = step
                continue
            if not self._belongs(unit, step, below, frame):
                return None
            stance = self._stance(frame, step)
            if _impersonal(frame) is not None:
                return Attributed()
            if self._contrast.truth_within(*self._reach(unit)):
                return None
            return Attributed(frame.holder, stance)
        return None

    def _reach(self, unit: Unit) -> tuple[int, int]:
        doc = self._part.doc
        return int(doc[max(0, unit.first - 3)].idx), int(doc[unit.last].idx)

    def _belongs(self, unit: Unit, framing: Token, below: Token, frame: Frame) -> bool:
        """Tell whether the unit is a part of a frame's content, not the author's remark on its topic or speaker."""
        in_content = frame.content is None or below.i == frame.content.i or frame.content.i <= unit.head.i
        if below.dep_ in SUBJECTS or (frame.content is not None and below.i < min(framing.i, frame.content.i)):
            return False
        if below.dep_ == "conj":
            if self._tree.marker(below) == "that":
                return True
            subject = self._tree.subject(below)
            if subject is None or frame.content is None:
                return True
            return (
                frame.of_work and below.tag_ in ("VBZ", "VBP") and self._names.person(self._part, subject) is not None
            )
        if below.dep_ == "advcl" and frame.content is not None and below.i != frame.content.i:
            return frame.of_work and self._tree.marker(below) in ("while", "because", "as", "after", "")
        return in_content

    def _goes_on(self, unit: Unit) -> bool:
        """Tell whether a clause goes on telling what the document's work shows: present tense, somebody acting."""
        if (
            self._names.work is None
            or self._scene < 0
            or unit.kind not in (UnitKind.MAIN, UnitKind.CONJUNCT, UnitKind.ADVERBIAL)
        ):
            return False
        head, subject = unit.head, unit.subject
        present = head.tag_ in ("VBZ", "VBP") and not self._tree.having(head, "aux")
        if not present or subject is None or subject.i == head.i or self._contrast.truth_within(*self._reach(unit)):
            return False
        return self._names.person(self._part, subject) is not None and head.lemma_ not in lexicon.WORK_NOUNS

    def _sourceless(self, unit: Unit) -> Attributed:
        for child in self._tree.children(unit.head):
            if child.dep_ == "advmod" and child.lower_ in lexicon.SOURCELESS:
                return Attributed(AUTHOR, Stance.REPORTS)
        return Attributed()


def _impersonal(frame: Frame | None) -> Frame | None:
    """The speaker's, or the author's, own "I think": it is taken off; what they report of others stays reported."""
    return frame if frame is not None and frame.holder.lower() in ("i", "we") else None


def _overlap(a: Span, b: Span) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))
