"""Ids that are gone since the last release, and which of them nothing in the inputs or the extractors explains.

Tables are compared part by part; what is held of a whole table are ids: those that are gone, and those with a reason
that rows of other tables lean on.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from pipelines.contracts import Contracts, Table
from pipelines.release.lineage import DOCUMENT, Route, routes
from pipelines.release.parts import parts_of, read
from pipelines.release.reasons import LEFT, MAKER, REMADE, Reasons, same_bytes
from pipelines.tablefiles import Tables, height

# A reject that goes is a file that can be read now: no loss, whatever the reason.
_UNJUDGED = frozenset({"rejects"})
_HIT = "\x00hit"


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
    known = routes(contracts)
    reasons = Reasons(known, same_bytes(old["documents"], new["documents"]), _makers(new))
    return tuple(_compared(known, old, new, contracts, withdrawn, reasons))


def columns_used(table: Table) -> tuple[str, ...]:
    """Give the columns of a table that `churn` looks at."""
    keys = {*table.primaryKey, *(name for key in table.foreignKeys for name in key.fields)}
    wanted = keys | {DOCUMENT, "raw_sha256", *MAKER}
    return tuple(name for name in table.columns if name in wanted)


def _compared(
    known: Sequence[Route], old: Tables, new: Tables, contracts: Contracts, withdrawn: pl.Series, reasons: Reasons
) -> Iterator[Churn]:
    for route in known:
        table = contracts[route.table]
        if not _comparable(route, list(table.primaryKey), old):
            continue
        gone = _gone(route, table, (old[table.name], new[table.name]), reasons, contracts.dataset.shard_rows)
        if table.name in _UNJUDGED:
            continue
        others = gone.filter(~(pl.col(LEFT) | pl.col(REMADE)))
        unexplained = others.height - _merged(others, route, contracts, (old, new), reasons.kept)
        left = gone.filter(LEFT)
        if table.name == "documents":
            left = left.filter(pl.col(DOCUMENT).is_in(withdrawn.implode()))
        heights = height(old[table.name]), height(new[table.name])
        yield Churn(table.name, *heights, gone.height, left.height, unexplained)


def _comparable(route: Route, key: list[str], old: Tables) -> bool:
    """Tell whether the older release has the table, its key, and all that the route goes along."""
    wanted = [(route.table, key), *((link.child, list(link.columns)) for link in route.links)]
    if route.kind == "document":
        wanted.append((route.table, [DOCUMENT]))
    if route.kind == "parents":
        wanted += [(link.parent, list(link.targets)) for link in route.links]
    return all(name in old and set(columns) <= set(old[name].collect_schema()) for name, columns in wanted)


def _makers(tables: Tables) -> pl.DataFrame:
    """Give the extractors of a release with their versions; empty for a release that names none."""
    naming = [frame.select(MAKER) for frame in tables.values() if set(MAKER) <= set(frame.collect_schema())]
    empty = pl.DataFrame(schema=dict.fromkeys(MAKER, pl.String))
    return pl.concat([empty, *(read(frame.unique()) for frame in naming)]).unique()


def _gone(
    route: Route, table: Table, sides: tuple[pl.LazyFrame, pl.LazyFrame], reasons: Reasons, most: int
) -> pl.DataFrame:
    """Give the keys of old rows that the new table has not, with their reasons; `reasons` learns those of all rows."""
    key = list(table.primaryKey)
    gone, came = [], []
    for before, after in parts_of(sides, table.shardedBy, most, key[0]):
        one = reasons.marked(route, key, before)
        other = read(after.select(key))
        reasons.learn(route.table, one)
        gone.append(one.join(other, on=key, how="anti", nulls_equal=True).select(*key, LEFT, REMADE))
        came.append(other.join(one, on=key, how="anti", nulls_equal=True))
    return _once(gone, came, key)


def _once(gone: Sequence[pl.DataFrame], came: Sequence[pl.DataFrame], key: list[str]) -> pl.DataFrame:
    """Give the keys that are gone from their part and came in no other."""
    if len(gone) == 1:
        return gone[0]
    return pl.concat(gone).join(pl.concat(came), on=key, how="anti", nulls_equal=True)


def _merged(
    gone: pl.DataFrame, route: Route, contracts: Contracts, sides: tuple[Tables, Tables], kept: pl.Series
) -> int:
    """Count the rows whose rows point now to one that a new document points to as well."""
    if route.kind != "children" or gone.is_empty():
        return 0
    hits = [pl.Series(_HIT, [], pl.String)]
    for link in route.links:
        (column,), (target,), child = link.columns, link.targets, contracts[link.child]
        old, new = (side[link.child] for side in sides)
        lost, key, at = gone[target], list(child.primaryKey), pl.col(column)
        fresh = new.filter(~pl.col(DOCUMENT).is_in(kept.implode())).select(column).drop_nulls().unique()
        meeting = read(fresh)[column]
        for before, after in parts_of((old, new), child.shardedBy, contracts.dataset.shard_rows, key[0]):
            were = read(before.filter(at.is_in(lost.implode())).select(*key, at.alias(_HIT)))
            moved = read(after.filter(at.is_in(meeting.implode())).select(key))
            hits.append(were.join(moved, on=key, how="semi")[_HIT].unique())
    return pl.concat(hits).n_unique()
