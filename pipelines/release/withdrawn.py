"""Takedowns: what is withdrawn, kept in `raw/withdrawn.yaml` so that no later release brings it back."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import polars as pl
from pydantic import ConfigDict, Field, model_validator
from pydantic.dataclasses import dataclass
from ruamel.yaml import YAML

from pipelines import yamlfile
from pipelines.errors import SourceError

FILE = "withdrawn.yaml"
_DATE = r"^\d{4}-\d{2}-\d{2}$"
_HEAD = "# What must not be released any more; `testimonia withdraw` adds entries. See docs/releases.md.\n"


@dataclass(frozen=True, config=ConfigDict(extra="forbid"))
class Withdrawal:
    """One document, or all of a source, that was taken down on `date` (ISO 8601) for `reason`.

    Its words go, and with `rows` every row that stands on it. `path` is the document's in `raw/`: new bytes under that
    path stay withdrawn.
    """

    reason: str
    date: Annotated[str, Field(pattern=_DATE)]
    document_id: str | None = None
    path: str | None = None
    source_id: str | None = None
    rows: bool = False

    @model_validator(mode="after")
    def _one_thing(self) -> "Withdrawal":
        if (self.document_id is None) == (self.source_id is None):
            raise ValueError("give either document_id or source_id")
        if not self.reason.strip():
            raise ValueError("give the reason")
        return self

    @property
    def what(self) -> str:
        """Name it, for people."""
        return f"source {self.source_id}" if self.source_id else f"document {self.document_id}"


@dataclass(frozen=True, config=ConfigDict(extra="forbid"))
class _File:
    withdrawn: tuple[Withdrawal, ...] = ()


def load_withdrawn(raw: Path) -> tuple[Withdrawal, ...]:
    """Read `raw/withdrawn.yaml`, none where there is no such file; raise `SourceError` with file and line."""
    path = raw / FILE
    return yamlfile.load(path, _File, SourceError).withdrawn if path.is_file() else ()


def add_withdrawn(raw: Path, fresh: Sequence[Withdrawal]) -> Path:
    """Add to `raw/withdrawn.yaml` what does not stand there yet, comments kept, and give its path."""
    path = raw / FILE
    known = load_withdrawn(raw)
    yaml = YAML()
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width = 120
    written: Any = yaml.load(path.read_text(encoding="utf-8") if path.is_file() else f"{_HEAD}withdrawn: []\n")
    if not known:
        written["withdrawn"] = []
    written["withdrawn"].extend(stated(one) for one in fresh if one not in known)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        yaml.dump(written, file)
    return path


def stated(withdrawal: Withdrawal) -> dict[str, Any]:
    """Give a withdrawal as plain values, what it leaves open left out."""
    return {name: value for name, value in asdict(withdrawal).items() if value not in (None, False)}


def withdrawn_documents(documents: pl.LazyFrame, withdrawals: Sequence[Withdrawal], rows: bool) -> pl.Series:
    """Give the ids of the documents in the table `documents` that are withdrawn, with `rows` only those wholly."""
    taken = [one for one in withdrawals if one.rows or not rows]
    columns: Mapping[str, list[str]] = {
        name: [value for one in taken if (value := getattr(one, name)) is not None]
        for name in ("document_id", "path", "source_id")
    }
    hit = pl.any_horizontal(pl.col(name).is_in(values) for name, values in columns.items())
    return documents.filter(hit).select("document_id").collect(engine="streaming")["document_id"]


def withdrawn_sources(withdrawals: Sequence[Withdrawal]) -> list[str]:
    """Give the ids of the sources that are withdrawn as a whole."""
    return [one.source_id for one in withdrawals if one.source_id is not None]


def withdrawal_notes(withdrawals: Sequence[Withdrawal]) -> str:
    """Give a section of a changelog, empty where nothing was withdrawn."""
    if not withdrawals:
        return ""
    lines = [
        f"- {one.what}: {'its rows' if one.rows else 'its words'}, on {one.date}. Reason: {one.reason}"
        for one in withdrawals
    ]
    return "\n".join(["### Withdrawn", "", *lines]) + "\n"
