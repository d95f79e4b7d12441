"""The page that says how right the rows are, from the measured figures."""

from pathlib import Path
from typing import Any

from pipelines.release.quality import quality_rows
from pipelines.release.texts import render

FILE = "accuracy.md"
ABOUT = {
    "seeds": "Two of the three raw documents.",
    "devset": "Five documents: Wikipedia lives and Wikinews.",
    "seeds and devset": "Both together; the rules were written in view of them, what is learned was not.",
    "carb dev": "Sentences of CaRB with the triples they hold; in no training.",
    "seeds and devset, each left out": "Each document by models that were trained without it.",
    "gum, five folds": "Each fifth of the documents by models that were trained without it.",
    "domain_dev, five folds": "Each fifth of the pages by a model that was trained without it.",
}


def accuracy_page(quality: Path) -> str:
    """Give the page in Markdown; one table a gold standard."""
    rows = list(quality_rows(quality))
    sets = {row["gold_set"]: [_shown(one) for one in rows if one["gold_set"] == row["gold_set"]] for row in rows}
    return render(f"{FILE}.jinja", {"sets": sets, "about": ABOUT})


def write(quality: Path, folder: Path) -> Path:
    """Write the page into `folder` and give its path."""
    path = folder / FILE
    path.write_text(accuracy_page(quality), encoding="utf-8", newline="\n")
    return path


def _shown(row: dict[str, Any]) -> dict[str, str]:
    figures = {name: f"{row[name]:.2f}" for name in ("precision", "recall", "f1", "f1_low", "f1_high")}
    return {**{name: str(value) for name, value in row.items()}, **figures}
