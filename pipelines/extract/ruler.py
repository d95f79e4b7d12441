"""spaCy's attribute ruler, with its verdicts remembered: they hang on tags, a few relations and a few hundred words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import Any

import numpy as np
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

SEEN = ("LOWER", "DEP", "TAG", "IS_SPACE")
"""What the patterns of a ruler may look at."""
SET = ("DEP", "TAG", "POS", "MORPH", "LEMMA")
"""What a ruler may set; the first of spaces only."""
LONGEST = 2
Form = tuple[int, ...]
Ends = tuple[bool, bool]
"""Whether a form may be the first, and the second, word of a pattern of two."""
Place = tuple[Form | None, Form, Form | None]


class RememberingRuler:
    """Gives a document the same attributes as `ruler` does, without matching its patterns where they gave them before.

    A word's form is the attributes of `SEEN`, word and relation only where a pattern names them. Its place is its form
    and that of a neighbour with which a pattern of two words might take it up.
    """

    def __init__(self, ruler: AttributeRuler) -> None:
        self._ruler = ruler
        self._known: dict[Place, tuple[int, ...]] = {}
        self._ends: dict[Form, Ends] = {}
        self._word, self._relation = (_Names(ruler, name) for name in SEEN[:2])
        self._pairs = [_matcher(ruler, end) for end in range(LONGEST)]

    def __call__(self, doc: Doc) -> Doc:
        """Set the attributes of a document that was tagged and parsed, in place, and give it."""
        if not len(doc):
            return doc
        seen = doc.to_array(list(SEEN))
        forms = [
            (self._word.of(word), self._relation.of(relation), *others) for word, relation, *others in seen.tolist()
        ]
        places = list(self._places(forms, doc))
        known = [self._known.get(place) for place in places]
        if None not in known:
            values = np.array(known, dtype=np.uint64)
            values[:, 0] = np.where(seen[:, SEEN.index("IS_SPACE")], values[:, 0], seen[:, SEEN.index("DEP")])
            return doc.from_array(list(SET), values)  # type: ignore[arg-type]
        self._ruler(doc)
        for place, row in zip(places, doc.to_array(list(SET)).tolist(), strict=True):
            self._known[place] = tuple(row)
        return doc

    def _places(self, forms: Sequence[Form], doc: Doc) -> Iterator[Place]:
        if any(form not in self._ends for form in forms):
            first, second = ({start for _, start, _ in matcher(doc)} for matcher in self._pairs)
            self._ends.update((form, (at in first, at in second)) for at, form in enumerate(forms))
        pairs = [self._ends[one][0] and self._ends[other][1] for one, other in pairwise(forms)]
        before = chain((None,), (form if pair else None for form, pair in zip(forms, pairs, strict=False)))
        behind = chain((form if pair else None for form, pair in zip(forms[1:], pairs, strict=True)), (None,))
        return zip(before, forms, behind, strict=True)


class _Names:
    """The values of one attribute that patterns name, by their numbers."""

    def __init__(self, ruler: AttributeRuler, name: str) -> None:
        asked = [token[name] for token in _tokens(ruler) if name in token]
        told: list[dict[str, Any]] = [{"IN": [one]} if isinstance(one, str) else one for one in asked]
        lists = (one.get(kind, ()) for one in told for kind in ("IN", "NOT_IN"))
        self._listed = frozenset(chain.from_iterable(lists))
        self._like = tuple(re.compile(one["REGEX"]) for one in told if "REGEX" in one)
        self._strings = ruler.vocab.strings
        self._numbers: dict[int, int] = {}

    def of(self, number: int) -> int:
        """Give the number of a value that a pattern names, and 1 for any other."""
        if number not in self._numbers:
            text = self._strings[number]
            named = text in self._listed or any(pattern.search(text) for pattern in self._like)
            self._numbers[number] = number if named else 1
        return self._numbers[number]


def remembers(ruler: AttributeRuler) -> bool:
    """Tell whether the patterns of `ruler` are such that its verdicts can be remembered."""
    tokens = list(_tokens(ruler))
    asked = [token[name] for token in tokens for name in SEEN[:2] if name in token]
    plain = all(isinstance(one, str) or set(one) <= {"IN", "NOT_IN", "REGEX"} for one in asked)
    seen = {name for token in tokens for name in token}
    short = max(map(len, _patterns(ruler.patterns)), default=0) <= LONGEST
    return plain and short and seen <= set(SEEN) and all(map(_sets_little, ruler.patterns))


def _sets_little(rule: dict[str, Any]) -> bool:
    spaces = all(len(pattern) == 1 and pattern[0].get("IS_SPACE") is True for pattern in rule["patterns"])
    return set(rule["attrs"]) <= set(SET if spaces else SET[1:])


def _matcher(ruler: AttributeRuler, end: int) -> Matcher:
    """Give what finds the words that may be the first (0) or the second (1) of a pattern of two."""
    matcher = Matcher(ruler.vocab)
    longer = (pattern for pattern in _patterns(ruler.patterns) if len(pattern) == LONGEST)
    for number, pattern in enumerate(longer):
        matcher.add(str(number), [[pattern[end]]])
    return matcher


def _tokens(ruler: AttributeRuler) -> Iterator[dict[str, Any]]:
    return chain.from_iterable(_patterns(ruler.patterns))


def _patterns(rules: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    return chain.from_iterable(rule["patterns"] for rule in rules)
