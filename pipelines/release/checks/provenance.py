"""What each row says of its origin, against the documents and extractors that the release names."""

from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from pipelines.contracts import Contracts, Table
from pipelines.release.checks.tables import key_of
from pipelines.release.checks.verdict import Check, Problem

_SHOWN = 5
# The table that says it, its key, and the columns that every row with that key repeats.
_SAID_BY = (
    ("documents", "document_id", ("source_id", "raw_sha256")),
    ("extractors", "extractor", ("extractor_version",)),
)


def check_provenance(frames: Mapping[str, pl.DataFrame], contracts: Contracts) -> Check:
    """See that each row names the source and the bytes of its document, and the version of its extractor.

    Rows that name no document, or one that is not there, are left to the foreign keys.
    """
    problems: list[Problem] = []
    compared = 0
    for target, key, columns in _SAID_BY:
        for table in contracts:
            if target not in frames or table.name == target or not {key, *columns} <= set(table.columns):
                continue
            compared += frames[table.name][key].count()
            problems += _differing(table, frames[table.name], frames[target], key, columns)
    return Check("provenance", f"{compared} times a row's document or extractor", tuple(problems))


def _differing(
    table: Table, frame: pl.DataFrame, target: pl.DataFrame, key: str, columns: Sequence[str]
) -> Iterator[Problem]:
    """Yield, for each column, the first rows whose value is not the one that `target` has for their `key`."""
    known = target.select(key, *(pl.col(name).alias(f"{name} there") for name in columns))
    both = frame.join(known, on=key, how="inner", maintain_order="left")
    for name in columns:
        wrong = both.filter(pl.col(name).ne_missing(pl.col(f"{name} there")))
        for row in wrong.head(_SHOWN).iter_rows(named=True):
            where = f"{table.name}.parquet: {key_of(table, row)}: {name}"
            more = f", as in {wrong.height - _SHOWN} more rows" if wrong.height > _SHOWN else ""
            yield Problem(where, f"{row[f'{name} there']!r}, as {row[key]} has it", f"{row[name]!r}{more}")
