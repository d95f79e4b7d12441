"""What a statement leaves out of its unit: clauses that are claims of their own, and words that only link."""

from pipelines.extract.claims import lexicon
from pipelines.extract.claims.modifiers import is_listed
from pipelines.extract.claims.tree import Tree
from pipelines.extract.claims.wording import Wording
from pipelines.extract.parse import Token


def nested(wording: Wording, head: Token, first: int, last: int) -> frozenset[int]:
    """Tokens of what a statement leaves out: clauses within the unit that are claims of their own."""
    skip: set[int] = set()
    doc, tree = wording.part.doc, wording.tree
    for token in doc[first : last + 1]:
        if token.i == head.i or token.i in skip or token.dep_ not in ("relcl", "appos", "acl", "advcl", "parataxis"):
            continue
        left, right = tree.phrase_start(token), int(token.right_edge.i)
        set_off = left > first and doc[left - 1].text in (",", "(", "—", "–") and not left <= head.i <= right
        naming = token.dep_ == "appos" and token.pos_ == "PROPN" and token.head.pos_ != "PROPN"
        naming = naming or (token.dep_ == "appos" and is_listed(tree, token))
        if set_off and not naming and (token.dep_ != "appos" or right < last):
            skip.update(range(left - (doc[left - 1].text != "("), right + 1))
            if right + 1 <= last and doc[right + 1].text in (",", "—", "–"):
                skip.add(right + 1)
    skip.update(_links(tree, head, first, last))
    return frozenset(skip)


def _links(tree: Tree, head: Token, first: int, last: int) -> set[int]:
    """Tokens of phrases that only set the clause against another: "in truth", "however"."""
    skip: set[int] = set()
    for child in tree.children(head):
        if not first <= child.i <= last:
            continue
        text = tree.doc.text_of(child.left_edge.i, child.right_edge.i + 1).lower()
        if text in lexicon.TRUTH_PHRASES or (
            text in lexicon.CONNECTIVES and child.dep_ in ("advmod", "cc") and child.i < head.i
        ):
            skip.update(range(child.left_edge.i, child.right_edge.i + 1))
            if text in lexicon.TRUTH_PHRASES and tree.doc[min(child.right_edge.i + 1, len(tree.doc) - 1)].text == ",":
                skip.add(child.right_edge.i + 1)
        if child.i == first and (child.dep_ == "mark" or child.lower_ in ("when", "once", "then")) and child.i < head.i:
            skip.add(child.i)
    return skip
