"""`id_changes.parquet`: each id that came or went from one release to the next, and what it became."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

from pipelines.contracts import Contracts
from pipelines.release.parts import parts_of, read
from pipelines.release.piles import Pile
from pipelines.release.successors import BECAME, ROW, USED, in_parts

ID_CHANGES = "id_changes.parquet"
_TABLE, _CHANGE = "table_name", "change"
_SCHEMA = {_TABLE: pl.String, ROW: pl.String, _CHANGE: pl.String, BECAME: pl.String}


@dataclass(frozen=True, slots=True)
class Ids:
    """The ids of a table, in its column `key`, that came and went, with what tells what they stand for."""

    key: str
    came: pl.LazyFrame
    went: pl.LazyFrame


def slim(rows: pl.DataFrame, key: str) -> pl.DataFrame:
    """Give of rows their ids and what `successors` looks at; nothing of rows that have no such key."""
    if key not in rows.columns:
        return pl.DataFrame(schema={key: pl.String})
    return rows.select(name for name in rows.columns if name == key or name in USED)


def write_id_changes(ids: Mapping[str, Ids], contracts: Contracts, aside: Path, path: Path) -> None:
    """Write the changes of all tables as one file, sorted; what is many is put aside in the folder `aside`."""
    most = contracts.dataset.shard_rows
    became = {name: Pile(aside / f"{name}-became", most) for name in ids}
    documents = None
    for name, one in ids.items():
        for pairs in in_parts(one.went, one.came, one.key, documents, most):
            became[name].add(pairs)
        if name == "documents":
            documents = pl.concat(became[name].frames())
    told = (_told(name, ids[name], became[name], most) for name in sorted(ids))
    _write(_joined((frame for frames in told for frame in frames), most), path)


def _told(name: str, ids: Ids, became: Pile, most: int) -> Iterator[pl.DataFrame]:
    """Yield the changes of one table, sorted, in parts of about `most` ids."""
    came, went = (rows.select(pl.col(ids.key).cast(pl.String).alias(ROW)) for rows in (ids.came, ids.went))
    for added, gone, pairs in parts_of((came, went, became.scan()), ROW, most):
        known = read(pairs)
        rows = _rows(name, "added", read(added), known.clear()), _rows(name, "gone", read(gone), known)
        yield pl.concat(rows).sort(list(_SCHEMA))


def _rows(table: str, change: str, ids: pl.DataFrame, became: pl.DataFrame) -> pl.DataFrame:
    told = ids.with_columns(pl.lit(table).alias(_TABLE), pl.lit(change).alias(_CHANGE))
    return told.join(became, on=ROW, how="left", maintain_order="left").select(list(_SCHEMA))


def _joined(frames: Iterable[pl.DataFrame], most: int) -> Iterator[pl.DataFrame]:
    """Yield frames of more than `most` rows, but for the last, so that few rows are one frame."""
    held = [pl.DataFrame(schema=_SCHEMA)]
    for frame in frames:
        held.append(frame)
        if sum(one.height for one in held) > most:
            yield pl.concat(held)
            held.clear()
    if held:
        yield pl.concat(held)


def _write(frames: Iterator[pl.DataFrame], path: Path) -> None:
    first = next(frames).rechunk().to_arrow()
    with pq.ParquetWriter(path, first.schema, compression="zstd") as writer:
        writer.write_table(first)
        for frame in frames:
            writer.write_table(frame.rechunk().to_arrow())
