"""spaCy's English lemmatizer, with its lemmas remembered: each hangs on a word, its part of speech and its form."""

from typing import TypeGuard

import numpy as np
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.tokens import Doc

SEEN = ("ORTH", "POS", "MORPH", "LEMMA")
"""What a lemma hangs on, the last where another component set it."""


class RememberingLemmatizer:
    """Gives a document the same lemmas as `lemmatizer` does, which it asks only where a word is new."""

    def __init__(self, lemmatizer: EnglishLemmatizer) -> None:
        self._lemmatizer = lemmatizer
        self._known: dict[tuple[int, ...], int] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemmas of a document that was tagged, in place, and give it."""
        words = [tuple(word) for word in doc.to_array(list(SEEN)).tolist()]
        lemmas = [self._known.get(word) for word in words]
        if None in lemmas:
            self._lemmatizer(doc)
            self._known.update(zip(words, doc.to_array(["LEMMA"]).tolist(), strict=True))
            return doc
        return doc.from_array(["LEMMA"], np.array(lemmas, dtype=np.uint64))  # type: ignore[arg-type]


def remembers_lemmas(lemmatizer: object) -> TypeGuard[EnglishLemmatizer]:
    """Tell whether `lemmatizer` is one whose lemmas hang on nothing but what is `SEEN`."""
    return type(lemmatizer) is EnglishLemmatizer and lemmatizer.mode == "rule"
