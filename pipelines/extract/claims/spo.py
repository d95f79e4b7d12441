"""Subject, predicate and object of a unit, as written but with names resolved."""

from pipelines.extract.claims.frames import Frame
from pipelines.extract.claims.nested import nested
from pipelines.extract.claims.tree import VERBAL, Tree, bearer
from pipelines.extract.claims.units import Unit, UnitKind
from pipelines.extract.claims.wording import Wording
from pipelines.extract.parse import Token

Triple = tuple[str | None, str | None, str | None]
_OBJECTS = ("dobj", "attr", "acomp", "oprd", "dative", "ccomp")
_AUXILIARIES = ("aux", "auxpass", "neg", "prt")
_IDENTIFYING = frozenset({UnitKind.APPOSITIVE, UnitKind.NAMED, UnitKind.NOMINAL})
_RELATIVE_TAGS = ("WP", "WDT", "WP$")
_LONGEST_CHAIN = 3
_MARKS = ' ,.;:–—“”"‘’()[]'


def triple(wording: Wording, tree: Tree, unit: Unit, frame: Frame | None = None) -> Triple:
    """Give subject, predicate and object; None for what the unit lacks.

    The predicate is the verb with its auxiliaries, negation, particle, the infinitives that it governs and the
    preposition behind it; all that the clause says besides, in whatever role, is the object. Of a clause that gives its
    content as somebody's they are those of the content.
    """
    if unit.kind in (UnitKind.CAPTION, UnitKind.VITAL):
        return (wording.phrase(unit.subject) if unit.subject is not None else None), None, None
    if unit.kind in _IDENTIFYING:
        said = wording.phrase(unit.subject) if unit.subject is not None else None
        return said, "be", _cleaned(wording.write(tree.phrase_start(unit.head), unit.last))
    if frame is not None and frame.content is not None:
        return _of_content(wording, tree, unit, frame, frame.content)
    first = unit.first
    if unit.kind == UnitKind.PARTICIPLE and unit.anchor is not None:
        first = max(first, int(unit.head.left_edge.i))
    return _of_clause(wording, tree, unit.head, first, unit.last, _subject(tree, unit))


def _subject(tree: Tree, unit: Unit) -> Token | None:
    if unit.subject is None:
        return None
    if unit.subject.tag_ in _RELATIVE_TAGS and unit.anchor is not None:
        return bearer(tree, unit.anchor)
    return bearer(tree, unit.subject)


def _of_content(wording: Wording, tree: Tree, unit: Unit, frame: Frame, content: Token) -> Triple:
    first, last = max(unit.first, int(content.left_edge.i)), min(unit.last, int(content.right_edge.i))
    subject = tree.subject(content) or frame.topic
    if content.pos_ in VERBAL:
        return _of_clause(wording, tree, content, first, last, subject)
    said = wording.phrase(subject) if subject is not None else None
    return said, "be", _cleaned(wording.write(first, last))


def _of_clause(wording: Wording, tree: Tree, head: Token, first: int, last: int, subject: Token | None) -> Triple:
    said = wording.phrase(subject) if subject is not None and subject.dep_ != "expl" else None
    group = _verb_group(tree, head, last)
    apart = set(group) | nested(wording, head, first, last)
    own = tree.subject(head)
    if own is not None:
        apart.update(range(own.left_edge.i, own.right_edge.i + 1))
    for child in tree.children(head):
        linking = child.dep_ in ("mark", "cc", "preconj") or child.tag_ in _RELATIVE_TAGS
        if linking or (child.tag_ == "WRB" and child.i < head.i):
            apart.add(child.i)
    skip = frozenset(apart)
    behind, before = wording.write(head.i + 1, last, skip), wording.write(first, head.i - 1, skip)
    told = [part for part in (_cleaned(behind), _cleaned(before)) if part]
    predicate = " ".join(tree.doc[i].text for i in group)
    return said, predicate, " ".join(told) or None


def _verb_group(tree: Tree, head: Token, last: int) -> list[int]:
    """Token numbers of a predicate, in order."""
    group: list[int] = []
    verb: Token | None = head
    for _ in range(_LONGEST_CHAIN):
        if verb is None:
            break
        group.append(verb.i)
        group += [c.i for c in tree.having(verb, *_AUXILIARIES) if c.i <= last]
        group += [c.i for c in tree.having(verb, "advmod") if c.i < verb.i and _between(tree, c, verb)]
        final, verb = verb, _governed(tree, verb, last)
    preposition = _preposition(tree, final, last)
    return sorted({*group, *([preposition] if preposition is not None else [])})


def _between(tree: Tree, adverb: Token, verb: Token) -> bool:
    """An adverb directly before the verb or between it and its auxiliaries."""
    gap = range(adverb.right_edge.i + 1, verb.i)
    return all(tree.doc[i].dep_ in (*_AUXILIARIES, "advmod") for i in gap) and adverb.tag_ != "WRB"


def _governed(tree: Tree, verb: Token, last: int) -> Token | None:
    """The infinitive directly behind a verb ("tried to escape")."""
    infinitive = tree.child(verb, "xcomp")
    if infinitive is None or infinitive.pos_ not in VERBAL or infinitive.i > last:
        return None
    gap = range(verb.i + 1, infinitive.i)
    return infinitive if all(tree.doc[i].dep_ in ("aux", "advmod", "neg", "prt") for i in gap) else None


def _preposition(tree: Tree, verb: Token, last: int) -> int | None:
    """The preposition directly behind a verb that has no object."""
    if tree.having(verb, *_OBJECTS):
        return None
    behind = next((c for c in tree.having(verb, "prep", "agent") if c.i > verb.i and c.i < last), None)
    if behind is None or any(tree.doc[i].dep_ not in ("prt", "advmod") for i in range(verb.i + 1, behind.i)):
        return None
    return behind.i


def _cleaned(text: str) -> str | None:
    return " ".join(text.split()).strip(_MARKS) or None
