"""Negation and hedging of a clause, with scope: only what governs its main predicate counts.

Cues of negation and their scope after Morante and Blanco (2012), "*SEM 2012 shared task: resolving the scope and focus
of negation"; cues of hedging after Farkas et al. (2010), "The CoNLL-2010 shared task: learning to detect hedges".
"""

from collections.abc import Iterable

from pipelines.extract.claims import lexicon
from pipelines.extract.claims.tree import Tree
from pipelines.extract.parse import Token

_NEVER = frozenset("never nowhere nor neither hardly scarcely".split())
_NO_ONE = frozenset("nobody nothing none nowhere neither".split())
_NOT_NEGATING = frozenset("only just merely simply solely least".split())
_NO_WAY = frozenset("way time means circumstances circumstance case point account".split())
_NO_DENIAL = frozenset("doubt sooner matter wonder question".split())
_UNABLE = frozenset("unable incapable impossible unwilling".split())
# Verbs that hedge in the passive, by the complement that they need.
_SEEN_AS = frozenset("see regard".split())
_HELD_TO = frozenset("consider believe think deem presume assume suspect".split())
_SAID_TO = frozenset("say report allege rumour rumor estimate claim reckon conjecture".split())
_EVIDENTIAL = frozenset("suggest imply theorize theorise speculate estimate hint".split())
_PURPOSE = frozenset({"so", "that", "lest"})


def is_negated(tree: Tree, predicate: Token) -> bool:
    """Tell whether the main predicate is negated, by a particle, a quasi-negative word or a negative phrase."""
    if predicate.lemma_ in lexicon.QUASI_NEGATIVES and any(c.dep_ == "xcomp" for c in tree.children(predicate)):
        return not _particle(tree, predicate)
    if predicate.dep_ == "pcomp" and predicate.head.lower_ == "without":
        return True
    if _particle(tree, predicate) or _shared_particle(tree, predicate) or _has_no(tree, predicate):
        return True
    return any(_negates(tree, predicate, child) for child in tree.children(predicate))


def _particle(tree: Tree, predicate: Token) -> bool:
    """Tell whether "not" or "never" belongs to a verb, and neither to "not only" nor to a gerund behind it."""
    for child in tree.children(predicate):
        if child.dep_ != "neg":
            continue
        behind = tree.doc[min(child.i + 1, len(tree.doc) - 1)]
        gerund = behind.tag_ == "VBG" and predicate.i not in {behind.i, behind.head.i}
        if behind.lower_ not in _NOT_NEGATING and not gerund:
            return True
    return False


def _shared_particle(tree: Tree, predicate: Token) -> bool:
    """Tell whether a verb joined to a negated one shares its negation: "did not eat or drink"."""
    first = predicate.head
    if predicate.dep_ != "conj" or tree.subject(predicate) or tree.having(predicate, "aux", "auxpass"):
        return False
    alternative = any(child.lower_ in ("or", "nor") for child in tree.having(first, "cc"))
    contrast = any(child.lower_ == "but" for child in tree.having(first, "cc"))
    bare = predicate.tag_ == first.tag_ == "VB" and not contrast
    return (alternative or bare) and first.tag_ == predicate.tag_ and _particle(tree, first)


def _negates(tree: Tree, predicate: Token, child: Token) -> bool:
    """Tell whether a dependent of a predicate negates it."""
    if child.lower_ in _NEVER and child.dep_ in ("advmod", "neg", "cc", "preconj"):
        return child.dep_ != "cc" or child.i < predicate.i
    if child.dep_ == "advmod":
        return any(part.lower_ in ("never", "no") for part in tree.children(child) if part.i < child.i)
    if child.dep_ in ("attr", "nsubj", "nsubjpass", "dobj", "dative"):
        return _has_no(tree, child)
    if child.dep_ in ("acomp", "oprd"):
        return child.lower_ in _UNABLE
    if child.dep_ in ("prep", "agent"):
        inside = [noun for noun in tree.children(child) if _has_no(tree, noun)]
        return any(child.i < predicate.i or noun.lower_ in _NO_WAY | _NO_ONE for noun in inside)
    return False


def _has_no(tree: Tree, noun: Token) -> bool:
    if noun.lower_ in _NO_ONE:
        behind = tree.doc[min(noun.i + 1, len(tree.doc) - 1)].lower_
        return bool(behind not in ("but", "less", "if"))
    return noun.lower_ not in _NO_DENIAL and any(
        child.lower_ == "no" and child.dep_ in ("det", "neg") for child in tree.children(noun)
    )


def is_hedged(tree: Tree, predicate: Token) -> bool:
    """Tell whether a modal, an evidential or an opinion verb weakens the main predicate."""
    return (
        _by_modal(tree, predicate)
        or _by_adverb(tree, predicate)
        or _by_own_meaning(tree, predicate)
        or _in_passive(tree, predicate)
    )


# In UDS-IH2 (Rudinger, White and Van Durme 2018), from -3, "surely did not happen", to 3, "surely did", events under
# "could" have a mean of -1.2, under "may" and "might" of -1.1; "barely" (2.4) and "rarely" (0.8) deny nothing.
def _by_modal(tree: Tree, predicate: Token) -> bool:
    """Possibility or inference; no purpose ("so that it may dry"), nor what somebody could not do."""
    modals = {child.lower_ for child in tree.having(predicate, "aux")}
    perfect = any(child.lemma_ == "have" for child in tree.having(predicate, "aux"))
    if modals & {"may", "might", "could"}:
        denied = "could" in modals and not perfect and _particle(tree, predicate)
        return tree.marker(predicate) not in _PURPOSE and not denied
    return "must" in modals and perfect


def _by_adverb(tree: Tree, predicate: Token) -> bool:
    near: Iterable[Token] = tree.having(predicate, "attr", "acomp", "oprd")
    direct = any(c.dep_ in ("advmod", "acomp") and c.lower_ in lexicon.HEDGE_ADVERBS for c in tree.children(predicate))
    return direct or any(
        part.dep_ == "advmod" and part.i < word.i and part.lower_ in lexicon.HEDGE_ADVERBS
        for word in near
        for part in tree.children(word)
    )


def _by_own_meaning(tree: Tree, predicate: Token) -> bool:
    complements = {child.dep_ for child in tree.children(predicate)}
    if predicate.lemma_ in ("seem", "appear"):
        return bool(complements & {"xcomp", "oprd", "ccomp", "acomp"})
    if predicate.lemma_ in _EVIDENTIAL:
        return "ccomp" in complements or predicate.dep_ == "parataxis"
    if predicate.lemma_ in lexicon.GUESSING:
        subject = tree.subject(predicate)
        own = subject is not None and subject.lower_ in ("i", "we")
        return (own and "ccomp" in complements) or predicate.dep_ == "parataxis"
    return False


def _in_passive(tree: Tree, predicate: Token) -> bool:
    """Of "is seen as", "is believed to", "is said to have"."""
    children = tree.children(predicate)
    if not any(child.dep_ == "auxpass" for child in children):
        return False
    named = any(child.dep_ in ("oprd", "xcomp", "ccomp") for child in children)
    likened = any(child.dep_ == "prep" and child.lower_ == "as" for child in children)
    if predicate.lemma_ in _SEEN_AS:
        return likened
    if predicate.lemma_ in _HELD_TO:
        return named or likened
    return predicate.lemma_ in _SAID_TO and any(child.dep_ in ("xcomp", "ccomp") for child in children)
