"""Seeds in noun phrases: appositions, relative clauses and participles that tell something of a noun."""

from pipelines.extract.claims.tree import NOMINAL, VERBAL, Tree
from pipelines.extract.claims.units import Seed, UnitKind
from pipelines.extract.parse import Token

EXEMPLIFYING = frozenset(
    "especially particularly notably specifically mainly mostly chiefly namely including e.g. e.g i.e. i.e such "
    "like even perhaps usually typically primarily".split()
)


KIN = frozenset("son daughter child grandson granddaughter brother sister twin nephew niece cousin heir".split())


def appositive(tree: Tree, token: Token) -> Seed | None:
    """Give the seed of an apposition that tells something of its noun."""
    anchor = token.head
    if token.pos_ not in NOMINAL or anchor.pos_ not in NOMINAL or token.i < anchor.i or token.text == "-":
        return None
    bearer = _of_the_subject(tree, token)
    if bearer is not None:
        return Seed(UnitKind.APPOSITIVE, token, bearer)
    between = tree.doc.text_of(anchor.i + 1, token.left_edge.i)
    if not between and token.pos_ == "PROPN" and anchor.pos_ == "NOUN":
        return Seed(UnitKind.NAMED, token, anchor, with_anchor=True) if _is_telling(tree, anchor) else None
    if (
        not any(mark in between for mark in (",", "—", "–"))
        or "(" in between
        or _is_figure(token)
        or _is_figure(anchor)
    ):
        return None
    if is_listed(tree, token) or is_hyphened(tree, int(token.right_edge.i)) or _exemplifies(tree, token):
        return None
    if anchor.pos_ == token.pos_ == "PROPN" and not _described(tree, token):
        return None
    return Seed(UnitKind.APPOSITIVE, token, anchor, with_anchor=True)


def _of_the_subject(tree: Tree, token: Token) -> Token | None:
    """Whom "born in Leeds, the son of a smith" and "she was English, a native of Kent" tell of: the subject."""
    anchor = token.head
    kin = (
        token.lemma_.lower() in KIN
        and anchor.ent_type_ in ("GPE", "LOC", "DATE")
        and anchor.dep_ in ("pobj", "npadvmod")
    )
    people = anchor.ent_type_ in ("NORP", "LANGUAGE") and anchor.dep_ in ("attr", "acomp")
    if not (kin or people) or is_listed(tree, token):
        return None
    for step in tree.climb(anchor):
        subject = tree.subject(step)
        if subject is not None:
            return subject if subject.i < token.i else None
    return None


def _described(tree: Tree, name: Token) -> bool:
    """A name behind a name tells something if it is more than a wider place ("Leeds, England in 1900")."""
    return any(
        child.dep_ in ("det", "poss", "amod", "nummod") or (child.dep_ == "prep" and child.lower_ == "of")
        for child in tree.children(name)
    )


def _exemplifies(tree: Tree, token: Token) -> bool:
    """The words behind the comma pick out a part of the noun ("mechanics, especially fluid mechanics")."""
    return tree.doc[token.left_edge.i].lower_ in EXEMPLIFYING


def _is_telling(tree: Tree, anchor: Token) -> bool:
    """A close apposition is a claim where it does more than identify: "a freemason X", "the Russian company X"."""
    national = any(child.dep_ == "amod" and child.ent_type_ == "NORP" for child in tree.children(anchor))
    return national or any(child.lower_ in ("a", "an", "another") for child in tree.children(anchor))


def is_listed(tree: Tree, token: Token) -> bool:
    """Tell whether a supposed apposition is the tail of a list ("X, her mother and her sister")."""
    joined = tree.having(token, "conj")
    if not joined:
        return False
    if token.ent_type_ and token.ent_type_ == token.head.ent_type_ and token.pos_ == "PROPN":
        return True
    if token.head.pos_ == "NOUN" and not tree.is_definite(token.head) and not tree.is_definite(token):
        gap = tree.doc.text_of(token.i, joined[0].i)
        if "," in gap and token.head.dep_ not in ("nsubj", "nsubjpass"):
            return True
    stop = int(token.right_edge.i) + 1
    return stop < len(tree.doc) and tree.doc[stop].text not in (",", "—", "–", ".", ";", ")")


def is_hyphened(tree: Tree, last: int) -> bool:
    """Tell whether a token is joined to the next by a hyphen."""
    doc = tree.doc
    return last + 1 < len(doc) and doc[last + 1].text == "-" and not doc[last].whitespace_


def _is_figure(token: Token) -> bool:
    if token.lower_ == "one" and any(child.lower_ == "of" for child in token.rights):
        return False
    return token.pos_ in ("NUM", "SYM") or token.ent_type_ in ("DATE", "CARDINAL", "ORDINAL", "TIME")


def relative(tree: Tree, token: Token) -> Seed | None:
    """Give the seed of a relative clause that does not merely restrict: set off, or of a name or an indefinite noun."""
    anchor = token.head
    if token.pos_ not in VERBAL or tree.is_infinitive(token):
        return None
    comma = token.left_edge.i > 0 and tree.doc[token.left_edge.i - 1].text in (",", "(", "—", "–")
    named = anchor.pos_ == "PROPN" and anchor.tag_ != "NNPS"
    if comma or named or not tree.is_definite(anchor):
        return Seed(UnitKind.RELATIVE, token, anchor)
    return None


def reduced_relative(tree: Tree, token: Token) -> Seed | None:
    """Give the seed of a participle behind a noun: set off, or of an indefinite noun (then with that noun)."""
    anchor = token.head if token.dep_ == "acl" else token.head.head
    if _is_predicate(tree, token, anchor):
        return Seed(UnitKind.MAIN, token, anchor, with_anchor=True)
    if token.tag_ not in ("VBN", "VBG") or not tree.children(token) or tree.is_infinitive(token):
        return None
    comma = token.left_edge.i > 0 and tree.doc[token.left_edge.i - 1].text in (",", "(", "—", "–")
    if comma:
        return Seed(UnitKind.PARTICIPLE, token, anchor)
    if anchor.pos_ != "PRON" and not tree.is_definite(anchor) and not _is_bare_plural(tree, anchor):
        return Seed(UnitKind.PARTICIPLE, token, anchor, with_anchor=True)
    return None


def _is_bare_plural(tree: Tree, noun: Token) -> bool:
    """Of "problems connected with strings" the participle only says which: nobody in particular is told of."""
    unnumbered = noun.tag_ in ("NN", "NNS") and noun.dep_ in ("nsubj", "nsubjpass", "pobj")
    return unnumbered and not tree.having(noun, "det", "nummod", "poss", "amod")


def _is_predicate(tree: Tree, token: Token, anchor: Token) -> bool:
    """A finite verb that the parser took for a participle: it has an object, and its sentence no other verb."""
    return (
        anchor.dep_ == "ROOT"
        and token.tag_ in ("VBN", "VBD")
        and tree.child(token, "dobj") is not None
        and not tree.having(token, "auxpass")
    )
