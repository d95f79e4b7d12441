"""What a careful reader asks of a dataset: a datasheet, a data statement, and its content warnings on one page.

Gebru et al., Datasheets for Datasets, CACM 64(12), 2021; Bender & Friedman, Data Statements for NLP, TACL 6, 2018. All
that differs between releases is filled in from their tables.
"""

from collections.abc import Iterator
from typing import Any

import polars as pl

from pipelines.release.metadata.facts import LIMITS, PEOPLE, RIGHTS, UNKNOWN, facts_of
from pipelines.release.metadata.model import Described
from pipelines.release.metadata.readme import RELEASED
from pipelines.release.texts import render
from pipelines.tablefiles import height

DATASHEET = "datasheet.md"
STATEMENT = "data-statement.md"
WARNINGS = "content-warnings.md"


def datasheet(described: Described) -> str:
    """Give the datasheet of a release as Markdown."""
    return render(f"{DATASHEET}.jinja", _values(described))


def data_statement(described: Described) -> str:
    """Give the data statement of a release as Markdown."""
    return render(f"{STATEMENT}.jinja", _values(described))


def content_warnings(described: Described) -> str:
    """Give the content warnings of a release as Markdown."""
    facts = facts_of(described)
    return render(f"{WARNINGS}.jinja", {"facts": facts, "people": PEOPLE, "limits": LIMITS})


def _values(described: Described) -> dict[str, Any]:
    return {
        "facts": facts_of(described),
        "tables": list(described.contracts),
        "files": described.manifest.tables,
        "sources": _sources(described),
        "counts": _counts(described),
        "extractors": list(_extractors(described.few("extractors"))),
        "quality": described.few("quality").sort(described.contracts["quality"].primaryKey).to_dicts(),
        "releases": RELEASED,
        "limits": LIMITS,
        "people": PEOPLE,
        "rights": RIGHTS,
    }


def _sources(described: Described) -> list[dict[str, Any]]:
    """Give the sources with how many documents and characters of each there are, and when those were published."""
    found = described.tables["documents"].group_by("source_id").agg(
        documents=pl.len(), characters=pl.col("characters").sum(), first=pl.col("published").min(),
        last=pl.col("published").max(),
    )  # fmt: skip
    joined = described.sources.join(_read(found), on="source_id", how="left").sort("source_id")
    counted = joined.with_columns(pl.col("documents", "characters").fill_null(0))
    return [{**row, "published": _between(row["first"], row["last"])} for row in counted.iter_rows(named=True)]


def _extractors(extractors: pl.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield what makes rows, with the file names of its models."""
    for row in extractors.sort("extractor").iter_rows(named=True):
        yield {**row, "model_names": [item.partition(":")[0] for item in (row["models"] or "").split()]}


def _between(first: str | None, last: str | None) -> str | None:
    return first if first == last else f"{first} to {last}"


def _counts(described: Described) -> dict[str, Any]:
    documents = described.tables["documents"]
    told = documents.select(
        documents=pl.len(), characters=pl.col("characters").sum(), bylines=pl.col("byline").count(),
        published=pl.col("published").count(), retrieved=(pl.col("retrieved_at") != UNKNOWN).sum(),
    )  # fmt: skip
    media_types = _read(documents.select(pl.col("media_type").unique()))["media_type"]
    return {
        **_read(told).row(0, named=True),
        **{name: height(described.tables[name]) for name in ("passages", "rejects")},
        "media_types": media_types.sort().to_list(),
    }


def _read(told: pl.LazyFrame) -> pl.DataFrame:
    return told.collect(engine="streaming")
