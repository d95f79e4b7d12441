"""What a release says of itself to people: its README and the note on the sources' terms."""

from collections.abc import Mapping

from pipelines.release.metadata.card import card_yaml
from pipelines.release.metadata.facts import facts_of
from pipelines.release.metadata.model import Described
from pipelines.release.texts import render

README = "README.md"
SOURCE_TERMS = "LICENSE-SOURCES.txt"
RELEASED: Mapping[str, str] = {
    "full": "full text",
    "extract": "the spans of rows",
    "none": "none: offsets and hashes only",
}


def readme(described: Described) -> str:
    """Give the README of a release, a dataset card: its tables, how to load them, their quality, terms and warnings."""
    values = {
        **_shared(described),
        "card": card_yaml(described),
        "tables": list(described.contracts),
        "files": described.manifest.tables,
        "sharded": [f"`{name}`" for name, file in described.manifest.tables.items() if file.shards],
        "empty": [f"`{name}`" for name, file in described.manifest.tables.items() if not file.rows],
        "warned": facts_of(described).warnings,
        "quality": described.few("quality").sort(described.contracts["quality"].primaryKey).to_dicts(),
    }
    return render(f"{README}.jinja", values)


def source_terms(described: Described) -> str:
    """Give the note that the words of the sources stay under their own terms, with the terms of each source."""
    return render(f"{SOURCE_TERMS}.jinja", _shared(described))


def _shared(described: Described) -> dict[str, object]:
    return {
        "dataset": described.contracts.dataset,
        "version": described.version,
        "sources": described.sources.sort("source_id").to_dicts(),
        "releases": RELEASED,
    }
