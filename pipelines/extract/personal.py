"""Proper nouns that a document treats as people, whatever the entity recogniser calls them.

The recogniser knows common names; a rare one it misses, or takes for a place. Where such a word is the subject of a
clause and a gendered pronoun follows, more than once, the document speaks of a person.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from pipelines.extract.parse import Token
from pipelines.extract.parsed import Parsed

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
GENDER = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
LEAST_EVIDENCE = 2
# How many tokens behind the word a pronoun may follow, over one end of a sentence.
REACH = 25


def personal_words(parsed: Sequence[Parsed]) -> frozenset[str]:
    """Give the proper nouns of one word that stand for people, by the pronouns that take them up."""
    evidence = Counter(word for part in parsed for word in _taken_up(part))
    return frozenset(word for word, count in evidence.items() if count >= LEAST_EVIDENCE)


def _taken_up(part: Parsed) -> Iterator[str]:
    """Give each subject that a gendered pronoun follows with no other proper subject in between."""
    last: Token | None = None
    for token in part.doc:
        if token.dep_ in SUBJECTS and token.pos_ == "PROPN":
            last = token
        elif last is not None and token.lower_ in GENDER:
            if token.i - last.i <= REACH:
                yield last.text
            last = None
