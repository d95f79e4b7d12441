"""From where to where a unit reaches: units at its edges are cut off, with the words and marks that join them."""

from collections.abc import Mapping

from pipelines.extract.claims import lexicon
from pipelines.extract.claims.seeds import has_comma
from pipelines.extract.claims.tree import BREAKS, Tree
from pipelines.extract.claims.units import Seed, Unit, UnitKind
from pipelines.extract.parse import Token

CAUSAL_PHRASES = ("because of", "due to", "owing to", "as a result", "as a consequence", "thanks to")


def trim(tree: Tree, head: Token, first: int, last: int, seeds: Mapping[int, Seed]) -> tuple[int, int]:
    """Cut the units that stand at the edges of another, with the conjunctions and marks that join them."""
    while last > head.i:
        last = _strip_right(tree, head, last)
        cut = _outermost(tree, head, last, seeds, right=True)
        if cut is None:
            break
        last = cut - 1
    while first < head.i:
        first = strip_left(tree, head, first)
        quoted = int(tree.doc[first].is_left_punct)
        cut = _outermost(tree, head, first + quoted, seeds, right=False)
        if cut is None:
            break
        first = cut + 1
    return first, last


def _outermost(tree: Tree, head: Token, edge: int, seeds: Mapping[int, Seed], right: bool) -> int | None:
    """Give the far edge of the largest unit that ends (or begins) at `edge` inside of the clause of `head`."""
    found = None
    for step in tree.climb(tree.doc[edge]):
        if step.i == head.i:
            break
        seed = seeds.get(step.i)
        if seed is None or not _cuttable(tree, seed, right):
            continue
        whole = step.head if step.dep_ == "pcomp" else step
        if right and whole.left_edge.i > head.i:
            found = tree.word_start(int(whole.left_edge.i))
        elif not right and whole.right_edge.i < head.i:
            found = int(whole.right_edge.i)
    return found


def _cuttable(tree: Tree, seed: Seed, right: bool) -> bool:
    if seed.kind in (UnitKind.CONTENT, UnitKind.NAMED):
        return False
    if seed.kind == UnitKind.MEANS:
        return seed.head.head.lower_ == "by" or has_comma(tree, seed.head.head)
    if seed.kind == UnitKind.NOMINAL:
        return right
    if seed.kind == UnitKind.ADVERBIAL and right:
        return tree.marker(seed.head) in lexicon.CONCESSIVE or has_comma(tree, seed.head)
    return True


def _strip_right(tree: Tree, head: Token, last: int) -> int:
    while last > head.i and (tree.doc[last].is_space or _is_joint(tree.doc[last])):
        last -= 1
    return last


def _is_joint(token: Token) -> bool:
    if token.text in BREAKS:
        return token.text != "-" or bool(token.i and token.doc[token.i - 1].whitespace_)
    if token.dep_ == "mark" and token.lower_ == "that":
        return True
    return token.dep_ in ("cc", "preconj") or token.text in (",", ".", "!", "?", "by")


def strip_left(tree: Tree, head: Token, first: int) -> int:
    """Give the first token behind marks, conjunctions and linking adverbs at the start of a clause."""
    doc = tree.doc
    while first < head.i:
        token = doc[first]
        behind = int(token.right_edge.i) + 1
        if token.is_space or token.dep_ == "cc" or token.text in (",", ".", "”", "»") or token.text in BREAKS:
            first += 1
        elif token.lower_ in lexicon.CONNECTIVES and behind <= head.i and doc[behind].text == ",":
            first = behind + 1
        else:
            break
    return first


def behind_marker(tree: Tree, head: Token, first: int) -> int:
    """Give the first token behind the word that subordinates a clause, where that word adds nothing to it."""
    if tree.marker(head) in (
        "because",
        "since",
        "so",
        "while",
        "whereas",
        "whilst",
        "though",
        "although",
        "after",
        "as",
    ):
        while (
            first < head.i and tree.doc[first].dep_ in ("mark", "advmod", "punct") and tree.doc[first].head.i == head.i
        ):
            first += 1
            if tree.doc[first - 1].dep_ == "mark":
                break
    return first


def behind_brackets(tree: Tree, head: Token, subject: Token, first: int) -> int:
    """A subject with a bracket of its own (names, dates of birth and death) stays outside of the span."""
    closing = next((i for i in range(head.i - 1, first, -1) if tree.bracketed[i] >= 0), None)
    if closing is not None and tree.bracketed[closing] == subject.i:
        return closing + 1
    last = int(subject.right_edge.i)
    bracket = next((t.i for t in tree.doc[subject.i : last + 1] if t.text == "("), None)
    if bracket is None or last >= head.i or last - bracket < 4:
        return first
    return last + 1


def cause_of(tree: Tree, unit: Unit) -> int | None:
    """Give the first token of a phrase of cause ("because of …") at the end of a clause: both readings are claims."""
    if unit.kind not in (UnitKind.MAIN, UnitKind.CONJUNCT, UnitKind.PARTICIPLE, UnitKind.RELATIVE):
        return None
    for token in tree.doc[unit.head.i + 1 : unit.last]:
        if token.lower_ not in ("because", "due", "owing", "as", "thanks") or token.dep_ not in (
            "prep",
            "acomp",
            "amod",
            "advmod",
        ):
            continue
        opening = " ".join(word.lower_ for word in tree.doc[token.i : token.i + 4])
        if opening.startswith(CAUSAL_PHRASES) and token.head.i >= unit.head.i and token.left_edge.i > unit.head.i + 1:
            return int(token.left_edge.i)
    return None
