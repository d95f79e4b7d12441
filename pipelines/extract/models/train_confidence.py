"""Train how sure a claim is: `python -m pipelines.extract.models.train_confidence GOLD SEEDS [--measure]`.

Writes `confidence.json` beside this script, the same bytes from the same gold: the chance that a claim that we find has
span, holder and stance as our seven annotated documents have them. With `--measure` it trains nothing that is kept, but
writes the figures of the model card: each document's claims weighed by a model that has not seen it.
"""

import json
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pipelines.extract.claims.attribution import AUTHOR
from pipelines.extract.claims.find import told_claims
from pipelines.extract.linear import Linear
from pipelines.extract.models.examples import DEVSET, SEEDS, Standard, all_documents
from pipelines.extract.models.maxent import Example, fit, model_text, yes_or_no
from pipelines.extract.models.reliability import Scored, figures
from pipelines.extract.quotes import find_quotes
from pipelines.extract.rows import Claim

PENALTY = 5.0
LEAST = 3
_OVERLAP = 0.5
_ARTICLES = frozenset({"the", "a", "an", "of", "s"})
Gold = Sequence[Mapping[str, Any]]


def taught(document: Standard, gold: Gold) -> list[tuple[tuple[str, ...], bool]]:
    """Give the traits of each claim that is found in a document, and whether it is right."""
    references = document.page.references
    quotes = find_quotes(document.page.annotated, references)
    told = told_claims(document.page.annotated, references, quotes)
    right = matched([claim for claim, _ in told], gold)
    return [(traits, number in right) for number, (_, traits) in enumerate(told)]


def matched(claims: Sequence[Claim], gold: Gold) -> set[int]:
    """Give the numbers of the claims that have a gold claim's span, holder and stance.

    Spans are paired one to one, those that overlap most first, and from half of their union on.
    """
    pairs = sorted(
        ((overlap(claim, row), -number, -other)
         for number, claim in enumerate(claims) for other, row in enumerate(gold)),
        reverse=True,
    )  # fmt: skip
    taken: dict[int, int] = {}
    for share, number, other in pairs:
        if share >= _OVERLAP and -number not in taken and -other not in taken.values():
            taken[-number] = -other
    return {number for number, other in taken.items() if _same(claims[number], gold[other])}


def overlap(claim: Claim, row: Mapping[str, Any]) -> float:
    """Give how much of the union of two spans both have."""
    shared = min(claim.span.end, row["end"]) - max(claim.span.start, row["start"])
    union = max(claim.span.end, row["end"]) - min(claim.span.start, row["start"])
    return float(max(0, shared) / union)


def _same(claim: Claim, row: Mapping[str, Any]) -> bool:
    return claim.author_stance.value == row["author_stance"] and same_holder(claim.holder, row["holder"])


def same_holder(one: str, other: str) -> bool:
    """Tell whether two names can be one holder's: the words of the shorter are among those of the longer."""
    if AUTHOR in (one, other):
        return one == other
    left, right = _words(one), _words(other)
    return bool(left and right) and (left <= right or right <= left)


def _words(name: str) -> set[str]:
    return set(re.findall(r"\w+", re.sub(r"\([^)]*\)", " ", name).lower())) - _ARTICLES


def lessons(gold: Path, seeds: Path) -> list[list[tuple[tuple[str, ...], bool]]]:
    """Give what each of our annotated documents teaches, a list a document."""
    rows: dict[str, Gold] = {}
    for name in (SEEDS, DEVSET):
        lines = (gold / name / "claims.jsonl").read_text(encoding="utf-8").splitlines()
        rows.update((line["doc_id"], line["claims"]) for line in map(json.loads, lines))
    documents = all_documents(gold, seeds, lambda origin, _: origin in (SEEDS, DEVSET))
    return [taught(document, rows[document.document_id]) for document in documents]


def examples(documents: Sequence[Sequence[tuple[tuple[str, ...], bool]]]) -> list[Example]:
    """Give the training examples of documents."""
    return [yes_or_no(traits, right) for document in documents for traits, right in document]


def unseen(documents: Sequence[Sequence[tuple[tuple[str, ...], bool]]]) -> list[Scored]:
    """Give (chance, right) of each claim, by a model trained on the other documents."""
    scored = []
    for number, document in enumerate(documents):
        others = [other for at, other in enumerate(documents) if at != number]
        model = Linear(fit(examples(others), PENALTY, LEAST))
        scored += [(model.chance(traits), right) for traits, right in document]
    return scored


def main(arguments: Sequence[str]) -> int:
    """Train on the gold in the first folder; the second holds the annotated raw documents."""
    if len(arguments) < 2 or arguments[2:] not in ([], ["--measure"]):
        sys.stderr.write("usage: train_confidence.py GOLD_FOLDER SEEDS_FOLDER [--measure]\n")
        return 2
    documents = lessons(Path(arguments[0]), Path(arguments[1]))
    if arguments[2:]:
        sys.stdout.write("\n".join(figures(unseen(documents))) + "\n")
        return 0
    found = examples(documents)
    text = model_text(fit(found, PENALTY, LEAST), PENALTY, len(found))
    Path(__file__).with_name("confidence.json").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
