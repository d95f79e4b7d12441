"""The stretches of a reference between its full stops, commas, colons, brackets and quotation marks."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from pipelines.extract.references.parse.lexicon import kinds_of, shape_of
from pipelines.extract.references.parse.tokens import Token
from pipelines.extract.references.places import is_place, is_publisher

_BREAKS = frozenset(',;:()[]{}"“”«»„‟/–—−|·•')
_ENDS = frozenset(".?!")
# Behind these a full stop seldom ends a stretch.
_SHORTENED = frozenset(
    "vs v st dr mr mrs prof vol vols no nr ed eds trans gg jr sr ca cf fig al p pp bd op cit coll dept jan feb mar "
    "apr jun jul aug sep sept oct nov dec inc ltd ser proc int conf phys chem bull brit mus natl nat acad sci appl rev "
    "lett soc med biol math comput eng ann assoc symp univ tech rep hist am mag philos psychol econ technol environ "
    "res voli voll hrsg hg dir".split()
)


class Chunk(NamedTuple):
    """Tokens `[first, last)` without the mark that ends them; `sign` sums up what they look like."""

    first: int
    last: int
    sign: str


def chunks_of(text: str, tokens: Sequence[Token]) -> list[Chunk]:
    """Give the chunks of a reference in order; each mark between two belongs to none."""
    found: list[Chunk] = []
    first = 0
    for index, token in enumerate(tokens):
        if token.text in _BREAKS or (token.text in _ENDS and _ends(tokens, index)) or token.text[0] == "<":
            _close(found, text, tokens, first, index)
            if token.text[0] == "<" and len(token.text) > 1:
                found.append(Chunk(index, index + 1, token.text))
            first = index + 1
    _close(found, text, tokens, first, len(tokens))
    return found


def _close(found: list[Chunk], text: str, tokens: Sequence[Token], first: int, last: int) -> None:
    if first < last:
        found.append(Chunk(first, last, _sign(text[tokens[first].start : tokens[last - 1].end])))


def _ends(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a full stop ends a chunk: not behind an initial or abbreviation, nor inside a word."""
    if index + 1 < len(tokens) and not tokens[index + 1].spaced and tokens[index + 1].text[0].isalnum():
        return tokens[index + 1].text[0].isdigit() != tokens[index - 1].text[-1:].isdigit() if index else False
    before = tokens[index - 1].text if index else ""
    return len(before) > 1 and before.casefold() not in _SHORTENED


@lru_cache(maxsize=1 << 15)
def _sign(chunk: str) -> str:
    """Give what a chunk looks like: its surest kind, else how many words it has and how they are written."""
    words = [word.strip(".,'’-") for word in chunk[:400].split()]
    words = [word for word in words if word]
    if not words:
        return "-"
    if is_place(chunk):
        return "place"
    shapes = [shape_of(word) for word in words]
    kinds = "".join(kinds_of(word) for word in words)
    length = len(words)
    if all(shape[0] in "9y" or "X" in kinds_of(word) for shape, word in zip(shapes, words, strict=True)):
        return f"num{'y' if 'y' in shapes else shapes[0]}"
    if length <= 4 and "y" in shapes and "m" in kinds:
        return "date"
    for kind, name in (("p", "pp"), ("v", "vol"), ("n", "no")):
        if length <= 3 and words[0].casefold() in _NAMES[name] and kind in kinds and shapes[-1][0] in "9yUI":
            return name
    if length <= 5 and "I" in shapes and all(shape in ("I", "C", "M", "U", "UU") or shape == "c" for shape in shapes):
        return f"pers{'I' if shapes[0] == 'I' else 'F'}{min(length, 4)}"
    if length <= 12 and is_publisher(chunk):
        return "publ" + ("y" if "y" in shapes else "")
    size = 1 if length == 1 else 2 if length == 2 else 3 if length <= 4 else 5 if length <= 9 else 9
    capitals = sum(shape in ("C", "U", "M", "UU", "I") for shape in shapes)
    style = "C" if capitals == length else "m" if capitals * 2 > length else "c" if capitals else "l"
    extra = "".join(kind for kind in "JWCGETHFi" if kind in kinds)[:2]
    return f"{size}{style}{extra}{'y' if 'y' in shapes else ''}"


_NAMES = {
    "pp": frozenset("p pp page pages s pg pgs".split()),
    "vol": frozenset("vol vols volume v bd band t tome tomo".split()),
    "no": frozenset("no nos n nr number issue heft".split()),
}
