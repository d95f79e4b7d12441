"""The data dictionary: every table and field in words, made from the contracts alone."""

from collections.abc import Iterable
from pathlib import Path

from pipelines.contracts import Contracts, Field
from pipelines.release.metadata.datapackage import constraints_of
from pipelines.release.texts import render

FILE = "data-dictionary.md"


def data_dictionary(contracts: Contracts) -> str:
    """Give the data dictionary as Markdown, tables in the order of their groups."""
    values = {
        "dataset": contracts.dataset,
        "tables": list(contracts),
        "examples": {table.name: {item.name: _example(item) for item in table} for table in contracts},
        "limits": {table.name: {item.name: _limits(item) for item in table} for table in contracts},
        "ticks": _ticks,
    }
    return render(f"{FILE}.jinja", values)


def write(contracts: Contracts, folder: Path) -> Path:
    """Write the data dictionary into `folder` and give its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE
    path.write_text(data_dictionary(contracts), encoding="utf-8", newline="\n")
    return path


def _example(item: Field) -> str | None:
    shown = str(item.example).lower() if isinstance(item.example, bool) else item.example
    return None if shown is None else f"`{shown}`"


def _limits(item: Field) -> str:
    return "; ".join(_limit(name, value) for name, value in constraints_of(item))


def _limit(name: str, value: object) -> str:
    if value is True:
        return name
    if isinstance(value, list):
        return f"one of {_ticks(value)}"
    return f"{name} `{value}`"


def _ticks(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
