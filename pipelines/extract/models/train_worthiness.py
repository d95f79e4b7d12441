"""Train the check-worthiness model: `python -m pipelines.extract.models.train_worthiness GOLD_FOLDER [--measure]`.

Writes `worthiness.json` beside this script, the same bytes from the same gold. With `--measure` it trains nothing that
is kept, but writes the figures of the model card: each of our documents scored by a model that has not seen it.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from pipelines.extract.claims.worthiness import traits
from pipelines.extract.linear import Linear
from pipelines.extract.models.maxent import Example, fit, model_text, yes_or_no
from pipelines.extract.models.reliability import Scored, auc, figures

PENALTY = 1.0
LEAST = 3
# Factcheck-Bench holds answers of chatbots, nearly all worth checking: a faint prior beside prose about history.
FOREIGN_WEIGHT = 0.05
Row = tuple[str, bool]


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


def measured(gold: Path) -> str:
    """Give the figures of the model card as text."""
    by_document = unseen(gold)
    each = ", ".join(f"{auc(document):.2f}" for document in by_document)
    lines = figures([pair for document in by_document for pair in document])
    return "\n".join([*lines, f"AUC by document {each}"]) + "\n"


def main(arguments: Sequence[str]) -> int:
    """Train on the gold folder that the first argument names, or measure on it."""
    if not arguments or arguments[1:] not in ([], ["--measure"]):
        sys.stderr.write("usage: train_worthiness.py GOLD_FOLDER [--measure]\n")
        return 2
    if arguments[1:]:
        sys.stdout.write(measured(Path(arguments[0])))
    else:
        Path(__file__).with_name("worthiness.json").write_text(train(Path(arguments[0])), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
