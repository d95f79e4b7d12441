"""How far reported words reach: the content of a reporting verb, noun or "according to", as a span of the document."""

from spacy.tokens import Token

from pipelines.extract.parsed import Parsed
from pipelines.extract.quotes.lexicon import SAYING
from pipelines.extract.rows import Span

CLAUSES = frozenset({"ccomp", "xcomp"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj", "csubjpass"})
_EDGE = " \t\n\u00a0,;:.!?–—-\"“”‘’'`()[]"
_LEADING = frozenset({"that", ",", ":", ";", "-", "–", "—", "and", "but"})
_MIN = 4
_BREAKS = frozenset({",", ";", ":", "-", "--", "–", "—"})


def clause_span(part: Parsed, clause: Token, cue: Token) -> Span | None:
    """Give the span of the clause `clause` that `cue` reports, without "that" and without what belongs to the cue."""
    first, last = clause.left_edge.i, clause.right_edge.i
    if first <= cue.i <= last:
        first, last = (cue.i + 1, last) if clause.i > cue.i else (first, _before_cue(cue))
    if clause.i > cue.i:
        anew = _next_report(clause)
        last = anew if anew is not None else _extended(cue, clause, last)
    else:
        last = min(last, _before_cue(cue))
    return range_span(part, first, last)


def range_span(part: Parsed, first: int, last: int) -> Span | None:
    """Give the span from token `first` to token `last`, both included, without "that" and outer punctuation."""
    while first <= last and (part.doc[first].lower_ in _LEADING or part.doc[first].is_space):
        first += 1
    if first > last:
        return None
    text = part.doc[first : last + 1].text
    start = len(text) - len(text.lstrip(_EDGE))
    end = len(text.rstrip(_EDGE))
    if text.count("[", start, end) > text.count("]", start, end) and text[end : end + 1] == "]":
        end += 1
    offset = part.at(part.doc[first])
    return Span(offset + start, offset + end) if end - start >= _MIN and "\n\n" not in text[start:end] else None


def _before_cue(cue: Token) -> int:
    """Give the token before the cue's own words: its subject and what stands between them."""
    own = [child.left_edge.i for child in cue.children if child.dep_ in SUBJECTS and child.i < cue.i]
    return min([cue.i, *own]) - 1


def _extended(cue: Token, clause: Token, last: int) -> int:
    """Let the content reach over what the parse hangs on the cue though it goes on with the content."""
    for child in sorted(cue.children, key=lambda token: token.i):
        if child.left_edge.i <= last or child.i <= clause.i:
            continue
        if child.dep_ == "conj":
            subject = any(grandchild.dep_ in SUBJECTS for grandchild in child.children)
            marked = any(c.lower_ == "that" and c.i < child.i for c in child.children)
            between = [cue.doc[index].text for index in range(last + 1, child.left_edge.i)]
            if subject and (marked or not _BREAKS & set(between)) and not _reports(child):
                last = child.right_edge.i
            continue
        joined = child.left_edge.i == last + 1 and cue.doc[last].text not in ",;"
        if joined and child.dep_ in ("prep", "npadvmod", "advmod", "advcl"):
            last = child.right_edge.i
    return last


def _reports(verb: Token) -> bool:
    return any(child.dep_ == "ccomp" and child.i > verb.i for child in verb.children)


def _next_report(clause: Token) -> int | None:
    """Give where to stop before a verb that is joined to the content though it reports anew ("… and claim he lied")."""
    for child in clause.children:
        own_subject = any(c.dep_ in SUBJECTS for c in child.children if c.i < child.i)
        if child.dep_ == "conj" and child.lemma_.lower() in SAYING and _reports(child) and not own_subject:
            position = child.left_edge.i - 1
            while position > clause.i and clause.doc[position].dep_ in ("cc", "punct"):
                position -= 1
            return position
    return None
