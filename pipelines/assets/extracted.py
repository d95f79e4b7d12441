"""The left half: one step reads and extracts each document by itself and gives its tables."""

from collections.abc import Iterator
from itertools import chain

import dagster as dg
import polars as pl

from pipelines.engines.engine import engine
from pipelines.extract.batch import TABLES
from pipelines.settings import Settings
from pipelines.sources import load_sources

# What each table is made from, on the way of a document.
MADE_FROM = {
    "documents": ("sources", "segments"),
    "rejects": ("documents",),
    "passages": ("documents",),
    "mentions": ("passages",),
    "references": ("passages", "mentions"),
    "reference_names": ("references",),
    "reference_fields": ("references",),
    "quotes": ("passages", "mentions", "references"),
    "claims": ("passages", "mentions", "references", "quotes"),
}
FILES = "files"
"""The metadata of `documents` that says how many files were read, and why, or taken over."""
PARSER = "parser"
"""The pool of the steps that parse: as many run at a time as the instance allows."""


@dg.multi_asset(
    name="extraction",
    outs={name: dg.AssetOut() for name in TABLES},
    ins={"sources": dg.AssetIn()},
    deps=["segments"],
    internal_asset_deps={name: {dg.AssetKey(part) for part in MADE_FROM[name]} for name in TABLES},
    pool=PARSER,
)
def extraction(settings: Settings, sources: pl.LazyFrame) -> Iterator[dg.Output[Iterator[pl.DataFrame]]]:  # noqa: ARG001
    """Read and extract every registered document that no earlier run did; what cannot be read goes to `rejects`."""
    with engine(settings) as kept:
        told = kept.update(chain.from_iterable(map(kept.bring, load_sources(settings.raw_folder))))
        for name, parts in kept.parts(told).items():
            files = {FILES: dict(told.reasons)} if name == "documents" else {}
            yield dg.Output(parts, output_name=name, metadata=files)
        kept.tidy(told)
