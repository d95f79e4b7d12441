"""The questions about the words of a dependency parse that several modules ask."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property

from pipelines.extract.parse import Doc, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj", "csubjpass"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
VERBAL = frozenset({"VERB", "AUX"})
FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
# Subordinators that the parser at times hangs on the main verb instead.
LOOSE_MARKS = frozenset({"though", "although", "while", "whereas"})
_TIMES = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "QUANTITY", "MONEY", "PERCENT"})
_SHORTEST, _LONGEST = 4, 80
# What tells that a bracket has dates of life, pronunciations or names in other tongues.
_FORMS = re.compile(r"\d{3,4}\s*[–—-]|\b(?:b|born|d|died)\b\.?\s.*\d{3}|[A-Z][a-z]+:|[ˈˌəɪʊɔɛɑʃʒ]")
BREAKS = frozenset({";", ":", "—", "–", "-", "--", "…", "..."})


class Tree:
    """What the words of a parse are to each other."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text: str = doc.text
        self._starts = [token.idx for token in doc]

    @cached_property
    def bracketed(self) -> list[int]:
        """For each token in a bracket behind a name that tells its forms or dates, that name's token; else -1."""
        owners = [-1] * len(self.doc)
        opening = -1
        for token in self.doc:
            if token.text == "(" and opening < 0 and token.i and self.doc[token.i - 1].pos_ == "PROPN":
                opening = token.i
            elif token.text == ")" and opening >= 0:
                inside = token.i - opening
                if _SHORTEST < inside < _LONGEST and _FORMS.search(self.doc.text_of(opening, token.i)):
                    owners[opening : token.i + 1] = [opening - 1] * (token.i + 1 - opening)
                opening = -1
        return owners

    def run(self, start: int, end: int) -> tuple[int, int]:
        """Give the first and the last token that touch `[start, end)`, offsets being those of the parsed text."""
        return max(0, bisect_right(self._starts, start) - 1), max(0, bisect_left(self._starts, end) - 1)

    def word_start(self, index: int) -> int:
        """Give the first token of the hyphened word that the token at `index` belongs to ("anti-Semitism")."""
        if index and self.doc[index].text == "-" and not self.doc[index - 1].whitespace_:
            index -= 1
        while index >= 2 and self.doc[index - 1].text == "-" and not self.doc[index - 1].whitespace_:
            if self.doc[index - 2].whitespace_:
                break
            index -= 2
        return index

    def phrase_start(self, token: Token) -> int:
        """Give the first token of the phrase headed by `token`, a hyphened word before it and its article included."""
        start = self.word_start(token.left_edge.i)
        return min(start, self.doc[start].left_edge.i)

    def children(self, token: Token) -> list[Token]:
        """Give the direct dependents of `token`, in order."""
        return token.children

    def having(self, token: Token, *labels: str) -> list[Token]:
        """Give the dependents of `token` that bear one of `labels`."""
        return [child for child in token.children if child.dep_ in labels]

    def child(self, token: Token, *labels: str) -> Token | None:
        """Give the first dependent of `token` that bears one of `labels`, or None."""
        return next(iter(self.having(token, *labels)), None)

    def subject(self, token: Token) -> Token | None:
        """Give the word that heads the subject of the clause headed by `token`, or None."""
        children = token.children
        subject = next((child for child in children if child.dep_ in SUBJECTS), None)
        if subject is None and token.dep_ == "ROOT" and token.tag_ in FINITE_TAGS:
            # A name that ends like a time ("Russia Today") is parsed as an adverbial.
            named = (child for child in children if child.dep_ == "npadvmod" and child.i < token.i)
            subject = next((child for child in named if child.tag_ == "NNP" and child.ent_type_ not in _TIMES), None)
        if subject is None and token.tag_ in FINITE_TAGS:
            subject = self._swallowed(token)
        if subject is not None and self.bracketed[subject.i] >= 0 and self.bracketed[token.i] < 0:
            # Within "Name (in Greek: …; 1870 – 1931) was …" the parser may take a word of the bracket.
            return self.doc[self.bracketed[subject.i]]
        return subject

    def _swallowed(self, verb: Token) -> Token | None:
        """Give the subject that an opening phrase has swallowed: "In the last century trade became …"."""
        before = self.doc[verb.i - 1] if verb.i else verb
        phrase = before.head
        fits = before.dep_ == "pobj" and phrase.head.i == verb.i and phrase.i == verb.left_edge.i
        return before if fits and self.having(before, "compound") else None

    def is_finite(self, token: Token) -> bool:
        """Tell whether a verb is finite, by its own form or by that of an auxiliary."""
        if token.tag_ in FINITE_TAGS:
            return True
        return any(child.tag_ in FINITE_TAGS for child in self.having(token, "aux", "auxpass"))

    def is_infinitive(self, token: Token) -> bool:
        """Tell whether a verb stands with `to`."""
        return any(child.lower_ == "to" and child.tag_ == "TO" for child in self.having(token, "aux"))

    def marker(self, token: Token) -> str:
        """Give the lower-cased word that subordinates the clause headed by `token`, or an empty string."""
        for child in token.children:
            if child.dep_ == "mark":
                return child.lower_
            if child.dep_ == "advmod" and child.tag_ == "WRB" and child.i < token.i:
                return child.lower_
        before = token.left_edge.i - 1
        if before >= 0 and self.doc[before].lower_ in LOOSE_MARKS:
            return self.doc[before].lower_
        return ""

    def is_definite(self, noun: Token) -> bool:
        """Tell whether a noun phrase is definite: a name, a pronoun, or with a definite article or possessive."""
        if noun.pos_ in ("PROPN", "PRON"):
            return True
        for child in noun.children:
            if child.dep_ == "poss" or child.lower_ in ("the", "this", "that", "these", "those", "any", "every", "no"):
                return True
        return False

    def is_negated(self, token: Token) -> bool:
        """Tell whether a clause head has a negation of its own."""
        return any(
            child.dep_ == "neg" or (child.lower_ in ("never", "nowhere", "nor", "neither") and child.dep_ != "cc")
            for child in token.children
        )

    def climb(self, token: Token, limit: int = 64) -> Iterator[Token]:
        """Give `token`, its head, the head of that, up to the root or `limit` steps."""
        for _ in range(limit):
            yield token
            if token.head.i == token.i:
                return
            token = token.head


def bearer(tree: Tree, noun: Token) -> Token:
    """Give whom a predicate noun describes: of "X, a poet who …" and "X was a poet who …", X."""
    head = noun.head
    if noun.dep_ == "appos" and head.pos_ == "PROPN":
        return head
    if tree.is_definite(noun):
        return noun
    if noun.dep_ == "attr" and head.lemma_ == "be":
        subject = tree.subject(head)
        return subject if subject is not None and (subject.tag_ == "NNS") == (noun.tag_ == "NNS") else noun
    if noun.dep_ in ("pobj", "oprd") and (head.lower_ == "as" or noun.dep_ == "oprd"):
        verb = head.head if head.lower_ == "as" else head
        if verb.pos_ not in ("VERB", "AUX"):
            return noun
        topic = tree.child(verb, "dobj", "nsubjpass") or (tree.subject(verb) if verb.lemma_ == "come" else None)
        return topic or noun
    return noun
