"""Clauses made into sentences: subjects restored, relatives, participles and appositions given a finite verb."""

from pipelines.extract.claims.nested import nested
from pipelines.extract.claims.tense import past_of
from pipelines.extract.claims.tree import Tree, bearer
from pipelines.extract.claims.units import Unit
from pipelines.extract.claims.wording import Wording, possessive
from pipelines.extract.parse import Token

_LONGEST_GOVERNOR = 6
_WH = frozenset({"who", "whom", "which", "that", "whose", "where", "when"})


def clause(wording: Wording, unit: Unit, first: int, last: int) -> str:
    """A finite clause, its subject restored where it stands outside."""
    tree, head = wording.tree, unit.head
    inside = unit.subject is not None and first <= unit.subject.i <= last
    skip = nested(wording, head, first, last)
    related = _loose_relative(wording, unit)
    if related is not None:
        return f"{wording.write(related[0], last, skip).strip()} {related[1]}"
    if unit.subject is None or inside:
        return wording.write(first, last, skip)
    subject = subject_text(wording, unit)
    shared = _shared_auxiliary(tree, head)
    return f"{subject} {shared}{wording.write(first, last, skip)}"


def _loose_relative(wording: Wording, unit: Unit) -> tuple[int, str] | None:
    """For "…, from which X emerged": where the clause itself starts, and "from" with the noun before."""
    doc, first = wording.part.doc, unit.first
    if first == 0 or first + 1 >= unit.head.i or doc[first].pos_ != "ADP" or doc[first + 1].tag_ not in ("WDT", "WP"):
        return None
    noun = next(
        (t for t in reversed(doc[max(unit.head.sent.start, first - 12) : first]) if t.pos_ in ("NOUN", "PROPN")), None
    )
    if noun is None or unit.subject is None or not first <= unit.subject.i <= unit.last:
        return None
    while noun.dep_ in ("pobj", "compound", "poss") and noun.head.dep_ == "prep" and noun.head.head.pos_ == "NOUN":
        noun = noun.head.head
    return first + 2, f"{doc[first].text} {wording.phrase(noun)}"


def _shared_auxiliary(tree: Tree, head: Token) -> str:
    """The auxiliaries that a joined verb leaves to the first verb ("was expelled and later assassinated")."""
    if tree.having(head, "aux", "auxpass") or head.tag_ not in ("VBN", "VBG", "VB") or head.dep_ != "conj":
        return ""
    first = head.head
    if first.dep_ == "xcomp" and tree.is_infinitive(first) and first.head.i < first.i:
        return _governing(tree, first)
    return "".join(f"{token.text} " for token in tree.having(first, "aux", "auxpass") if token.lower_ != "to")


def _governing(tree: Tree, infinitive: Token) -> str:
    """The verb that governs joined infinitives, down to their "to" ("was asked to sign and to leave")."""
    verb = infinitive.head
    to = next(child.i for child in tree.having(infinitive, "aux") if child.lower_ == "to")
    first = min([verb.i, *(child.i for child in tree.having(verb, "aux", "auxpass", "neg") if child.i < verb.i)])
    if to - first > _LONGEST_GOVERNOR:
        return ""
    return "".join(f"{token.text} " for token in tree.doc[first : to + 1])


def subject_text(wording: Wording, unit: Unit) -> str:
    """The subject of a unit in words, or an empty string, as where it is an "it" or "there" that stands for nothing."""
    said = wording.phrase(bearer(wording.tree, unit.subject)) if unit.subject is not None else ""
    if said.lower() == "it" and unit.subject is not None and unit.subject.dep_ != "expl":
        return "it"
    return "" if said.lower() in ("it", "there") else said


def nominal(wording: Wording, unit: Unit) -> str:
    """`…, and founder of Y` → `X was founder of Y`."""
    return f"{subject_text(wording, unit)} {_copula(unit)} {run(wording, unit)}"


def _copula(unit: Unit) -> str:
    token = unit.head
    while token.dep_ == "conj":
        token = token.head
    return str(token.head.text) if token.head.lemma_ == "be" else "was"


def appositive(wording: Wording, unit: Unit) -> str:
    """`X, a Y` → `X was a Y`; where the apposition is the name, the other way round."""
    anchor = unit.anchor
    if anchor is None:
        return wording.write(unit.first, unit.last)
    left = wording.tree.phrase_start(unit.head)
    said = wording.phrase(anchor)
    told = wording.write(left, unit.last, nested(wording, unit.head, left, unit.last)).strip()
    verb = "were" if anchor.tag_ in ("NNS", "NNPS") else "was"
    if told.startswith(("An ", "A ", "The ")):
        told = told[:1].lower() + told[1:]
    named = unit.head.pos_ == "PROPN" and wording.tree.child(unit.head, "det") is None
    if named and anchor.pos_ != "PROPN":
        return f"{told} {verb} {lower_article(wording.noun(anchor))}"
    return f"{said} {verb} {told}"


