"""Which units are claims: no questions, commands, prescriptions, abuse, taste, headings or fragments."""

from pipelines.extract.claims import lexicon
from pipelines.extract.claims.attribution import Attributed
from pipelines.extract.claims.tree import Tree
from pipelines.extract.claims.units import Unit, UnitKind
from pipelines.extract.parse import Token
from pipelines.readers.document import PassageKind

CLAIMING_KINDS = frozenset({PassageKind.PARAGRAPH, PassageKind.LIST_ITEM, PassageKind.BLOCK_QUOTE, PassageKind.CAPTION})
LONGEST_UNIT = 150
_CLAUSES = frozenset(
    {UnitKind.MAIN, UnitKind.CONJUNCT, UnitKind.ADVERBIAL, UnitKind.CAUSE, UnitKind.CONTENT, UnitKind.RELATIVE}
)
_OPENING_MARKS = frozenset({"“", '"', "«", "‘"})


def is_claim(tree: Tree, unit: Unit, attributed: Attributed) -> bool:
    """Tell whether a unit is a proposition that the world could make true or false."""
    if _borrows_nothing(unit):
        return False
    if unit.last - unit.first >= LONGEST_UNIT or _asks(tree, unit) or _abuses(tree, unit) or _praises(tree, unit):
        return False
    if unit.kind == UnitKind.PARTICIPLE:
        return not (unit.head.lemma_ in ("write", "say", "add", "speak") and tree.child(unit.head, "dobj") is None)
    if unit.kind not in _CLAUSES:
        return True
    if _is_conditional(tree, unit) or _speaks_of_itself(tree, unit, attributed):
        return False
    if _prescribes(tree, unit) or _addresses(unit) or _tastes(tree, unit) or _is_idiom(tree, unit):
        return False
    if unit.kind == UnitKind.MAIN and unit.subject is None:
        return False
    if attributed.quote is not None:
        return not _is_maxim(tree, unit)
    return not _introduces_quotation(tree, unit)


def _is_conditional(tree: Tree, unit: Unit) -> bool:
    """`if …`, `unless …` and `had it happened …`."""
    if tree.marker(unit.head) in lexicon.CONDITIONAL or tree.doc[unit.first].lower_ in lexicon.CONDITIONAL:
        return True
    subject, opening = tree.subject(unit.head), tree.doc[unit.first]
    inverted = opening.dep_ in ("aux", "auxpass") and opening.lower_ in ("had", "were", "should")
    return inverted and subject is not None and opening.i < subject.i < unit.head.i


def _borrows_nothing(unit: Unit) -> bool:
    """The subject stands outside, and is the "there" of "there is": it says nothing of what the unit tells."""
    subject = unit.subject
    if subject is None:
        return unit.kind in (UnitKind.PARTICIPLE, UnitKind.MEANS)
    return subject.dep_ == "expl" and not unit.first <= subject.i <= unit.last


def _asks(tree: Tree, unit: Unit) -> bool:
    """The sentence is a question; one that only ends with a quoted question is none."""
    sentence = unit.head.sent
    tail = [token.text for token in tree.doc[max(sentence.start, sentence.end - 3) : sentence.end]]
    if "?" not in tail:
        return False
    return not any(token.text in _OPENING_MARKS for token in tree.doc[unit.head.i : sentence.end - 2])


def _prescribes(tree: Tree, unit: Unit) -> bool:
    if unit.head.lemma_ == "need" and tree.child(unit.head, "xcomp") is not None and unit.head.tag_ == "VBZ":
        return True
    auxiliaries = {child.lower_ for child in tree.having(unit.head, "aux", "auxpass")}
    # "must have reached" is a conclusion, no command.
    return bool(auxiliaries & lexicon.PRESCRIPTIVE) and not {"must", "have"} <= auxiliaries


def _addresses(unit: Unit) -> bool:
    """The reader is spoken to, or a command is given."""
    if unit.subject is not None and unit.subject.lower_ in ("you", "your"):
        return True
    return unit.kind == UnitKind.MAIN and unit.subject is None and unit.head.tag_ in ("VB", "VBP")


def _speaks_of_itself(tree: Tree, unit: Unit, attributed: Attributed) -> bool:
    """The author's own "I am updating my page": present tense, first person, outside of a quotation."""
    subject = tree.subject(unit.head)
    if attributed.quote is not None or subject is None or subject.lower_ != "i" or attributed.frame is not None:
        return False
    return unit.head.tag_ == "VBP" or any(child.tag_ == "VBP" for child in tree.having(unit.head, "aux"))


