"""Texts made from templates: one environment, no escaping (the results are Markdown and plain text)."""

from collections.abc import Mapping
from importlib import resources
from importlib.resources.abc import Traversable

from jinja2 import BaseLoader, Environment, StrictUndefined

_ROOM = "pipelines.release"


def licence_texts() -> dict[str, str]:
    """Give the licence files that every release carries, by file name."""
    return {item.name: item.read_text(encoding="utf-8") for item in _entries("licences") if item.name.endswith(".txt")}


def render(template: str, values: Mapping[str, object]) -> str:
    """Fill the template of that name; a value that the template wants and `values` lacks is an error."""
    environment = Environment(
        loader=BaseLoader(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    environment.filters["cell"] = cell
    source = resources.files(_ROOM).joinpath("templates", template).read_text(encoding="utf-8")
    return environment.from_string(source).render(values)


def cell(value: object) -> str:
    """Give a value as it can stand in a cell of a Markdown table: one line, bars escaped, nothing for None."""
    return "" if value is None else " ".join(str(value).split()).replace("|", "\\|")


def _entries(folder: str) -> list[Traversable]:
    return sorted(resources.files(_ROOM).joinpath(folder).iterdir(), key=lambda item: item.name)
