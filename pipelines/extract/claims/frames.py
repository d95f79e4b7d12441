"""Attribution frames: clauses that give their content as somebody's ("the film pretends that …", "according to …")."""

from dataclasses import dataclass

from pipelines.extract.claims import lexicon
from pipelines.extract.claims.names import Names
from pipelines.extract.claims.tree import Tree, bearer
from pipelines.extract.parse import Token
from pipelines.extract.parsed import Parsed
from pipelines.extract.rows import Stance

SHOWING = frozenset({"show", "depict", "portray", "picture", "paint", "present", "imagine", "represent", "render"})


@dataclass(frozen=True, slots=True)
class Frame:
    """Who holds the content of a clause.

    `content` is the head of the content where that is part of the clause (a verb or a complement),
    `topic` the word that a frame of depiction is about, `stance` what the frame itself says of the truth.
    """

    holder: str
    stance: Stance
    content: Token | None = None
    topic: Token | None = None
    of_work: bool = False


def find_frame(names: Names, part: Parsed, tree: Tree, head: Token) -> Frame | None:
    """Give the frame of the clause headed by `head`, or None where the author speaks plainly."""
    return (
        _in_scene(names, part, tree, head)
        or _according(names, part, tree, head)
        or _supposed(names, tree, head)
        or _spoken(names, part, tree, head)
        or _depicted(names, part, tree, head)
        or _depicting(names, part, tree, head)
        or _message(names, part, tree, head)
    )


def _according(names: Names, part: Parsed, tree: Tree, head: Token) -> Frame | None:
    for child in tree.children(head):
        if child.lower_ not in ("according", "per"):
            continue
        to = tree.child(child, "prep", "pobj")
        source = tree.child(to, "pobj") if to is not None and to.dep_ == "prep" else to
        if source is None:
            continue
        told = source.lemma_.lower() in lexicon.MESSAGE_NOUNS | lexicon.WORK_NOUNS | lexicon.SAYINGS
        owner = tree.child(source, "poss") if told else None
        of_work = names.is_work(part, tree, source) or (
            names.work is not None and source.lemma_ in lexicon.MESSAGE_NOUNS
        )
        name = names.work if of_work and names.work else names.holder(part, tree, owner or source)
        return Frame(name, Stance.REPORTS, of_work=of_work)
    return None


def _supposed(names: Names, tree: Tree, head: Token) -> Frame | None:
    """`X is supposed to have …`: the document's work, or nobody named, supposes so."""
    if head.lemma_ != "suppose" or not tree.having(head, "auxpass"):
        return None
    content = tree.child(head, "xcomp")
    if content is None:
        return None
    return Frame(names.work or "author", Stance.REPORTS, content, tree.subject(head), names.work is not None)


def _spoken(names: Names, part: Parsed, tree: Tree, head: Token) -> Frame | None:
    lemma = head.lemma_.lower()
    verbs = lexicon.REPORTING | lexicon.FACTIVE_SPEECH | lexicon.FALSE_SPEECH | lexicon.BELIEF | {"show"}
    content = _content(tree, head)
    if lemma in ("seem", "appear") and content is not None and content.lemma_ in lexicon.REPORTING:
        return _spoken(names, part, tree, content)
    convinced = tree.child(head, "acomp")
    if content is None and convinced is not None and convinced.lower_ in lexicon.CONVINCED:
        content = next(iter(tree.having(convinced, "ccomp")), None)
        lemma = "believe"
    # Whoever denies something holds the contrary: the denial is the claim.
    if lemma not in verbs - lexicon.DENYING or content is None or tree.having(head, "auxpass") or tree.is_negated(head):
        return None
    subject = _actor(tree, head)
    if subject is None or (
        subject.lower_ in ("it", "there", "one", "this", "which", "that") and subject.dep_ == "expl"
    ):
        return None
    if lemma in ("show", "demonstrate", "prove", "establish", "indicate") and not names.is_work(part, tree, subject):
        return None
    of_work = names.is_work(part, tree, subject)
    if content.dep_ == "xcomp" and lemma not in ("claim", "pretend", "purport", "profess", "allege"):
        return None
    stance = Stance.REPORTS
    if lemma in lexicon.FALSE_SPEECH:
        stance = Stance.DENIES
    elif lemma in lexicon.FACTIVE_SPEECH:
        stance = Stance.ASSERTS
    elif lemma == "claim" and tree.marker(head) in lexicon.CONCESSIVE:
        stance = Stance.QUESTIONS
    topic = subject if content.dep_ == "xcomp" else None
    return Frame(names.holder(part, tree, bearer(tree, subject)), stance, content, topic, of_work)


def _content(tree: Tree, head: Token) -> Token | None:
    for child in tree.children(head):
        if child.i > head.i and child.dep_ in ("ccomp", "xcomp"):
            opening = child.left_edge
            asked = opening.tag_ in ("WRB", "WP", "WDT") or opening.lower_ in ("whether", "if", "(")
            return None if asked and opening.lower_ != "what" else child
    return None


def _actor(tree: Tree, head: Token) -> Token | None:
    """The subject of a verb, or of the verb that it is joined to."""
    for step in tree.climb(head):
        subject = tree.subject(step)
        if subject is not None:
            return step.head if step.dep_ == "relcl" and subject.tag_ in ("WP", "WDT") else subject
        if step.dep_ == "relcl":
            return step.head
        if step.dep_ not in ("conj", "xcomp", "advcl"):
            return None
    return None


