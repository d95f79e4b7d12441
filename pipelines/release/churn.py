"""Ids that are gone since the last release, and which of them nothing in the inputs or the extractors explains."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from pipelines.contracts import Contracts, Table
from pipelines.release.lineage import DOCUMENT, Link, Route, routes

Tables = Mapping[str, pl.DataFrame]
_MAKER = ["extractor", "extractor_version"]
# A reject that goes is a file that can be read now: no loss, whatever the reason.
_UNJUDGED = frozenset({"rejects"})
_LEFT, _REMADE, _HIT = "\x00left", "\x00remade", "\x00hit"


@dataclass(frozen=True, slots=True)
class Churn:
    """One table in both releases: its rows, how many ids are gone, how many of those because a document they stand on
    is gone (`left`), and how many for no reason that is known (`unexplained`).
    """

    table: str
    before: int
    after: int
    gone: int
    left: int
    unexplained: int

    @property
    def share(self) -> float:
        """The share of the old ids that are gone unexplained."""
        return self.unexplained / self.before if self.before else 0.0

    @property
    def loss(self) -> float:
        """The share of the old rows that the table has less, those of documents that are gone aside."""
        return max(0, self.lost) / self.before if self.before else 0.0

    @property
    def lost(self) -> int:
        """How many rows less the table has, those of documents that are gone aside."""
        return self.before - self.left - self.after


def churn(old: Tables, new: Tables, contracts: Contracts, withdrawn: pl.Series) -> tuple[Churn, ...]:
    """Compare the ids of the tables of two releases by the keys of `contracts`; `withdrawn` are ids of documents.

    A row that is gone is explained where its document is gone or has other bytes; where what made it is there no more
    in that version; where something it points to, or that pointed to it, is explained; or where what pointed to it now
    points to a row that a new document points to as well, so that two became one. That documents are gone explains
    their rows, but not themselves: they count as lost unless they were withdrawn. Tables that are new, or have another
    key, are left out.
    """
    marked: dict[str, pl.DataFrame] = {}
    kept, makers = _same_bytes(old["documents"], new["documents"]), _makers(new)
    found = []
    for route in routes(contracts):
        key = list(contracts[route.table].primaryKey)
        if not _comparable(route, key, old):
            continue
        rows = _marked(old[route.table], route, kept, makers, marked)
        marked[route.table] = rows
        gone = rows.join(new[route.table], on=key, how="anti", nulls_equal=True)
        explained = gone.filter(pl.col(_LEFT) | pl.col(_REMADE))
        others = gone.filter(~(pl.col(_LEFT) | pl.col(_REMADE)))
        merged = _merged(others, route, contracts, (old, new), kept)
        left = gone.filter(_LEFT)
        if route.table == "documents":
            left = left.filter(pl.col(DOCUMENT).is_in(withdrawn.implode()))
        if route.table not in _UNJUDGED:
            unexplained = gone.height - explained.height - merged
            found.append(
                Churn(route.table, rows.height, new[route.table].height, gone.height, left.height, unexplained)
            )
    return tuple(found)


def columns_used(table: Table) -> tuple[str, ...]:
    """Give the columns of a table that `churn` looks at."""
    keys = {*table.primaryKey, *(name for key in table.foreignKeys for name in key.fields)}
    wanted = keys | {DOCUMENT, "raw_sha256", *_MAKER}
    return tuple(name for name in table.columns if name in wanted)


def _comparable(route: Route, key: list[str], old: Tables) -> bool:
    """Tell whether the older release has the table, its key, and all that the route goes along."""
    wanted = [(route.table, key), *((link.child, list(link.columns)) for link in route.links)]
    if route.kind == "document":
        wanted.append((route.table, [DOCUMENT]))
    if route.kind == "parents":
        wanted += [(link.parent, list(link.targets)) for link in route.links]
    return all(name in old and set(columns) <= set(old[name].columns) for name, columns in wanted)


def _same_bytes(old: pl.DataFrame, new: pl.DataFrame) -> pl.Series:
    """Give the ids of the documents that both releases have with the same bytes."""
    return old.join(new, on=[DOCUMENT, "raw_sha256"], how="semi")[DOCUMENT]


def _makers(tables: Tables) -> pl.DataFrame:
    """Give the extractors of a release with their versions; empty for a release that names none."""
    named = [frame.select(_MAKER).unique() for frame in tables.values() if set(_MAKER) <= set(frame.columns)]
    empty = pl.DataFrame(schema=dict.fromkeys(_MAKER, pl.String))
    return pl.concat([empty, *named]).unique()


def _marked(
    before: pl.DataFrame, route: Route, kept: pl.Series, makers: pl.DataFrame, marked: Mapping[str, pl.DataFrame]
) -> pl.DataFrame:
    """Give the old rows with two columns: whether a document they stand on is gone, and whether they are made anew."""
    named = set(_MAKER) <= set(before.columns)
    known = pl.struct(_MAKER).is_in(makers.to_struct("maker").implode()) if named else pl.lit(value=True)
    own = pl.col(DOCUMENT)
    left = own.is_not_null() & ~own.is_in(kept.implode()) if route.kind == "document" else pl.lit(value=False)
    frame = before.with_columns(left.alias(_LEFT), (~known).alias(_REMADE))
    for link in route.links:
        other, mine, theirs = _ends(route, link)
        if other in marked:
            frame = _with_reasons(frame, mine, marked[other], theirs)
    return frame


def _ends(route: Route, link: Link) -> tuple[str, list[str], list[str]]:
    """Give the table at the other end of a link, and the columns at this end and that."""
    if route.kind == "parents":
        return link.parent, list(link.columns), list(link.targets)
    return link.child, list(link.targets), list(link.columns)


def _with_reasons(frame: pl.DataFrame, mine: list[str], other: pl.DataFrame, theirs: list[str]) -> pl.DataFrame:
    """Take over the reasons of the rows of another table that are linked to rows of `frame`."""
    reasons = other.drop_nulls(theirs).group_by(theirs).agg(pl.col(_LEFT, _REMADE).any().name.suffix("+"))
    joined = frame.join(reasons, left_on=mine, right_on=theirs, how="left", maintain_order="left")
    both = (pl.col(name) | pl.col(f"{name}+").fill_null(value=False) for name in (_LEFT, _REMADE))
    return joined.with_columns(*both).select(frame.columns)


def _merged(
    gone: pl.DataFrame, route: Route, contracts: Contracts, sides: tuple[Tables, Tables], kept: pl.Series
) -> int:
    """Count the rows whose rows point now to one that a new document points to as well."""
    if route.kind != "children" or gone.is_empty():
        return 0
    hits = [pl.DataFrame(schema={_HIT: pl.String})]
    for link in route.links:
        (column,), (target,), key = link.columns, link.targets, list(contracts[link.child].primaryKey)
        old, new = (side[link.child] for side in sides)
        fresh = new.filter(~pl.col(DOCUMENT).is_in(kept.implode())).select(pl.col(column).alias(_HIT)).drop_nulls()
        moved = new.select(*key, pl.col(column).alias(_HIT)).join(fresh, on=_HIT, how="semi")
        were = old.select(*key, pl.col(column).alias(_HIT)).join(gone, left_on=_HIT, right_on=target, how="semi")
        hits.append(were.join(moved, on=key, how="semi").select(_HIT))
    return pl.concat(hits).n_unique()
