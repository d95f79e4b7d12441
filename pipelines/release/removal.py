"""Tables without some documents: every row that stands on them goes, and what sums over documents is summed anew.

What is held in memory are the ids of what goes and of what it pointed to; the tables themselves stay to be read.
"""

import operator
from functools import reduce

import polars as pl

from pipelines.contracts import Contracts
from pipelines.release.lineage import DOCUMENT, Link, Route, routes
from pipelines.tablefiles import Tables

_PLACE = (DOCUMENT, "source_id", "raw_sha256")
_FRESH = "\x00fresh"
# Columns that count rows of another table: (table, column, counted table, key in both, what is counted).
_COUNTS = (
    ("entities", "mention_count", "mentions", "entity_id", pl.len()),
    ("entities", "document_count", "mentions", "entity_id", pl.col(DOCUMENT).n_unique()),
    ("works", "reference_count", "references", "work_id", pl.len()),
)


def without_documents(tables: Tables, contracts: Contracts, documents: pl.Series) -> dict[str, pl.LazyFrame]:
    """Give the tables without the rows that stand on `documents` (ids) alone, or on one of them and something else.

    An entity, work or source goes when nothing is left that points to it, and else counts and places what is left. What
    describes a work stays, even where a document that is gone described it most fully.
    """
    left, gone = dict(tables), dict[str, pl.LazyFrame]()
    for route in routes(contracts):
        frame = tables[route.table]
        goes = _goes(route, frame, left, gone, documents)
        gone[route.table], left[route.table] = frame.filter(goes), frame.filter(~goes)
        if route.kind == "children" and set(_PLACE) <= set(frame.collect_schema()):
            left[route.table] = _placed(left[route.table], route, left, documents)
    for table, column, counted, key, what in _COUNTS:
        left[table] = _counted(left[table], column, gone[counted], left[counted], key, what)
    return left


def _goes(route: Route, frame: pl.LazyFrame, left: Tables, gone: Tables, documents: pl.Series) -> pl.Expr:
    """Tell the rows of a table that go, by what is known of the tables that its route goes along."""
    own = pl.col(DOCUMENT).is_in(documents.implode()).fill_null(value=False)
    if route.kind == "document":
        return own
    if route.kind == "parents":
        reasons = [_points_to(link, gone[link.parent]) for link in route.links]
        return reduce(operator.or_, [*reasons, *([own] if DOCUMENT in frame.collect_schema() else [])])
    touched = _pointed_to(route, gone)
    still = _pointed_to(route, {link.child: left[link.child].filter(_hits(link, touched)) for link in route.links})
    lost = touched.filter(~touched.is_in(still.implode()))
    return pl.col(route.links[0].targets[0]).is_in(lost.implode()).fill_null(value=False)


def _points_to(link: Link, gone: pl.LazyFrame) -> pl.Expr:
    """Tell the rows that point to one of `gone`."""
    named = dict(zip(link.targets, link.columns, strict=True))
    keys = gone.select(link.targets).unique().collect(engine="streaming").rename(named)
    return pl.struct(link.columns).is_in(keys.to_struct("key").implode()).fill_null(value=False)


def _pointed_to(route: Route, tables: Tables) -> pl.Series:
    """Give the keys that any row of `tables` points to by the links of a `children` route."""
    found = [
        tables[link.child]
        .select(pl.col(link.columns[0]).alias("key"))
        .drop_nulls()
        .unique()
        .collect(engine="streaming")
        for link in route.links
    ]
    return pl.concat(found)["key"].unique()


def _hits(link: Link, keys: pl.Series) -> pl.Expr:
    return pl.col(link.columns[0]).is_in(keys.implode())


def _placed(kept: pl.LazyFrame, route: Route, left: Tables, documents: pl.Series) -> pl.LazyFrame:
    """Give rows whose first document is gone the first of those that are left."""
    key = route.links[0].targets[0]
    gone = pl.col(DOCUMENT).is_in(documents.implode()).fill_null(value=False)
    moved = kept.filter(gone).select(key).collect(engine="streaming")[key]
    places = pl.concat(
        left[link.child].filter(_hits(link, moved)).select(pl.col(link.columns[0]).alias(key), *_PLACE).drop_nulls()
        for link in route.links
    )
    first = places.group_by(key).agg(pl.col(_PLACE).sort_by(DOCUMENT).first().name.suffix(_FRESH))
    joined = kept.join(first.collect(engine="streaming").lazy(), on=key, how="left", maintain_order="left")
    fresh = (pl.when(gone).then(pl.col(name + _FRESH)).otherwise(name).alias(name) for name in _PLACE)
    return joined.with_columns(*fresh).select(kept.collect_schema().names())


def _counted(
    rows: pl.LazyFrame, column: str, gone: pl.LazyFrame, left: pl.LazyFrame, key: str, what: pl.Expr
) -> pl.LazyFrame:
    """Count anew what rows have of those of another table, where some of these are `gone`."""
    touched = gone.select(key).drop_nulls().unique().collect(engine="streaming")[key]
    there = pl.col(key).is_in(touched.implode())
    counts = left.filter(there).group_by(key).agg(what.cast(pl.Int64).alias(_FRESH)).collect(engine="streaming")
    joined = rows.join(counts.lazy(), on=key, how="left", maintain_order="left")
    fresh = pl.when(there).then(pl.col(_FRESH).fill_null(0)).otherwise(column).alias(column)
    return joined.with_columns(fresh).drop(_FRESH)
