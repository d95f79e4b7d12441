"""A small made-up dataset: three sources, one released in full, one in extracts, one without its words."""

import json
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from pipelines import parquet, readers
from pipelines.contracts import Contracts
from pipelines.extract.versions import TABLES, made_by
from pipelines.identifiers import content_id, sha256_hex
from pipelines.readers.offsets import byte_span
from pipelines.release.bundle import checksums, write_release
from pipelines.release.checks.verdict import Verdict
from pipelines.release.extractors import extractor_rows
from pipelines.release.manifest import measure
from pipelines.release.order import Order

SCHEMAS = Path(__file__).parents[3] / "schemas"
VERSION = "2031.04.05"
DIGEST = "a" * 64

TEXTS = {
    "amber-gazette": (
        "full",
        "The Lighthouse of Amber Bay\n\nThe lighthouse was built in 1811 by Ida Lorne. "
        "\u201cIt will stand a hundred years,\u201d said Lorne.\n\nThe story is told in The Keeper's Log.\n",
    ),
    "river-review": (
        "extract",
        "The Cafe\u0301 by the Mill\r\n\r\nThe mill closed in 1902. \u201cWe kept the cafe\u0301 open,\u201d "
        "said Lorne, whose book The Keeper's Log names every guest.\r\n",
    ),
    "closed-archive": (
        "none",
        "A Letter from the Bay\n\nThe bay froze in 1837. \u201cNobody dared to cross it,\u201d said Lorne "
        "in The Keeper's Log.\n",
    ),
}
CLAIMS = ("lighthouse was built in 1811", "mill closed in 1902", "bay froze in 1837")
QUOTES = ("It will stand a hundred years,", "We kept the caf\u00e9 open,", "Nobody dared to cross it,")


@dataclass(frozen=True)
class Dataset:
    """What a release is made from."""

    contracts: Contracts
    tables: dict[str, pl.DataFrame]
    texts: dict[str, str]
    raw: Path

    @property
    def lazy(self) -> dict[str, pl.LazyFrame]:
        """The tables, each to be read."""
        return {name: frame.lazy() for name, frame in self.tables.items()}

    def release(self, folder: Path, version: str = VERSION, **changed: pl.DataFrame) -> Path:
        """Write a release of these tables, some of them changed."""
        tables = {name: frame.lazy() for name, frame in {**self.tables, **changed}.items()}
        return write_release(tables, self.contracts, SCHEMAS, folder, Order(version, DIGEST))


def make(contracts: Contracts, raw: Path) -> Dataset:
    """Write the raw files and give the tables that they yield."""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in contracts.tables}
    rows["extractors"] = extractor_rows()
    texts = {}
    for (source, (terms, written)), claim, quote in zip(TEXTS.items(), CLAIMS, QUOTES, strict=True):
        path = f"{source}/page.txt"
        data = written.encode()
        (raw / source).mkdir()
        (raw / path).write_bytes(data)
        for name, row in _rows_of(source, terms, path, data, claim, quote):
            rows[name].append({**row, **place_of(source, data), **made_by(TABLES.get(name, "sources"))})
        document = rows["documents"][-1]
        texts[document["document_id"]] = document["text"]
    first = min(rows["documents"], key=lambda row: row["document_id"])
    place = {column: first[column] for column in ("document_id", "source_id", "raw_sha256")}
    for name, row in _shared_rows():
        rows[name].append({**place, **row})
    tables = {name: parquet.frame_of(rows[name], contracts[name]) for name in rows}
    return Dataset(contracts, tables, texts, raw)


def place_of(source: str, data: bytes) -> dict[str, str]:
    digest = sha256_hex(data)
    return {"document_id": content_id("doc", digest), "source_id": source, "raw_sha256": digest}


