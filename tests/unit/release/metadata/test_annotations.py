"""Web Annotations of a release: the right words at the right place, and none that the terms of a source keep back."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from release_samples import TEXTS, Dataset

from pipelines.contracts import Contracts
from pipelines.release.manifest import Manifest
from pipelines.release.metadata.annotation_bodies import Known
from pipelines.release.metadata.annotations import AROUND, annotations, in_context, write_annotations
from pipelines.release.metadata.jsonld import hash_iri
from pipelines.release.metadata.model import Described
from pipelines.release.rights import apply_terms
from pipelines.tablefiles import height as rows_of

TABLES = ("claims", "quotes", "references")


@pytest.fixture(scope="module")
def described(dataset: Dataset) -> Described:
    """A release's tables within the terms: one source in full, one in extracts, one without words."""
    manifest = Manifest("testimonia", "2031.04.05", "0.1.0", "a" * 64, {})
    return Described(dataset.contracts, manifest, apply_terms(dataset.lazy, dataset.contracts))


def items(folder: Path, table: str) -> list[dict[str, Any]]:
    """Give the annotations of all pages, as the pages follow each other."""
    collection = json.loads((folder / "annotations" / f"{table}.jsonld").read_text(encoding="utf-8"))
    found, name = [], collection.get("first")
    while name:
        page = json.loads((folder / "annotations" / name).read_text(encoding="utf-8"))
        assert page["startIndex"] == len(found)
        found += page["items"]
        name = page.get("next")
    assert len(found) == collection["total"]
    return found


def of_source(folder: Path, table: str, source: str) -> dict[str, Any]:
    documents = pl.read_parquet(folder / "documents.parquet").filter(source_id=source)
    target = hash_iri(documents["text_sha256"].item())
    return next(item for item in items(folder, table) if item["target"]["source"] == target)


def test_a_quote_released_in_full_has_its_place_its_words_and_those_around(released: Path) -> None:
    quote = of_source(released, "quotes", "amber-gazette")
    text = TEXTS["amber-gazette"][1]
    start = text.index("It will stand")
    end = start + len("It will stand a hundred years,")
    assert quote["motivation"] == "identifying"
    assert quote["body"] == [
        {"type": "TextualBody", "purpose": "classifying", "value": "direct"},
        {"type": "TextualBody", "purpose": "identifying", "value": "Ida Lorne"},
    ]
    assert quote["target"]["selector"] == [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {
            "type": "TextQuoteSelector",
            "exact": "It will stand a hundred years,",
            "prefix": text[start - AROUND : start],
            "suffix": text[end : end + AROUND],
        },
    ]


def test_an_extract_has_its_words_and_none_around(released: Path) -> None:
    place, words = of_source(released, "quotes", "river-review")["target"]["selector"]
    assert place["type"] == "TextPositionSelector"
    assert words == {"type": "TextQuoteSelector", "exact": "We kept the caf\u00e9 open,"}


@pytest.mark.parametrize("table", TABLES)
def test_where_no_words_are_released_the_place_alone_is_told(released: Path, table: str) -> None:
    item = of_source(released, table, "closed-archive")
    assert [selector["type"] for selector in item["target"]["selector"]] == ["TextPositionSelector"]


def test_words_that_are_kept_back_stand_nowhere(released: Path) -> None:
    told = "".join(path.read_text(encoding="utf-8") for path in (released / "annotations").iterdir())
    assert "hundred years" in told
    assert "Nobody dared" not in told
    assert "bay froze" not in told


def test_what_a_source_is_warned_of_is_said_of_each_of_its_words(released: Path) -> None:
    warning = {
        "type": "TextualBody", "purpose": "commenting",
        "value": "Content warning: Invented for tests.", "language": "en",
    }  # fmt: skip
    for table in TABLES:
        assert warning in of_source(released, table, "closed-archive")["body"]
        assert warning not in of_source(released, table, "river-review")["body"]


def test_a_claim_tells_its_statement_stance_and_holder(released: Path) -> None:
    claim = of_source(released, "claims", "amber-gazette")
    assert claim["motivation"] == "describing"
    assert [(body["purpose"], body["value"]) for body in claim["body"]] == [
        ("describing", "The lighthouse was built in 1811."),
        ("classifying", "asserts"),
        ("identifying", "author"),
    ]


@given(size=st.integers(1, 5))
def test_pages_of_any_size_hold_the_same_in_the_same_order(
    described: Described, tmp_path_factory: pytest.TempPathFactory, size: int
) -> None:
    small, whole = tmp_path_factory.mktemp("small"), tmp_path_factory.mktemp("whole")
    write_annotations(described, small, page_rows=size)
    write_annotations(described, whole)
    for table in TABLES:
        rows = rows_of(described.tables[table])
        assert items(small, table) == items(whole, table)
        assert len(list((small / "annotations").glob(f"{table}-*"))) == -(-rows // size)


def test_read_with_few_texts_at_a_time_the_pages_are_the_same_bytes(described: Described, tmp_path: Path) -> None:
    for name, texts in (("whole", 100), ("few", 1)):
        (tmp_path / name).mkdir()
        write_annotations(described, tmp_path / name, texts=texts)
    for path in (tmp_path / "whole" / "annotations").iterdir():
        assert (tmp_path / "few" / "annotations" / path.name).read_bytes() == path.read_bytes(), path.name


def test_a_table_without_rows_is_a_collection_without_pages(
    contracts: Contracts, described: Described, tmp_path: Path
) -> None:
    tables = {**described.tables, "quotes": described.tables["quotes"].clear()}
    write_annotations(Described(contracts, described.manifest, tables), tmp_path)
    collection = json.loads((tmp_path / "annotations" / "quotes.jsonld").read_text(encoding="utf-8"))
    assert (collection["total"], "first" in collection, "last" in collection) == (0, False, False)
    assert not list((tmp_path / "annotations").glob("quotes-*"))


def test_offsets_count_code_points_and_words_near_the_edges_are_cut_there() -> None:
    text = "\U0001f5ef\U0001f5ef He said: no"
    rows = pl.DataFrame({
        "reference_id": ["ref_a"], "document_id": ["doc_a"], "start": [3], "end": [5], "text": [text[3:5]],
        "kind": ["link"], "work": [None], "title": ["Deeds"], "work_id": ["wrk_a"],
        "doi": ["10.1000/a<b"], "isbn13": ["9780674036154"],
    })  # fmt: skip
    documents = pl.DataFrame({
        "document_id": ["doc_a"], "text_sha256": ["00" * 32], "language": ["en"], "content_warning": [None],
        "running": [text],
    }, schema_overrides={"content_warning": pl.String})  # fmt: skip
    found = in_context(rows, documents.lazy()).with_columns(file=pl.lit("references.parquet"))
    (item,) = annotations("references", found, Known({}, {"wrk_a": "Q42"}))
    assert item["id"] == "../references.parquet#ref_a"
    assert item["target"]["source"] == "ni:///sha-256;AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    assert item["target"]["selector"][1] == {
        "type": "TextQuoteSelector", "exact": "He", "prefix": "\U0001f5ef\U0001f5ef ", "suffix": " said: no",
    }  # fmt: skip
    assert [body["source"] for body in item["body"] if body["type"] == "SpecificResource"] == [
        "http://www.wikidata.org/entity/Q42", "https://doi.org/10.1000/a%3Cb", "urn:isbn:9780674036154",
    ]  # fmt: skip
