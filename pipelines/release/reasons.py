"""Why rows of an older release may be gone: their document, what made them, or a row of another table they lean on."""

from collections.abc import Iterator, Sequence

import polars as pl

from pipelines.release.lineage import DOCUMENT, Link, Route

MAKER = ("extractor", "extractor_version")
LEFT, REMADE = "\x00left", "\x00remade"
_EITHER = pl.col(LEFT) | pl.col(REMADE)


class Reasons:
    """What is known of the reasons, table after table in the order of the routes.

    `kept` are the documents that both releases have with the same bytes, `makers` the extractors of the new one with
    their versions. Of each table that others lean on, the keys of the rows with a reason are held, and no more.
    """

    def __init__(self, routes: Sequence[Route], kept: pl.Series, makers: pl.DataFrame) -> None:
        self.kept = kept
        self._makers = makers.to_struct("maker")
        self._wanted = {(other, theirs) for route in routes for other, _, theirs in _ends(route)}
        self._found: dict[tuple[str, tuple[str, ...]], list[pl.DataFrame]] = {}

    def marked(self, route: Route, key: Sequence[str], before: pl.LazyFrame) -> pl.DataFrame:
        """Read old rows with two columns: whether a document they stand on is gone, and whether they are made anew."""
        there = before.collect_schema().names()
        used = {*key, DOCUMENT, *MAKER, *(name for _, mine, _ in _ends(route) for name in mine)}
        used |= {name for table, columns in self._wanted if table == route.table for name in columns}
        rows = before.select(name for name in there if name in used).collect(engine="streaming")
        marked = rows.with_columns(self._left(route).alias(LEFT), self._remade(there).alias(REMADE))
        for other, mine, theirs in _ends(route):
            if (other, theirs) in self._found:
                marked = _with_reasons(marked, mine, self._of(other, theirs), theirs)
        return marked

    def learn(self, table: str, marked: pl.DataFrame) -> None:
        """Keep the reasons of a table's rows, or of some of them, for the tables that lean on it."""
        for name, columns in self._wanted:
            if name == table and set(columns) <= set(marked.columns):
                told = marked.filter(_EITHER).drop_nulls(columns)
                self._found.setdefault((name, columns), []).append(_grouped(told, columns))

    def _of(self, table: str, columns: tuple[str, ...]) -> pl.DataFrame:
        """Give what was learnt of a table, once for each value of the columns."""
        found = self._found[table, columns]
        if len(found) > 1:
            found[:] = [_grouped(pl.concat(found), columns)]
        return found[0]

    def _left(self, route: Route) -> pl.Expr:
        own = pl.col(DOCUMENT)
        if route.kind != "document":
            return pl.lit(value=False)
        return own.is_not_null() & ~own.is_in(self.kept.implode())

    def _remade(self, columns: Sequence[str]) -> pl.Expr:
        if not set(MAKER) <= set(columns):
            return pl.lit(value=False)
        return ~pl.struct(MAKER).is_in(self._makers.implode())


def same_bytes(old: pl.LazyFrame, new: pl.LazyFrame) -> pl.Series:
    """Give the ids of the documents that both releases have with the same bytes."""
    key = [DOCUMENT, "raw_sha256"]
    both = old.select(key).join(new.select(key), on=key, how="semi")
    return both.select(DOCUMENT).collect(engine="streaming")[DOCUMENT]


def _ends(route: Route) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Give of each link the table at its other end, and the columns at this end and that."""
    return (_end(route, link) for link in route.links)


def _end(route: Route, link: Link) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    if route.kind == "parents":
        return link.parent, link.columns, link.targets
    return link.child, link.targets, link.columns


def _grouped(rows: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    return rows.group_by(columns).agg(pl.col(LEFT, REMADE).any())


def _with_reasons(
    frame: pl.DataFrame, mine: Sequence[str], reasons: pl.DataFrame, theirs: Sequence[str]
) -> pl.DataFrame:
    """Take over the reasons of the rows of another table that are linked to rows of `frame`."""
    told = reasons.rename({LEFT: f"{LEFT}+", REMADE: f"{REMADE}+"})
    joined = frame.join(told, left_on=list(mine), right_on=list(theirs), how="left", maintain_order="left")
    both = (pl.col(name) | pl.col(f"{name}+").fill_null(value=False) for name in (LEFT, REMADE))
    return joined.with_columns(*both).select(frame.columns)
