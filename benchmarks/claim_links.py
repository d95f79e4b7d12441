"""Measure what linking claims costs as the table grows, and write `docs/benchmarks/claim-links.md`.

usage: python benchmarks/claim_links.py [--claims N ...] [--write]

Claims are made by recombining slots (who, did, whom, when, where, with what), seeded; a fifth repeats an earlier one in
other words, with a detail changed or denied, so that there is something to find. Each size runs in a process of its
own, for a peak of memory of its own.
"""

import argparse
import multiprocessing
import random
import resource
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.link import claim_links

PAGE = Path(__file__).resolve().parents[1] / "docs" / "benchmarks" / "claim-links.md"
SIZES = (1_000, 10_000, 100_000)
SEED = 20261122
CLAIMS_PER_DOCUMENT = 100
SYLLABLES = "bar den fal gor hul jen kas lim mor nel pir ros sul tam ver wil zan dor".split()
# Active and passive of one doing; some are near in meaning.
DOINGS = {
    "murdered": "was murdered by", "killed": "was slain by", "banished": "was exiled by", "founded": "was founded by",
    "funded": "was financed by", "led": "was headed by", "hated": "was loathed by", "built": "was erected by",
    "betrayed": "was betrayed by", "arrested": "was detained by", "praised": "was praised by", "married": "was wed by",
    "visited": "was visited by", "elected": "was elected by", "hired": "was employed by", "sued": "was sued by",
}  # fmt: skip
MEANS = ["with an axe", "with an ice pick", "with a pistol", "by decree", "in secret", ""]
NOUNS = "the mill,the bridge,the school,the strike,the press,the harbour,the union,the paper,the court,the bank".split(
    ","
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, nargs="+", default=SIZES, help="numbers of claims")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks/claim-links.md")
    options = parser.parse_args()
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        rows = pool.map(measure, options.claims, chunksize=1)
    page = table(rows)
    print(page)
    if options.write:
        PAGE.write_text(page, encoding="utf-8")


def measure(count: int) -> dict[str, Any]:
    """Link `count` claims; give seconds, the growth of the peak of memory in MB, and the links."""
    claims = made_up(count)
    mentions = pl.DataFrame(schema=dict.fromkeys(("document_id", "text", "name", "kind", "form"), pl.String))
    kinds = {"document_id": pl.String, "passage_id": pl.String, "start": pl.Int64, "text": pl.String}
    passages = pl.DataFrame(schema=kinds)
    before = peak()
    wall, cpu = time.perf_counter(), time.process_time()
    links = claim_links(claims.lazy(), mentions.lazy(), passages.lazy())
    return {
        "claims": count, "cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall,
        "memory": peak() - before, "links": dict(links.group_by("relation").len().rows()),
    }  # fmt: skip


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def made_up(count: int) -> pl.DataFrame:
    """Give a table of `count` claims."""
    return pl.DataFrame(list(_claims(count, random.Random(SEED))), infer_schema_length=None)


def _claims(count: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    people = [_name(chance) for _ in range(max(20, count // 25))]
    # Some people are in every paper: the share of a name falls as in Zipf's law.
    weights = [1 / (rank + 1) for rank in range(len(people))]
    events: list[tuple[str, str, str, int, str, str]] = []
    for at in range(count):
        if events and chance.random() < 0.2:
            event = _changed(chance.choice(events), chance)
        else:
            who, place = chance.choices(people, weights, k=2)
            whom = chance.choice(people) if chance.random() < 0.6 else f"{chance.choice(NOUNS)} of {place}"
            event = (who, chance.choice(list(DOINGS)), whom, chance.randint(1800, 1950), place, chance.choice(MEANS))
            events.append(event)
        yield _row(at, event, chance)


def _changed(event: tuple[str, str, str, int, str, str], chance: random.Random) -> tuple[str, str, str, int, str, str]:
    who, did, whom, year, place, means = event
    return who, did, whom, year + chance.choice((0, 0, 1)), place, chance.choice((means, chance.choice(MEANS)))


def _row(at: int, event: tuple[str, str, str, int, str, str], chance: random.Random) -> dict[str, Any]:
    who, did, whom, year, _, means = event
    dated = chance.random() < 0.6
    tail = f" {means}".rstrip() + (f" in {year}" if dated else "")
    passive = chance.random() < 0.5
    subject, verb, rest = (whom, DOINGS[did], who) if passive else (who, did, whom)
    subject = subject[0].upper() + subject[1:]
    denied = chance.random() < 0.1
    document = f"doc_{chance.randrange(count_of_documents(at)):06d}"
    return {
        "claim_id": f"clm_{at:07d}", "document_id": document, "source_id": "made-up", "raw_sha256": document,
        "passage_id": "psg", "start": 0, "end": 1, "statement": f"{subject} {verb} {rest}{tail}.", "subject": subject,
        "predicate": verb, "holder": "series" if denied else "author",
        "author_stance": "denies" if denied else "asserts", "negated": False, "hedged": False,
        "event_start": date(year, 1, 1) if dated else None, "event_end": date(year, 12, 31) if dated else None,
    }  # fmt: skip


def count_of_documents(at: int) -> int:
    return at // CLAIMS_PER_DOCUMENT + 1


def _name(chance: random.Random) -> str:
    first, last = ("".join(chance.choices(SYLLABLES, k=2)).capitalize() for _ in range(2))
    return f"{first} {last}"


def table(rows: list[dict[str, Any]]) -> str:
    kinds = ("same", "entails", "contradicts", "conflicts")
    lines = [
        "# What linking claims costs",
        "",
        "Written by `python benchmarks/claim_links.py --write`; claims are made up by recombining slots, seeded.",
        "Memory is what the peak of the process grows by. Each claim is compared with at most 20 others of its choice.",
        "",
        "| claims | CPU seconds | wall seconds | claims a CPU-second | peak memory, MB | " + " | ".join(kinds) + " |",
        "|" + "---:|" * (5 + len(kinds)),
    ]
    for row in rows:
        found = " | ".join(str(row["links"].get(kind, 0)) for kind in kinds)
        lines.append(
            f"| {row['claims']:,} | {row['cpu']:.1f} | {row['wall']:.1f} | {row['claims'] / row['cpu']:,.0f} "
            f"| {row['memory']:,.0f} | {found} |"
        )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
