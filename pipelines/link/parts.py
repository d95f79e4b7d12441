"""Entities, works and their names in bounded memory: part by part, each with all rows of the ids that fall in it."""

import polars as pl

from pipelines.extract.authority import Authority
from pipelines.link.entities import entities as entities_of
from pipelines.link.entities import entity_aliases as aliases_of
from pipelines.link.works import work_creators as creators_of
from pipelines.link.works import works as works_of
from pipelines.tablefiles import Parts, begins, prefixes

ENTITY, WORK, REFERENCE = "entity_id", "work_id", "reference_id"


def entities(mentions: pl.LazyFrame, authority: Authority, most: int) -> Parts:
    """Give `entities` in parts of about `most` mentions; see `entities.entities`."""
    return Parts(lambda part: entities_of(_part(mentions, ENTITY, part), authority), _prefixes(mentions, most))


def entity_aliases(mentions: pl.LazyFrame, entities: pl.LazyFrame, authority: Authority, most: int) -> Parts:
    """Give `entity_aliases` in parts of about `most` mentions."""

    def make(part: str) -> pl.DataFrame:
        return aliases_of(_part(mentions, ENTITY, part), _part(entities, ENTITY, part), authority)

    return Parts(make, _prefixes(mentions, most))


def works(references: pl.LazyFrame, authority: Authority, most: int) -> Parts:
    """Give `works` in parts of about `most` references."""
    return Parts(lambda part: works_of(_part(references, WORK, part), authority), _prefixes(references, most))


def work_creators(references: pl.LazyFrame, reference_names: pl.LazyFrame, works: pl.LazyFrame, most: int) -> Parts:
    """Give `work_creators` in parts of about `most` references."""

    def make(part: str) -> pl.DataFrame:
        pointing = _part(references, WORK, part)
        names = reference_names.join(pointing.lazy().select(REFERENCE), on=REFERENCE, how="semi")
        return creators_of(pointing, names.collect(engine="streaming"), _part(works, WORK, part))

    return Parts(make, _prefixes(references, most))


def _prefixes(rows: pl.LazyFrame, most: int) -> list[str]:
    return prefixes(rows.select(pl.len()).collect().item(), most)


def _part(rows: pl.LazyFrame, column: str, prefix: str) -> pl.DataFrame:
    return rows.filter(begins(column, prefix)).collect(engine="streaming")
