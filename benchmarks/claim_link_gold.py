"""Our links between the claims of the raw documents against those that a reader found.

`claim_link_judgements.csv` holds what a reader who had not seen our links wrote down after reading the claims of the
three raw documents and judging 870 pairs of them: the three nearest claims by TF-IDF of each, in its own document and
in the others, and the pairs that we link, unmarked among them. The reader was a language model, not a person. A row
names both spans and is `sure` or `unsure`.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from quality import PROJECT, Counts, Score, score_of

from pipelines.contracts import load_contracts
from pipelines.engines.local import run
from pipelines.extract.authority import authority_of
from pipelines.link.claims import claim_links
from pipelines.sources import load_authority_rows, load_sources, raw_documents

JUDGED = Path(__file__).with_name("claim_link_judgements.csv")
RAW, TABLE = "raw documents", "claim_links"
_SAME_SPAN = 0.5


@dataclass(frozen=True)
class Spot:
    """The span of a claim in a raw document."""

    path: str
    start: int
    end: int

    def is_near(self, other: "Spot") -> bool:
        """Tell whether two spans share at least half of what both cover."""
        shared = min(self.end, other.end) - max(self.start, other.start)
        union = max(self.end, other.end) - min(self.start, other.start)
        return self.path == other.path and shared / union >= _SAME_SPAN


@dataclass(frozen=True)
class Link:
    """Two claims, how they stand to each other, and which says more (`first`, `second` or nothing)."""

    first: Spot
    second: Spot
    relation: str
    stronger: str
    sure: bool = True

    @property
    def across(self) -> bool:
        return self.first.path != self.second.path

    def is_near(self, other: "Link") -> bool:
        """Tell whether both say the same of the same claims, in whichever order they name them."""
        return self.relation == other.relation and any(
            self.first.is_near(one.first) and self.second.is_near(one.second) and self.stronger == one.stronger
            for one in (other, other.turned())
        )

    def turned(self) -> "Link":
        turned = {"first": "second", "second": "first"}.get(self.stronger, "")
        return Link(self.second, self.first, self.relation, turned, self.sure)


def scores_on_raw() -> list[Score]:
    """Give the rows of `quality` for our links on the raw documents: all links, the sure ones, and those across."""
    judged, found = list(_judged()), list(_found())
    parts = {
        "relation": (judged, found),
        "relation, sure links": ([one for one in judged if one.sure], _not_unsure(found, judged)),
        "relation, across documents": ([one for one in judged if one.across], [one for one in found if one.across]),
    }
    return [score_of(TABLE, RAW, name, 3, counts(gold, ours)) for name, (gold, ours) in parts.items()]


def counts(gold: Sequence[Link], found: Sequence[Link]) -> list[Counts]:
    """Give (gold, found, right) of each link, so that links are what is drawn for the interval."""
    right = [any(one.is_near(other) for other in found) for one in gold]
    wrong = [one for one in found if not any(one.is_near(other) for other in gold)]
    return [(1, float(so), float(so)) for so in right] + [(0, 1, 0) for _ in wrong]


def _not_unsure(found: Sequence[Link], judged: Sequence[Link]) -> list[Link]:
    return [one for one in found if not any(one.is_near(other) and not other.sure for other in judged)]


def _judged() -> Iterator[Link]:
    with JUDGED.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            first = Spot(row["path"], int(row["start"]), int(row["end"]))
            second = Spot(row["other_path"], int(row["other_start"]), int(row["other_end"]))
            yield Link(first, second, row["relation"], row["stronger"], row["judged"] == "sure")


def _found() -> Iterator[Link]:
    raw = PROJECT / "raw"
    authority = authority_of(load_authority_rows(raw))
    documents = [one for source in load_sources(raw) for one in raw_documents(source)]
    tables = run(documents, authority, load_contracts(PROJECT / "schemas"))
    spots = {
        row["claim_id"]: Spot(row["path"], row["start"], row["end"])
        for row in tables["claims"].join(tables["documents"], on="document_id").iter_rows(named=True)
    }
    links = claim_links(tables["claims"].lazy(), tables["mentions"].lazy(), tables["passages"].lazy())
    for row in links.iter_rows(named=True):
        one, other = row["claim_id"], row["other_claim_id"]
        stronger = {one: "first", other: "second"}.get(row["stronger_claim_id"], "")
        yield Link(spots[one], spots[other], row["relation"], stronger)
