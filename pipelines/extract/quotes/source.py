"""Where a reporting word has its source: the head of the expression that tells whose words they are, from the parse."""

from pipelines.extract.parse import Token
from pipelines.extract.parsed import Parsed
from pipelines.extract.quotes.lexicon import ACCOUNT_NOUNS
from pipelines.extract.rows import Span

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
NO_SPEAKER = frozenset("what which that there this".split())
_INSIDE = frozenset("det amod compound poss nummod quantmod nmod predet prep case".split())
_ENDS = frozenset('.;:!?"“”‘')
_CLIMB = 4
_LONGEST = 14


def source_of(cue: Token, behind: bool, marked: range) -> Token | None:
    """Give the head of the expression that says whose words a cue reports, None where nothing does.

    `behind` says that the cue follows the words ("…," said the man); the source is never within the tokens `marked`.
    """
    if cue.lower_ == "according":
        return _according_to(cue)
    if cue.pos_ == "NOUN" and not behind and not marked:
        return _noun_source(cue)
    if not marked and any(child.dep_ in ("nsubjpass", "auxpass") for child in cue.children):
        return _agent(cue)
    told = _whose(cue) if cue.pos_ == "NOUN" and not behind else None
    if told is not None and told.i not in marked:
        return told
    found = _subject(cue)
    if found is not None and found.i not in marked and not (behind and found.i > cue.i + 8):
        return found
    if cue.pos_ == "NOUN" and not behind:
        return _noun_source(cue)
    return _neighbour(cue, marked) if behind or marked.stop <= cue.i + 1 else _nearest_before(cue, marked)


def _agent(verb: Token) -> Token | None:
    """Give by whom something was said; somebody who was quoted said it."""
    agents = (g for child in verb.children if child.dep_ == "agent" for g in child.children if g.dep_ == "pobj")
    quoted = (child for child in verb.children if child.dep_ == "nsubjpass" and verb.lemma_ in ("quote", "cite"))
    return next(agents, None) or next(quoted, None)


def _according_to(cue: Token) -> Token | None:
    for index in range(cue.i + 2, min(cue.i + 12, len(cue.doc))):
        token = cue.doc[index]
        if token.pos_ in NOMINAL and token.dep_ in ("pobj", "nsubj", "dobj", "attr", "ROOT", "conj"):
            return _owner(token)
    return None


def _owner(noun: Token) -> Token:
    """Give the possessor of an account ("her version"), else the noun."""
    if noun.lemma_.lower() in ACCOUNT_NOUNS:
        owner = next((child for child in noun.children if child.dep_ == "poss"), None)
        if owner is not None:
            return owner
    return noun


def _noun_source(noun: Token) -> Token | None:
    """Give whose a statement is, else who acts by it."""
    told = _whose(noun)
    if told is not None:
        return told
    verb = noun.head
    return _subject(verb) if verb.pos_ == "VERB" else noun


def _whose(noun: Token) -> Token | None:
    """Give whose a statement is: "Anna's reply", "a quote from the book", "a letter by him"."""
    owner = next((child for child in noun.children if child.dep_ == "poss"), None)
    if owner is not None:
        return owner
    # The parse often hangs the preposition on the verb above the noun.
    beside = noun.doc[noun.i + 1 : noun.i + 2]
    for child in [*noun.children, *(token for token in beside if token.lower_ == "from")]:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("from", "by", "of"):
            found = next((grandchild for grandchild in child.children if grandchild.dep_ == "pobj"), None)
            if found is not None:
                return _owner(found)
    return None


def _subject(verb: Token) -> Token | None:
    """Give the subject of a verb, its own or the one it shares with the verbs above it."""
    for _ in range(_CLIMB):
        if any(child.dep_ in ("nsubjpass", "auxpass", "agent") for child in verb.children):
            return _agent(verb)
        own = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
        if own is not None:
            return _antecedent(own, verb)
        if verb.dep_ in ("acl", "relcl") and verb.head.pos_ in NOMINAL:
            return verb.head
        if verb.dep_ not in ("conj", "advcl", "xcomp", "pcomp", "prep", "ccomp", "dep") or verb.head.i == verb.i:
            return None
        verb = verb.head
    return None


def _antecedent(subject: Token, verb: Token) -> Token | None:
    if subject.lower_ in ("who", "which", "that") and verb.dep_ in ("relcl", "acl"):
        return verb.head
    if subject.lower_ == "who":
        # "it was Ada who said"
        return _nominal_before(subject)
    return None if subject.lower_ in NO_SPEAKER else subject


def _nominal_before(token: Token) -> Token | None:
    before = (token.doc[index] for index in range(token.i - 1, max(token.i - 4, -1), -1))
    return next((other for other in before if other.pos_ in NOMINAL), None)


def _neighbour(cue: Token, marked: range) -> Token | None:
    """Give the nominal next to a cue behind the words: "said the old man", "the old man said"."""
    for index in range(cue.i + 1, min(cue.i + 6, len(cue.doc))):
        token = cue.doc[index]
        if index in marked or token.text in _ENDS:
            break
        if token.pos_ in NOMINAL and token.lower_ not in NO_SPEAKER:
            return _last_of_run(token)
        if token.pos_ not in ("DET", "ADJ", "NUM", "PART"):
            break
    return _nearest_before(cue, marked)


def _last_of_run(token: Token) -> Token:
    """Give the last of the nouns that stand together: "Lady Anna", "the ferry master"."""
    while (
        token.i + 1 < len(token.doc) and token.dep_ == "compound" and token.doc[token.i + 1].pos_ in ("NOUN", "PROPN")
    ):
        token = token.doc[token.i + 1]
    return token


def _nearest_before(cue: Token, marked: range) -> Token | None:
    for index in range(cue.i - 1, max(cue.i - 8, -1), -1):
        token = cue.doc[index]
        if index in marked or token.text in _ENDS:
            return None
        if token.pos_ in NOMINAL and token.lower_ not in NO_SPEAKER:
            return token
    return None


def phrase(part: Parsed, head: Token) -> Span:
    """Give the span of a noun phrase without appositions, clauses and all that follows a comma."""
    first, last = head, head
    for child in head.lefts:
        if child.dep_ in _INSIDE:
            first = min(first, child.left_edge, key=lambda token: token.i)
    for child in head.rights:
        if child.dep_ in ("prep", "case") and head.pos_ != "PRON" and head.doc[child.i - 1].text != ",":
            last = child.right_edge
        elif child.dep_ not in ("case", "compound", "nummod"):
            break
        else:
            last = child.right_edge
    if last.i - head.i > _LONGEST:
        last = head
    return Span(part.at(first), part.end_of(last))
