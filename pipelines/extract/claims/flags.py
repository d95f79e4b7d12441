"""Negation and hedging of a clause, with scope: only what governs its main predicate counts."""

from spacy.tokens import Token

from pipelines.extract.claims import lexicon
from pipelines.extract.claims.tree import Tree


def is_negated(tree: Tree, predicate: Token) -> bool:
    """Tell whether the main predicate is negated, by a particle, a quasi-negative verb or a negative phrase."""
    if predicate.lemma_ in lexicon.QUASI_NEGATIVES:
        return any(child.dep_ == "xcomp" for child in tree.children(predicate))
    for child in tree.children(predicate):
        if child.dep_ == "neg" and tree.doc[min(child.i + 1, len(tree.doc) - 1)].lower_ != "only":
            return True
        if child.lower_ in ("never", "nowhere", "nor") and child.dep_ in ("advmod", "neg", "cc", "preconj"):
            return child.dep_ != "cc" or child.i < predicate.i
        if child.dep_ in ("attr", "nsubj", "nsubjpass", "dobj") and _has_no(tree, child):
            return True
        if child.dep_ == "prep" and any(_has_no(tree, grandchild) for grandchild in tree.children(child)):
            return child.i < predicate.i
    return predicate.dep_ == "pcomp" and predicate.head.lower_ == "without"


def _has_no(tree: Tree, noun: Token) -> bool:
    return noun.lower_ in ("nobody", "nothing", "none", "nowhere") or any(
        child.lower_ == "no" and child.dep_ == "det" for child in tree.children(noun)
    )


def is_hedged(tree: Tree, predicate: Token) -> bool:
    """Tell whether a modal, an evidential or an opinion verb weakens the main predicate."""
    for child in tree.children(predicate):
        if child.dep_ == "aux" and child.lower_ in ("may", "might", "could"):
            return True
        if child.dep_ in ("advmod", "acomp") and child.lower_ in lexicon.HEDGE_ADVERBS:
            return True
    if predicate.lemma_ in lexicon.GUESSING and (tree.child(predicate, "ccomp") or predicate.dep_ == "parataxis"):
        return True
    if predicate.lemma_ in ("seem", "appear") and any(
        child.dep_ in ("xcomp", "oprd", "ccomp", "acomp") for child in tree.children(predicate)
    ):
        return True
    passive = any(child.dep_ == "auxpass" for child in tree.children(predicate))
    return passive and predicate.lemma_ in ("see", "regard", "consider", "believe", "think", "deem")
