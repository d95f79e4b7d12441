"""What the styles of a Word document make of its paragraphs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from pipelines.readers.document import PassageKind
from pipelines.readers.xml_tree import attribute, local, parse_tree
from pipelines.readers.zipped import Package

Kind = PassageKind
_NAMED: Final = (
    (re.compile(r"title|titel|titre|título"), Kind.TITLE),
    (re.compile(r"subtitle|untertitel|sous-titre"), Kind.PARAGRAPH),
    (re.compile(r"(?:intense )?quote|block ?text|block ?quot\w*|zitat|citation|cita"), Kind.BLOCK_QUOTE),
    (re.compile(r"caption|beschriftung|légende|leyenda"), Kind.CAPTION),
    (re.compile(r"list .*|.* list|aufzählung.*|bibliography|literaturverzeichnis"), Kind.LIST_ITEM),
    (re.compile(r"author|autor|auteur|byline"), Kind.BYLINE),
    (re.compile(r"date|datum"), Kind.DATELINE),
    (re.compile(r"header|footer|toc \d|toc heading|table of figures"), Kind.FURNITURE),
)
_HEADING = re.compile(r"(?:heading|überschrift|titre|título) ?([1-9])")
_DEEPEST: Final = 16


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    based_on: str | None
    outline: int | None


@dataclass(frozen=True, slots=True)
class Styles:
    """The paragraph styles by id."""

    by_id: Mapping[str, _Style]

    def kind_of(self, paragraph: Any) -> tuple[PassageKind, int | None]:
        """Give what a paragraph is, and the level of a heading or list item; what its style is based on counts, too."""
        properties = next((child for child in paragraph if local(child) == "pPr"), None)
        if properties is None:
            return Kind.PARAGRAPH, None
        own = {local(child): child for child in properties}
        outline = _number(own.get("outlineLvl"))
        kind, level = self._of_style(attribute(own["pStyle"], "val") if "pStyle" in own else None)
        if kind is Kind.PARAGRAPH and outline is not None and outline < 9:
            return Kind.HEADING, outline + 1
        numbered = own.get("numPr")
        if numbered is not None and kind in (Kind.PARAGRAPH, Kind.LIST_ITEM):
            depth = _number(next((child for child in numbered if local(child) == "ilvl"), None))
            return Kind.LIST_ITEM, (depth or 0) + 1
        return kind, level or (1 if kind is Kind.LIST_ITEM else None)

    def _of_style(self, style_id: str | None) -> tuple[PassageKind, int | None]:
        for _ in range(_DEEPEST):
            style = self.by_id.get(style_id or "")
            if style is None:
                break
            heading = _HEADING.fullmatch(style.name)
            if heading:
                return Kind.HEADING, int(heading[1])
            named = next((kind for pattern, kind in _NAMED if pattern.fullmatch(style.name)), None)
            if named:
                return named, None
            if style.outline is not None and style.outline < 9:
                return Kind.HEADING, style.outline + 1
            style_id = style.based_on
        return Kind.PARAGRAPH, None


def read_styles(files: Package) -> Styles:
    """Read `word/styles.xml`; a document without has plain paragraphs."""
    data = files.find("word/styles.xml")
    if data is None:
        return Styles({})
    found = {}
    for style in parse_tree(data, "word/styles.xml"):
        if local(style) == "style" and attribute(style, "type") in ("paragraph", None):
            found[attribute(style, "styleId") or ""] = _Style(
                name=(_value(style, "name") or "").lower(),
                based_on=_value(style, "basedOn"),
                outline=_number(style.find("{*}pPr/{*}outlineLvl")),
            )
    return Styles(found)


def _value(element: Any, name: str) -> str | None:
    child = element.find(f"{{*}}{name}")
    return attribute(child, "val") if child is not None else None


def _number(element: Any) -> int | None:
    value = attribute(element, "val") if element is not None else None
    return int(value) if value and value.isdigit() else None
