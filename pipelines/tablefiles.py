"""Where a table's rows lie: one Parquet file, or, of a table with many rows, a folder of shards.

A small table is `<folder>/<table>.parquet`. One of more rows than the dataset's `shard_rows` is cut by the first
letters of the id in the column that its contract names (`shardedBy`): `<folder>/<table>/<letters>.parquet`, each shard
sorted by the table's key. Ids are digests, so shards are of one size; rows of one document lie in one shard, so a
document more changes one shard of each table and leaves the bytes of the others as they were.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, groupby, product
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pyarrow.parquet as pq

from pipelines import parquet
from pipelines.contracts import Contracts
from pipelines.errors import ContractError

Tables = Mapping[str, pl.LazyFrame]
"""Tables by name, each still to be read: who needs few columns or one stretch of rows reads no more than that."""
Frames = pl.DataFrame | Iterable[pl.DataFrame]
"""A table's rows, at once or in parts of any size and order."""


@dataclass(frozen=True)
class Parts:
    """A table's rows in parts that `make` begins to give anew each time."""

    make: Callable[[], Iterator[pl.DataFrame]]

    def __iter__(self) -> Iterator[pl.DataFrame]:
        return self.make()

    def whole(self) -> pl.DataFrame:
        """Give all rows at once."""
        return pl.concat(self)


LETTERS = "234567abcdefghijklmnopqrstuvwxyz"
"""What ids are written in behind their kind (see `identifiers`), in the order of their codes."""
DIGITS = 16
"""Letters of an id behind its kind."""
SUFFIX = ".parquet"
BATCH_ROWS = 100_000
_FEW_SHARDS = 2


def files(folder: Path, table: str) -> tuple[Path, ...]:
    """Give the files of a table, shards in the order of their letters; none where the folder lacks the table."""
    single = folder / f"{table}{SUFFIX}"
    return (single,) if single.is_file() else tuple(sorted((folder / table).glob(f"*{SUFFIX}")))


def scan(folder: Path, table: str) -> pl.LazyFrame:
    """Give a table to be read; raises `FileNotFoundError` where the folder lacks it."""
    return pl.scan_parquet(list(_there(folder, table)), glob=False)


def read(folder: Path, table: str) -> pl.DataFrame:
    """Read a table whole; raises `FileNotFoundError` where the folder lacks it."""
    return pl.concat([pl.read_parquet(path, glob=False) for path in _there(folder, table)])


def rows(folder: Path, table: str) -> int:
    """Give the number of rows of a table, from the files' footers."""
    return sum(pq.read_metadata(path).num_rows for path in files(folder, table))


def height(table: pl.LazyFrame) -> int:
    """Count the rows of a table that is still to be read, which Parquet tells from its footers."""
    return int(table.select(pl.len()).collect(engine="streaming").item())


def letters(count: int, most: int) -> int:
    """Give how many letters of an id cut `count` rows into shards of about `most` at the most; 0 for one file."""
    needed = 0
    while count > most * len(LETTERS) ** needed:
        needed += 1
    return needed


def prefixes(count: int, most: int) -> list[str]:
    """Give the beginnings of ids that cut `count` rows into parts of about `most`; `['']` where they are few."""
    return ["".join(letters_) for letters_ in product(LETTERS, repeat=letters(count, most))]


def begins(column: str, prefix: str) -> pl.Expr:
    """Tell the rows whose id in `column` begins with `prefix` behind its kind; null begins with nothing but ''."""
    return pl.lit(value=True) if not prefix else pl.col(column).str.tail(DIGITS).str.starts_with(prefix)


def write(frames: Frames, name: str, contracts: Contracts, folder: Path) -> None:
    """Write a table into `folder` in place of the one that is there, with as many shards as its rows need.

    Beside what `frames` holds, there is one shard of the table in memory at a time. Raises `ContractError` where the
    rows are not in the contract's shape.
    """
    folder.mkdir(parents=True, exist_ok=True)
    table, most = contracts[name], contracts.dataset.shard_rows
    parts = iter([frames] if isinstance(frames, pl.DataFrame) else frames)
    head, many = _few(parts, most if table.shardedBy else None)
    with TemporaryDirectory(prefix=f".{name}-", dir=folder) as fresh:
        if many:
            spilled = _Spill(str(table.shardedBy), Path(fresh) / "spill")
            spilled.take(parquet.with_columns_of(table, frame) for frame in chain(head, parts))
            target = Path(fresh) / name
            _write_shards(spilled.shards(most), name, contracts, target)
        else:
            target = Path(fresh) / f"{name}{SUFFIX}"
            whole = pl.concat(head) if head else parquet.frame_of([], table)
            parquet.write(whole, table, contracts.schema(name), target)
        _replace(folder, name, target)


