"""The right half in one go, for callers without Dagster: of tables in memory, or of tables in files."""

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from pipelines.contracts import Contracts
from pipelines.extract.authority import Authority
from pipelines.link import parts
from pipelines.link.claims import claim_link_parts, claim_links
from pipelines.link.entities import entities, entity_aliases
from pipelines.link.quotes import quote_link_parts, quote_links
from pipelines.link.works import work_creators, works
from pipelines.tablefiles import scan, write


def link(tables: Mapping[str, pl.DataFrame], authority: Authority) -> dict[str, pl.DataFrame]:
    """Give the tables that stand on the extracted ones: entities, works, their names, and the links."""
    claims, mentions, passages, quotes = (tables[name].lazy() for name in ("claims", "mentions", "passages", "quotes"))
    named = entities(tables["mentions"], authority)
    pointed = works(tables["references"], authority)
    return {
        "entities": named,
        "entity_aliases": entity_aliases(tables["mentions"], named, authority),
        "works": pointed,
        "work_creators": work_creators(tables["references"], tables["reference_names"], pointed),
        "quote_links": quote_links(quotes),
        "claim_links": claim_links(claims, mentions, passages),
    }


def link_files(folder: Path, authority: Authority, contracts: Contracts) -> None:
    """Write the tables of `link` beside the extracted ones, which `folder` holds, part by part."""
    name_files(folder, authority, contracts)
    write_links(folder, contracts)


def name_files(folder: Path, authority: Authority, contracts: Contracts) -> None:
    """Write entities, works and their names, as `link_files` does."""
    most = contracts.dataset.shard_rows
    mentions, references = scan(folder, "mentions"), scan(folder, "references")
    write(parts.entities(mentions, authority, most), "entities", contracts, folder)
    named = scan(folder, "entities")
    write(parts.entity_aliases(mentions, named, authority, most), "entity_aliases", contracts, folder)
    write(parts.works(references, authority, most), "works", contracts, folder)
    names, pointed = scan(folder, "reference_names"), scan(folder, "works")
    write(parts.work_creators(references, names, pointed, most), "work_creators", contracts, folder)


def write_links(folder: Path, contracts: Contracts) -> None:
    """Write the links of quotes and of claims, as `link_files` does."""
    write(quote_link_parts(scan(folder, "quotes")), "quote_links", contracts, folder)
    claims, mentions, passages = (scan(folder, name) for name in ("claims", "mentions", "passages"))
    write(claim_link_parts(claims, mentions, passages), "claim_links", contracts, folder)
