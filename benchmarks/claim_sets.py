"""The gold standards for claims as `benchmarks/claims.py` uses them, and how rows are counted against them."""

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from claim_carb import Tuple, read_gold
from quality import PROJECT, Counts

from pipelines.extract.annotation import Annotated, annotate
from pipelines.extract.authority import Authority, authority_of
from pipelines.extract.language import load_language
from pipelines.extract.references.find import find_references
from pipelines.extract.rows import Reference
from pipelines.readers import read
from pipelines.readers.document import Anchor, Document, Passage, PassageKind
from pipelines.sources import load_authority_rows

Row = dict[str, Any]
Pair = tuple[Row, Row]


@dataclass(frozen=True)
class Marked:
    """One document whose claims were annotated by hand."""

    document_id: str
    annotated: Annotated
    references: tuple[Reference, ...]
    claims: tuple[Row, ...]

    @property
    def text(self) -> str:
        return self.annotated.document.text

    @property
    def starts(self) -> list[int]:
        """Where its passages start, in order."""
        return [passage.start for passage in self.annotated.document.passages]


def marked_documents(shared: Path) -> list[Marked]:
    """Give the annotated raw documents and the dev set."""
    authority = authority_of(load_authority_rows(PROJECT / "raw"))
    folders = ((shared / "gold" / "seeds", shared / "seeds"), (shared / "gold" / "devset", shared / "gold/devset/docs"))
    return [one for gold, folder in folders for one in _marked(gold / "claims.jsonl", folder, authority)]


def _marked(gold: Path, folder: Path, authority: Authority) -> Iterator[Marked]:
    lines = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    claims = {line["doc_id"]: tuple(line["claims"]) for line in lines}
    for path in sorted(folder.iterdir()):
        for name in {path.name, path.stem} & set(claims):
            annotated = annotate(read(path.read_bytes(), "text/plain"), authority, load_language())
            yield Marked(name, annotated, tuple(find_references(annotated)), claims[name])


def sentences_of_carb(shared: Path) -> dict[str, list[Tuple]]:
    return read_gold(shared / "gold" / "claims" / "carb_dev_gold.tsv")


def one_sentence(text: str) -> Document:
    """Give a document that is one paragraph with one sentence, words and marks apart by spaces."""
    return Document(text, (Passage(0, len(text), PassageKind.PARAGRAPH),), "text/plain", "utf-8", (Anchor(0, 0),))


def counted(
    documents: Sequence[Marked], found: Mapping[str, Sequence[Row]], scorer: ModuleType
) -> dict[str, list[Counts]]:
    """Give, by measure, the counts (gold, found, right) of each passage."""
    measures: dict[str, list[Counts]] = defaultdict(list)
    for document in documents:
        rows = found[document.document_id]
        pairs = scorer.pairs(list(document.claims), list(rows), 0.5)
        for passage in _passages(document, rows, pairs):
            for name, counts in _measures(scorer, document.text, *passage).items():
                measures[name].append(counts)
    return measures


def _passages(
    document: Marked, rows: Sequence[Row], pairs: Sequence[Pair]
) -> Iterator[tuple[list[Row], list[Row], list[Pair]]]:
    parts: dict[int, tuple[list[Row], list[Row], list[Pair]]] = defaultdict(lambda: ([], [], []))
    starts = document.starts
    for row in document.claims:
        parts[bisect_right(starts, row["start"])][0].append(row)
    for row in rows:
        parts[bisect_right(starts, row["start"])][1].append(row)
    for pair in pairs:
        parts[bisect_right(starts, pair[0]["start"])][2].append(pair)
    yield from parts.values()


def _measures(
    scorer: ModuleType, text: str, gold: Sequence[Row], rows: Sequence[Row], pairs: Sequence[Pair]
) -> dict[str, Counts]:
    held = [pair for pair in pairs if scorer.same_holder(pair[0]["holder"], pair[1]["holder"])]
    both = [pair for pair in held if _same_stance(pair)]
    matched = len(pairs)
    return {
        "span": (len(gold), len(rows), matched),
        "span, holder and stance": (len(gold), len(rows), len(both)),
        "statement, words": (matched, matched, _summed(pairs, scorer)),
        "holder, of matched": (matched, matched, len(held)),
        "stance, of matched": (matched, matched, sum(_same_stance(pair) for pair in pairs)),
        "dates, of matched": _dates([(set(one["dates"]), set(other["dates"])) for one, other in pairs]),
        "explicit dates, of matched": _dates([(_written(one, text), _written(other, text)) for one, other in pairs]),
    }


def _same_stance(pair: Pair) -> bool:
    return bool(pair[0]["author_stance"] == pair[1]["author_stance"])


def _summed(pairs: Sequence[Pair], scorer: ModuleType) -> float:
    score: Callable[[str, str], float] = scorer.token_f1
    return sum(score(one["statement"], other["statement"]) for one, other in pairs)


def _dates(pairs: Sequence[tuple[set[str], set[str]]]) -> Counts:
    return sum(len(gold) for gold, _ in pairs), sum(len(own) for _, own in pairs), sum(len(g & o) for g, o in pairs)


def _written(row: Row, text: str) -> set[str]:
    """The dates of a row whose year stands in its span; the others come from what is around it."""
    said = text[row["start"] : row["end"]]
    return {date for date in row["dates"] if date[:4].rstrip("X~/.").lstrip("0") in said}