def _is_idiom(tree: Tree, unit: Unit) -> bool:
    """`when it comes to …`, `what's more` and their like say nothing."""
    subject = tree.subject(unit.head)
    if subject is not None and subject.lower_ == "what" and unit.last - unit.first < 4:
        return True
    return (
        unit.kind == UnitKind.ADVERBIAL
        and unit.head.lemma_ == "come"
        and subject is not None
        and subject.lower_ == "it"
    )


def _introduces_quotation(tree: Tree, unit: Unit) -> bool:
    """`She wrote, "…"`: that it was said is no claim of its own where the words themselves follow or go before."""
    if unit.head.lemma_ not in lexicon.REPORTING | {"ask", "go"} or tree.child(unit.head, "dobj") is not None:
        return False
    after = [token.text for token in tree.doc[unit.last : unit.last + 4]]
    before = [token.text for token in tree.doc[max(0, unit.first - 3) : unit.first]]
    subject = tree.subject(unit.head)
    own = unit.last - unit.first + 1
    if subject is not None and subject.left_edge.i >= unit.first:
        own -= subject.right_edge.i - subject.left_edge.i
    if own <= 2 and tree.child(unit.head, "prep", "prt", "advcl") is None:
        return True
    return own < 12 and (bool(_OPENING_MARKS & set(after)) or bool({"”", '"', "»"} & set(before)))


def _is_maxim(tree: Tree, unit: Unit) -> bool:
    """In a quotation: general, in the present, about nobody in particular."""
    for token in tree.doc[unit.first : unit.last + 1]:
        perfect = token.tag_ == "VBN" and any(child.lemma_ == "have" for child in tree.having(token, "aux"))
        if token.tag_ == "VBD" or perfect or token.pos_ == "PROPN":
            return False
    subject = unit.subject
    if subject is not None and subject.tag_ == "PRP" and subject.lower_ != "it":
        return any(child.lower_ in ("let", "will", "would") for child in tree.having(unit.head, "aux"))
    return True


def _complement(tree: Tree, head: Token) -> Token | None:
    return tree.child(head, "attr", "dobj") if head.pos_ in ("VERB", "AUX") else head


def _abuses(tree: Tree, unit: Unit) -> bool:
    """The predicate, or what it is said of, is a word of mere abuse or praise."""
    noun = _complement(tree, unit.head)
    about = tree.child(noun, "prep") if noun is not None else None
    matter = tree.child(about, "pobj") if about is not None and about.lower_ == "of" else None
    own = tree.subject(unit.head)
    plain = (
        unit.head.lemma_ == "be" or unit.head.pos_ not in ("VERB", "AUX") or (noun is not None and noun.dep_ == "attr")
    )
    asked = [own] if own is not None else []
    if plain or any(child.lemma_ == "be" for child in tree.having(unit.head, "aux")):
        asked += [token for token in (noun, matter) if token is not None]
    return any(_is_insult(tree, token) for token in asked)


def _is_insult(tree: Tree, noun: Token) -> bool:
    words = {noun.lower_, noun.lemma_.lower()} | {child.lower_ for child in tree.having(noun, "compound")}
    hyphened = tree.doc.text_of(max(0, noun.i - 2), noun.i + 1).lower().replace(" ", "")
    return bool(words & lexicon.INSULT_NOUNS) or hyphened in lexicon.INSULT_NOUNS


def _praises(tree: Tree, unit: Unit) -> bool:
    """`This is a good description`, `there is an excellent booklet`: taste, whatever it is said of."""
    noun = _complement(tree, unit.head) if unit.head.lemma_ == "be" else unit.anchor
    if noun is None or (unit.kind not in (UnitKind.MAIN, UnitKind.CONJUNCT) and unit.kind != UnitKind.PARTICIPLE):
        return False
    return noun.dep_ == "attr" and any(
        child.lower_ in lexicon.TASTE_WORDS - {"great"} for child in tree.having(noun, "amod")
    )


def _tastes(tree: Tree, unit: Unit) -> bool:
    head, subject, target = unit.head, unit.subject, tree.child(unit.head, "dobj")
    mine = (subject is not None and subject.lower_ in ("i", "we")) or (target is not None and target.lower_ == "me")
    if head.lemma_ in lexicon.TASTE_VERBS and mine:
        return True
    complement = tree.child(head, "acomp")
    return complement is not None and head.lemma_ == "be" and complement.lower_ in lexicon.TASTE_WORDS
