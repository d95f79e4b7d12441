from pathlib import Path

import polars as pl
from release_samples import Dataset, rewrite, told

from pipelines.identifiers import content_id
from pipelines.release.verify import verify


def test_a_release_holds(released: Path, dataset: Dataset) -> None:
    verdict = verify(released, dataset.raw)
    assert verdict.passed, list(verdict.lines())
    assert [check.name for check in verdict.checks] == [
        *("files", "signature", "manifest", "datapackage", "contracts", "schemas"),
        *("content", "keys and rules", "provenance", "terms", "texts", "spans", "bytes"),
    ]


def test_a_row_without_its_parent_is_found(release: Path, dataset: Dataset) -> None:
    stranger = content_id("ent", "nobody")
    rewrite(release, "mentions", lambda frame: frame.with_columns(entity_id=pl.lit(stranger)), dataset)
    found = told(verify(release, dataset.raw))
    assert list(found) == ["keys and rules"]
    (problem,) = found["keys and rules"]
    assert problem.startswith("mentions.parquet: foreign key: entity_id in entities: expected it to hold in every row,")
    assert "found 3 where it does not: men_" in problem