def lower_article(text: str) -> str:
    """Give a phrase taken from the start of a sentence with its article in lower case."""
    return (
        text[:1].lower() + text[1:]
        if text.startswith(("An ", "A ", "The ", "His ", "Her ", "Its ", "Their "))
        else text
    )


def participle(wording: Wording, unit: Unit) -> str:
    """`doing Y` → `X did Y`; `done by Y` → `X was done by Y`."""
    tree, head = wording.tree, unit.head
    naming = tree.child(head, "oprd")
    if (
        naming is not None
        and unit.anchor is not None
        and head.lower_ in ("named", "called", "dubbed", "nicknamed", "titled")
    ):
        return f"{wording.phrase(naming)} was {lower_article(wording.noun(unit.anchor))}"
    left = max(int(head.left_edge.i), unit.first)
    if unit.subject is not None and unit.subject.head.i == head.i:
        left = int(unit.subject.right_edge.i) + 1
    subject = subject_text(wording, unit)
    joined = unit.subject is not None and bool(tree.having(unit.subject, "conj")) and " and " in subject
    plural = joined or (unit.subject is not None and unit.subject.tag_ in ("NNS", "NNPS"))
    having = tree.having(head, "aux", "auxpass")
    skip = set(nested(wording, head, left, unit.last)) | {token.i for token in having}
    if head.tag_ == "VBG" or any(token.tag_ == "VBG" and token.lower_ == "having" for token in having):
        if any(token.lower_ in ("being", "been") for token in having):
            wording.replaced[head.i] = ("were " if plural else "was ") + head.text
        else:
            wording.replaced[head.i] = past_of(head.lemma_.lower(), plural)
        return f"{subject} {wording.write(left, unit.last, frozenset(skip))}"
    return f"{subject} {'were' if plural else 'was'} {wording.write(left, unit.last, frozenset(skip))}"


def relative(wording: Wording, unit: Unit) -> str:
    """`who did Y` → `X did Y`, with the noun in the place of the relative pronoun."""
    tree, head, anchor = wording.tree, unit.head, unit.anchor
    if anchor is None or anchor.pos_ in ("VERB", "AUX"):
        return clause(wording, unit, unit.first, unit.last)
    said = wording.phrase(bearer(tree, anchor))
    wh = _relative_word(wording, unit)
    skip = set(nested(wording, head, unit.first, unit.last))
    if wh is None:
        return _with_object(wording, unit, said, skip)
    own = tree.subject(head)
    if wh.dep_ in ("nsubj", "nsubjpass") and own is not None and own.i not in (wh.i, wh.head.i) and wh.head.i != head.i:
        skip.add(wh.i)
        return _with_object(wording, unit, said, skip)
    if wh.dep_ in ("nsubj", "nsubjpass", "expl") or (wh.lower_ == "that" and own is None):
        wording.replaced[wh.i] = said
        return wording.write(unit.first, unit.last, frozenset(skip))
    if wh.dep_ == "poss":
        wording.replaced[wh.i] = possessive(said)
        return wording.write(unit.first, unit.last, frozenset(skip))
    if wh.dep_ == "pobj":
        skip.update({wh.i, wh.head.i})
        return f"{wording.write(unit.first, unit.last, frozenset(skip)).strip()} {wh.head.text} {said}"
    skip.add(wh.i)
    if wh.lower_ in ("where", "when"):
        return f"{wording.write(unit.first, unit.last, frozenset(skip)).strip()} in {said}"
    return _with_object(wording, unit, said, skip)


def _relative_word(wording: Wording, unit: Unit) -> Token | None:
    """The relative pronoun or adverb of a clause, or None in a contact clause ("the house they built")."""
    start = wording.part.doc[unit.first : unit.head.i + 1]
    return next((t for t in start if t.lower_ in _WH and (t.tag_[0] == "W" or t.i == unit.first)), None)


def _with_object(wording: Wording, unit: Unit, said: str, skip: set[int]) -> str:
    text = unit.head.text
    wording.replaced[unit.head.i] = f"{text} {said}"
    return wording.write(unit.first, unit.last, frozenset(skip))


def run(wording: Wording, unit: Unit) -> str:
    """The unit as it stands, without what is nested in it."""
    return wording.write(unit.first, unit.last, nested(wording, unit.head, unit.first, unit.last)).strip()
