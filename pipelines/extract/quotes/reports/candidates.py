"""Places where a word may report speech or thought: the cue, the head of its content and the frame that joins them."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.extract.parse import Token
from pipelines.extract.quotes.lexicon import ACCUSING, DESCRIBING, ORDERING, PROMISING, STATEMENT_NOUNS, THINKING_NOUNS

SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj", "csubjpass"})
_VERBS = frozenset({"VERB", "AUX"})
_RELATIVE = frozenset("which who whom whose".split())
_ACCUSED_WITHIN, _AS_WITHIN = 14, 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cue with the head of what it may report.

    `frame` is how they are joined: `clause`, `infinitive`, `copula`, `according`, `as`, `of` (accused of lying),
    `description` (described as a retreat) or `noun` (the claim that …).
    """

    cue: Token
    head: Token
    frame: str

    @property
    def behind(self) -> bool:
        """Tell a cue that follows what it reports."""
        return bool(self.head.i < self.cue.i)


def candidates(tokens: Iterator[Token]) -> Iterator[Candidate]:
    """Give the candidates of a run of tokens, in the order of their cues."""
    for token in tokens:
        if token.lower_ == "according":
            yield from _according(token)
        elif token.pos_ in _VERBS or token.pos_ == "ADJ":
            yield from _verb(token)
        elif token.pos_ == "NOUN" and token.lemma_.lower() in STATEMENT_NOUNS | THINKING_NOUNS:
            yield from _noun(token)


def subject_of(verb: Token) -> Token | None:
    """Give the verb's own subject, or None."""
    return next((child for child in verb.children if child.dep_ in SUBJECTS), None)


def marker_of(head: Token) -> Token | None:
    """Give the word that opens a clause: that, whether, if, or a question word at its left edge."""
    mark = next((child for child in head.children if child.dep_ == "mark" and child.i < head.i), None)
    first = head.doc[head.left_edge.i]
    return mark or (first if first.tag_ in ("WP", "WRB", "WDT") else None)


def unsaid(verb: Token) -> bool:
    """Tell a verb that reports nothing said: negated, put to the reader, a wish, one's own present words."""
    if any(child.dep_ == "neg" for child in verb.children):
        return True
    subject = subject_of(verb)
    own = subject is not None and subject.lower_ in ("i", "we", "you", "one") and verb.tag_ in ("VBP", "VB")
    return own or (verb.tag_ == "VB" and verb.dep_ == "ROOT" and subject is None)


def _according(cue: Token) -> Iterator[Candidate]:
    following = cue.doc[cue.i + 1 : cue.i + 2]
    if following and following[0].lower_ == "to" and cue.head.i != cue.i:
        yield Candidate(cue, cue.head, "according")


def _verb(verb: Token) -> Iterator[Candidate]:
    lemma = verb.lemma_.lower()
    for child in verb.children:
        if child.dep_ == "ccomp" and _is_content(verb, child):
            frame = "copula" if lemma == "be" and verb.pos_ == "AUX" and child.i > verb.i else "clause"
            yield Candidate(verb, child, frame)
        elif child.dep_ in ("ccomp", "xcomp", "advcl") and _orders(verb, child):
            yield Candidate(verb, child, "infinitive")
        elif lemma in DESCRIBING and child.dep_ == "prep" and child.lower_ == "as" and child.i > verb.i:
            yield from (Candidate(verb, content, "description") for content in child.children if content.dep_ == "pobj")
    if lemma in ACCUSING:
        yield from _accusation(verb)
    if verb.pos_ == "VERB":
        yield from _as_said(verb)


def _orders(verb: Token, child: Token) -> bool:
    """Tell "ordered them to go", "promised to go"."""
    lemma = verb.lemma_.lower()
    if lemma not in ORDERING | PROMISING or child.i < verb.i or not any(c.tag_ == "TO" for c in child.children):
        return False
    return child.dep_ != "advcl" or lemma == "plead"


def _is_content(verb: Token, clause: Token) -> bool:
    """Tell a clause that can be reported words from what the parse takes for one."""
    first = clause.doc[clause.left_edge.i]
    subject = subject_of(clause) is not None
    if clause.i > verb.i:
        if first.lower_ in _RELATIVE and (verb.dep_ == "relcl" or clause.doc[first.i - 1].is_punct):
            return False
        return subject or marker_of(clause) is not None or verb.dep_ in ("relcl", "ccomp")
    between = clause.doc[clause.i + 1 : verb.i]
    return subject and any(token.is_punct for token in between) and not any(token.text in ";:" for token in between)


def _accusation(verb: Token) -> Iterator[Candidate]:
    """Give what somebody is accused of or admits to: "of having lied"."""
    wanted, doc = ACCUSING[verb.lemma_.lower()], verb.doc
    for index in range(verb.i + 1, min(verb.i + _ACCUSED_WITHIN, len(doc) - 1)):
        if doc[index].lower_ == wanted and doc[index + 1].tag_ == "VBG":
            yield Candidate(verb, doc[index + 1], "of")
            return
        if doc[index].tag_ in ("VBD", "VBZ", "VBP", "MD") or doc[index].text in ".;:":
            return


def _as_said(verb: Token) -> Iterator[Candidate]:
    """Give the clause beside "as the judge said": "as" with a subject and a verb that has nothing to report itself."""
    mark = next((child for child in verb.children if child.lower_ == "as" and child.i < verb.i), None)
    subject = subject_of(verb)
    if mark is None or subject is None or verb.dep_ not in ("advcl", "parataxis", "ccomp") or verb.head.i == verb.i:
        return
    joined = subject.left_edge.i - mark.i <= _AS_WITHIN
    if joined and not any(child.dep_ in ("dobj", "ccomp", "xcomp", "acomp", "attr") for child in verb.children):
        yield Candidate(verb, verb.head, "as")


def _noun(noun: Token) -> Iterator[Candidate]:
    for child in noun.children:
        mark = next((c for c in child.children if c.lower_ == "that"), None)
        if child.dep_ in ("acl", "ccomp") and child.i > noun.i and mark is not None and mark.dep_ not in SUBJECTS:
            yield Candidate(noun, child, "noun")
