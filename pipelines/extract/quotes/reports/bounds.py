"""How far reported content may reach: the runs of tokens to choose from, and what speaks for each."""

from dataclasses import dataclass

from pipelines.extract.linear import bucket
from pipelines.extract.parse import Doc, Token
from pipelines.extract.quotes.lexicon import SAYING
from pipelines.extract.quotes.reports.candidates import SUBJECTS, Candidate, marker_of

_MAX_OPTIONS = 14
_LONGEST = 120
_LEADING = frozenset({"that", ",", ":", ";", "-", "–", "—", "and", "but"})
_CLOSED = frozenset(
    """
    and but or which who that while whereas as after before when because since if although though so with without
    in on at by for from to until during despite including according where despite amid adding saying ; : , . ! ? - –
    — -- ( ) [ " “ ” ’ ' …
    """.split()
)
_STARTS = frozenset({"advcl", "conj", "cc", "mark", "prep", "relcl", "parataxis", "punct", "npadvmod", "acl", "advmod"})
_MARKS = frozenset('"“”«»')


@dataclass(frozen=True, slots=True)
class Option:
    """The tokens `first` to `last`, both included, as content, with its traits."""

    first: int
    last: int
    traits: tuple[str, ...]


def options(candidate: Candidate, sentence: tuple[int, int]) -> list[Option]:
    """Give the runs of tokens that a candidate's content may be, the parse's own among them; none where none fits.

    `sentence` is the half-open range of token indexes of the cue's sentence.
    """
    if candidate.frame in ("according", "as"):
        return _around(candidate, sentence)
    if candidate.behind:
        return _before(candidate, sentence)
    return _after(candidate, sentence)


def _after(candidate: Candidate, sentence: tuple[int, int]) -> list[Option]:
    """Content behind the cue: its start is where the clause opens, its end is to be chosen."""
    head, doc = candidate.head, candidate.cue.doc
    first = _opening(doc, max(head.left_edge.i, candidate.cue.i + 1), head.i)
    right = head.right_edge.i if head.i >= candidate.cue.i else sentence[1] - 1
    # Behind "the claim that …" the sentence goes on without the claim.
    roof = right + 1 if candidate.frame == "noun" else sentence[1]
    stop = min(roof, _anew(head), _according(doc, head.i, sentence[1]), _main_verb(candidate, sentence[1]))
    ends = _ends(doc, first, head.i, min(right, stop - 1), stop)
    return [Option(first, end, _end_traits(candidate, end, right, sentence[1])) for end in ends]


def _anew(head: Token) -> int:
    """Give where a verb joined to the content reports anew ("… and claim he lied"), else the end of the passage."""
    for child in head.children:
        if child.dep_ == "conj" and _reports_anew(child) == "True,False":
            joined = [other.i for other in head.children if other.dep_ == "cc" and other.i < child.i]
            return max([head.i + 1, *joined][-1], head.i + 1)
    return len(head.doc)


def _main_verb(candidate: Candidate, stop: int) -> int:
    """Give the comma behind which the main clause goes on ("who asked not to be named, said …"), else `stop`."""
    doc = candidate.cue.doc
    if candidate.cue.dep_ != "relcl" and candidate.frame != "infinitive":
        return stop
    commas = (i for i in range(candidate.head.i + 1, stop - 1) if doc[i].text == ",")
    return next((i for i in commas if doc[i + 1].tag_ in ("VBD", "VBZ", "VBP", "MD")), stop)


def _according(doc: Doc, head: int, stop: int) -> int:
    """Give where ", according to …" names another source for the whole sentence, else `stop`."""
    found = (i for i in range(head + 1, stop) if doc[i].lower_ == "according" and doc[i - 1].text == ",")
    return next(found, stop)


def _before(candidate: Candidate, sentence: tuple[int, int]) -> list[Option]:
    """Content before the cue: it ends where the cue's own words begin, its start is to be chosen."""
    cue, head, doc = candidate.cue, candidate.head, candidate.cue.doc
    own = [child.left_edge.i for child in cue.children if child.dep_ in SUBJECTS and head.i < child.i < cue.i]
    last = _trimmed(doc, head.i, min([cue.i, *own]) - 1)
    left = _opening(doc, head.left_edge.i, head.i)
    starts = dict.fromkeys([left, _opening(doc, sentence[0], head.i)])
    for index in range(max(sentence[0], head.i - _LONGEST), head.i):
        if doc[index].text in ",;:-–—" and len(starts) < _MAX_OPTIONS:
            starts[_opening(doc, index + 1, head.i)] = None
    return [Option(start, last, _start_traits(candidate, start, left, sentence[0])) for start in starts]


def _around(candidate: Candidate, sentence: tuple[int, int]) -> list[Option]:
    """The clause that "according to …" or "as … said" stands in, at its front, at its end or in its midst."""
    doc, head = candidate.cue.doc, candidate.head
    phrase = candidate.cue.left_edge.i, candidate.cue.right_edge.i
    if candidate.frame == "as":
        mark = next(c.i for c in candidate.cue.children if c.lower_ == "as")
        phrase = min(mark, phrase[0]), phrase[1]
    first, right = head.left_edge.i, head.right_edge.i
    if any(doc[i].is_alpha and doc[i].lower_ not in ("and", "but", "that", "which") for i in range(first, phrase[0])):
        if phrase[1] + 1 >= _trimmed(doc, head.i, right):
            last = _trimmed(doc, first, phrase[0] - 1)
            starts = dict.fromkeys([_opening(doc, first, last), _opening(doc, sentence[0], last)])
            return [
                Option(s, last, _start_traits(candidate, s, _opening(doc, first, last), sentence[0])) for s in starts
            ]
        start = _opening(doc, first, phrase[0])
        return [
            Option(start, end, _end_traits(candidate, end, right, sentence[1]))
            for end in (_trimmed(doc, start, phrase[0] - 1), _trimmed(doc, head.i, right))
        ]
    start = _opening(doc, _behind_phrase(doc, candidate.cue, phrase[1], right), right)
    ends = _ends(doc, start, max(head.i, start), right, sentence[1])
    return [Option(start, end, _end_traits(candidate, end, right, sentence[1])) for end in ends]


