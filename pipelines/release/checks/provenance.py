"""What each row says of its origin, against the documents and extractors that the release names."""

from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from pipelines.contracts import Contracts
from pipelines.release.checks.stored import Stored
from pipelines.release.checks.tables import key_of
from pipelines.release.checks.verdict import Check, Problem

_SHOWN = 5
_FILE = "\x00file"
_COUNTED = "\x00counted"
# The table that says it, its key, and the columns that every row with that key repeats.
_SAID_BY = (
    ("documents", "document_id", ("source_id", "raw_sha256")),
    ("extractors", "extractor", ("extractor_version",)),
)


def check_provenance(tables: Mapping[str, Stored], contracts: Contracts) -> Check:
    """See that each row names the source and the bytes of its document, and the version of its extractor.

    Rows that name no document, or one that is not there, are left to the foreign keys.
    """
    problems: list[Problem] = []
    compared = 0
    for target, key, columns in _SAID_BY:
        for table in contracts:
            if target not in tables or table.name == target or not {key, *columns} <= set(table.columns):
                continue
            both = _beside(tables[table.name].scan(), tables[target].scan(), key, columns)
            wrong = (pl.col(name).ne_missing(_there(name)) & pl.col(_COUNTED) for name in columns)
            counted = both.select(pl.col(key).count().alias(_COUNTED), *(one.sum() for one in wrong))
            counts = counted.collect(engine="streaming").row(0, named=True)
            compared += counts[_COUNTED]
            for name in columns:
                if counts[name]:
                    problems += _differing(tables[table.name], both, key, name, counts[name])
    return Check("provenance", f"{compared} times a row's document or extractor", tuple(problems))


def _beside(rows: pl.LazyFrame, target: pl.LazyFrame, key: str, columns: Sequence[str]) -> pl.LazyFrame:
    """Give rows with what `target` has for their `key`, and whether it has that key."""
    known = target.select(key, *(pl.col(name).alias(f"{name} there") for name in columns), pl.lit(True).alias(_COUNTED))
    joined = rows.join(known, on=key, how="left", maintain_order="left")
    return joined.with_columns(pl.col(_COUNTED).fill_null(value=False))


def _there(name: str) -> pl.Expr:
    return pl.col(f"{name} there")


def _differing(stored: Stored, both: pl.LazyFrame, key: str, name: str, count: int) -> Iterator[Problem]:
    """Yield the first rows whose value in a column is not the one that their key has."""
    wrong = both.filter(pl.col(name).ne_missing(_there(name)) & pl.col(_COUNTED)).head(_SHOWN)
    for row in wrong.with_columns(stored.place.alias(_FILE)).collect(engine="streaming").iter_rows(named=True):
        where = f"{row[_FILE]}: {key_of(stored.table, row)}: {name}"
        more = f", as in {count - _SHOWN} more rows" if count > _SHOWN else ""
        yield Problem(where, f"{row[f'{name} there']!r}, as {row[key]} has it", f"{row[name]!r}{more}")
