"""The left half: one step reads and extracts each document by itself and gives its tables."""

from collections.abc import Iterator
from itertools import chain

import dagster as dg
import polars as pl

from pipelines.engines import local
from pipelines.extract.batch import TABLES
from pipelines.settings import Settings
from pipelines.sources import load_sources, raw_documents

# What each table is made from, on the way of a document.
MADE_FROM = {
    "documents": ("sources",),
    "rejects": ("documents",),
    "passages": ("documents",),
    "mentions": ("passages",),
    "references": ("passages", "mentions"),
    "reference_names": ("references",),
    "reference_fields": ("references",),
    "quotes": ("passages", "mentions", "references"),
    "claims": ("passages", "mentions", "references", "quotes"),
}


@dg.multi_asset(
    name="extraction",
    outs={name: dg.AssetOut() for name in TABLES},
    ins={"sources": dg.AssetIn()},
    internal_asset_deps={name: {dg.AssetKey(part) for part in MADE_FROM[name]} for name in TABLES},
)
def extraction(settings: Settings, sources: pl.DataFrame) -> Iterator[dg.Output[pl.DataFrame]]:  # noqa: ARG001
    """Read and extract every registered document; what cannot be read goes to `rejects`."""
    found = chain.from_iterable(raw_documents(source) for source in load_sources(settings.raw_folder))
    tables = local.run(found, settings.authority(), settings.contracts())
    for name in TABLES:
        yield dg.Output(tables[name], output_name=name)
