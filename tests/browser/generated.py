"""A release of any size, made up from our own words: the same bytes for the same seed.

Each document tells, sentence by sentence, who did what, where and when; each sentence is a claim, some hold a quote,
some name a work. One source is released in full, one in extracts, one has a content warning, and one is hostile: its
words are markup, code and characters that turn the page around.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from shutil import copytree
from typing import Any

import polars as pl

from pipelines import tablefiles
from pipelines.contracts import Contracts, Field, Table, load_contracts
from pipelines.identifiers import content_id, sha256_hex
from pipelines.release.manifest import Manifest, manifest_json, measure
from pipelines.release.rights import apply_terms
from pipelines.release.site import write_site

FIRST = "Ada Bruno Carla Dario Elin Farid Greta Hugo Ines Jonas Kaya Lena Milos Nadja Otto Petra".split()
LAST = "Quill Harrow Linde Marsh Okoro Petrov Rask Silva Thorne Ueda Varga Winter Yildiz Zeller".split()
PLACES = "Amber Bay,Mill Street,the North Harbour,Salt Hill,the Old Exchange,Fern Valley,Glass Square".split(",")
DEEDS = "opened,closed,sold,defended,betrayed,rebuilt,described,abandoned,financed,occupied".split(",")
THINGS = "the lighthouse,the salt works,the printing house,the strike fund,the ferry,the archive,the market hall".split(
    ","
)
WORKS = tuple(f"The {word} of {place}" for word in ("Book", "Trial", "Silence") for place in ("Salt", "Amber", "Glass"))
STANCES = ("asserts", "asserts", "asserts", "denies", "reports", "questions")
SOURCES = {"amber-gazette": "full", "river-review": "extract", "night-pamphlet": "full", "hostile-press": "full"}
WARNING = "Made-up pamphlet that stands for a hateful one."
HOSTILE = (
    "<script>window.broken = 1</script>",
    '<img src=x onerror="window.broken = 2">',
    '"><svg onload="window.broken = 3">',
    "[press here](javascript:window.broken=4) javascript:window.broken=4",
    "safe \u202etxet eht snrut siht\u202c end",
    "nothing\u0000here\u200b and \u2066isolated\u2069 \ufeffmark",
    "{{7*7}} ${7*7} </title></textarea><style>*{display:none}</style>",
    "&lt;b&gt; &amp;quot; %3Cscript%3E",
    "x" * 1_000_000,
)
VERSION = "2031.04.05"


@dataclass
class Rows:
    """The rows of all tables as they come."""

    tables: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def add(self, table: str, **row: Any) -> None:
        self.tables.setdefault(table, []).append(row)


def make(
    folder: Path, schemas: Path, documents: int, sentences: int, seed: int = 7, shard_rows: int | None = None
) -> Path:
    """Write a release with `documents` of `sentences` claims each, and the hostile ones; give its folder.

    A table of more than `shard_rows` rows, where those are given, is written in shards.
    """
    contracts = load_contracts(schemas)
    if shard_rows is not None:
        contracts = replace(contracts, dataset=replace(contracts.dataset, shard_rows=shard_rows))
    rows = Rows()
    _shared(rows)
    chance = random.Random(seed)
    for number in range(documents):
        source = ("amber-gazette", "river-review", "night-pamphlet")[number % 3]
        _document(rows, source, f"Report {number}", list(_sentences(chance, sentences)), chance)
    for number, words in enumerate(HOSTILE):
        _document(rows, "hostile-press", words[:200], [(words, "Ada Quill", 1900 + number)], chance)
    _links(rows)
    return _write(folder / VERSION, schemas, contracts, rows)


def _shared(rows: Rows) -> None:
    for source, terms in SOURCES.items():
        warning = WARNING if source == "night-pamphlet" else None
        title = source.replace("-", " ").title()
        rows.add(
            "sources", source_id=source, title=title, kind="newspaper", text_release=terms, content_warning=warning
        )
    for first in FIRST:
        for last in LAST:
            name = f"{first} {last}"
            rows.add("entities", entity_id=content_id("ent", name), kind="person", name=name)
    for title in WORKS:
        rows.add("works", work_id=content_id("wrk", title), title=title, type="book", reference_count=1)


def _sentences(chance: random.Random, count: int) -> Iterator[tuple[str, str, int]]:
    """Yield sentences with who acts in each, and when."""
    for _ in range(count):
        who, year = f"{chance.choice(FIRST)} {chance.choice(LAST)}", chance.randrange(1850, 1950)
        deed, thing, place = chance.choice(DEEDS), chance.choice(THINGS), chance.choice(PLACES)
        yield f"{who} {deed} {thing} at {place} in {year}.", who, year


def _document(rows: Rows, source: str, title: str, told: list[tuple[str, str, int]], chance: random.Random) -> None:
    text = " ".join(sentence for sentence, _, _ in told)
    place = {
        "document_id": content_id("doc", source, title, text),
        "source_id": source,
        "raw_sha256": sha256_hex(text.encode()),
    }
    rows.add(
        "documents",
        **place,
        path=f"{source}/{title[:20]}.txt",
        title=title,
        characters=len(text),
        text=text,
        raw_bytes=len(text),
    )
    passage = content_id("psg", place["document_id"])
    rows.add("passages", **place, passage_id=passage, ordinal=0, kind="paragraph", start=0, end=len(text), text=text)
    start = 0
    for sentence, who, year in told:
        where = {**place, "passage_id": passage}
        _claim(rows, where, sentence, start, who, year, chance)
        if chance.random() < 0.2:
            _quote(rows, where, sentence, start, who)
        if chance.random() < 0.05:
            _reference(rows, where, sentence, start, chance.choice(WORKS))
        start += len(sentence) + 1


def _claim(
    rows: Rows, where: dict[str, str], sentence: str, start: int, who: str, year: int, chance: random.Random
) -> None:
    stance = chance.choice(STANCES)
    by_author = stance == "asserts"
    day = date(year, chance.randrange(1, 13), 1)
    rows.add(
        "claims",
        **where,
        claim_id=content_id("clm", where["document_id"], start),
        start=start,
        end=start + len(sentence),
        text=sentence,
        statement=sentence,
        subject=who,
        holder="author" if by_author else who,
        holder_entity_id=None if by_author else content_id("ent", who),
        author_stance=stance,
        negated=False,
        hedged=chance.random() < 0.1,
        event_date=day.isoformat(),
        event_start=day,
        event_end=day,
        checkworthy=chance.random() < 0.5,
        checkworthiness=round(chance.random(), 3),
        confidence=round(0.5 + chance.random() / 2, 3),
    )


def _quote(rows: Rows, where: dict[str, str], sentence: str, start: int, who: str) -> None:
    end = start + len(sentence)
    middle = start + min(len(sentence) // 2, len(who) + 1)
    quote = content_id("quo", where["document_id"], start)
    words = sentence[middle - start :]
    said = {"quote_id": quote, "utterance_id": quote, "start": middle, "end": end, "text": words, "kind": "direct"}
    rows.add("quotes", **where, **said, speaker=who, speaker_entity_id=content_id("ent", who), confidence=0.9)


def _reference(rows: Rows, where: dict[str, str], sentence: str, start: int, work: str) -> None:
    end = start + min(len(sentence), 12)
    rows.add("references", **where, reference_id=content_id("ref", where["document_id"], start), start=start, end=end,
             text=sentence[: end - start], kind="work_mention", type="book", title=work, work=work,
             work_id=content_id("wrk", work), confidence=0.9)  # fmt: skip


def _links(rows: Rows) -> None:
    """Link the first claim of each document to that of the next."""
    firsts = [row for row in rows.tables["claims"] if row["start"] == 0]
    relations = ("agrees", "conflicts", "contradicts", "entails")
    for number, pair in enumerate(pairwise(firsts)):
        one, other = sorted(pair, key=lambda row: row["claim_id"])
        ends = {"claim_id": one["claim_id"], "other_claim_id": other["claim_id"], "relation": relations[number % 4]}
        place = {name: one[name] for name in ("document_id", "source_id", "raw_sha256")}
        rows.add("claim_links", **ends, **place, other_document_id=other["document_id"], confidence=0.75)


def _write(folder: Path, schemas: Path, contracts: Contracts, rows: Rows) -> Path:
    tables = {table.name: _frame(rows.tables.get(table.name, []), table).lazy() for table in contracts}
    folder.mkdir(parents=True)
    copytree(schemas, folder / "schemas")
    files = {}
    for name, frame in apply_terms(tables, contracts).items():
        tablefiles.write(frame.collect(), name, contracts, folder)
        files[name] = measure(folder, name)
    manifest = Manifest("testimonia", VERSION, contracts.dataset.schema_version, "a" * 64, files)
    (folder / "manifest.json").write_text(manifest_json(manifest), encoding="utf-8")
    write_site(folder, contracts, folder / "site")
    return folder


def _frame(rows: list[dict[str, Any]], table: Table) -> pl.DataFrame:
    """Give rows as a table; a required column that is not told of here has the example of the contract."""
    empty = pl.DataFrame(table.schema.empty_table())
    columns = {item.name: [row.get(item.name) for row in rows] for item in table}
    for item in table:
        if item.constraints.required:
            columns[item.name] = [_example(item) if cell is None else cell for cell in columns[item.name]]
    return pl.DataFrame(columns, schema=empty.schema)


def _example(item: Field) -> Any:
    if item.example is not None:
        return item.example
    if item.constraints.enum:
        return item.constraints.enum[0]
    return {"string": "a" * 64, "integer": 1, "number": 0.5, "boolean": False, "date": date(1917, 10, 25)}[item.type]
