"""Which words head a clause unit: coordinated, complement, adverbial and means clauses, and predicate nominals."""

from pipelines.extract.claims import lexicon
from pipelines.extract.claims.modifiers import appositive, reduced_relative, relative
from pipelines.extract.claims.tree import FINITE_TAGS, NOMINAL, VERBAL, Tree
from pipelines.extract.claims.units import Seed, UnitKind
from pipelines.extract.parse import Token


def seed_of(tree: Tree, token: Token) -> Seed | None:
    """Give the seed of the unit that `token` heads, or None where it heads none."""
    if token.dep_ == "appos":
        return appositive(tree, token)
    if token.dep_ == "relcl":
        return relative(tree, token)
    if token.dep_ == "acl" or (token.dep_ == "conj" and token.head.dep_ == "acl" and token.tag_ == token.head.tag_):
        return reduced_relative(tree, token)
    if token.dep_ == "conj":
        return _conjunct(tree, token)
    if token.dep_ == "pcomp" and (token.tag_ == "VBG" or tree.having(token, "auxpass")):
        if token.head.lower_ == "with" and tree.subject(token):
            return Seed(UnitKind.PARTICIPLE, token)
        return Seed(UnitKind.MEANS, token) if _means_enough(tree, token) else None
    if token.pos_ not in VERBAL and not tree.having(token, "auxpass", "aux"):
        return None
    if token.dep_ in ("ROOT", "parataxis"):
        return Seed(UnitKind.MAIN, token) if tree.subject(token) or tree.is_finite(token) else None
    if token.dep_ == "ccomp":
        return _complement(tree, token)
    if token.dep_ == "advcl":
        return _adverbial(tree, token)
    return None


def _conjunct(tree: Tree, token: Token) -> Seed | None:
    first = token.head
    while first.dep_ == "conj":
        first = first.head
    # A verb that the tagger took for a noun still has its object ("and exalts the leader").
    verbal = token.pos_ in VERBAL or (first.pos_ in VERBAL and tree.child(token, "dobj") is not None)
    if verbal and (first.pos_ in VERBAL or tree.subject(token)):
        subject = tree.subject(token)
        if subject is not None:
            opening = tree.doc[token.left_edge.i]
            related = first.dep_ == "relcl" and (subject.tag_ in ("WP", "WDT") or opening.tag_ in ("WRB", "WDT"))
            return Seed(UnitKind.RELATIVE, token, first.head) if related else Seed(UnitKind.CONJUNCT, token)
        return _shared_subject(tree, token, first)
    nominal = token.pos_ in NOMINAL or tree.child(token, "det") is not None
    if _of_no_subject(tree, first):
        return None
    if token.pos_ in NOMINAL and first.lemma_ == "be" and tree.child(first, "attr") is not None:
        return Seed(UnitKind.NOMINAL, token) if tree.having(token, "det", "poss") else None
    if nominal and first.dep_ == "attr" and first.head.lemma_ == "be" and tree.is_finite(first.head):
        modified = any(child.dep_ in ("det", "poss", "amod", "compound", "prep") for child in tree.children(token))
        return Seed(UnitKind.NOMINAL, token) if modified else None
    return None


def _of_no_subject(tree: Tree, first: Token) -> bool:
    """The copula has "there" for a subject, or its subject stands behind it: nothing to tell the second noun of."""
    copula = first if first.lemma_ == "be" else first.head
    subject = tree.subject(copula)
    return subject is not None and (subject.dep_ == "expl" or subject.i > copula.i)


def _shared_subject(tree: Tree, token: Token, first: Token) -> Seed | None:
    """A verb joined to another without a subject of its own is split where both say something of their own."""
    complements = [c for c in tree.children(token) if c.i > token.i and c.dep_ not in ("punct", "cc", "conj")]
    complements += [c for c in tree.having(token, "aux", "auxpass") if c.tag_ in FINITE_TAGS]
    own = [c for c in tree.children(first) if first.i < c.i and c.dep_ not in ("punct", "cc", "conj", "prt", "advmod")]
    apart = tree.doc.text_of(first.i, token.i).find(",") >= 0
    if not complements or not (own or apart) or (tree.is_infinitive(first) and first.dep_ != "xcomp"):
        return None
    if first.dep_ == "xcomp" and (not own or (tree.is_infinitive(token) and tree.is_infinitive(first))):
        return None
    if first.dep_ in ("advcl", "acl", "pcomp", "csubj") and first.tag_ == "VBG":
        return Seed(UnitKind.PARTICIPLE, token) if first.dep_ != "pcomp" else None
    return Seed(UnitKind.CONJUNCT, token)


def _means_enough(tree: Tree, token: Token) -> bool:
    preposition = token.head
    if preposition.lower_ not in ("by", "after", "upon", "despite", "without"):
        return False
    if preposition.lower_ == "by" and not any(
        child.dep_ in ("dobj", "attr", "acomp", "prt", "auxpass", "nsubjpass", "oprd")
        for child in tree.children(preposition.head)
    ):
        return False
    return any(child.dep_ in ("dobj", "attr", "acomp", "prep", "dative", "ccomp") for child in tree.children(token))


def _complement(tree: Tree, token: Token) -> Seed | None:
    head = token.head
    if head.lemma_ in lexicon.KNOWING and token.i > head.i and tree.subject(token) and tree.is_negated(head):
        return Seed(UnitKind.CONTENT, token)
    stop = token.right_edge.i + 1
    if token.i < head.i and stop < len(tree.doc) and (tree.subject(token) or tree.doc[stop].text == ";"):
        return Seed(UnitKind.MAIN, token)
    gap = tree.doc.text_of(head.i + 1, token.left_edge.i)
    if token.i > head.i and tree.subject(token) and any(mark in gap for mark in (";", ":", "—", "“", '"')):
        return Seed(UnitKind.MAIN, token)
    return None


def _adverbial(tree: Tree, token: Token) -> Seed | None:
    if tree.is_infinitive(token):
        return None
    marker = tree.marker(token)
    if marker in lexicon.CONDITIONAL:
        return None
    if token.tag_ in ("VBG", "VBN", "VBD") and not tree.subject(token):
        enough = len(tree.children(token)) > sum(child.dep_ == "punct" for child in tree.children(token))
        return Seed(UnitKind.PARTICIPLE, token) if has_comma(tree, token) and enough else None
    if not tree.subject(token):
        return None
    if marker in lexicon.CAUSAL or marker == "so":
        return Seed(UnitKind.CAUSE, token)
    if marker in ("until", "till", "than", "like", "before", "where"):
        return None
    if marker in lexicon.CONCESSIVE or marker == "after" or has_comma(tree, token):
        return Seed(UnitKind.ADVERBIAL, token)
    return None


def has_comma(tree: Tree, token: Token) -> bool:
    """Tell whether a clause is set off: by a comma or dash before or behind, or as the opening of its sentence."""
    start, stop = token.left_edge.i, token.right_edge.i
    before = start > 0 and (tree.doc[start - 1].text in (",", "(", "—", "–", ";") or tree.doc[start].is_sent_start)
    after = stop + 1 < len(tree.doc) and tree.doc[stop + 1].text in (",", "—", "–")
    return bool(before or after or tree.doc[start].is_sent_start)