def write_shards(
    shards: Iterable[tuple[str, pl.DataFrame]], count: int, name: str, contracts: Contracts, folder: Path
) -> None:
    """Write a table of `count` rows into `folder` from its shards, each with its letters, in place of the one there.

    There is one shard in memory at a time. Raises `ContractError` where the shards have not all of the rows, since some
    have no id to cut them by, or where rows are not in the contract's shape.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=f".{name}-", dir=folder) as fresh:
        target = Path(fresh) / name
        left = count - _write_shards(shards, name, contracts, target)
        if left:
            raise _unlike(str(contracts[name].shardedBy), left)
        _replace(folder, name, target)


def write_all(tables: Mapping[str, Frames], contracts: Contracts, folder: Path) -> None:
    """Write tables; see `write`."""
    for name, frames in tables.items():
        write(frames, name, contracts, folder)


def scan_all(folder: Path, contracts: Contracts) -> dict[str, pl.LazyFrame]:
    """Give the tables of the contracts, each to be read."""
    return {name: scan(folder, name) for name in contracts.tables}


def grouped(rows_: pl.LazyFrame, column: str, most: int) -> Iterator[tuple[str, pl.DataFrame]]:
    """Give rows in parts of about `most`, all of one id in `column` together, each with what its ids begin with.

    Few rows are one part, as they are. Many are cut on disk, in a temporary folder, and those without an id left out.
    """
    if height(rows_) <= most:
        yield "", rows_.collect(engine="streaming")
        return
    with TemporaryDirectory(prefix="testimonia-") as folder:
        spilled = _Spill(column, Path(folder) / column)
        spilled.take(rows_.drop_nulls(column).collect_batches(chunk_size=BATCH_ROWS, engine="streaming"))
        yield from spilled.shards(most)


class _Spill:
    """Rows on disk, cut by the first letter of their ids in `column`, in the order in which they came."""

    def __init__(self, column: str, folder: Path) -> None:
        self._column, self._folder, self._count = column, folder, 0
        folder.mkdir(parents=True)

    def take(self, frames: Iterable[pl.DataFrame]) -> None:
        """Write rows on."""
        writers: dict[str, pq.ParquetWriter] = {}
        for frame in frames:
            self._count += frame.height
            for letter, part in self._cut(frame):
                if len(letter) != 1 or letter not in LETTERS:
                    raise _unlike(self._column, part.height)
                arrow = part.to_arrow()
                if letter not in writers:
                    path = self._folder / f"{letter}{SUFFIX}"
                    writers[letter] = pq.ParquetWriter(path, arrow.schema, compression="lz4", write_statistics=False)
                writers[letter].write_table(arrow)
        for writer in writers.values():
            writer.close()

    def _cut(self, frame: pl.DataFrame) -> Iterator[tuple[str, pl.DataFrame]]:
        letter = pl.col(self._column).str.tail(DIGITS).str.head(1).alias(SUFFIX)
        cut = frame.with_columns(letter.fill_null("")).partition_by(SUFFIX, as_dict=True, include_key=False)
        return ((str(key[0]), part) for key, part in cut.items())

    def shards(self, most: int) -> Iterator[tuple[str, pl.DataFrame]]:
        """Give the shards that have rows, by their letters."""
        left = self._count
        for letter, alike in groupby(prefixes(self._count, most), key=itemgetter(0)):
            path = self._folder / f"{letter}{SUFFIX}"
            if not path.is_file():
                continue
            there = _near(path, most)
            for prefix in alike:
                found = there.filter(begins(self._column, prefix)).collect()
                left -= found.height
                if found.height:
                    yield prefix, found
        if left:
            raise _unlike(self._column, left)


def _write_shards(shards: Iterable[tuple[str, pl.DataFrame]], name: str, contracts: Contracts, folder: Path) -> int:
    """Write those shards that have rows, and give the number of these."""
    count = 0
    for prefix, rows_ in shards:
        if rows_.height:
            parquet.write(rows_, contracts[name], contracts.schema(name), folder / f"{prefix}{SUFFIX}")
        count += rows_.height
    return count


def _unlike(column: str, count: int) -> ContractError:
    return ContractError(
        f"{count} rows have in {column} no id as `identifiers.content_id` gives them, by which a table of many rows is "
        "cut into shards; name another column as shardedBy in the contract of the table in schemas/"
    )


def _there(folder: Path, table: str) -> tuple[Path, ...]:
    found = files(folder, table)
    if not found:
        raise FileNotFoundError(f"{folder}: there is no {table}{SUFFIX} and no folder {table} with shards of it")
    return found


def _near(path: Path, most: int) -> pl.LazyFrame:
    """Give a file's rows, read at once where they are few, since they are looked through many times."""
    few = pq.read_metadata(path).num_rows <= _FEW_SHARDS * most
    return pl.read_parquet(path, glob=False).lazy() if few else pl.scan_parquet(path, glob=False)


def _few(frames: Iterator[pl.DataFrame], most: int | None) -> tuple[list[pl.DataFrame], bool]:
    """Give frames up to `most` rows, and whether there were more."""
    head: list[pl.DataFrame] = []
    count = 0
    for frame in frames:
        # As Arrow's, since a frame that was filtered holds on to the strings of all rows that it came from.
        head.append(pl.DataFrame(frame.to_arrow(compat_level=pl.CompatLevel.oldest()), schema=frame.schema))
        count += frame.height
        if most is not None and count > most:
            return head, True
    return head, False


def _replace(folder: Path, name: str, fresh: Path) -> None:
    """Put what was written in the place of the table that was there."""
    shutil.rmtree(folder / name, ignore_errors=True)
    if fresh.is_dir():
        (folder / f"{name}{SUFFIX}").unlink(missing_ok=True)
    fresh.replace(folder / fresh.name)
