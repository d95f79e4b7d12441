"""Train the check-worthiness model: `python -m pipelines.extract.models.train_worthiness GOLD_FOLDER [--measure]`.

Writes `worthiness.json` beside this script, the same bytes from the same gold. With `--measure` it trains nothing that
is kept, but writes the figures of the model card: each of our documents scored by a model that has not seen it.
"""

import json
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from pipelines.extract.claims.worthiness import traits
from pipelines.extract.linear import Linear
from pipelines.extract.models.maxent import Example, fit, model_text, yes_or_no

PENALTY = 1.0
LEAST = 3
# Factcheck-Bench holds answers of chatbots, nearly all worth checking: a faint prior beside prose about history.
FOREIGN_WEIGHT = 0.05
_BINS = (0.0, 0.25, 0.5, 0.75, 0.9, 1.01)
Row = tuple[str, bool]
Scored = tuple[float, bool]


def read_documents(gold: Path) -> list[list[Row]]:
    """Give the statements of seeds and dev set with their labels, a list a document."""
    documents = []
    for name in ("seeds", "devset"):
        for line in (gold / name / "claims.jsonl").read_text(encoding="utf-8").splitlines():
            claims = json.loads(line)["claims"]
            documents.append([(claim["statement"], bool(claim["checkworthy"])) for claim in claims])
    return documents


def read_factcheckbench(gold: Path) -> list[Row]:
    """Give the sentences and claims of Factcheck-Bench with their labels."""
    rows: list[Row] = []
    for name, field, worthy in (("claim", "claim", "factual"), ("sentence", "sentence", "yes")):
        path = gold / "claims" / f"factcheckbench_{name}_checkworthiness.jsonl"
        for line in path.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            rows.append((entry[field], entry["checkworthy"] == worthy))
    return rows


def examples(own: Sequence[Row], foreign: Sequence[Row]) -> list[Example]:
    """Give what statements teach: those of our documents in full, those of Factcheck-Bench faintly."""
    told = [yes_or_no(traits(statement), worthy) for statement, worthy in own]
    return told + [yes_or_no(traits(statement), worthy, FOREIGN_WEIGHT) for statement, worthy in foreign]


def train(gold: Path) -> str:
    """Give the text of `worthiness.json` for the gold in a folder."""
    own = [row for document in read_documents(gold) for row in document]
    found = examples(own, read_factcheckbench(gold))
    return model_text(fit(found, PENALTY, LEAST), PENALTY, len(found))


def unseen(gold: Path) -> list[list[Scored]]:
    """Give (score, label) of each statement, a list a document, by a model trained on the other documents."""
    documents, foreign = read_documents(gold), read_factcheckbench(gold)
    scored = []
    for left_out in range(len(documents)):
        others = [row for number, document in enumerate(documents) if number != left_out for row in document]
        model = Linear(fit(examples(others, foreign), PENALTY, LEAST))
        scored.append([(model.chance(traits(statement)), worthy) for statement, worthy in documents[left_out]])
    return scored


def auc(scored: Sequence[Scored]) -> float:
    """Give the area under the ROC curve: how often a worthy statement outranks another, ties counting half."""
    yes = [score for score, worthy in scored if worthy]
    no = [score for score, worthy in scored if not worthy]
    wins = sum((one > other) + (one == other) / 2 for one in yes for other in no)
    return wins / (len(yes) * len(no)) if yes and no else float("nan")


def brier(scored: Sequence[Scored]) -> float:
    """Give the mean squared distance of scores from what is so (Brier 1950)."""
    return sum((score - worthy) ** 2 for score, worthy in scored) / len(scored)


def reliability(scored: Sequence[Scored]) -> list[tuple[int, float, float]]:
    """Give, by bins of the score from low to high, how many fall in, their mean score and the share that is worthy."""
    rows = []
    for low, high in pairwise(_BINS):
        inside = [(score, worthy) for score, worthy in scored if low <= score < high]
        if inside:
            count = len(inside)
            rows.append((count, sum(score for score, _ in inside) / count, sum(worthy for _, worthy in inside) / count))
    return rows


def figures(gold: Path) -> str:
    """Give the figures of the model card as text."""
    by_document = unseen(gold)
    scored = [pair for document in by_document for pair in document]
    right = sum((score >= 0.5) == worthy for score, worthy in scored) / len(scored)
    bins = reliability(scored)
    error = sum(count * abs(mean - share) for count, mean, share in bins) / len(scored)
    lines = [
        f"AUC {auc(scored):.3f}, by document {', '.join(f'{auc(document):.2f}' for document in by_document)}",
        f"accuracy {right:.3f}, Brier score {brier(scored):.4f}, expected calibration error {error:.3f}",
        *(f"{count} statements: mean score {mean:.2f}, worthy {share:.2f}" for count, mean, share in bins),
    ]
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str]) -> int:
    """Train on the gold folder that the first argument names, or measure on it."""
    if not arguments or arguments[1:] not in ([], ["--measure"]):
        sys.stderr.write("usage: train_worthiness.py GOLD_FOLDER [--measure]\n")
        return 2
    if arguments[1:]:
        sys.stdout.write(figures(Path(arguments[0])))
    else:
        Path(__file__).with_name("worthiness.json").write_text(train(Path(arguments[0])), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
