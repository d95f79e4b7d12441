"""The explorer of a release: `site/`, pages that open from the folder and read the release's own Parquet.

The pages themselves are built once from `explorer/` into `pipelines/release/pages/` (`make explorer`). Beside them go,
for each release, files that a page may load even where it was opened from a folder. There a browser lets a page read no
file, but lets it run a script of its own folder; so all of them are scripts of one call, `testimonia("name", value)`:

- `data/release.js`: version, tables with their columns, sources, measured figures, counts;
- `data/blocks/<table>/<n>.js`: the bytes of `<table>.parquet`, cut into blocks, for pages opened from a folder; a page
  that came over HTTP reads ranges of the Parquet file instead;
- `data/words/<table>/<n>.js`: the search index of a large table; a small one is searched row by row.

A table in shards has blocks under `data/blocks/<table>/<shard>/`, as long as they are few, and no search index: its
rows are read where they stand, and by document, and to ask it as a whole is for DuckDB. So is searching a table in one
file that has very many words.
"""

import base64
import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl

from pipelines.contracts import Contracts, Field, Table
from pipelines.errors import ReleaseError
from pipelines.release.manifest import MANIFEST, Shard, TableFile, read_manifest
from pipelines.release.rights import words_of
from pipelines.release.site_search import shards
from pipelines.tablefiles import SUFFIX, scan

SITE = "site"
PAGES = Path(__file__).parent / "pages"
START = "index.html"
BLOCK_BYTES = 3 << 17
"""Divides by three, so that the base64 of a block has no padding inside a file."""
BLOCKS_LIMIT = 256 << 20
"""A table with more bytes has no blocks: its page says to use `testimonia explore` or a web server."""
INDEX_FROM = 2_000
INDEX_LIMIT = 128 << 20
"""A table with more bytes of words has no search index, and is not searched; to make one takes eight times as many."""
_NOT_WORDS = frozenset({"extractor", "extractor_version", "offset_map", "media_type", "encoding", "models", "parser"})


def has_pages(pages: Path = PAGES) -> bool:
    """Tell whether the explorer was built; without it a release has no `site/`."""
    return (pages / START).is_file()


def write_site(release: Path, contracts: Contracts, site: Path, pages: Path = PAGES) -> None:
    """Write the explorer of the folder `release`, whose tables and manifest are there, into the new folder `site`.

    Raises `ReleaseError` where the pages were not built.
    """
    if not has_pages(pages):
        raise ReleaseError(f"{pages}: the explorer's pages were not built; build them with `make explorer`")
    shutil.copytree(pages, site)
    manifest = read_manifest(release / MANIFEST)
    described = {
        table.name: _table(table, contracts, manifest.tables[table.name], release, site) for table in contracts
    }
    value = {
        "name": manifest.name,
        "version": manifest.version,
        "schema_version": manifest.schema_version,
        "title": contracts.dataset.title,
        "description": contracts.dataset.description,
        "licences": [
            {"title": item.title, "path": item.path, "covers": item.covers} for item in contracts.dataset.licences
        ],
        "block_bytes": BLOCK_BYTES,
        "tables": described,
        **_summary(release),
    }
    _script(site / "data" / "release.js", "release", value)


def searched(table: Table) -> tuple[str, ...]:
    """Give the columns of a table that hold words of people: strings that are no id, hash, code or fixed term."""
    return tuple(item.name for item in table if _is_words(item))


def _is_words(item: Field) -> bool:
    constraints = item.constraints
    coded = constraints.enum or constraints.pattern or item.name.endswith(("_id", "_sha256"))
    return item.type == "string" and not coded and item.name not in _NOT_WORDS


