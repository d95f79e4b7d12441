"""A parse as plain values: what the extractors read of spaCy's documents, looked up once for each token.

spaCy makes a token anew each time one is asked for, and finds each of its strings by number. The extractors ask forty
times a token, so that took as long as the parse. The names are spaCy's.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TypeVar

import numpy as np
from spacy import attrs
from spacy import tokens as spacy
from spacy.lexeme import Lexeme
from spacy.vocab import Vocab

T = TypeVar("T")
Word = tuple[str, str, bool, bool, bool, bool, bool, bool]
_VALUES = (
    attrs.ORTH, attrs.LEMMA, attrs.POS, attrs.TAG, attrs.DEP, attrs.ENT_TYPE, attrs.MORPH, attrs.SPACY,
    attrs.SENT_START,
)  # fmt: skip


@dataclass(slots=True, eq=False)
class Token:
    """A word or mark. Two are the same token, or they are not equal; those of a parse hang together.

    `idx` and `len` are code points of the parsed text; `morph` has features as the Universal Dependencies write them
    ("Case=Nom|Number=Sing", "_" for none); `spaced` tells whether a space follows.
    """

    i: int
    idx: int
    text: str
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    ent_type_: str
    morph: str
    spaced: bool
    is_sent_start: bool
    is_alpha: bool
    is_digit: bool
    is_punct: bool
    is_space: bool
    is_quote: bool
    is_left_punct: bool
    doc: "Doc" = field(init=False, repr=False)
    head: "Token" = field(init=False, repr=False)
    """What it hangs on; a root hangs on itself."""
    children: list["Token"] = field(init=False, repr=False, default_factory=list)
    """What hangs on it, in order."""
    left_edge: "Token" = field(init=False, repr=False)
    """The first token of what hangs on it, near and far."""
    right_edge: "Token" = field(init=False, repr=False)

    def __len__(self) -> int:
        return len(self.text)

    @property
    def whitespace_(self) -> str:
        """The space that follows, or nothing."""
        return " " if self.spaced else ""

    @property
    def lefts(self) -> list["Token"]:
        """What hangs on it before it, in order."""
        return [child for child in self.children if child.i < self.i]

    @property
    def rights(self) -> list["Token"]:
        """What hangs on it behind it, in order."""
        return [child for child in self.children if child.i > self.i]

    @property
    def sent(self) -> "TokenSpan":
        """The sentence that it stands in."""
        return self.doc.sents[bisect_right(self.doc.sentence_starts, self.i) - 1]


@dataclass(frozen=True, slots=True)
class TokenSpan:
    """A run of tokens, `[start, end)` by their indices; `label_` is the kind of a named entity, else empty."""

    doc: "Doc" = field(repr=False)
    start: int
    end: int
    label_: str = ""

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc[self.start : self.end])

    def __len__(self) -> int:
        return self.end - self.start

    def __getitem__(self, index: int) -> Token:
        return self.doc[self.start + index if index >= 0 else self.end + index]

    @property
    def text(self) -> str:
        """The text of the run, without the space behind it."""
        return self.doc.text_of(self.start, self.end)

    @property
    def start_char(self) -> int:
        """The offset of its first code point in the parsed text."""
        return self.doc[self.start].idx

    @property
    def end_char(self) -> int:
        """The offset behind its last code point in the parsed text."""
        last = self.doc[self.end - 1]
        return last.idx + len(last)


class Doc(tuple[Token, ...]):
    """A parsed text: its tokens in order. Two are the same parse, or they are not equal."""

    text: str
    ents: tuple[TokenSpan, ...]
    __eq__ = object.__eq__
    __hash__ = object.__hash__

    def text_of(self, start: int, end: int) -> str:
        """Give the text of the tokens `[start, end)`, without the space behind the last."""
        found = self[start:end]
        return self.text[found[0].idx : found[-1].idx + len(found[-1])] if found else ""

    @cached_property
    def sentence_starts(self) -> list[int]:
        """The index of the first token of each sentence."""
        return [token.i for token in self if token.is_sent_start or not token.i]

    @cached_property
    def sents(self) -> list[TokenSpan]:
        """The sentences, in order."""
        return [TokenSpan(self, start, end) for start, end in pairwise((*self.sentence_starts, len(self)))]


class Lexicon:
    """spaCy's strings and words by their numbers, each looked up once."""

    def __init__(self, vocab: Vocab) -> None:
        self.strings = _Found(lambda number: str(vocab.strings[number]))
        self.words = _Found(lambda number: _word(vocab[number]))


class _Found(dict[int, T]):
    """What `find` gives for a number, kept."""

    def __init__(self, find: Callable[[int], T]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, number: int) -> T:
        self[number] = found = self._find(number)
        return found


def _word(word: Lexeme) -> Word:
    kinds = word.is_alpha, word.is_digit, word.is_punct, word.is_space, word.is_quote, word.is_left_punct
    return word.orth_, word.lower_, *kinds


def doc_of(parsed: spacy.Doc, lexicon: Lexicon) -> Doc:
    """Give as plain values what spaCy parsed."""
    values = parsed.to_array(list(_VALUES)).T.tolist()
    heads = (parsed.to_array([attrs.HEAD]).astype(np.int64).ravel() + np.arange(len(parsed))).tolist()
    doc = Doc(_tokens(values, lexicon))
    doc.text = "".join(f"{token.text} " if token.spaced else token.text for token in doc)
    doc.ents = tuple(TokenSpan(doc, entity.start, entity.end, entity.label_) for entity in parsed.ents)
    for token, head, left, right in zip(doc, heads, *_edges(heads, parsed), strict=True):
        token.doc, token.head, token.left_edge, token.right_edge = doc, doc[head], doc[left], doc[right]
        if head != token.i:
            doc[head].children.append(token)
    return doc


def _edges(heads: Sequence[int], parsed: spacy.Doc) -> tuple[list[int], list[int]]:
    """Give the first and the last token of each subtree."""
    lefts, rights = list(range(len(heads))), list(range(len(heads)))
    for child, head in enumerate(heads):
        lefts[head] = min(lefts[head], lefts[child])
    for child in reversed(range(len(heads))):
        head = heads[child]
        rights[head] = max(rights[head], rights[child])
    if all(lefts[head] <= lefts[child] and rights[child] <= rights[head] for child, head in enumerate(heads)):
        return lefts, rights
    # Where arcs cross, one walk to each side does not reach all.
    return [token.left_edge.i for token in parsed], [token.right_edge.i for token in parsed]


def _tokens(values: Sequence[Sequence[int]], lexicon: Lexicon) -> Iterator[Token]:
    """Make the tokens of a text, without what ties them to each other."""
    words, strings, start = lexicon.words, lexicon.strings, 0
    for index, (word, lemma, pos, tag, dep, entity, morph, space, sentence) in enumerate(zip(*values, strict=True)):
        text, lower, alpha, digit, punct, blank, quote, left = words[word]
        yield Token(
            index, start, text, lower, strings[lemma], strings[pos], strings[tag], strings[dep], strings[entity],
            strings[morph], space == 1, sentence == 1, alpha, digit, punct, blank, quote, left,
        )  # fmt: skip
        start += len(text) + space
