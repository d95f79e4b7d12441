"""Where the event of a clause took place: the place that its locative phrase names."""

from pipelines.extract.annotation import Annotated
from pipelines.extract.claims.tree import Tree
from pipelines.extract.claims.units import Unit
from pipelines.extract.mention import Mention
from pipelines.extract.parse import Token
from pipelines.extract.parsed import Parsed, head_of
from pipelines.extract.rows import Span

_AT = frozenset("in at near outside inside on off aboard within around throughout across".split())
_TOWARDS = frozenset("to into towards toward onto for".split())
_MOTION = frozenset(
    "move go come return travel emigrate immigrate flee escape relocate sail fly arrive send bring take exile deport "
    "transfer invite migrate march retreat walk ride ship banish settle carry drive advance".split()
)
_LEAVING = frozenset("leave flee escape expel banish exile deport depart emigrate withdraw retreat drive oust".split())
_CLAUSAL = frozenset({"relcl", "acl", "advcl", "ccomp", "csubj", "appos"})
_REACHING = frozenset("reach enter visit leave invade occupy besiege conquer capture cross".split())
_LIMIT = 40


def place_of(annotated: Annotated, part: Parsed, tree: Tree, unit: Unit, predicate: Token | None = None) -> str | None:
    """Give the canonical name of the place of a unit's event, or None.

    First a place in a phrase of rest ("in Leeds"), then the aim of a movement, then what is reached or left, then where
    it starts from; of several the first, which is the nearest ("in Leeds, Yorkshire").
    """
    head = predicate if predicate is not None else unit.head
    ranked = []
    for mention in annotated.cast.within(_span(part, unit)):
        if mention.named.kind == "place" and mention.form == "name":
            rank = _rank(tree, part, head, mention)
            if rank is not None:
                ranked.append((rank, mention.span.start, mention.named.name))
    return min(ranked)[2] if ranked else None


def first_place(annotated: Annotated, span: Span) -> str | None:
    """Give the first place that a span names for its own sake ("in Leeds", not "Leeds's mayor"), or None."""
    text = annotated.document.text
    for mention in annotated.cast.within(span):
        owned = text.startswith(("'s", "’s"), mention.span.end)
        if mention.named.kind == "place" and mention.form == "name" and not owned:
            return mention.named.name
    return None


def _span(part: Parsed, unit: Unit) -> Span:
    return Span(part.at(part.doc[unit.first]), part.end_of(part.doc[unit.last]))


def _rank(tree: Tree, part: Parsed, head: Token, mention: Mention) -> int | None:
    """How a place bears on a predicate: 0 where it is, 1 its aim, 2 its object, 3 its origin, None not at all."""
    tokens = part.tokens(mention.span)
    if tokens is None:
        return None
    token = head_of(tokens)
    if token.dep_ in ("dobj", "nsubjpass") and token.head.i == head.i and head.lemma_ in _REACHING:
        return 2
    while token.dep_ in ("appos", "conj", "npadvmod", "compound", "nmod") and token.head.pos_ == "PROPN":
        token = token.head
    preposition = token.head
    if token.dep_ != "pobj" or not _is_on(tree, preposition, head):
        return None
    word, verb = preposition.lower_, preposition.head
    if word in _AT:
        return 0 if verb.i == head.i or verb.dep_ in ("prep", "prt", "advmod") else 1
    if word in _TOWARDS and verb.lemma_ in _MOTION:
        return 1
    return 3 if word == "from" and verb.lemma_ in _LEAVING else None


def _is_on(tree: Tree, token: Token, head: Token) -> bool:
    """Tell whether a phrase depends on the predicate with no other clause, and no subject, between."""
    for step in tree.climb(token, _LIMIT):
        if step.i == head.i:
            return True
        if step.dep_ in _CLAUSAL or step.dep_ in ("nsubj", "nsubjpass", "poss"):
            return False
    return False
