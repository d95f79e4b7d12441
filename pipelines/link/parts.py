"""Entities, works and their names in bounded memory: part by part, each with all rows of the ids that fall in it."""

from collections.abc import Iterator

import polars as pl

from pipelines.extract.authority import Authority
from pipelines.link.entities import entities as entities_of
from pipelines.link.entities import entity_aliases as aliases_of
from pipelines.link.works import work_creators as creators_of
from pipelines.link.works import works as works_of
from pipelines.tablefiles import Parts, begins, grouped

ENTITY, WORK, REFERENCE = "entity_id", "work_id", "reference_id"


def entities(mentions: pl.LazyFrame, authority: Authority, most: int) -> Parts:
    """Give `entities` in parts of about `most` mentions; see `entities.entities`."""
    return Parts(lambda: (entities_of(rows, authority) for _, rows in grouped(mentions, ENTITY, most)))


def entity_aliases(mentions: pl.LazyFrame, entities: pl.LazyFrame, authority: Authority, most: int) -> Parts:
    """Give `entity_aliases` in parts of about `most` mentions."""

    def make() -> Iterator[pl.DataFrame]:
        for part, rows in grouped(mentions, ENTITY, most):
            yield aliases_of(rows, _part(entities, ENTITY, part), authority)

    return Parts(make)


def works(references: pl.LazyFrame, authority: Authority, most: int) -> Parts:
    """Give `works` in parts of about `most` references."""
    return Parts(lambda: (works_of(rows, authority) for _, rows in grouped(references, WORK, most)))


def work_creators(references: pl.LazyFrame, reference_names: pl.LazyFrame, works: pl.LazyFrame, most: int) -> Parts:
    """Give `work_creators` in parts of about `most` references."""

    def make() -> Iterator[pl.DataFrame]:
        for part, rows in grouped(references, WORK, most):
            names = reference_names.join(rows.lazy().select(REFERENCE), on=REFERENCE, how="semi")
            yield creators_of(rows, names.collect(engine="streaming"), _part(works, WORK, part))

    return Parts(make)


def _part(rows: pl.LazyFrame, column: str, prefix: str) -> pl.DataFrame:
    return rows.filter(begins(column, prefix)).collect(engine="streaming")
