"""Small XML files as trees, without entities, document types or network."""

from typing import Any

from lxml import etree

from pipelines.errors import ReadError


def parse_tree(data: bytes, name: str) -> Any:
    """Give the root element; raises `ReadError` with reason `broken_file` or `unsafe_xml`, located at `name`."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as cause:
        raise ReadError("broken_file", f"{name} is not well-formed XML: {cause}", name) from cause
    declared: Any = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise ReadError("unsafe_xml", f"{name} declares entities, which are not expanded", name)
    return root


def local(element: Any) -> str:
    """Give an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: Any, name: str) -> str | None:
    """Give an attribute by its name without namespace, or None."""
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)
