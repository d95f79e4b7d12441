"""Train the check-worthiness model: `python -m pipelines.extract.models.train_worthiness GOLD_FOLDER`.

Writes `worthiness.json` beside this script, the same bytes from the same gold. Newton's method for a logistic
regression with an L2 penalty (bias free); solved from zero, so nothing is random.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from pipelines.extract.claims.worthiness import FEATURES, features

PENALTY = 3.0
# Factcheck-Bench holds answers of chatbots, nearly all worth checking: a faint prior beside prose about history.
FOREIGN_WEIGHT = 0.05
_STEPS = 50
Row = tuple[str, bool, float]


def read_documents(gold: Path) -> list[list[Row]]:
    """Give the statements of seeds and dev set, a list a document, with their labels and weight 1."""
    documents = []
    for name in ("seeds", "devset"):
        for line in (gold / name / "claims.jsonl").read_text(encoding="utf-8").splitlines():
            claims = json.loads(line)["claims"]
            documents.append([(claim["statement"], bool(claim["checkworthy"]), 1.0) for claim in claims])
    return documents


def read_factcheckbench(gold: Path) -> list[Row]:
    """Give the sentences and claims of Factcheck-Bench with their labels and a low weight."""
    rows: list[Row] = []
    for name, field, worthy in (("claim", "claim", "factual"), ("sentence", "sentence", "yes")):
        path = gold / "claims" / f"factcheckbench_{name}_checkworthiness.jsonl"
        for line in path.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            rows.append((entry[field], entry["checkworthy"] == worthy, FOREIGN_WEIGHT))
    return rows


def fit(rows: Sequence[Row]) -> dict[str, float]:
    """Give the weights by feature, rounded to four places."""
    inputs = np.array([features(statement) for statement, _, _ in rows])
    labels = np.array([float(label) for _, label, _ in rows])
    shares = np.array([weight for _, _, weight in rows])
    penalty = np.eye(len(FEATURES)) * PENALTY
    penalty[0, 0] = 0.0
    weights = np.zeros(len(FEATURES))
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (shares * (labels - chance)) - penalty @ weights
        curve = (inputs.T * (shares * chance * (1 - chance))) @ inputs + penalty
        step = np.linalg.solve(curve, slope)
        weights = weights + step
        if float(np.abs(step).max()) < 1e-12:
            break
    return {name: round(float(weight), 4) for name, weight in zip(FEATURES, weights, strict=True)}


def model_text(gold: Path) -> str:
    """Give the text of `worthiness.json` for the gold in a folder."""
    rows = [row for document in read_documents(gold) for row in document] + read_factcheckbench(gold)
    model = {"model": "logistic regression", "penalty": PENALTY, "statements": len(rows), "weights": fit(rows)}
    return json.dumps(model, indent=2) + "\n"


def main(arguments: Sequence[str]) -> int:
    """Train on the gold folder that the one argument names."""
    if len(arguments) != 1:
        sys.stderr.write("usage: train_worthiness.py GOLD_FOLDER\n")
        return 2
    Path(__file__).with_name("worthiness.json").write_text(model_text(Path(arguments[0])), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
