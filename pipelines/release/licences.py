"""`by-licence/`: the rows of a release by the licence of the words they stand on, as views and not as copies."""

import json
from collections.abc import Iterator, Mapping

import polars as pl

from pipelines.contracts import Contracts
from pipelines.release.lineage import Link, Route, routes
from pipelines.release.manifest import TableFile

Files = Mapping[str, TableFile]
"""What the manifest says of each table."""

FOLDER = "by-licence"
VIEWS = f"{FOLDER}/views.sql"
LIST = f"{FOLDER}/licences.json"
_HEAD = """\
-- The tables of this release by the licence of the words that their rows stand on: a schema a licence, a view a table.
-- Run it in DuckDB from the folder of the release:  duckdb -init by-licence/views.sql
-- A row of one document carries the licence and the text_release of its source. A row across documents stands in the
-- views of a licence where all rows it points to do (links), or any row that points to it does (entities, works).
"""
_LOWER = pl.col("licence").str.to_lowercase()


def licence_files(sources: pl.DataFrame, contracts: Contracts, files: Files) -> dict[str, str]:
    """Give the files of `by-licence/` by their names, from the table `sources` and the files of a release."""
    return {VIEWS: views_sql(sources, contracts, files), LIST: licences_json(sources)}


def licences_json(sources: pl.DataFrame) -> str:
    """Give the licences with their sources and how much of the words of each a release holds, as JSON."""
    ordered = sources.sort("source_id")
    grouped = {
        licence: dict(ordered.filter(_LOWER.eq(licence.lower())).select("source_id", "text_release").rows())
        for licence in licences(sources)
    }
    return json.dumps({"licences": grouped}, ensure_ascii=False, indent=2) + "\n"


def views_sql(sources: pl.DataFrame, contracts: Contracts, files: Files) -> str:
    """Give the SQL that makes the views of every licence in DuckDB; paths are relative to the folder of the release."""
    lines = (line for licence in licences(sources) for line in _schema(licence, contracts, files))
    return _HEAD + "".join(f"\n{line}\n" for line in lines)


def licences(sources: pl.DataFrame) -> list[str]:
    """Give the licences of the sources, sorted; SPDX names that differ in case only are one (SPDX 2.3, annex D.2)."""
    firsts = sources.select("licence").sort("licence").unique(_LOWER, keep="first", maintain_order=True)
    return firsts["licence"].to_list()


def _schema(licence: str, contracts: Contracts, files: Files) -> Iterator[str]:
    yield f"CREATE SCHEMA IF NOT EXISTS {_name(licence)};"
    for route in routes(contracts):
        if route.table == "sources":
            body = f"SELECT * FROM {_file('sources', files)} WHERE lower(licence) = {_text(licence.lower())}"
        elif route.kind == "document":
            body = _of_document(route.table, licence, "source_id" in contracts[route.table].columns, files)
        else:
            body = _across(route, licence, files)
        yield f"CREATE OR REPLACE VIEW {_name(licence)}.{_name(route.table)} AS\n{body};"


def _of_document(table: str, licence: str, has_source: bool, files: Files) -> str:
    document = "" if has_source else f"\nJOIN {_file('documents', files)} AS d USING (document_id)"
    return (
        f"SELECT t.*, s.licence, s.text_release\nFROM {_file(table, files)} AS t{document}\n"
        f"JOIN {_file('sources', files)} AS s ON s.source_id = {'t' if has_source else 'd'}.source_id\n"
        f"WHERE lower(s.licence) = {_text(licence.lower())}"
    )


def _across(route: Route, licence: str, files: Files) -> str:
    joined = "\n  AND " if route.kind == "parents" else "\n  OR "
    where = joined.join(_exists(route, link, licence) for link in route.links)
    return f"SELECT t.*, {_text(licence)} AS licence\nFROM {_file(route.table, files)} AS t\nWHERE {where}"


def _exists(route: Route, link: Link, licence: str) -> str:
    """Give the condition that a row of the route's table has its fellow in the views of the same licence."""
    up = route.kind == "parents"
    other, pairs = (link.parent, zip(link.columns, link.targets, strict=True)) if up else (
        link.child, zip(link.targets, link.columns, strict=True)
    )  # fmt: skip
    same = " AND ".join(f"o.{_name(theirs)} = t.{_name(own)}" for own, theirs in pairs)
    return f"EXISTS (SELECT 1 FROM {_name(licence)}.{_name(other)} AS o WHERE {same})"


def _file(table: str, files: Files) -> str:
    return _text(files[table].pattern)


def _name(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def _text(text: str) -> str:
    doubled = text.replace("'", "''")
    return f"'{doubled}'"
