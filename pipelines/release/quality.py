"""The measured figures that a release carries, as they were written by `benchmarks/`."""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pipelines.errors import ReleaseError
from pipelines.extract.versions import made_by

TEXTS = ("table_name", "gold_set", "measure")
COUNTS = ("documents", "gold_rows", "predicted_rows")
SHARES = ("precision", "recall", "f1", "f1_low", "f1_high")


def quality_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Give the rows of `quality` from the CSV file that the benchmarks write; none where there is no file.

    Raises `ReleaseError` with the line where a cell is no number or a column is missing.
    """
    if not path.is_file():
        return
    with path.open(encoding="utf-8", newline="") as lines:
        for row in (reader := csv.DictReader(lines)):
            yield _typed(row, f"{path}:{reader.line_num}")


def _typed(row: Mapping[str, str], where: str) -> dict[str, Any]:
    try:
        return {
            **{name: row[name] for name in TEXTS},
            **{name: int(row[name]) for name in COUNTS},
            **{name: float(row[name]) for name in SHARES},
            **made_by("quality"),
        }
    except (KeyError, ValueError, TypeError) as cause:
        raise ReleaseError(f"{where}: {cause}: write the file anew with the scripts in benchmarks/") from cause
