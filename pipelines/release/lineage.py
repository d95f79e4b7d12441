"""Which documents the rows of each table stand on, read from the contracts' keys.

A row of a table of one document names it in `document_id`. A row across documents (the group `link`) names at most one
of several there, so it is followed by its keys: a pair of claims stands on both, a work on all that points to it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from pipelines.contracts import Contracts, ForeignKey, Table

DOCUMENT: Final = "document_id"
ACROSS: Final = "link"
# Every row of a document points to the first of these, and every row to the second: neither tells them apart.
_COMMON: Final = frozenset({"documents", "extractors"})


@dataclass(frozen=True, slots=True)
class Link:
    """Columns of `child` that point to columns of `parent`."""

    child: str
    columns: tuple[str, ...]
    parent: str
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Route:
    """How the rows of `table` are led back to documents.

    `document`: by their own `document_id`; `parents`: a row stands on all rows it points to by `links`; `children`: on
    every row that points to it.
    """

    table: str
    kind: Literal["document", "parents", "children"]
    links: tuple[Link, ...] = ()


def routes(contracts: Contracts) -> tuple[Route, ...]:
    """Give the routes, each behind those it leans on; measured figures and extractors stand on no document: none."""
    found = {table.name: Route(table.name, "document") for table in contracts if _of_one_document(table, contracts)}
    while True:
        missing = [table for table in contracts if table.name not in found and table.name not in _COMMON]
        fresh = next(filter(None, (_route(table, contracts, set(found)) for table in missing)), None)
        if fresh is None:
            return tuple(found.values())
        found[fresh.table] = fresh


def _of_one_document(table: Table, contracts: Contracts) -> bool:
    return DOCUMENT in table.columns and contracts.group_of(table.name).name != ACROSS


def _route(table: Table, contracts: Contracts, known: set[str]) -> Route | None:
    """Give the route of a table by those that are known; its own required keys come before those that point to it."""
    required = {item.name for item in table if item.constraints.required}
    parents = tuple(
        _link(table, key)
        for key in table.foreignKeys
        if key.reference.resource in known - _COMMON and set(key.fields) <= required
    )
    if parents:
        return Route(table.name, "parents", parents)
    children = tuple(_children(table, contracts, known))
    return Route(table.name, "children", children) if children else None


def _children(table: Table, contracts: Contracts, known: set[str]) -> Iterator[Link]:
    for child in contracts:
        if child.name in known:
            yield from (_link(child, key) for key in child.foreignKeys if key.reference.resource == table.name)


def _link(child: Table, key: ForeignKey) -> Link:
    return Link(child.name, key.fields, key.reference.resource, key.reference.fields)