def _depicted(names: Names, part: Parsed, tree: Tree, head: Token) -> Frame | None:
    """`X is portrayed as Y`, `X comes off as Y`, `X is put forward as Y`."""
    passive = bool(tree.having(head, "auxpass"))
    comes = head.lemma_ == "come" and any(c.lower_ in ("off", "across") for c in tree.children(head))
    put = passive and head.lemma_ == "put" and any(c.lower_ == "forward" for c in tree.children(head))
    if not (comes or put or (passive and head.lemma_ in lexicon.DEPICTING)):
        return None
    content = _as_complement(tree, head)
    if content is None:
        return None
    holder = _agent(names, part, tree, head)
    if holder is None:
        if names.work is None:
            return None
        return Frame(names.work, Stance.REPORTS, content, tree.subject(head), True)
    return Frame(holder, Stance.REPORTS, content, tree.subject(head), holder == names.work)


def _agent(names: Names, part: Parsed, tree: Tree, head: Token) -> str | None:
    for child in tree.children(head):
        noun = tree.child(child, "pobj") if child.dep_ in ("agent", "prep") and child.lower_ in ("by", "in") else None
        if noun is None:
            continue
        if names.is_work(part, tree, noun):
            return names.work
        if child.dep_ == "agent" or noun.lemma_.lower() in lexicon.WORK_NOUNS | {
            "memoirs",
            "memoir",
            "letter",
            "poem",
            "press",
        }:
            return names.holder(part, tree, noun)
    return None


def _as_complement(tree: Tree, head: Token) -> Token | None:
    nouns = [noun for child in tree.having(head, "prep", "agent") for noun in tree.having(child, "pobj")]
    for child in [*tree.children(head), *(prep for noun in nouns for prep in tree.having(noun, "prep"))]:
        if child.lower_ == "as" and child.i > head.i and child.dep_ in ("prep", "mark", "advmod"):
            inner = tree.child(child, "pobj", "amod", "acomp", "pcomp")
            if inner is not None:
                return inner
        if child.dep_ in ("oprd", "advcl") and child.i > head.i and child.i - head.i < 6:
            return child
    return None


def _depicting(names: Names, part: Parsed, tree: Tree, head: Token) -> Frame | None:
    """`the show depicts X doing Y`, `it paints X as Y`, `the press described X as Y`."""
    regarding = head.lemma_ in ("view", "regard", "see", "perceive", "deem") and tree.child(head, "dobj") is not None
    if not (regarding or head.lemma_.lower() in lexicon.DEPICTING) or tree.having(head, "auxpass"):
        return None
    subject = _actor(tree, head)
    topic = tree.child(head, "dobj")
    content = _as_complement(tree, head)
    if content is None:
        content = next((c for c in tree.having(head, "ccomp") if c.i > head.i), None)
        if content is not None:
            topic = tree.subject(content)
    if content is None and topic is not None and head.lemma_ in SHOWING:
        content = next((c for c in tree.having(topic, "acl") if c.tag_ in ("VBG", "VBN")), None)
    if content is None or (subject is None and head.dep_ != "pcomp"):
        return None
    if subject is None:
        return Frame(names.work, Stance.REPORTS, content, topic, True) if names.work else None
    of_work = names.is_work(part, tree, subject)
    if (head.lemma_ in SHOWING or regarding) and not of_work and _as_complement(tree, head) is None:
        return None
    if (topic is None and head.dep_ == "relcl") or (topic is not None and topic.tag_ in ("WP", "WDT")):
        topic = head.head
    return Frame(names.holder(part, tree, subject), Stance.REPORTS, content, topic, of_work)


def _message(names: Names, part: Parsed, tree: Tree, head: Token) -> Frame | None:
    """`the message is that …`, `its version of X is as …`."""
    subject = tree.subject(head)
    if subject is not None and subject.lemma_.lower() in lexicon.EVIDENCE:
        return _evident(tree, head, subject)
    if head.lemma_ != "be" or subject is None or subject.lemma_.lower() not in lexicon.MESSAGE_NOUNS:
        return None
    content = tree.child(head, "ccomp") or _as_complement(tree, head)
    if content is None:
        return None
    owner = tree.child(subject, "poss")
    if owner is not None and not names.is_work(part, tree, owner):
        return Frame(names.holder(part, tree, owner), Stance.REPORTS, content)
    if names.work is None:
        return None
    topic = next((tree.child(child, "pobj") for child in tree.having(subject, "prep") if child.lower_ == "of"), None)
    return Frame(names.work, Stance.REPORTS, content, topic if content.dep_ != "ccomp" else None, True)


def _evident(tree: Tree, head: Token, subject: Token) -> Frame | None:
    """`the truth is that …`, `the record shows that …`: the author says it, and commits to it."""
    content = _content(tree, head)
    if content is None or content.dep_ != "ccomp" or not tree.is_definite(subject) or tree.is_negated(head):
        return None
    return Frame("author", Stance.ASSERTS, content) if head.lemma_ in lexicon.PROVING else None


def _in_scene(names: Names, part: Parsed, tree: Tree, head: Token) -> Frame | None:
    """`In one episode, X tells Y …`: what a part of the document's work shows."""
    if names.work is None or head.tag_ not in ("VBZ", "VBP") or head.lemma_ == "be":
        return None
    subject = tree.subject(head)
    if subject is None or (names.person(part, subject) is None and subject.ent_type_ != "PERSON"):
        return None
    for child in tree.having(head, "prep"):
        noun = tree.child(child, "pobj")
        if child.lower_ in ("in", "during") and noun is not None and noun.lemma_.lower() in lexicon.WORK_PARTS:
            return Frame(names.work, Stance.REPORTS, of_work=True)
    return None
