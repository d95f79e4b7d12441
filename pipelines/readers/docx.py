"""Word documents (Office Open XML, ECMA-376) to a document: headings, lists, quotations, notes, links, emphasis."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from pipelines.readers.document import Document, PassageKind
from pipelines.readers.docx_styles import Styles, read_styles
from pipelines.readers.flow import Flow, as_notes
from pipelines.readers.mediatypes import DOCX
from pipelines.readers.parts import About, Part, headed, unplaced_document
from pipelines.readers.xml_tree import attribute, local, parse_tree
from pipelines.readers.zipped import Package, package

Kind = PassageKind
_NOTES: Final = {"footnoteReference": "word/footnotes.xml", "endnoteReference": "word/endnotes.xml"}
_ROOM: Final = frozenset("ins sdt sdtContent smartTag customXml fldSimple moveTo AlternateContent Choice".split())
_OFF: Final = frozenset({"0", "false", "none", "off"})


def read_docx(data: bytes) -> Document:
    """Read a DOCX file; raises `ReadError`: `broken_file`, `unsafe_xml`, `encrypted`, `compression_bomb`, `no_text`."""
    with package(data) as files:
        root = parse_tree(files.read("word/document.xml"), "word/document.xml")
        reader = _Reader(read_styles(files), _links(files), _note_bodies(files))
        body = next((child for child in root if local(child) == "body"), root)
        for part in reader.blocks(body):
            reader.parts.append(part)
        return unplaced_document(len(data), reader.parts, _about(files), DOCX)


def _about(files: Package) -> About:
    """Read the core properties (Dublin Core)."""
    data = files.find("docProps/core.xml")
    if data is None:
        return About()
    found = {local(child): (child.text or "").strip() for child in parse_tree(data, "docProps/core.xml")}
    return About(
        title=found.get("title") or None,
        byline=found.get("creator") or None,
        published=found.get("created", "")[:10] or None,
        modified=found.get("modified", "")[:10] or None,
        language=found.get("language") or None,
    )


def _links(files: Package) -> dict[str, str]:
    """Give the addresses of links by the ids that runs name."""
    name = "word/_rels/document.xml.rels"
    data = files.find(name)
    root = parse_tree(data, name) if data is not None else ()
    return {child.get("Id", ""): child.get("Target", "") for child in root if child.get("TargetMode") == "External"}


def _note_bodies(files: Package) -> dict[tuple[str, str], Any]:
    """Give the bodies of footnotes and endnotes by kind and id, without the separators (ids below 1)."""
    bodies: dict[tuple[str, str], Any] = {}
    for kind, name in _NOTES.items():
        data = files.find(name)
        for note in parse_tree(data, name) if data is not None else ():
            if attribute(note, "type") in (None, "normal"):
                bodies[kind, attribute(note, "id") or ""] = note
    return bodies


@dataclass(slots=True)
class _Reader:
    """Reads blocks into parts; notes follow the paragraph that refers to them."""

    styles: Styles
    links: Mapping[str, str]
    notes: dict[tuple[str, str], Any]
    parts: list[Part] = field(default_factory=list)
    _waiting: list[Any] = field(default_factory=list)

    def blocks(self, parent: Any) -> Iterator[Part]:
        """Yield the parts of a body, a cell or a note."""
        for child in parent:
            name = local(child)
            if name == "p":
                yield from self._paragraph(child)
            elif name == "tbl":
                for cell in child.iter("{*}tc"):
                    yield from self.blocks(cell)
            elif name in _ROOM:
                yield from self.blocks(child)

    def _paragraph(self, element: Any) -> Iterator[Part]:
        kind, level = self.styles.kind_of(element)
        flow = Flow()
        flow.begin(kind, level)
        self._runs(element, flow)
        flow.end()
        yield from map(headed, flow.parts)
        waiting, self._waiting = self._waiting, []
        for body in waiting:
            yield from as_notes(list(self.blocks(body)))

    def _runs(self, parent: Any, flow: Flow) -> None:
        for child in parent:
            name = local(child)
            if name == "r":
                self._run(child, flow)
            elif name == "hyperlink":
                flow.open("link", self.links.get(attribute(child, "id") or ""))
                self._runs(child, flow)
                flow.close("link")
            elif name in _ROOM:
                self._runs(child, flow)

    def _run(self, run: Any, flow: Flow) -> None:
        marks = [kind for kind, name in (("italic", "i"), ("bold", "b")) if _is_on(run, name)]
        for mark in marks:
            flow.open(mark)
        for child in run:
            self._piece(child, flow)
        for mark in marks:
            flow.close(mark)

    def _piece(self, child: Any, flow: Flow) -> None:
        name = local(child)
        if name == "t":
            flow.free(child.text or "")
        elif name in ("tab", "noBreakHyphen", "softHyphen"):
            flow.free({"tab": " ", "noBreakHyphen": "\u2011"}.get(name, ""))
        elif name in ("br", "cr"):
            flow.line_break()
        elif name in _NOTES:
            body = self.notes.pop((name, attribute(child, "id") or ""), None)
            self._waiting += [] if body is None else [body]


def _is_on(run: Any, name: str) -> bool:
    found = run.find(f"{{*}}rPr/{{*}}{name}")
    return found is not None and (attribute(found, "val") or "1").lower() not in _OFF
