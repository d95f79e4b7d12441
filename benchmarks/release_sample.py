"""A made-up corpus of any size: documents in invented words, and the rows that they yield.

Names are put together from syllables and sentences from patterns, all seeded. The rows are made by the functions that
make those of real documents; only the finding of spans is left out, since the generator knows them.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from pipelines import readers
from pipelines.contracts import Contracts
from pipelines.extract.annotation import Annotated
from pipelines.extract.authority import Authority
from pipelines.extract.batch import TABLES
from pipelines.extract.cast import Cast
from pipelines.extract.mention import Mention, Named
from pipelines.extract.rows import Claim, Extraction, Name, Quote, QuoteKind, Reference, ReferenceKind, Span
from pipelines.extract.tables import Row, Rows, rows_of, source_rows
from pipelines.identifiers import sha256_hex
from pipelines.parquet import frame_of
from pipelines.sources import RawDocument, Source, SourceTerms

SEED = 20261122
SOURCES = 20
SENTENCES, QUOTES, REFERENCES = 6, 0.15, 0.04
"""Claims of a paragraph, and how many quotations and references there are for each claim."""
SYLLABLES = "bar den fal gor hul jen kas lim mor nel pir ros sul tam ver wil zan dor mes kra tol vin".split()
DOINGS = "founded financed led built betrayed arrested praised visited elected hired sued painted burned sold".split()
THINGS = "mill bridge school strike press harbour union paper court bank orchard theatre archive canal".split()
MEANS = ["with borrowed money", "against the advice of the council", "by decree", "in secret", "within a year", ""]
SAYINGS = ["Nobody asked us", "We kept the doors open", "It cost more than it brought", "I would do it again"]


@dataclass
class Draft:
    """A document that is being written, and the spans in it."""

    text: str
    claims: list[Claim] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)

    def add(self, words: str) -> Span:
        """Write words at the end; give where they stand."""
        start = len(self.text)
        self.text += words
        return Span(start, len(self.text))

    def name(self, words: str, kind: str) -> None:
        """Write a name and note it."""
        self.mentions.append(Mention(self.add(words), Named(words, kind), "name"))


def left_half(claims: int, documents: int, raw: Path, contracts: Contracts) -> dict[str, pl.DataFrame]:
    """Write `documents` files with `claims` claims in all below `raw`, and give the tables that they yield."""
    chance = random.Random(SEED)
    people = [f"{_word(chance)} {_word(chance)}" for _ in range(max(20, claims // 40))]
    places = [_word(chance) for _ in range(max(10, claims // 400))]
    rows: Rows = {name: [] for name in TABLES}
    for at in range(documents):
        source = f"source-{at % SOURCES:02d}"
        share = claims * (at + 1) // documents - claims * at // documents
        draft = written(f"Paper {at} of {places[at % len(places)]}", share, people, places, chance)
        data = draft.text.encode()
        path = raw / source / f"{at:07d}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        document = RawDocument(source, path.relative_to(raw).as_posix(), data, sha256_hex(data), "text/plain")
        for name, found in found_in(document, draft).items():
            rows[name].extend(found)
    tables = {name: frame_of(found, contracts[name]) for name, found in rows.items()}
    return {"sources": frame_of(_sources(), contracts["sources"]), **tables}


def found_in(raw: RawDocument, draft: Draft) -> Rows:
    """Give the rows of a document from its spans."""
    read = readers.read(raw.data, raw.media_type)
    assert read.text == draft.text, "the made-up text is canonical"
    annotated = Annotated(read, (), Cast(tuple(draft.mentions)), Authority())
    return rows_of(raw, annotated, Extraction(tuple(draft.references), tuple(draft.quotes), tuple(draft.claims)))


def written(title: str, claims: int, people: list[str], places: list[str], chance: random.Random) -> Draft:
    """Write a document of `claims` claims."""
    draft = Draft(f"{title}\n\n")
    for at in range(claims):
        _claim(draft, people, places, chance)
        if chance.random() < QUOTES:
            _quote(draft, chance.choice(people), chance)
        if chance.random() < REFERENCES:
            _reference(draft, chance.choice(people), chance)
        draft.add("\n\n" if at % SENTENCES == SENTENCES - 1 else " ")
    draft.text = draft.text.rstrip() + "\n"
    return draft


def _claim(draft: Draft, people: list[str], places: list[str], chance: random.Random) -> None:
    start = len(draft.text)
    who, did, what, where = chance.choice(people), chance.choice(DOINGS), chance.choice(THINGS), chance.choice(places)
    year, means = chance.randint(1700, 1990), chance.choice(MEANS)
    draft.name(who, "person")
    draft.add(f" {did} the {what} of ")
    draft.name(where, "place")
    tail = f" {means}".rstrip() + f" in {year}"
    span = Span(start, draft.add(tail).end)
    draft.add(".")
    draft.claims.append(
        Claim(
            span,
            f"{draft.text[start : span.end]}.",
            who,
            did,
            f"the {what} of {where}{tail}",
            event_date=str(year),
            place=where,
            checkworthiness=chance.random(),
            confidence=chance.random(),
        )
    )


def _quote(draft: Draft, speaker: str, chance: random.Random) -> None:
    draft.add(" “")
    said = f"{chance.choice(SAYINGS)}, and the {chance.choice(THINGS)} of {_word(chance)} too,"
    span = draft.add(said)
    draft.add("” ")
    cue = draft.add("said")
    draft.add(" ")
    draft.name(speaker, "person")
    named = draft.mentions[-1].span
    draft.add(".")
    draft.quotes.append(Quote(span, QuoteKind.DIRECT, None, None, speaker, named, cue, None, chance.random()))


def _reference(draft: Draft, author: str, chance: random.Random) -> None:
    draft.add(" See ")
    given, family = author.split()
    title, year = f"The {_word(chance)} {chance.choice(THINGS).title()}", str(chance.randint(1800, 2020))
    span = draft.add(f"{family}, {given}, {title}, {year}")
    draft.add(".")
    names = (Name("author", f"{family}, {given}", family, given),)
    about = {"work": title, "type": "book", "title": title, "year": year, "names": names}
    draft.references.append(Reference(span, ReferenceKind.BIBLIOGRAPHIC, confidence=chance.random(), **about))


def _sources() -> Iterator[Row]:
    terms = SourceTerms(title="A made-up source", kind="archive", language="en", licence="CC0-1.0")
    yield from source_rows([Source(f"source-{at:02d}", Path(), terms) for at in range(SOURCES)])


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=chance.choice((2, 2, 3)))).capitalize()