def _table(table: Table, contracts: Contracts, file: TableFile, release: Path, site: Path) -> dict[str, object]:
    """Write what the pages need of one table, and give what they need to know of it."""
    large = not file.shards and file.rows >= INDEX_FROM and bool(searched(table))
    indexed = large and _bytes_of_words(release, table) <= INDEX_LIMIT
    whole = {} if file.shards else {"blocks": _blocks(release, file.files[0], file, site)}
    return {
        "title": table.title,
        "description": table.description,
        "group": contracts.group_of(table.name).name,
        "file": file.file,
        "rows": file.rows,
        "bytes": file.bytes,
        **whole,
        "key": list(table.primaryKey),
        "fields": [_field(item) for item in table],
        "spans": [{"start": span.start, "end": span.end, "text": span.text} for span in table.spans],
        "links": [_link(key.fields[0], key.reference.resource) for key in table.foreignKeys],
        "searched": list(searched(table)),
        "words": list(words_of(table)),
        "index": _write_index(release / file.file, table, site) if indexed else None,
        **({"searchable": False} if large and not indexed else {}),
        **({"sharded_by": table.shardedBy, "shards": _shards(release, file, site)} if file.shards else {}),
    }


def _shards(release: Path, file: TableFile, site: Path) -> list[dict[str, object]]:
    """Write the blocks of a table's shards, and give what the pages need to know of each."""
    return [
        {"file": one.file, "rows": one.rows, "bytes": one.bytes, "blocks": _blocks(release, one, file, site)}
        for one in file.shards
    ]


def _field(item: Field) -> dict[str, object]:
    return {
        "name": item.name,
        "type": item.type,
        "description": item.description,
        "enum": list(item.constraints.enum),
        "required": item.constraints.required,
    }


def _link(column: str, table: str) -> dict[str, str]:
    return {"column": column, "table": table}


def _blocks(release: Path, one: Shard, table: TableFile, site: Path) -> int:
    """Write the bytes of a file of a table as scripts, and give their number; none where the table is too large."""
    if table.bytes > BLOCKS_LIMIT:
        return 0
    name, count = f"blocks/{one.file.removesuffix(SUFFIX)}", 0
    with (release / one.file).open("rb") as file:
        while block := file.read(BLOCK_BYTES):
            _script(site / "data" / name / f"{count}.js", f"{name}/{count}", base64.b64encode(block).decode("ascii"))
            count += 1
    return count


def _bytes_of_words(release: Path, table: Table) -> int:
    """Give how many bytes the words of a table have that a search looks at."""
    size = pl.sum_horizontal(pl.col(searched(table)).str.len_bytes().sum())
    return int(scan(release, table.name).select(size).collect(engine="streaming").item())


def _write_index(path: Path, table: Table, site: Path) -> list[str]:
    """Write the search index of a table, and give the first word of each of its shards."""
    columns = searched(table)
    frame = pl.read_parquet(path, columns=list(columns), glob=False)
    firsts = []
    for number, shard in enumerate(shards(frame, columns)):
        name = f"words/{table.name}/{number}"
        _script(site / "data" / f"{name}.js", name, shard.payload())
        firsts.append(shard.words[0])
    return firsts


def _summary(release: Path) -> dict[str, object]:
    """Give the small tables whole, and counts of the large ones, so that the first page reads nothing else."""
    per_source = scan(release, "documents").group_by("source_id").agg(pl.len().alias("documents"))
    stances = scan(release, "claims").group_by("source_id", "author_stance").agg(pl.len().alias("claims"))
    return {
        "sources": list(_rows(release, "sources")),
        "quality": list(_rows(release, "quality")),
        "documents_by_source": per_source.sort("source_id").collect(engine="streaming").to_dicts(),
        "claims_by_stance": stances.sort("source_id", "author_stance").collect(engine="streaming").to_dicts(),
    }


def _rows(release: Path, name: str) -> Iterator[Mapping[str, object]]:
    return scan(release, name).collect().iter_rows(named=True)


def _script(path: Path, name: str, value: object) -> None:
    """Write a value as a script that hands it to the page; ASCII only, so that no encoding can be mistaken."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    path.write_text(f"testimonia({json.dumps(name)},{text});\n", encoding="ascii", newline="\n")
