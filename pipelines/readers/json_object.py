"""One JSON object with its words in `text` to a document; `title`, `author`, `date` and the like are read, too."""

import json
import re
from collections.abc import Iterator
from typing import Final

from pipelines.errors import ReadError
from pipelines.readers.document import Document
from pipelines.readers.encoding import decode
from pipelines.readers.markdown import markdown_document
from pipelines.readers.mediatypes import JSON
from pipelines.readers.parts import About, Part, placed_document
from pipelines.readers.passages import split
from pipelines.readers.pieces import Piece, normalise
from pipelines.readers.signs import is_markdown, is_wikitext
from pipelines.readers.stretch import Stretch
from pipelines.readers.wikitext import wikitext_document

_STRING = re.compile(r'"((?:[^"\\]|\\.)*+)"', re.S)
_SPACE = re.compile(r"\s*+")
_ESCAPE = re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)|\r\n?", re.S)
_SIGNS: Final = 20_000


def read_json(data: bytes) -> Document:
    """Read a JSON object; raises `ReadError`: `broken_encoding`, `broken_file`, `no_text`, `no_sentence`."""
    decoded = decode(data)
    try:
        found = json.loads(decoded.text)
    except (ValueError, RecursionError) as cause:
        raise ReadError("broken_file", f"not valid JSON: {cause}") from cause
    if not isinstance(found, dict) or not isinstance(found.get("text"), str):
        raise ReadError("no_text", "the JSON object has no string called text")
    if not found["text"].strip():
        raise ReadError("no_text", "the string called text is empty")
    pieces = tuple(_pieces(decoded.text, *_place(decoded.text)))
    text = "".join(piece.text for piece in pieces)
    stretch = Stretch(text, pieces, decoded.text, decoded.encoding, decoded.mark_length)
    return _document(stretch, _about(found))


def _document(stretch: Stretch, about: About) -> Document:
    head = stretch.text[:_SIGNS]
    if is_wikitext(head, claimed=False):
        return wikitext_document(stretch, JSON, about)
    if is_markdown(head, claimed=False):
        return markdown_document(stretch, JSON, about)
    # Passages are found in the text as it will be, so that a letter and its accent count as one.
    composed = tuple(normalise(stretch.pieces))
    inner = Stretch("".join(p.text for p in composed), composed, stretch.page, stretch.encoding, stretch.raw_start)
    parts = (
        Part(inner.traced([Piece(inner.text[p.start : p.end], p.start, p.end)]), p.kind, p.level)
        for p in split(inner.text)
    )
    return placed_document(stretch.page, stretch.encoding, stretch.raw_start, parts, about, JSON)


def _about(found: dict[str, object]) -> About:
    def first(*names: str) -> str | None:
        values = (found.get(name) for name in names)
        return next((value.strip() for value in values if isinstance(value, str) and value.strip()), None)

    return About(
        title=first("title", "headline"),
        byline=first("author", "byline"),
        site=first("site", "publisher"),
        published=first("date", "published", "date_published"),
        modified=first("modified", "date_modified"),
        language=first("language", "lang"),
    )


def _place(page: str) -> tuple[int, int]:
    """Give where the characters of the string called `text` stand; of two such strings the last counts, as in JSON."""
    at = page.index("{") + 1
    depth, found = 1, (0, 0)
    name: str | None = None
    while depth and at < len(page):
        character = page[at]
        if character == '"':
            match = _STRING.match(page, at)
            if match is None:
                break
            at = match.end()
            if name == "text":
                found, name = match.span(1), None
            elif depth == 1 and page[_skip(page, at)] == ":":
                name = json.loads(match[0])
                at = _skip(page, at) + 1
            continue
        depth += (character in "{[") - (character in "}]")
        name = None if not character.isspace() else name
        at += 1
    return found


def _skip(page: str, at: int) -> int:
    match = _SPACE.match(page, at)
    return match.end() if match else at


def _pieces(page: str, start: int, end: int) -> Iterator[Piece]:
    """Yield the characters of a JSON string; an escape is one unit, and line ends are `\\n`."""
    at = start
    carried = ""
    for match in _ESCAPE.finditer(page, start, end):
        if at < match.start():
            yield Piece(page[at : match.start()], at, match.start())
            carried = ""
        meaning = "\n" if match[0][0] == "\r" else json.loads(f'"{match[0]}"', strict=False)
        meaning = meaning.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        # The line feed of an escaped "\r\n" goes with the line end before it.
        plain = "" if carried == "\r" and meaning == "\n" else "\n" if meaning == "\r" else meaning
        carried, at = meaning, match.end()
        if plain:
            yield Piece(plain, match.start(), match.end(), plain=False)
    if at < end:
        yield Piece(page[at:end], at, end)
