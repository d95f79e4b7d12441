"""Subject, predicate and object of a unit, as written but with names resolved."""

from spacy.tokens import Token

from pipelines.extract.claims.tree import Tree
from pipelines.extract.claims.units import Unit, UnitKind
from pipelines.extract.claims.wording import Wording

_OBJECTS = ("dobj", "attr", "acomp", "oprd", "dative", "ccomp", "xcomp")


def triple(wording: Wording, tree: Tree, unit: Unit) -> tuple[str | None, str | None, str | None]:
    """Give subject, predicate and object; None for what the unit lacks."""
    subject = wording.phrase(unit.subject) if unit.subject is not None else None
    head = unit.head
    if unit.kind in (UnitKind.APPOSITIVE, UnitKind.NAMED, UnitKind.NOMINAL):
        return subject, "be", _span(wording, int(head.left_edge.i), unit.last)
    if unit.kind in (UnitKind.CAPTION, UnitKind.VITAL):
        return subject, None, None
    predicate = _predicate(tree, head)
    target = next((c for c in tree.children(head) if c.i > head.i and c.dep_ in _OBJECTS), None)
    if target is None:
        preposition = next((c for c in tree.having(head, "prep", "agent") if c.i > head.i), None)
        target = tree.child(preposition, "pobj") if preposition is not None else None
        if preposition is not None and target is not None:
            predicate = f"{predicate} {preposition.lower_}"
    if target is None or target.i > unit.last:
        return subject, predicate, None
    return subject, predicate, _span(wording, int(target.left_edge.i), min(int(target.right_edge.i), unit.last))


def _predicate(tree: Tree, head: Token) -> str:
    parts = [c for c in tree.children(head) if c.dep_ in ("aux", "auxpass", "neg", "prt") and c.lower_ != "to"]
    return " ".join(token.text for token in sorted([*parts, head], key=lambda token: token.i))


def _span(wording: Wording, first: int, last: int) -> str | None:
    return " ".join(wording.write(first, last).split()).strip(" ,.;:") or None
