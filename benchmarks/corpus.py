"""A corpus that nobody wrote: short pages about made-up people, seeded, for measurements of speed and size.

A page has a headline, a byline, five paragraphs and a short list of works. Paragraphs come from a pool, as news and
encyclopedias repeat theirs, so that most of a large corpus can be parsed from what was kept.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.identifiers import sha256_hex
from pipelines.sources import RawDocument

SEED = 20261122
SOURCES = ("ledger", "almanac", "courier", "notebook")
_SYLLABLES = "bar den fal gor hul jen kas lim mor nel pir ros sul tam ver wil zan dor".split()
_FIRST = "Ada Ben Cora Dirk Edna Fritz Gus Hilda Ines Jorn Kit Lena Max Nora Otto Pia".split()
_TOWNS = "Garwick Holmstead Brenn Ostrava Laleham Tarnow Pell Riverton Sund Kestrel".split()
_DID = (
    "founded the {thing} of {town} in {year}", "was born in {town} on {day} {month} {year}",
    "led the strike of {year} against {other}", "sold the {thing} to {other}",
    "married {other} in {town} in {year}", "was arrested by the police of {town} in {month} {year}",
    "never visited {town}", "wrote a history of the {thing}", "bought the {thing} because {other} had left the country",
    "was elected mayor of {town} after the war", "left {town}, where {other} had built a {thing}, in {year}",
)  # fmt: skip
_SAID = (
    "“The {thing} will stand,” {who} said in {year}.", "{who} claimed that {other} had burned the {thing}.",
    "According to {other}, {who} was a spy.", "{who} denied that the {thing} was closed in {year}.",
    "“I have never seen {town},” wrote {who}, “and I never shall.”", "The play pretends that {who} hated {other}.",
    "There is no evidence that {who} met {other} in {town}.", "{who} is said to have hidden in the {thing}.",
)  # fmt: skip
_THINGS = "mill bridge school harbour press union theatre bank court railway hospital library".split()
_MONTHS = "January February March April May June July August September October November December".split()


@dataclass(frozen=True)
class Corpus:
    """`documents` pages from a pool of `paragraphs`; the same numbers give the same pages."""

    documents: int
    paragraphs: int = 20_000

    def pool(self) -> list[str]:
        """Give the paragraphs that pages are put together from."""
        return self._made()[1]

    def _made(self) -> tuple[list[str], list[str]]:
        chance = random.Random(SEED)
        people = [_name(chance) for _ in range(max(30, self.paragraphs // 20))]
        return people, [_paragraph(chance, people) for _ in range(self.paragraphs)]

    def __iter__(self) -> Iterator[RawDocument]:
        people, pool = self._made()
        chance = random.Random(SEED + 1)
        for number in range(self.documents):
            data = _page(number, chance, people, pool).encode()
            path = f"{number:07d}.txt"
            source = SOURCES[number % len(SOURCES)]
            yield RawDocument(source, f"{source}/{path}", data, sha256_hex(data), "text/plain")


def write(corpus: Corpus, folder: Path) -> None:
    """Write a corpus as the folder `raw/` of a project, registered."""
    lines: dict[str, list[str]] = {}
    for raw in corpus:
        path = folder / raw.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw.data)
        entry = f"  - {{path: {path.name}, sha256: {raw.sha256}, media_type: text/plain}}\n"
        lines.setdefault(raw.source_id, []).append(entry)
    for source, entries in lines.items():
        head = f"title: The {source}\nlicence: CC0-1.0\ntext_release: full\nlanguage: en\ndocuments:\n"
        (folder / source / "source.yaml").write_text(head + "".join(entries), encoding="utf-8")


def _page(number: int, chance: random.Random, people: Sequence[str], pool: Sequence[str]) -> str:
    about = chance.choice(people)
    head = f"The life of {about}, part {number}\n\nBy {chance.choice(people)}\n\n"
    works = "".join(
        f"- {chance.choice(people)}. The {chance.choice(_THINGS).title()} of {chance.choice(_TOWNS)}. "
        f"{chance.choice(_TOWNS)}: {chance.choice(_TOWNS)} Press, {chance.randint(1890, 1999)}.\n"
        for _ in range(2)
    )
    body = "\n\n".join(chance.choice(pool) for _ in range(5))
    return f"{head}{body}\n\nWorks\n\n{works}"


def _paragraph(chance: random.Random, people: Sequence[str]) -> str:
    return " ".join(_sentence(chance, people) for _ in range(chance.randint(1, 3)))


def _sentence(chance: random.Random, people: Sequence[str]) -> str:
    told = chance.random() < 0.7
    form = f"{{who}} {chance.choice(_DID)}." if told else chance.choice(_SAID)
    return form.format(
        who=chance.choice(people), other=chance.choice(people), town=chance.choice(_TOWNS), day=chance.randint(1, 28),
        month=chance.choice(_MONTHS), year=chance.randint(1850, 1950), thing=chance.choice(_THINGS),
    )  # fmt: skip


def _name(chance: random.Random) -> str:
    family = "".join(chance.choice(_SYLLABLES) for _ in range(2)).title()
    return f"{chance.choice(_FIRST)} {family}"
