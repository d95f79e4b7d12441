"""`works.csl.json` and `works.bib`: the works of a release for reference managers and citation processors."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.extract.same_work import without_medium
from pipelines.release.bibtex import bibtex_entry, citation_key
from pipelines.release.csl import csl_item
from pipelines.release.parts import parts_of

CSL, BIBTEX = "works.csl.json", "works.bib"
_DIGEST = 6
TOGETHER = 100_000
"""How many works are in memory at a time, with their creators."""
Keyed = tuple[str, dict[str, Any], list[dict[str, Any]]]


def write_works(works: pl.LazyFrame, creators: pl.LazyFrame, folder: Path, together: int = TOGETHER) -> None:
    """Write both files from the tables `works` and `work_creators` as a release holds them, in the order of `work_id`.

    An item's id in CSL is the `work_id`; its citation key, in both files, is name, year and word with the beginning of
    the digest behind them, so that it stays while other works come and go.
    """
    with (
        (folder / CSL).open("w", encoding="utf-8", newline="\n") as csl,
        (folder / BIBTEX).open("w", encoding="utf-8", newline="\n") as bibtex,
    ):
        opening = "["
        for key, work, names in _keyed(works, creators, together):
            item = csl_item(work["work_id"], key, work, names)
            csl.write(f"{opening}\n{json.dumps(item, ensure_ascii=False)}")
            bibtex.write(f"{bibtex_entry(key, work, names)}\n")
            opening = ","
        csl.write("[]\n" if opening == "[" else "\n]\n")


def _keyed(works: pl.LazyFrame, creators: pl.LazyFrame, together: int) -> Iterator[Keyed]:
    """Yield each work with its citation key and its names in order; the keys of all works are held."""
    taken: set[str] = set()
    for row, made in _with_creators(works, creators, together):
        work = {**row, "title": without_medium(row["title"])}
        digest = row["work_id"].partition("_")[2]
        key = f"{citation_key(work, made)}-{digest[:_DIGEST]}"
        key = f"{key}{digest[_DIGEST:]}" if key in taken else key
        taken.add(key)
        yield key, work, made


def _with_creators(
    works: pl.LazyFrame, creators: pl.LazyFrame, together: int
) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Yield each work with its creators, by the beginnings of their ids, which is the order of the ids themselves."""
    for part, made in parts_of([works, creators], "work_id", together):
        names: dict[str, list[dict[str, Any]]] = {}
        for row in made.sort("work_id", "ordinal").collect(engine="streaming").iter_rows(named=True):
            names.setdefault(row["work_id"], []).append(row)
        for work in part.sort("work_id").collect(engine="streaming").iter_rows(named=True):
            yield work, names.get(work["work_id"], [])
