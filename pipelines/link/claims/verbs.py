"""Where the verb of a statement stands, and what it is, told by word forms alone."""

import re
from collections.abc import Sequence

from pipelines.link.claims.lemmas import BASES, fold, sense, stem
from pipelines.link.claims.terms import Term
from pipelines.link.claims.wording import ADVERBS_BETWEEN, AUXILIARIES, BE, PREPOSITIONS, WEAPONS

HELPING = frozenset(map(stem, AUXILIARIES))


def verb_group(terms: Sequence[Term], predicate: str) -> tuple[int, int]:
    """Give where the verb group begins and ends: at the predicate's words, else at the first word like a verb."""
    words = re.findall(r"\w+", fold(predicate))
    wanted = {stem(word) for at, word in enumerate(words) if not at or word not in PREPOSITIONS}
    lexical = wanted - HELPING
    places = [at for at, term in enumerate(terms) if at and stem(term.text) in (lexical or wanted) and not term.name]
    finite = [at for at, term in enumerate(terms) if at and not term.name and _finite(terms, at)]
    at = min(places, default=min(finite, default=len(terms)))
    while at > 1 and (terms[at - 1].text in AUXILIARIES or terms[at - 1].text in ADVERBS_BETWEEN):
        at -= 1
    end = at
    while end < len(terms) and _inside_group(terms, at, end):
        end += 1
    if end + 1 < len(terms) and terms[end].text == "and" and _participle(terms[end + 1].text):
        # Of "shot and killed" the second tells how it ended.
        end += 2
    return at, end


def _inside_group(terms: Sequence[Term], at: int, end: int) -> bool:
    text = terms[end].text
    if text in AUXILIARIES or text in ADVERBS_BETWEEN:
        return True
    if terms[end].name or text in PREPOSITIONS or text in {"a", "an", "the"}:
        return False
    before = [term.text for term in terms[at:end] if term.text not in ADVERBS_BETWEEN]
    if not before:
        return True
    return all(word in AUXILIARIES for word in before) and (
        _participle(text) or before[-1] not in BE | {"has", "have", "had"}
    )


def _finite(terms: Sequence[Term], at: int) -> bool:
    """Tell whether a word looks like a verb; behind an article a participle is an adjective ("a hired man")."""
    owned = terms[at - 1].text in {"a", "an", "the"} or terms[at - 1].possessive
    return terms[at].text in AUXILIARIES or (_participle(terms[at].text) and not owned)


def _participle(text: str) -> bool:
    return (text.endswith("ed") and len(text) > 3 and not text.endswith("eed")) or (
        text in BASES and text not in {"men", "women", "people"}
    )


def is_passive(group: Sequence[Term]) -> bool:
    """Tell whether a verb group is a passive: a form of be, then a participle."""
    texts = [term.text for term in group if term.text not in ADVERBS_BETWEEN]
    return len(texts) > 1 and texts[-2] in BE and _participle(texts[-1])


def action_of(group: Sequence[Term]) -> str:
    """Give the sense of the last full verb of a group, `be` where it has none, and nothing for an empty one."""
    lexical = [term for term in group if term.text not in AUXILIARIES and term.text not in ADVERBS_BETWEEN]
    return sense(lexical[-1].text) if lexical else "be" if group else ""


def is_weapon(term: Term) -> bool:
    """Tell whether a term is something that kills."""
    return not term.name and (term.text in WEAPONS or term.text.removesuffix("s") in WEAPONS)
