"""Invented raw files, and engines that fail on purpose."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl

from pipelines.contracts import Contracts
from pipelines.engines.gather import gather
from pipelines.engines.incremental import Expand, Found, Update, update
from pipelines.engines.pool import Tables, Work
from pipelines.engines.segments import Segments
from pipelines.extract.authority import Authority
from pipelines.extract.language import Parser
from pipelines.identifiers import sha256_hex
from pipelines.sources import RawDocument


def raw(name: str, text: str, source: str = "mill") -> RawDocument:
    data = text.encode()
    return RawDocument(source, f"{source}/{name}", data, sha256_hex(data), "text/plain", "2001-02-03")


ADA = raw("ada.txt", "Ada Quill was born in Leeds in 1870.\n\nShe said that the mill was closed in 1899.\n")
BEN = raw("ben.txt", "Ben Barlow bought the mill in 1901.\n\n“The mill is mine,” he wrote.\n")
CID = raw("cid.txt", "Cid Fell sold his horses in 1903. Nobody saw him again.\n")
BAD = raw("bad.txt", "\x00\x01\x02")


def itself(one: RawDocument) -> list[Found]:
    return [one]


def made(
    found: Sequence[Found],
    folder: Path,
    contracts: Contracts,
    version: str = "claims:1",
    expand: Expand = itself,
    workers: int = 1,
) -> tuple[Update, dict[str, pl.DataFrame]]:
    """Run the left half on `found`, with what earlier runs left in `folder`."""
    segments = Segments(folder / "segments")
    work = Work(Authority(()), contracts, folder / "parses.sqlite")
    told = update(found, expand, work, segments, version, workers)
    return told, tables_of(told, segments, contracts)


def tables_of(told: Update, segments: Segments, contracts: Contracts) -> dict[str, pl.DataFrame]:
    found = gather(told, segments, contracts)
    return {name: pl.concat(parts).sort(contracts[name].primaryKey) for name, parts in found.items()}


def moved(one: RawDocument, path: str) -> RawDocument:
    return replace(one, path=path)


class Deadly(Work):
    """Ends its process where a document says so."""

    def extract(self, batch: Sequence[RawDocument], parser: Parser) -> Tables:
        if any(b"Cid" in one.data for one in batch):
            os._exit(9)
        return super().extract(batch, parser)
