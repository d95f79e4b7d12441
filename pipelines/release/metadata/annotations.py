"""Web Annotations of the claims, quotes and references of a release (https://www.w3.org/TR/annotation-model/).

An annotation is a row seen from its document: it targets the canonical text, named by its hash, with a position
selector in code points and, where the row's words are released, a quote selector. For each table there is an
`AnnotationCollection` and pages of it in the folder `annotations/`: the container that annotation clients know, in
files of bounded size, with one annotation a line. No time of making stands in it: the same tables give the same bytes.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

import polars as pl

from pipelines.release.metadata.annotation_bodies import BODIES, MOTIVATIONS, Known, known_of
from pipelines.release.metadata.facts import Facts, facts_of, one_line
from pipelines.release.metadata.jsonld import as_text, hash_iri, stated
from pipelines.release.metadata.model import Described

FOLDER = "annotations"
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
PAGE_ROWS = 10_000
"""How many annotations stand on a page: some ten megabytes, which any client holds in memory."""
AROUND = 32
"""How many code points before and behind its words a quote selector has, where the running text is released."""


def write_annotations(described: Described, folder: Path, page_rows: int = PAGE_ROWS) -> None:
    """Write the collections and their pages into `folder/annotations`, a page at a time."""
    target = folder / FOLDER
    target.mkdir()
    facts, known, documents = facts_of(described), known_of(described), _documents(described)
    for name in BODIES:
        rows = described.tables[name]
        starts = range(0, rows.height, page_rows)
        collection = _collection(described.contracts[name].title, name, rows.height, len(starts), facts)
        (target / f"{name}.jsonld").write_text(as_text(collection), encoding="utf-8", newline="\n")
        for number, start in enumerate(starts, 1):
            items = annotations(name, rows.slice(start, page_rows), documents, known)
            head = _page(name, number, len(starts), start)
            with (target / f"{name}-{number}.jsonld").open("w", encoding="utf-8", newline="\n") as file:
                _write_page(file, head, items)


def annotations(name: str, rows: pl.DataFrame, documents: pl.DataFrame, known: Known) -> Iterator[dict[str, Any]]:
    """Yield the annotation of each row of the table `name`, in order.

    `documents` has `document_id`, `text_sha256`, `language`, `content_warning` and `running`, the text where it is
    released.
    """
    key = rows.columns[0]
    around = rows.join(documents, on="document_id", how="left", maintain_order="left").with_columns(
        prefix=pl.col("running").str.slice((pl.col("start") - AROUND).clip(0), pl.min_horizontal("start", AROUND)),
        suffix=pl.col("running").str.slice(pl.col("end"), AROUND),
    )
    for row in around.drop("running").iter_rows(named=True):
        yield {
            "id": f"../{name}.parquet#{row[key]}",
            "type": "Annotation",
            "motivation": MOTIVATIONS[name],
            "body": [*BODIES[name](row, known), *_warning(row)],
            "target": {
                "type": "SpecificResource",
                "source": hash_iri(row["text_sha256"]),
                "selector": list(_selectors(row)),
            },
        }


def _documents(described: Described) -> pl.DataFrame:
    warnings = described.sources.select("source_id", "content_warning")
    documents = described.tables["documents"].select(
        "document_id", "source_id", "text_sha256", "language", pl.col("text").alias("running")
    )
    return documents.join(warnings, on="source_id", how="left").drop("source_id")


def _selectors(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield one selector or two for the same span; the second holds words, so only what the terms let out."""
    yield {"type": "TextPositionSelector", "start": row["start"], "end": row["end"]}
    if row["text"] is not None:
        words = {"exact": row["text"], "prefix": row["prefix"], "suffix": row["suffix"]}
        yield {"type": "TextQuoteSelector", **stated(words)}


def _warning(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if row["content_warning"] is not None:
        words = f"Content warning: {one_line(row['content_warning'])}"
        yield {"type": "TextualBody", "purpose": "commenting", "value": words, "language": "en"}


def _collection(title: str, name: str, rows: int, pages: int, facts: Facts) -> dict[str, Any]:
    creators = [{"type": "Organization", "name": maker} for maker in facts.creators]
    ends = {"first": f"{name}-1.jsonld", "last": f"{name}-{pages}.jsonld"} if pages else {}
    return {
        "@context": CONTEXT,
        "id": f"{name}.jsonld",
        "type": "AnnotationCollection",
        "label": f"{title} of {facts.name} {facts.version}",
        "creator": creators,
        "rights": facts.licence_url,
        "total": rows,
        **ends,
    }


def _page(name: str, number: int, pages: int, start: int) -> dict[str, Any]:
    page = {
        "@context": CONTEXT,
        "id": f"{name}-{number}.jsonld",
        "type": "AnnotationPage",
        "partOf": f"{name}.jsonld",
        "startIndex": start,
        "prev": f"{name}-{number - 1}.jsonld" if number > 1 else None,
        "next": f"{name}-{number + 1}.jsonld" if number < pages else None,
    }
    return stated(page)


def _write_page(file: TextIO, head: dict[str, Any], items: Iterator[dict[str, Any]]) -> None:
    """Write a page with its items behind its head, one a line."""
    file.write(json.dumps(head, ensure_ascii=False)[:-1] + ', "items": [')
    for number, item in enumerate(items):
        file.write(("," if number else "") + "\n" + json.dumps(item, ensure_ascii=False, separators=(",", ":")))
    file.write("\n]}\n")
