"""What a release says of itself to people: its README and the note on the sources' terms."""

from collections.abc import Mapping

import polars as pl

from pipelines.contracts import Contracts
from pipelines.release.manifest import Manifest
from pipelines.release.texts import render

README = "README.md"
SOURCE_TERMS = "LICENSE-SOURCES.txt"
RELEASED: Mapping[str, str] = {
    "full": "full text",
    "extract": "the spans of rows",
    "none": "none: offsets and hashes only",
}


def readme(contracts: Contracts, manifest: Manifest, tables: Mapping[str, pl.DataFrame]) -> str:
    """Give the README of a release: its tables, how to load them, their quality, terms and content warnings."""
    values = {
        **_shared(contracts, manifest.version, tables["sources"]),
        "tables": list(contracts),
        "files": manifest.tables,
        "quality": tables["quality"].sort(contracts["quality"].primaryKey).to_dicts(),
    }
    return render(f"{README}.jinja", values)


def source_terms(contracts: Contracts, version: str, sources: pl.DataFrame) -> str:
    """Give the note that the words of the sources stay under their own terms, with the terms of each source."""
    return render(f"{SOURCE_TERMS}.jinja", _shared(contracts, version, sources))


def _shared(contracts: Contracts, version: str, sources: pl.DataFrame) -> dict[str, object]:
    return {
        "dataset": contracts.dataset,
        "version": version,
        "sources": sources.sort("source_id").to_dicts(),
        "releases": RELEASED,
    }
