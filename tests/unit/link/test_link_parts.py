"""Entities, works and their names are the same in parts as at once."""

import polars as pl
import pytest

from pipelines.contracts import Contracts
from pipelines.extract.authority import Authority
from pipelines.identifiers import content_id
from pipelines.link import entities, entity_aliases, parts, work_creators, works
from pipelines.parquet import frame_of
from pipelines.tablefiles import Parts

DOCUMENTS, NAMED = 30, 40
MOST = 7


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority(())


def place(number: int) -> dict[str, str]:
    document = content_id("doc", number % DOCUMENTS)
    return {"document_id": document, "source_id": "s", "raw_sha256": document}


def mentions(contracts: Contracts) -> pl.LazyFrame:
    rows = (
        {"mention_id": content_id("men", number), "entity_id": content_id("ent", number % NAMED), "kind": "person",
         "name": f"Person {number % NAMED}", "text": f"P. {number % 9}", "form": "name", **place(number)}
        for number in range(200)
    )  # fmt: skip
    return frame_of(rows, contracts["mentions"]).lazy()


def references(contracts: Contracts) -> pl.LazyFrame:
    rows = (
        {"reference_id": content_id("ref", number), "title": f"Book {number % 11}", "type": "book",
         "work_id": content_id("wrk", number % 11) if number % 5 else None,
         "year": str(1900 + number % 3), **place(number)}
        for number in range(100)
    )  # fmt: skip
    return frame_of(rows, contracts["references"]).lazy()


def reference_names(contracts: Contracts) -> pl.LazyFrame:
    rows = (
        {"reference_id": content_id("ref", number), "ordinal": ordinal, "role": "author", "family": f"F{number % 11}",
         "literal": f"F{number % 11}", **place(number)}
        for number in range(100)
        for ordinal in range(1, 2 + number % 2)
    )  # fmt: skip
    return frame_of(rows, contracts["reference_names"]).lazy()


def same(found: Parts, expected: pl.DataFrame, key: list[str]) -> None:
    pieces = list(found)
    assert len(pieces) > 1 and expected.height
    assert pl.concat(pieces).sort(key).equals(expected.sort(key))
    assert found.whole().height == expected.height


def test_entities_and_their_names(contracts: Contracts, authority: Authority) -> None:
    named = mentions(contracts)
    expected = entities(named.collect(), authority)
    same(parts.entities(named, authority, MOST), expected, ["entity_id"])
    aliases = entity_aliases(named.collect(), expected, authority)
    same(parts.entity_aliases(named, expected.lazy(), authority, MOST), aliases, ["entity_id", "alias"])


def test_works_and_their_creators(contracts: Contracts, authority: Authority) -> None:
    pointed, names = references(contracts), reference_names(contracts)
    expected = works(pointed.collect(), authority)
    same(parts.works(pointed, authority, MOST), expected, ["work_id"])
    creators = work_creators(pointed.collect(), names.collect(), expected)
    same(parts.work_creators(pointed, names, expected.lazy(), MOST), creators, ["work_id", "ordinal"])


def test_few_rows_are_one_part(contracts: Contracts, authority: Authority) -> None:
    assert len(list(parts.entities(mentions(contracts), authority, 200))) == 1
