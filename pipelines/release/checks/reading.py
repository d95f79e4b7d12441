"""The tables of a release against the contracts that it carries: files, columns, types, nulls, shards, row counts."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from pipelines import tablefiles
from pipelines.contracts import Contracts, Table, load_contracts
from pipelines.errors import ContractError, ReleaseError
from pipelines.release.checks.stored import Stored, StoredFile, scan
from pipelines.release.checks.verdict import Check, Problem, compare
from pipelines.release.logical import logical_sha256
from pipelines.release.manifest import MANIFEST, read_manifest

SCHEMAS = "schemas"
Read = StoredFile | None


def read_contracts(release: Path) -> tuple[Contracts | None, Check]:
    """Load the contracts that the release carries."""
    try:
        contracts = load_contracts(release / SCHEMAS)
    except ContractError as error:
        return None, Check("contracts", "nothing", (Problem(SCHEMAS, "a contract for each table", str(error)),))
    return contracts, Check("contracts", f"{len(contracts.tables)} tables in {SCHEMAS}/")


def read_tables(release: Path, contracts: Contracts) -> tuple[Mapping[str, Stored] | None, Check]:
    """Read each file of each table once, and compare it with its contract: columns, types, nulls, descriptions, rows.

    In shards, rows must stand where their ids say, sorted. Gives the tables, or None where one is missing or has not
    the columns and types of its contract.
    """
    tables: dict[str, Stored] = {}
    problems: list[Problem] = []
    for table in contracts:
        files = [_file(release, path, table, contracts, problems) for path in tablefiles.files(release, table.name)]
        if not files:
            problems.append(Problem(f"{table.name}{tablefiles.SUFFIX}", "the file of a table", "no file"))
        elif all(files):
            tables[table.name] = Stored(table, tuple(file for file in files if file is not None))
            problems += _cut(tables[table.name], contracts.dataset.shard_rows)
    problems += _row_counts(release, tables.values())
    rows = sum(stored.rows for stored in tables.values())
    check = Check("schemas", f"{len(tables)} of {len(contracts.tables)} tables, {rows} rows", tuple(problems))
    readable = all(name in tables and tables[name].readable for name in contracts.tables)
    return tables if readable else None, check


def _file(release: Path, path: Path, table: Table, contracts: Contracts, problems: list[Problem]) -> Read:
    """Read one file, and compare it with its contract; None where it cannot be read."""
    name, schema = path.relative_to(release).as_posix(), contracts.schema(table.name)
    read = _read(path, name)
    if isinstance(read, Problem):
        problems.append(read)
        return None
    nulls = list(_nulls(name, schema, read))
    problems += [*_same_schema(name, schema, read.schema), *nulls]
    letters = "" if path.parent == release else path.stem
    same = schema.names == read.schema.names and schema.types == read.schema.types and _is_text(read.schema)
    if not same or nulls:
        return StoredFile(path, letters, read.num_rows, None)
    rows = read.num_rows
    del read
    frame = _frame(path, name, table)
    if isinstance(frame, Problem):
        problems.append(frame)
        return None
    misplaced = list(_misplaced(name, table, letters, frame))
    problems += misplaced
    return StoredFile(path, letters, rows, logical_sha256(frame, table), not misplaced)


def _read(path: Path, name: str) -> pa.Table | Problem:
    """Read a file with all its values checked: a damaged one is a problem, not a crash."""
    try:
        table = pq.read_table(path, memory_map=False, partitioning=None)
        table.validate(full=True)
    except (pa.ArrowException, OSError, ValueError) as error:
        return Problem(name, "a Parquet file that can be read", str(error).splitlines()[0])
    return table


def _frame(path: Path, name: str, table: Table) -> pl.DataFrame | Problem:
    """Read a file once more with the library that reads it from here on: each lets some damage pass."""
    promised = "a Parquet file that Polars can read"
    try:
        frame = scan([path]).collect()
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        return Problem(name, promised, str(error).splitlines()[0])
    same = frame.schema == pl.DataFrame(table.schema.empty_table()).schema
    return frame if same else Problem(name, promised, "columns of other types")


def _same_schema(where: str, expected: pa.Schema, found: pa.Schema) -> Iterator[Problem]:
    if expected.names != found.names:
        yield Problem(f"{where}: columns", ", ".join(expected.names), ", ".join(found.names))
        return
    for promised, there in zip(expected, found, strict=True):
        column = f"{where}: {promised.name}"
        yield from compare(f"{column}: type", promised.type, there.type)
        yield from compare(f"{column}: may be null", promised.nullable, there.nullable)
        yield from compare(f"{column}: description", _text(promised, "description"), _text(there, "description"))
    for key in ("table", "title", "description", "schema_version"):
        yield from compare(f"{where}: {key} in the metadata", _text(expected, key), _text(found, key))


def _nulls(where: str, expected: pa.Schema, found: pa.Table) -> Iterator[Problem]:
    """Yield the columns that hold nulls though they must not."""
    required = (item.name for item in expected if not item.nullable)
    for column in required:
        if found.schema.names.count(column) == 1:
            yield from compare(f"{where}: {column}: nulls", 0, found[column].null_count)


def _text(item: pa.Field | pa.Schema, key: str) -> str | None:
    value = (item.metadata or {}).get(key.encode())
    return None if value is None else value.decode("utf-8", "replace")


def _is_text(schema: pa.Schema) -> bool:
    """Tell whether all metadata is UTF-8: Polars panics where damage has made it something else."""
    told = [schema.metadata or {}, *(item.metadata or {} for item in schema)]
    try:
        _ = [part.decode() for metadata in told for pair in metadata.items() for part in pair]
    except UnicodeDecodeError:
        return False
    return True


def _misplaced(name: str, table: Table, letters: str, frame: pl.DataFrame) -> Iterator[Problem]:
    """Yield how the rows of a shard do not belong there, or are not in the order of their keys."""
    if not letters:
        return
    if table.shardedBy is not None:
        away = frame.filter(~tablefiles.begins(table.shardedBy, letters).fill_null(value=False))[table.shardedBy]
        if len(away):
            first = ", such as ".join([f"{len(away)} others", *away.drop_nulls().head(1)])
            yield Problem(f"{name}: {table.shardedBy}", f"ids with {letters} behind their kind", first)
    if not frame.select(pl.struct(table.primaryKey).is_sorted()).item():
        yield Problem(name, f"rows in the order of {', '.join(table.primaryKey)}", "another order")


def _cut(stored: Stored, most: int) -> Iterator[Problem]:
    """Yield a problem where a table of so many rows is cut into other shards, or into none."""
    wanted = tablefiles.letters(stored.rows, most) if stored.table.shardedBy else 0
    if any(len(file.letters) != wanted for file in stored.files):
        expected = f"shards named by {wanted} letters" if wanted else "one file"
        names = ", ".join(file.path.name for file in stored.files[:3])
        yield Problem(stored.name, f"{expected}, as there are {stored.rows} rows", names)


def _row_counts(release: Path, tables: Iterable[Stored]) -> Iterator[Problem]:
    try:
        manifest = read_manifest(release / MANIFEST)
    except ReleaseError:
        return  # `check_manifest` says so
    for stored in tables:
        told = manifest.tables.get(stored.table.name)
        if told is None:
            yield Problem(f"{MANIFEST}: {stored.table.name}", "an entry for the table", "none")
            continue
        yield from compare(f"{stored.name}: rows, by {MANIFEST}", told.rows, stored.rows)
        counted = {shard.file: shard.rows for shard in told.shards}
        for file in stored.files:
            name = file.path.relative_to(release).as_posix()
            if name in counted:
                yield from compare(f"{name}: rows, by {MANIFEST}", counted[name], file.rows)
