"""The table `quality` as the benchmarks write it: measured figures with their intervals."""

import csv
import importlib.util
import random
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from types import ModuleType
from typing import Any

from jinja2 import Environment, FileSystemLoader

PROJECT = Path(__file__).resolve().parents[1]
FILE = PROJECT / "benchmarks" / "quality.csv"
RESAMPLES = 1_000
SEED = 20261122
Counts = tuple[float, float, float]


@dataclass(frozen=True)
class Score:
    """One row of the table `quality`."""

    table_name: str
    gold_set: str
    measure: str
    documents: int
    gold_rows: int
    predicted_rows: int
    precision: float
    recall: float
    f1: float
    f1_low: float
    f1_high: float


def score_of(table: str, name: str, measure: str, documents: int, counts: Sequence[Counts]) -> Score:
    """Give the row for `counts` (gold, found, right) of each unit of resampling, a passage or a document."""
    n_gold, n_found, right = (sum(column) for column in zip(*counts, strict=True))
    figures = (share(right, n_found), share(right, n_gold), f1(n_gold, n_found, right), *interval(counts))
    return Score(table, name, measure, documents, int(n_gold), int(n_found), *(round(figure, 4) for figure in figures))


def interval(counts: Sequence[Counts]) -> tuple[float, float]:
    """Give the 95 % bootstrap interval of F1 over the units of `counts`."""
    chance = random.Random(SEED)
    values = []
    for _ in range(RESAMPLES):
        drawn = chance.choices(counts, k=len(counts))
        values.append(f1(*(sum(column) for column in zip(*drawn, strict=True))))
    values.sort()
    return values[int(RESAMPLES * 0.025)], values[int(RESAMPLES * 0.975) - 1]


def f1(n_gold: float, n_found: float, right: float) -> float:
    return 2 * right / (n_gold + n_found) if n_gold + n_found else 0.0


def share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def read(path: Path = FILE) -> list[Score]:
    """Give the rows that were written down."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    kinds = {field.name: field.type for field in fields(Score)}
    return [Score(**{key: kinds[key](value) for key, value in row.items()}) for row in rows]  # type: ignore[operator]


def merge(scores: Sequence[Score], path: Path = FILE) -> None:
    """Write `scores` down in place of the rows on the same table and gold set; other rows stay."""
    new = {(score.table_name, score.gold_set) for score in scores}
    kept = [score for score in read(path) if (score.table_name, score.gold_set) not in new]
    rows = sorted([*kept, *scores], key=lambda score: (score.table_name, score.gold_set, score.measure))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(field.name for field in fields(Score))
        writer.writerows(astuple(score) for score in rows)


def write_page(name: str, **values: Any) -> None:
    """Write `docs/benchmarks/<name>.md` from the template beside the scripts."""
    templates = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=False, keep_trailing_newline=True
    )
    text = templates.get_template(f"{name}.md.jinja").render(**values)
    (PROJECT / "docs" / "benchmarks" / f"{name}.md").write_text(text, encoding="utf-8", newline="\n")


def load_scorer(shared: Path, name: str) -> ModuleType:
    """Load one of the standard's own scorers from the shared folder."""
    spec = importlib.util.spec_from_file_location(f"scorer_{name}", shared / "score" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
