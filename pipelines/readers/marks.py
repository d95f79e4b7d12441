"""Marks of a page beside its text: inline markup, and what it marks for machines as references.

References are marked as items of a list of the class `references` (MediaWiki), as `cite` of the class `citation`, by a
COinS span (`Z3988`, OpenURL in its `title`, https://ocoins.info) behind them, and by `itemprop` (schema.org microdata).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from pipelines.readers.markup import Tag

_LISTS: Final = frozenset("ul ol".split())
_INLINE: Final = frozenset("span time a i em b strong cite".split())
_REFERENCE_LISTS: Final = frozenset("references reflist ref-list reference-list references-list citation-list".split())
_PROPERTIES: Final = frozenset(
    "name headline author editor translator datepublished isbn publisher bookedition volumenumber issuenumber "
    "pagination".split()
)
_DEEPEST: Final = 64
_LONGEST: Final = 4_000


@dataclass(frozen=True, slots=True)
class Mark:
    """Inline markup of a block: `[start, end)` of the block's text; `kind` and the rest as in `Markup`."""

    start: int
    end: int
    kind: str
    href: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class _Open:
    name: str
    start: int
    kind: str | None
    value: str | None


@dataclass(slots=True)
class CitationMarks:
    """Follows the tags of a page and gives the marks of the block that is being read."""

    _lists: list[bool] = field(default_factory=list)
    _open: list[_Open] = field(default_factory=list)
    _last: Mark | None = None

    def read(self, tag: Tag, length: int) -> Iterator[Mark]:
        """Take a tag that stands behind `length` code points of its block; yield the marks that end there."""
        if tag.name in _LISTS:
            if not tag.closes:
                self._lists.append(bool(_REFERENCE_LISTS & _classes(tag)))
            elif self._lists:
                self._lists.pop()
        elif tag.name in _INLINE:
            yield from self._closed(tag, length) if tag.closes else self._opened(tag, length)

    def end_block(self, length: int, in_list: bool) -> Iterator[Mark]:
        """Yield the mark of a whole block that is an item of a list of references, and forget what was open."""
        self._open, self._last = [], None
        if in_list and length and any(self._lists):
            yield Mark(0, length, "reference")

    def _opened(self, tag: Tag, length: int) -> Iterator[Mark]:
        classes = _classes(tag)
        if tag.name == "span" and "z3988" in classes:
            before = self._last if self._last is not None and self._last.end == length else None
            yield Mark(before.start if before else 0, length, "coins", value=tag.attributes.get("title", "")[:_LONGEST])
        kind, value = None, tag.attributes.get("itemprop", "").lower()
        if tag.name == "cite" and "citation" in classes:
            kind, value = "reference", ""
        elif value in _PROPERTIES:
            kind = "property"
        if len(self._open) < _DEEPEST:
            self._open.append(_Open(tag.name, length, kind, value or None))

    def _closed(self, tag: Tag, length: int) -> Iterator[Mark]:
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index].name == tag.name:
                each = self._open.pop(index)
                if each.kind and each.start < length:
                    mark = Mark(each.start, length, each.kind, value=each.value)
                    self._last = mark if each.kind == "reference" else self._last
                    yield mark
                return


def _classes(tag: Tag) -> set[str]:
    return set(tag.attributes.get("class", "").lower().split())
