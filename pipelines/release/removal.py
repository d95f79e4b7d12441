"""Tables without some documents: every row that stands on them goes, and what sums over documents is summed anew."""

import operator
from collections.abc import Mapping
from functools import reduce

import polars as pl

from pipelines.contracts import Contracts
from pipelines.release.lineage import DOCUMENT, Link, Route, routes

Tables = Mapping[str, pl.DataFrame]
_PLACE = (DOCUMENT, "source_id", "raw_sha256")
# Columns that count rows of another table: (table, column, counted table, key in both, what is counted).
_COUNTS = (
    ("entities", "mention_count", "mentions", "entity_id", pl.len()),
    ("entities", "document_count", "mentions", "entity_id", pl.col(DOCUMENT).n_unique()),
    ("works", "reference_count", "references", "work_id", pl.len()),
)


def without_documents(tables: Tables, contracts: Contracts, documents: pl.Series) -> dict[str, pl.DataFrame]:
    """Give the tables without the rows that stand on `documents` (ids) alone, or on one of them and something else.

    An entity, work or source goes when nothing is left that points to it, and else counts and places what is left. What
    describes a work stays, even where a document that is gone described it most fully.
    """
    left = dict(tables)
    for route in routes(contracts):
        left[route.table] = _left(route, tables, left, documents)
    for table, column, counted, key, what in _COUNTS:
        counts = left[counted].group_by(key).agg(what.cast(pl.Int64).alias(column))
        joined = left[table].drop(column).join(counts, on=key, how="left", maintain_order="left")
        left[table] = joined.with_columns(pl.col(column).fill_null(0)).select(tables[table].columns)
    return left


def _left(route: Route, before: Tables, left: Tables, documents: pl.Series) -> pl.DataFrame:
    frame = before[route.table]
    gone = pl.col(DOCUMENT).is_in(documents.implode()).fill_null(value=False)
    if route.kind == "document":
        return frame.filter(~gone)
    if route.kind == "parents":
        kept = reduce(lambda rows, link: _semi(rows, link, left), route.links, frame)
        return kept.filter(~gone) if DOCUMENT in frame.columns else kept
    had, has = (pointed_to(route, frame, tables) for tables in (before, left))
    kept = frame.filter(has | ~had)
    return _placed(kept, route, left, gone) if set(_PLACE) <= set(frame.columns) else kept


def pointed_to(route: Route, frame: pl.DataFrame, tables: Tables) -> pl.Series:
    """Tell of each row of `frame` whether any row of `tables` points to it, by the links of a `children` route."""
    hits = (
        frame[link.targets[0]].is_in(tables[link.child][link.columns[0]].drop_nulls().implode()) for link in route.links
    )
    return reduce(operator.or_, hits)


def _semi(rows: pl.DataFrame, link: Link, left: Tables) -> pl.DataFrame:
    return rows.join(
        left[link.parent], left_on=list(link.columns), right_on=list(link.targets), how="semi", maintain_order="left"
    )


def _placed(kept: pl.DataFrame, route: Route, left: Tables, gone: pl.Expr) -> pl.DataFrame:
    """Give rows whose first document is gone the first of those that are left."""
    key = route.links[0].targets[0]
    places = pl.concat(
        left[link.child].select(pl.col(link.columns[0]).alias(key), *_PLACE).drop_nulls() for link in route.links
    )
    first = places.sort(key, DOCUMENT).unique(key, keep="first").rename({name: f"{name}\x00" for name in _PLACE})
    joined = kept.join(first, on=key, how="left", maintain_order="left")
    fresh = (pl.when(gone).then(pl.col(f"{name}\x00")).otherwise(name).alias(name) for name in _PLACE)
    return joined.with_columns(*fresh).select(kept.columns)
