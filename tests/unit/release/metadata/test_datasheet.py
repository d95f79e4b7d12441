"""Datasheet, data statement and content warnings: figures of the release, and unknown where nothing is known."""

from pathlib import Path

import polars as pl
import pytest
from release_samples import TEXTS, Dataset

from pipelines.release.manifest import Manifest, TableFile
from pipelines.release.metadata.datasheet import content_warnings, data_statement, datasheet
from pipelines.release.metadata.model import Described


def described_of(dataset: Dataset, **changed: pl.DataFrame) -> Described:
    files = {name: TableFile(f"{name}.parquet", 1, 2, "c" * 64) for name in dataset.contracts.tables}
    manifest = Manifest("testimonia", "2031.04.05", "0.1.0", "a" * 64, files)
    tables = {**dataset.lazy, **{name: frame.lazy() for name, frame in changed.items()}}
    return Described(dataset.contracts, manifest, tables)


def test_a_datasheet_tells_counts_terms_quality_and_warnings(released: Path) -> None:
    text = (released / "datasheet.md").read_text(encoding="utf-8")
    assert "3 documents of 3 sources" in text
    assert "| `quotes` | 3 |" in text
    assert f"| Amber \\| Gazette | archive | unknown | en | 1 | {len(TEXTS['amber-gazette'][1])} | unknown |" in text
    assert "1 thing could not be read or parsed" in text
    assert "| quotes | made up (2 documents, 40 rows) | span and kind | 0.80 | 0.60 | 0.69 | 0.60 to 0.75 |" in text
    assert "| Closed \\| Archive | unknown | none: offsets and hashes only |" in text
    assert "> Content warning. Closed | Archive: Invented for tests." in text
    assert "| `claims` | 2 | Finds propositions and who holds them. | references.crfsuite, kinds.json," in text
    assert "known for 0 of 3" in text


@pytest.mark.parametrize("write", [datasheet, data_statement])
def test_what_was_not_measured_is_said_to_be_so(dataset: Dataset, write: object) -> None:
    assert callable(write)
    text = write(described_of(dataset, quality=dataset.tables["quality"].clear()))
    assert "nothing was measured for this release" in text or "Nobody has measured them for this release." in text
    assert "0.69" not in text


def test_the_datasheet_has_the_parts_of_its_model(dataset: Dataset) -> None:
    heads = [line for line in datasheet(described_of(dataset)).splitlines() if line.startswith("## ")]
    assert heads == [
        "## Motivation", "## Composition", "## Collection", "## Preparation and labelling", "## Uses",
        "## Distribution", "## Maintenance",
    ]  # fmt: skip


def test_the_statement_has_the_parts_of_its_model(dataset: Dataset) -> None:
    heads = [line[3] for line in data_statement(described_of(dataset)).splitlines() if line.startswith("## ")]
    assert "".join(heads) == "ABCDEFGHI"


def test_a_warning_is_told_with_the_id_to_filter_by(released: Path) -> None:
    text = (released / "content-warnings.md").read_text(encoding="utf-8")
    assert "| Closed \\| Archive (`closed-archive`) | Invented for tests. |" in text


def test_no_warning_is_said_to_be_none(dataset: Dataset) -> None:
    sources = dataset.tables["sources"].drop("content_warning").with_columns(
        dataset.tables["sources"]["content_warning"].clear().extend_constant(None, 3)
    )  # fmt: skip
    text = content_warnings(described_of(dataset, sources=sources))
    assert "No source of this release carries a warning." in text


def test_every_link_leads_to_a_file_of_the_release(released: Path) -> None:
    for name in ("datasheet.md", "data-statement.md", "content-warnings.md"):
        text = (released / name).read_text(encoding="utf-8")
        targets = {part.split(")")[0] for part in text.split("](")[1:]}
        assert all((released / target).exists() for target in targets), name
