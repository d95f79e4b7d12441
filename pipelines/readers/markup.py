"""The tokens of an HTML page: tags and text, each with its place in the decoded page.

A small tokenizer of its own, because an HTML tree has no places. It takes any input, and its time grows with the length
of the page: what is never closed ends where the page ends, and is looked for once.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Final

_TAG = re.compile(r"""<(/?)([a-zA-Z][^\s/>]*+)((?>"[^"]*"|'[^']*'|[^"'>])*+)>""")
_PLAIN_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*+)([^>]*+)>")
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]++)(?:\s*+=\s*+(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]++)))?""")

UNREAD: Final = frozenset(
    "script style noscript template svg math iframe object select textarea canvas audio video button datalist "
    "noframes".split()
)
"""Elements whose content is no text of the page."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A start or end tag at `[start, end)` of the page; `name` is in lower case."""

    name: str
    closes: bool
    start: int
    end: int
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Text:
    """Characters between two tags, at `[start, end)` of the page, entities as they are."""

    start: int
    end: int


def tokens(page: str) -> Iterator[Tag | Text]:
    """Yield the tags and texts of `page` in order, without comments, declarations and unread elements."""
    reader = _Reader(page)
    at = 0
    while at < len(page):
        opening = page.find("<", at)
        if opening < 0:
            opening = len(page)
        if opening > at:
            yield Text(at, opening)
        at = opening
        if at < len(page):
            tag, at = reader.read(at)
            if tag:
                yield tag


class _Reader:
    """Reads what begins with `<`; remembers which closings the rest of the page does not have."""

    def __init__(self, page: str) -> None:
        self._page = page
        self._missing: set[str] = set()
        self._tag = _TAG
        self._last = page.rfind(">")

    def read(self, at: int) -> tuple[Tag | Text | None, int]:
        """Give the token at `at`, None for what is skipped, and the place after it."""
        page = self._page
        if page.startswith("<!--", at):
            return None, self._after("-->", at + 2)
        if at > self._last:
            return Text(at, len(page)), len(page)
        if page.startswith(("<!", "<?", "</"), at) and not page[at + 2 : at + 3].isalpha():
            return None, self._after(">", at)
        if page.startswith(("<!", "<?"), at):
            return None, self._after(">", at)
        match = self._tag.match(page, at) if page[at + 1 : at + 2].isalpha() or page.startswith("</", at) else None
        if match is None and self._opens_tag(at):
            # An attribute's quotation mark is never closed: from here on such marks count as any character.
            self._tag = _PLAIN_TAG
            match = self._tag.match(page, at)
        if match is None:
            return Text(at, at + 1), at + 1
        return self._from_match(match)

    def _opens_tag(self, at: int) -> bool:
        following = self._page[at + 1 : at + 3].lstrip("/")[:1]
        return self._tag is _TAG and following.isascii() and following.isalpha()

    def _from_match(self, match: re.Match[str]) -> tuple[Tag | None, int]:
        name = match[2].lower()
        if name in UNREAD:
            return None, match.end() if match[1] else self._after_element(name, match.end())
        attributes = {} if match[1] else _attributes(match[3])
        return Tag(name, bool(match[1]), match.start(), match.end(), attributes), match.end()

    def _after(self, closing: str, at: int) -> int:
        found = self._page.find(closing, at)
        return found + len(closing) if found >= 0 else len(self._page)

    def _after_element(self, name: str, at: int) -> int:
        """Give the place after an unread element's end tag; without one, only script and style take all the rest."""
        if name not in self._missing:
            found = re.compile(rf"</{name}\b[^>]*>?", re.I).search(self._page, at)
            if found:
                return found.end()
            self._missing.add(name)
        return len(self._page) if name in ("script", "style") else at


def _attributes(source: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(source):
        value = match[2] or match[3] or match[4] or ""
        found.setdefault(match[1].lower(), unescape(value))
    return found
