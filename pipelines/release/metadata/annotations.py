"""Web Annotations of the claims, quotes and references of a release (https://www.w3.org/TR/annotation-model/).

An annotation is a row seen from its document: it targets the canonical text, named by its hash, with a position
selector in code points and, where the row's words are released, a quote selector. For each table there is an
`AnnotationCollection` and pages of it in the folder `annotations/`: the container that annotation clients know, in
files of bounded size, with one annotation a line. No time of making stands in it: the same tables give the same bytes.

The rows of one file of a table are in memory at a time, and the texts of a stretch of their documents.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TextIO

import polars as pl

from pipelines.release.metadata.annotation_bodies import BODIES, MOTIVATIONS, Known, known_of
from pipelines.release.metadata.facts import Facts, facts_of, one_line
from pipelines.release.metadata.jsonld import as_text, hash_iri, stated
from pipelines.release.metadata.model import Described
from pipelines.release.parts import cut
from pipelines.tablefiles import height

FOLDER = "annotations"
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
PAGE_ROWS = 10_000
"""How many annotations stand on a page: some ten megabytes, which any client holds in memory."""
AROUND = 32
"""How many code points before and behind its words a quote selector has, where the running text is released."""
TEXTS = 20_000
"""How many documents are in memory at a time, with their texts."""
TOGETHER = 2_000
"""How many rows stand beside the text of their document at a time."""
_FILE, _ROW = "file", "#"
_ALL = (pl.lit(value=True),)


def write_annotations(described: Described, folder: Path, page_rows: int = PAGE_ROWS, texts: int = TEXTS) -> None:
    """Write the collections and their pages into `folder/annotations`, a page at a time."""
    target = folder / FOLDER
    target.mkdir()
    facts, known, documents = facts_of(described), known_of(described), _documents(described)
    stretches = _stretches(documents, texts)
    for name in BODIES:
        total = height(described.tables[name])
        pages = -(-total // page_rows)
        collection = _collection(described.contracts[name].title, name, total, pages, facts)
        (target / f"{name}.jsonld").write_text(as_text(collection), encoding="utf-8", newline="\n")
        files = (
            in_context(part.rows, documents, _within(part.prefix, stretches)).with_columns(
                pl.lit(part.file).alias(_FILE)
            )
            for part in described.parts(name)
        )
        for number, held in enumerate(_paged(files, page_rows), 1):
            head = _page(name, number, pages, (number - 1) * page_rows)
            with (target / f"{name}-{number}.jsonld").open("w", encoding="utf-8", newline="\n") as file:
                _write_page(file, head, annotations(name, held, known))


def in_context(found: pl.DataFrame, documents: pl.LazyFrame, stretches: Iterable[pl.Expr] = _ALL) -> pl.DataFrame:
    """Give rows with what is told of their documents, and the words before and behind theirs.

    `documents` has `document_id`, `text_sha256`, `language`, `content_warning` and `running`, the text where it is
    released; those of which one of the `stretches` is true are read at a time.
    """
    numbered = found.with_row_index(_ROW)
    beside = [_beside(numbered.filter(stretch), documents.filter(stretch)) for stretch in stretches]
    return pl.concat(beside).sort(_ROW).drop(_ROW)


def _beside(found: pl.DataFrame, documents: pl.LazyFrame) -> pl.DataFrame:
    """Give rows beside their documents, some at a time, since a joined text stands there once for each row."""
    read = documents.collect(engine="streaming")
    return pl.concat([_joined(some, read) for some in found.iter_slices(TOGETHER)] or [_joined(found, read)])


def _joined(found: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    around = found.join(documents, on="document_id", how="left", maintain_order="left").with_columns(
        prefix=pl.col("running").str.slice((pl.col("start") - AROUND).clip(0), pl.min_horizontal("start", AROUND)),
        suffix=pl.col("running").str.slice(pl.col("end"), AROUND),
    )
    return around.drop("running")


def _stretches(documents: pl.LazyFrame, texts: int) -> dict[str, pl.Expr]:
    """Tell which documents to read at a time, by what their ids begin with."""
    by = cut([documents], "document_id", texts)
    return {prefix: by.begins(prefix) for prefix in by.prefixes} if by else {"": _ALL[0]}


def _within(prefix: str, stretches: Mapping[str, pl.Expr]) -> list[pl.Expr]:
    """Give the stretches that the documents of a part lie in, whose ids begin with `prefix`."""
    return [told for begin, told in stretches.items() if begin.startswith(prefix) or prefix.startswith(begin)]


def _paged(frames: Iterable[pl.DataFrame], size: int) -> Iterator[pl.DataFrame]:
    """Give frames anew with `size` rows each, the last one with what is left."""
    held: pl.DataFrame | None = None
    for frame in frames:
        held = frame if held is None else pl.concat([held, frame])
        full = held.height - held.height % size
        yield from held.head(full).iter_slices(size)
        held = held.slice(full)
    if held is not None and held.height:
        yield held


def annotations(name: str, found: pl.DataFrame, known: Known) -> Iterator[dict[str, Any]]:
    """Yield the annotation of each row of the table `name`, in order; `found` as `in_context` gives them.

    The column `file` has the file that a row stands in.
    """
    key = found.columns[0]
    for row in found.iter_rows(named=True):
        yield {
            "id": f"../{row[_FILE]}#{row[key]}",
            "type": "Annotation",
            "motivation": MOTIVATIONS[name],
            "body": [*BODIES[name](row, known), *_warning(row)],
            "target": {
                "type": "SpecificResource",
                "source": hash_iri(row["text_sha256"]),
                "selector": list(_selectors(row)),
            },
        }


def _documents(described: Described) -> pl.LazyFrame:
    warnings = described.sources.lazy().select("source_id", "content_warning")
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