def _rows_of(
    source: str, terms: str, path: str, data: bytes, claim: str, quote: str
) -> Iterator[tuple[str, dict[str, Any]]]:
    read = readers.read(data, "text/plain")
    text = read.text
    assert text == unicodedata.normalize("NFC", data.decode()).replace("\r\n", "\n")
    document_id = content_id("doc", sha256_hex(data))

    def spot(prefix: str, key: str, words: str) -> dict[str, Any]:
        start = text.index(words)
        end = start + len(words)
        passage = next(item for item in read.passages if item.start <= start < item.end)
        return {
            key: content_id(prefix, document_id, start, end),
            "passage_id": content_id("psg", document_id, passage.start, passage.end),
            "start": start,
            "end": end,
            "text": words,
        }

    yield (
        "sources",
        {
            "title": source.replace("-", " | ").title(),
            "kind": "archive",
            "language": "en",
            "licence": "unknown",
            "text_release": terms,
            "content_warning": "Invented\nfor tests." if terms == "none" else None,
        },
    )
    yield (
        "documents",
        {
            "path": path,
            "raw_bytes": len(data),
            "media_type": "text/plain",
            "encoding": "utf-8",
            "retrieved_at": "unknown",
            "characters": len(text),
            "text_sha256": sha256_hex(text.encode()),
            "offset_map": " ".join(f"{anchor.text_offset}:{anchor.raw_offset}" for anchor in read.anchors),
            "text": text,
        },
    )
    for ordinal, passage in enumerate(read.passages, 1):
        words = text[passage.start : passage.end]
        first, last = byte_span(read.anchors, read.encoding, text, passage.start, passage.end)
        yield (
            "passages",
            {
                **spot("psg", "passage_id", words),
                "ordinal": ordinal,
                "kind": passage.kind.value,
                "byte_start": first,
                "byte_end": last,
                "text_sha256": sha256_hex(words.encode()),
            },
        )
    yield (
        "mentions",
        {
            **spot("men", "mention_id", "Lorne"),
            "entity_id": LORNE,
            "name": "Ida Lorne",
            "kind": "person",
            "form": "name",
        },
    )
    yield (
        "claims",
        {
            **spot("clm", "claim_id", claim),
            "statement": f"The {claim}.",
            "subject": "the " + claim.split(maxsplit=1)[0],
            "predicate": claim.split()[1],
            "object": "in " + claim.rsplit(maxsplit=1)[-1],
            "holder": "author",
            "author_stance": "asserts",
            "negated": False,
            "hedged": False,
            "event_date": claim.rsplit(maxsplit=1)[-1],
            "checkworthy": True,
            "checkworthiness": 0.75,
            "confidence": 0.5,
        },
    )
    said = text.index("said")
    spoken = spot("quo", "quote_id", quote)
    yield (
        "quotes",
        {
            **spoken,
            "kind": "direct",
            "utterance_id": spoken["quote_id"],
            "speaker": "Ida Lorne",
            "speaker_entity_id": LORNE,
            "speaker_start": said + 5,
            "speaker_end": said + 10,
            "cue": "said",
            "cue_start": said,
            "cue_end": said + 4,
            "confidence": 0.5,
        },
    )
    pointed = spot("ref", "reference_id", "The Keeper's Log")
    yield (
        "references",
        {
            **pointed,
            "kind": "work_mention",
            "type": "book",
            "title": "The Keeper's Log",
            "work_id": LOG,
            "confidence": 1,
        },
    )
    name = {"ordinal": 1, "role": "author", "family": "Lorne", "given": "Ida", "literal": "Ida Lorne"}
    yield "reference_names", {"reference_id": pointed["reference_id"], **name}
    spot_of_title = {key: pointed[key] for key in ("reference_id", "start", "end", "text")}
    yield "reference_fields", {**spot_of_title, "field": "title", "ordinal": 1, "confidence": 0.9}


LORNE = content_id("ent", "person", "Ida Lorne")
LOG = content_id("wrk", "The Keeper's Log", "Lorne")


def _shared_rows() -> Iterator[tuple[str, dict[str, Any]]]:
    named = {"entity_id": LORNE, **made_by("entities")}
    yield "entities", {**named, "kind": "person", "name": "Ida Lorne", "mention_count": 3, "document_count": 3}
    yield "entity_aliases", {**named, "alias": "Lorne", "origin": "document"}
    pointed = {"work_id": LOG, **made_by("works")}
    yield "works", {**pointed, "title": "The Keeper's Log", "type": "book", "reference_count": 3}
    yield "work_creators", {**pointed, "ordinal": 1, "role": "author", "family": "Lorne", "literal": "Ida Lorne"}
    reject = {
        "stage": "read",
        "path": "river-review/blank.txt",
        "document_id": None,
        "source_id": "river-review",
        "raw_sha256": sha256_hex(b""),
        "location": "",
        "reason": "empty_file",
        "detail": "0 bytes",
        **made_by("readers"),
    }
    yield "rejects", {"reject_id": content_id("rej", "read", "river-review/blank.txt"), **reject}
    figures = {"precision": 0.8, "recall": 0.6, "f1": 0.69, "f1_low": 0.6, "f1_high": 0.75, **made_by("quality")}
    counts = {"documents": 2, "gold_rows": 40, "predicted_rows": 30}
    yield "quality", {"table_name": "quotes", "gold_set": "made up", "measure": "span and kind", **counts, **figures}


def told(verdict: Verdict) -> dict[str, list[str]]:
    """Give the problems of each check that has any."""
    return {check.name: [str(problem) for problem in check.problems] for check in verdict.checks if check.problems}


def rewrite(release: Path, table: str, change: Callable[[pl.DataFrame], pl.DataFrame], dataset: Dataset) -> None:
    """Change a table as somebody would who knows the release: file, sums, manifest and data package agree."""
    contract, path = dataset.contracts[table], release / f"{table}.parquet"
    frame = change(parquet.read(path))
    parquet.write(frame, contract, dataset.contracts.schema(table), path)
    seal(release, table, frame.height)


def seal(release: Path, table: str, rows: int) -> None:
    file = measure(release, table)
    manifest = json.loads((release / "manifest.json").read_text())
    manifest["tables"][table] = {"file": file.file, "rows": rows, "bytes": file.bytes, "sha256": file.sha256}
    (release / "manifest.json").write_text(json.dumps(manifest))
    package = json.loads((release / "datapackage.json").read_text())
    resource = next(item for item in package["resources"] if item["name"] == table)
    resource.update(rows=rows, hash=f"sha256:{file.sha256}")
    (release / "datapackage.json").write_text(json.dumps(package))
    (release / "SHA256SUMS").write_text(checksums(release))
