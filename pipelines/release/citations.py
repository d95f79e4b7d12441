"""`works.csl.json` and `works.bib`: the works of a release for reference managers and citation processors."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.extract.same_work import without_medium
from pipelines.release.bibtex import bibtex_entry, citation_key
from pipelines.release.csl import csl_item

CSL, BIBTEX = "works.csl.json", "works.bib"
_DIGEST = 6


def write_works(works: pl.DataFrame, creators: pl.DataFrame, folder: Path) -> None:
    """Write both files from the tables `works` and `work_creators` as a release holds them, in the order of `work_id`.

    An item's id in CSL is the `work_id`; its citation key, in both files, is name, year and word with the beginning of
    the digest behind them, so that it stays while other works come and go.
    """
    items = list(_keyed(works, creators))
    with (folder / CSL).open("w", encoding="utf-8", newline="\n") as file:
        opening = "["
        for key, work, names in items:
            item = csl_item(work["work_id"], key, work, names)
            file.write(f"{opening}\n{json.dumps(item, ensure_ascii=False)}")
            opening = ","
        file.write("[]\n" if opening == "[" else "\n]\n")
    with (folder / BIBTEX).open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{bibtex_entry(key, work, names)}\n" for key, work, names in items)


def _keyed(works: pl.DataFrame, creators: pl.DataFrame) -> Iterator[tuple[str, dict[str, Any], list[dict[str, Any]]]]:
    """Yield each work with its citation key and its names in order."""
    names: dict[str, list[dict[str, Any]]] = {}
    for row in creators.sort("work_id", "ordinal").iter_rows(named=True):
        names.setdefault(row["work_id"], []).append(row)
    taken: set[str] = set()
    for row in works.sort("work_id").iter_rows(named=True):
        work = {**row, "title": without_medium(row["title"])}
        made = names.get(row["work_id"], [])
        digest = row["work_id"].partition("_")[2]
        key = f"{citation_key(work, made)}-{digest[:_DIGEST]}"
        key = f"{key}{digest[_DIGEST:]}" if key in taken else key
        taken.add(key)
        yield key, work, made