def _behind_phrase(doc: Doc, cue: Token, last: int, right: int) -> int:
    """Give the token behind an opening phrase, which a comma ends."""
    edge = min(last, right)
    for index in range(max(edge, cue.i + 1), min(edge + 25, right)):
        if doc[index].text == ",":
            return index + 1
    return min(edge + 1, right)


def _opening(doc: Doc, first: int, limit: int) -> int:
    while first < limit and (doc[first].lower_ in _LEADING or doc[first].is_space):
        first += 1
    return first


def _trimmed(doc: Doc, first: int, last: int) -> int:
    while last > first and (doc[last].is_punct or doc[last].is_space) and doc[last].text not in _MARKS:
        last -= 1
    return last


def _ends(doc: Doc, first: int, head: int, right: int, stop: int) -> list[int]:
    """Give the tokens that content may end with: the parse's, the sentence's, and before what may stand alone."""
    found = dict.fromkeys([_trimmed(doc, head, right), _trimmed(doc, head, stop - 1)])
    for index in range(max(head, first) + 1, min(stop, head + _LONGEST)):
        token = doc[index]
        if (token.lower_ in _CLOSED or token.dep_ in _STARTS) and len(found) < _MAX_OPTIONS:
            found[_trimmed(doc, head, index - 1)] = None
    return sorted(end for end in found if end >= first)


def _end_traits(candidate: Candidate, last: int, right: int, stop: int) -> tuple[str, ...]:
    """Tell what speaks for content that ends with token `last`: what follows, and what that hangs on."""
    doc, head = candidate.cue.doc, candidate.head
    following = next((doc[i] for i in range(last + 1, stop) if not doc[i].is_space), None)
    word = next((doc[i] for i in range(last + 1, stop) if not doc[i].is_punct and not doc[i].is_space), None)
    comma = following is not None and following.is_punct and word is not None
    found = [
        f"own={last == _trimmed(doc, head.i, right)}",
        f"rest={bucket(stop - 1 - last, (0, 1, 3, 8, 20))}",
        f"size={bucket(last - head.i, (0, 2, 5, 10, 20, 40))}",
        f"last={doc[last].pos_}",
        f"open={_open_marks(doc, candidate.cue.i + 1, last)}",
    ]
    if word is None:
        return (*(f"end:{trait}" for trait in found), "end:whole")
    root = _root_at(word)
    over = "head" if root.head.i == head.i else "cue" if root.head.i == candidate.cue.i else "other"
    over = "inside" if over == "other" and head.i < root.head.i <= last else over
    shown = word.lower_ if word.lower_ in _CLOSED else word.pos_
    finite = any(child.dep_ in SUBJECTS for child in root.children)
    found += [
        f"next={shown},{comma}",
        f"hang={over},{root.dep_},{comma}",
        f"hang={over},{root.dep_},{shown}",
        f"clause={over},{finite},{comma}",
        f"reports={over},{_reports_anew(root)}",
        f"mark={following.text if following is not None and following.is_punct else ''}",
        f"frame={candidate.frame},{over}",
    ]
    return tuple(f"end:{trait}" for trait in found)


def _reports_anew(root: Token) -> str:
    """Tell a clause that goes on with a report of its own ("… and wrote that …")."""
    if not any(child.dep_ == "ccomp" and child.i > root.i for child in root.children):
        return "no"
    own = any(child.dep_ in SUBJECTS for child in root.children)
    return f"{root.lemma_.lower() in SAYING},{own}"


def _open_marks(doc: Doc, first: int, last: int) -> bool:
    """Tell content that stops within quotation marks."""
    texts = [token.text for token in doc[first : last + 1]]
    plain = texts.count('"')
    return plain % 2 == 1 or texts.count("“") > texts.count("”")


def _root_at(word: Token) -> Token:
    """Give the highest token whose subtree begins with `word`."""
    root = word
    while root.head.i != root.i and root.head.left_edge.i == word.i and root.head.i - word.i < 60:
        root = root.head
    return root


def _start_traits(candidate: Candidate, start: int, left: int, opening: int) -> tuple[str, ...]:
    doc = candidate.cue.doc
    before = doc[start - 1].text if start > opening else "^"
    mark = marker_of(candidate.head)
    found = [
        f"own={start == left}",
        f"gap={bucket(start - opening, (0, 1, 3, 8, 20))}",
        f"first={doc[start].pos_}",
        f"before={before if before in _CLOSED | {'^'} else 'word'}",
        f"mark={mark is not None}",
        f"reach={bucket(candidate.head.i - start, (-1, 1, 4, 10, 25))}",
    ]
    return tuple(f"start:{candidate.frame == 'clause'}:{trait}" for trait in found)
