"""Which date belongs to which clause: one inside of it, or the one that governs it from its sentence."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from pipelines.extract.claims.brackets import dates_clause, is_citation
from pipelines.extract.claims.timeline import Time, Timeline
from pipelines.extract.claims.tree import Tree
from pipelines.extract.claims.units import Unit, UnitKind
from pipelines.extract.parse import Token
from pipelines.extract.parsed import Parsed
from pipelines.extract.rows import Span

# Heads of clauses of their own: a date below one of them is that clause's.
_CLAUSAL = frozenset({"relcl", "acl", "advcl", "ccomp", "csubj", "parataxis"})
_INSIDE = frozenset({"appos", "relcl", "acl"})
_LIMIT = 40
_WEAK = 3
_PRESENT = frozenset({"VBZ", "VBP"})
_NOW = frozenset({"currently", "right now", "tonight", "today"})
# Prepositions whose phrase has a time of its own: "after his arrival in 1881".
_AWAY = frozenset("after before since following despite without than like unlike except besides until".split())
_DATING = re.compile(r"\b(?:in|on|during|since)\s+$")


class Dating:
    """Dates for the units of one passage; `works` are the spans in which titles stand, in order."""

    def __init__(
        self, timeline: Timeline, part: Parsed, tree: Tree, units: Sequence[Unit], works: Sequence[Span]
    ) -> None:
        self._timeline, self._part, self._tree, self._units = timeline, part, tree, units
        self._works = works
        self._times = [
            (tree.run(time.start, time.end)[0], time) for time in timeline.times(part) if self._is_free(time)
        ]
        self._firsts = [first for first, _ in self._times]

    def date_of(self, unit: Unit, predicate: Token | None = None) -> str | None:
        """Give the EDTF date of what a unit tells, or None; `predicate` heads its content within a frame."""
        rank, own = self._own(unit, predicate)
        if own is not None and not own.startswith("../") and rank < _WEAK:
            return own
        governing = self._governing(unit)
        if own is None or (rank >= _WEAK and governing is not None):
            return governing or self._by_age(unit)
        return _until(governing, own)

    def first_in(self, span: Span) -> str | None:
        """Give the first date in a document span, as of a caption; or None."""
        start = self._part.passage.start
        inside = (
            time.edtf for _, time in self._times if span.start <= start + time.start and start + time.end <= span.end
        )
        return next(inside, None)

    def _is_free(self, time: Time) -> bool:
        """Tell whether a date is no part of a work's title; "a poster issued in 1920" is none."""
        start = self._part.passage.start
        if _DATING.search(self._part.text[max(0, time.start - 8) : time.start]):
            return True
        number = bisect_left(self._works, start + time.end, key=lambda span: span.start)
        return not any(span.end > start + time.start for span in self._works[max(0, number - 3) : number])

    def _between(self, first: int, last: int) -> list[tuple[int, Time]]:
        return self._times[bisect_left(self._firsts, first) : bisect_left(self._firsts, last + 1)]

    def _own(self, unit: Unit, predicate: Token | None) -> tuple[int, str | None]:
        ranked = []
        first = unit.first
        if unit.subject is not None and unit.subject.head.i == unit.head.i:
            first = min(first, int(unit.subject.left_edge.i))
        for index, time in self._between(first, unit.last):
            rank = self._rank(unit, predicate, index, time)
            if rank is not None:
                ranked.append((rank, index, time.edtf))
        rank, _, edtf = min(ranked, default=(0, 0, None))
        return rank, edtf

    def _rank(self, unit: Unit, predicate: Token | None, index: int, time: Time) -> int | None:
        """How closely a date in the run of a unit belongs to its predicate, 0 the closest; None where it does not."""
        life = self._timeline.in_bracketed_life(self._part, time)
        if (
            self._is_nested(unit, index)
            or is_citation(self._part.text, self._tree.doc, index, time)
            or (life and unit.head.lower_ not in ("born", "died"))
        ):
            return None
        if time.bracketed:
            return 1 if dates_clause(self._part, self._works, unit, index) else None
        token, rank = self._tree.doc[index], 0
        if token.dep_ in ("nummod", "amod", "compound", "nmod") and token.head.i > index and token.head.pos_ != "NUM":
            rank = 2
        if not self._holds(unit, predicate, time):
            return None
        inside = related = False
        for step in self._tree.climb(token, _LIMIT):
            if step.i == unit.head.i or (predicate is not None and step.i == predicate.i):
                break
            if rank < 2 and step.i != token.head.i and step.dep_ in ("prep", "pcomp") and _leads_away(step):
                if step.dep_ == "pcomp":
                    return None
                rank = _WEAK
            if (inside and step.dep_ in ("nsubj", "nsubjpass")) or (related and step.dep_ == "dobj"):
                return None
            inside, related = inside or step.dep_ in _INSIDE, related or step.dep_ == "relcl"
            if step.dep_ in _CLAUSAL:
                rank = max(rank, 1)
        framed = predicate is not None and predicate.i != unit.head.i
        if framed and not any(step.i == predicate.i for step in self._tree.climb(token, _LIMIT) if predicate):
            return None
        return None if rank == 2 and inside else rank

    def _holds(self, unit: Unit, predicate: Token | None, time: Time) -> bool:
        """Tell whether a time fits a verb's tense: "in May" with a verb in the present is of any year."""
        verb = predicate if predicate is not None else unit.head
        habit = verb.tag_ in _PRESENT and not any(child.lemma_ == "have" for child in self._tree.having(verb, "aux"))
        return time.plain or not habit or self._part.text[time.start : time.end].lower() in _NOW

    def _is_nested(self, unit: Unit, index: int) -> bool:
        """Tell whether a token of a unit's run belongs to another unit in that run."""
        return any(
            other.first <= index <= other.last
            and unit.first <= other.first
            and other.last <= unit.last
            and other.last - other.first < unit.last - unit.first
            and other.head.i != unit.head.i
            and not other.first <= unit.head.i <= other.last
            for other in self._near(index)
        )

    def _near(self, index: int) -> Iterator[Unit]:
        """The units that start at or before a token, nearest first."""
        number = bisect_left(self._units, index + 1, key=lambda unit: unit.first)
        yield from reversed(self._units[max(0, number - _LIMIT) : number])

    def _governing(self, unit: Unit) -> str | None:
        """The date of the clause that a unit hangs on, where it holds for both."""
        before = self._of_antecedent(unit)
        if before is not None:
            return before
        fronted_only = self._reach(unit)
        if fronted_only is None:
            return None
        for step in self._tree.climb(unit.head, _LIMIT):
            if step.i != unit.head.i and step.dep_ in ("relcl", "acl") and step.tag_ != "VBD":
                return None
            if step.i != unit.head.i and step.tag_ == "VBD" and unit.head.tag_ in _PRESENT:
                return None
            if step.i != unit.head.i and step.pos_ in ("VERB", "AUX"):
                date = self._of_clause(step, unit, fronted_only)
                if date is not None:
                    return date
                fronted_only = True
        return None

    def _of_antecedent(self, unit: Unit) -> str | None:
        """Of "in October 1805, when …", the date before."""
        if self._tree.doc[unit.first].lower_ != "when" or unit.first < 1:
            return None
        edge = int(self._tree.doc[unit.first].idx)
        close = [time for _, time in self._between(max(0, unit.first - 8), unit.first - 1) if 0 <= edge - time.end <= 3]
        return close[-1].edtf.removesuffix("/..").removeprefix("../") if close else None

    def _reach(self, unit: Unit) -> bool | None:
        """Whether only a date that opens the governing clause holds for the unit (True), any (False), none (None)."""
        tree, head = self._tree, unit.head
        perfect = any(child.lemma_ == "have" for child in tree.having(head, "aux"))
        future = any(child.tag_ == "MD" for child in tree.having(head, "aux"))
        bare = head.tag_ == "VB" and not tree.having(head, "aux")
        if perfect or future or bare:
            return None
        if unit.kind == UnitKind.PARTICIPLE:
            if head.tag_ == "VBG" and unit.anchor is None:
                return False
            return True if head.dep_ in ("advcl", "conj") else None
        if unit.kind == UnitKind.MEANS:
            return False if head.head.lower_ == "by" else None
        if unit.kind in (UnitKind.CONJUNCT, UnitKind.NOMINAL):
            return True
        if unit.kind == UnitKind.ADVERBIAL:
            return True if tree.marker(head) in ("while", "as", "when", "whereas", "where") else None
        if unit.kind == UnitKind.RELATIVE and head.tag_ == "VBD" and tree.doc[unit.first].lower_ == "where":
            return False
        return None

    def _of_clause(self, verb: Token, unit: Unit, fronted_only: bool) -> str | None:
        """The date of a clause outside of the unit: before its subject and verb, or anywhere on the verb."""
        subject = self._tree.subject(verb)
        edge = min(verb.i, subject.left_edge.i if subject is not None else verb.i)
        for index, time in self._between(verb.left_edge.i, verb.right_edge.i):
            if unit.first <= index <= unit.last or time.bracketed or time.edtf.startswith("../"):
                continue
            if fronted_only and index > edge:
                continue
            if self._is_on(index, verb):
                return time.edtf
        return None

    def _is_on(self, index: int, verb: Token) -> bool:
        """Tell whether a token depends on a verb with no other clause between."""
        for step in self._tree.climb(self._tree.doc[index], _LIMIT):
            if step.i == verb.i:
                return True
            if step.dep_ in _CLAUSAL:
                return False
        return False

    def _by_age(self, unit: Unit) -> str | None:
        for age in self._timeline.ages(self._part):
            index = self._tree.run(age.start, age.end)[0]
            if unit.first <= index <= unit.last and not self._is_nested(unit, index):
                return self._timeline.date_of_age(self._part, age)
        return None


def _leads_away(token: Token) -> bool:
    """Tell whether a date below a preposition or gerund is not that of the clause above it."""
    word = token.head.lower_ if token.dep_ == "pcomp" else token.lower_
    return word in _AWAY


def _until(governing: str | None, own: str) -> str:
    """Join "in 1801 …, where he remained until July 1805" into one interval."""
    end = own.removeprefix("../")
    if governing is None or "/" in governing or not governing[:4] < end[:4]:
        return own
    return f"{governing}/{end}"
