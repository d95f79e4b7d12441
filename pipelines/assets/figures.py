"""The figures of a release as Dagster shows them."""

import base64
from pathlib import Path
from xml.etree import ElementTree

import dagster as dg

from pipelines.release.figures.write import FOLDER

_TITLE, _WORDS = "{http://www.w3.org/2000/svg}title", "{http://www.w3.org/2000/svg}desc"


def figure_metadata(release: Path) -> dict[str, dg.MetadataValue[str]]:
    """Give each figure of a release folder by its title: an image in Markdown, with its words for who cannot see it."""
    return dict(_shown(path) for path in sorted((release / FOLDER).glob("*.svg")))


def _shown(path: Path) -> tuple[str, dg.MetadataValue[str]]:
    data = path.read_bytes()
    drawing = ElementTree.fromstring(data)
    words = "".join(drawing.findtext(_WORDS, "").split("]"))
    image = f"data:image/svg+xml;base64,{base64.b64encode(data).decode('ascii')}"
    return f"figure: {drawing.findtext(_TITLE, path.stem)}", dg.MetadataValue.md(f"![{words}]({image})")
