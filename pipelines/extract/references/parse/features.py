"""Features of the tokens of a reference for a conditional random field.

Words, affixes, shapes, kinds of word, marks around, brackets and quotation marks, and the chunks a token stands in
and between, after Peng and McCallum, "Information extraction from research papers using conditional random fields",
Information Processing and Management 42 (2006), and Councill, Giles and Kan, "ParsCit", LREC 2008.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from pipelines.extract.references.parse.chunks import chunks_of
from pipelines.extract.references.parse.lexicon import kinds_of, shape_of
from pipelines.extract.references.parse.tokens import Token

_OPEN = {"(": ")", "[": "]", "“": "”", "„": "“", "«": "»", "{": "}"}


class _Word(NamedTuple):
    key: str
    dated: bool
    here: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]


@lru_cache(maxsize=1 << 16)
def _word(text: str) -> _Word:
    """Give the features of a word as the token itself and as a neighbour, and its key in longer features."""
    low = text.casefold() if not text.isdigit() else "9" * min(len(text), 6)
    shape, kinds = shape_of(text), kinds_of(text)
    plain = text[0].isalpha()
    key = kinds if kinds != "-" else shape
    here: tuple[str, ...] = (f"w={low}", f"s={shape}|{kinds}")
    if plain:
        here += (f"<3={low[:3]}", f">3={low[-3:]}")
    return _Word(key, shape == "y", here, (f"-w={low}", f"-k={kinds}{shape}"), (f"+w={low}", f"+k={kinds}{shape}"))


_START = _Word("^", False, (), ("-w=^",), ("+w=^",))
_END = _Word("$", False, (), ("-w=$",), ("+w=$",))


def features_of(text: str, tokens: Sequence[Token]) -> list[list[str]]:
    """Give the feature strings of each token of a reference."""
    words = [_word(token.text) for token in tokens]
    around = _around(text, tokens)
    states = _states(tokens, words)
    keys = ["^^", "^", *(word.key for word in words), "$", "$$"]
    edged = [_START, *words, _END]
    items = []
    for index, word in enumerate(words):
        far, near, key, soon, later = keys[index : index + 5]
        item = [
            *word.here,
            *edged[index].before,
            *edged[index + 2].after,
            f"--{far}|{near}",
            f"++{soon}|{later}",
            f"-|{near}|{key}",
            f"|+{key}|{soon}",
            f"-+{near}|{key}|{soon}",
            states[index],
            f"{states[index]}|{key}",
            *around[index],
        ]
        if not tokens[index].spaced:
            item.append("glued")
        items.append(item)
    return items


def _states(tokens: Sequence[Token], words: Sequence[_Word]) -> list[str]:
    """Give for each token which bracket or quotation it stands in, and whether a quotation and a year came before."""
    states = []
    inside, closing, quoted, dated = "-", "", "", ""
    state = "q=-"
    for token, word in zip(tokens, words, strict=True):
        text = token.text
        if text[0].isalnum():
            states.append(state)
            if word.dated and not dated:
                dated = "Y"
                state = f"q={inside}{quoted}{dated}"
            continue
        if inside != "-" and text == closing:
            states.append(f"q={inside}{quoted}{dated}")
            if inside in '"“«„':
                quoted = "Q"
            inside = "-"
            state = f"q={inside}{quoted}{dated}"
            continue
        if inside == "-" and text in _OPEN:
            inside, closing = text, _OPEN[text]
        elif inside == "-" and text == '"':
            inside = closing = text
        state = f"q={inside}{quoted}{dated}"
        states.append(state)
    return states


def _around(text: str, tokens: Sequence[Token]) -> list[list[str]]:
    """Give the features of the chunks: the token's own, the ones before and behind, and the marks between."""
    chunks = chunks_of(text, tokens)
    plain = [chunk.sign for chunk in chunks]
    signs = ["^^", "^", *plain, "$", "$$"]
    overall = _overall(tokens, plain)
    beyond = _beyond_people(plain)
    preceding = _beyond_people(plain[::-1])[::-1]
    around: list[list[str]] = [[]] * len(tokens)
    position = 0
    for number, chunk in enumerate(chunks):
        before, sign, after, later = signs[number + 1 : number + 5]
        left = tokens[chunk.first - 1].text if chunk.first else "^"
        right = tokens[chunk.last].text if chunk.last < len(tokens) else "$"
        common = [
            f"c-={before}|{sign}",
            f"c+={sign}|{after}",
            f"c++={sign}|{after}|{later}",
            f"cm={left}|{sign}|{right}",
            f"ci={min(number, 9)}|{sign}",
            f"ce={min(len(chunks) - number, 9)}|{sign}",
            f"cs={overall}|{sign}",
            f"cn={preceding[number]}|{sign}|{beyond[number]}",
        ]
        between = [f"g={before}|{sign}", f"gi={min(number, 9)}"]
        around[position : chunk.first] = [between] * (chunk.first - position)
        around[chunk.first : chunk.last] = [[*common, f"cp=m|{sign}"]] * (chunk.last - chunk.first)
        around[chunk.last - 1] = [*common, f"cp=l|{sign}"]
        around[chunk.first] = [*common, f"cp=f|{sign}"]
        position = chunk.last
    around[position:] = [[f"g={signs[len(chunks) + 1]}|$"]] * (len(tokens) - position)
    return around


def _beyond_people(signs: Sequence[str]) -> list[str]:
    """Give for each chunk the nearest chunk behind it that is no name of a person: a list of people is one thing."""
    nearest, found = "$", []
    for sign in reversed(signs):
        found.append(nearest)
        if not sign.startswith("pers") and sign != "1C":
            nearest = sign
    return found[::-1]


def _overall(tokens: Sequence[Token], signs: Sequence[str]) -> str:
    """Give letters for the whole reference: quotation `q`, year in front `y`, people `p`, imprint `b`, ISBN `i`."""
    texts = {token.text for token in tokens[:80]}
    marks = "q" if not texts.isdisjoint(('"', "“", "«", "„")) else ""
    first = signs[:8]
    if "numy" in first[:4] or "date" in first[:4]:
        marks += "y"
    if any(sign.startswith("pers") for sign in first[:2]):
        marks += "p"
    if any(sign == "place" or sign.startswith("publ") for sign in first):
        marks += "b"
    if any(token.text == "<isbn>" for token in tokens[:400]):
        marks += "i"
    return marks
