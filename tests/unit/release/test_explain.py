"""One row of a release with where it comes from."""

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from release_samples import Dataset

from pipelines import parquet, tablefiles
from pipelines.errors import ReleaseError
from pipelines.extract.versions import made_by
from pipelines.release.explain import Context, Explained, Place, explain
from pipelines.release.find import find_row


def first(release: Path, table: str, full: bool = True) -> dict[str, object]:
    rows = pl.read_parquet(release / f"{table}.parquet")
    documents = pl.read_parquet(release / "documents.parquet")
    with_text = documents.filter(pl.col("text").is_not_null() if full else pl.col("text").is_null())
    return rows.filter(pl.col("document_id").is_in(with_text["document_id"].implode())).row(0, named=True)


def only(found: Explained) -> Place:
    (place,) = found.places
    return place


def test_a_quote_is_shown_in_its_sentence_with_its_bytes_and_its_maker(released: Path, dataset: Dataset) -> None:
    row = first(released, "quotes")
    found = explain(released, str(row["quote_id"]))
    assert (found.table, found.row) == ("quotes", row)
    place = only(found)
    assert place.context == Context("“", "It will stand a hundred years,", "” said Lorne.")
    assert place.source is not None and place.source["source_id"] == "amber-gazette"
    assert place.raw_bytes is not None
    raw = (dataset.raw / place.document["path"]).read_bytes()
    assert raw[slice(*place.raw_bytes)].decode() == row["text"]
    assert found.extractor is not None
    assert (found.extractor["extractor"], found.extractor["extractor_version"]) == ("quotes", row["extractor_version"])
    assert "speakers.json:" in found.extractor["models"]


def test_words_that_may_not_ship_are_not_shown(released: Path) -> None:
    place = only(explain(released, str(first(released, "quotes", full=False)["quote_id"])))
    assert (place.context, place.raw_bytes) == (None, None)
    assert place.document["raw_sha256"]


def test_words_that_may_not_ship_are_read_from_the_raw_file(released: Path, dataset: Dataset) -> None:
    frame = pl.read_parquet(released / "quotes.parquet").filter(source_id="river-review")
    place = only(explain(released, frame["quote_id"][0], dataset.raw))
    assert place.context == Context(
        "“", "We kept the caf\u00e9 open,", "” said Lorne, whose book The Keeper's Log names every guest."
    )
    assert place.raw_bytes is not None
    raw = (dataset.raw / place.document["path"]).read_bytes()
    assert raw[slice(*place.raw_bytes)].decode() == "We kept the cafe\u0301 open,"


def test_a_raw_file_that_is_not_the_one_of_the_release_is_told_and_not_shown(released: Path, raw: Path) -> None:
    page = raw / "closed-archive" / "page.txt"
    page.write_bytes(page.read_bytes().replace(b"1837", b"1838"))
    frame = pl.read_parquet(released / "claims.parquet").filter(source_id="closed-archive")
    place = only(explain(released, frame["claim_id"][0], raw))
    assert place.context is None
    assert "sha256 of raw file closed-archive/page.txt: expected" in place.problems[0]


def test_a_row_with_a_longer_key_is_named_by_its_parts_and_shown_where_it_stands(released: Path) -> None:
    names = pl.read_parquet(released / "reference_names.parquet").filter(source_id="amber-gazette").row(0, named=True)
    found = explain(released, f"{names['reference_id']},1")
    assert (found.table, found.row) == ("reference_names", names)
    assert only(found).table == "references"
    field = explain(released, f"{names['reference_id']}, title, 1")
    assert field.table == "reference_fields"
    place = only(field)
    assert place.context is not None and place.context.words == "The Keeper's Log"


def test_a_row_that_stands_on_no_span_names_its_document(released: Path) -> None:
    entity = pl.read_parquet(released / "entities.parquet").row(0, named=True)
    found = explain(released, entity["entity_id"])
    assert (found.table, found.row) == ("entities", entity)
    assert (only(found).context, only(found).document["document_id"]) == (None, entity["document_id"])


@pytest.mark.parametrize(("key", "table"), [("amber-gazette", "sources"), ("claims", "extractors")])
def test_a_row_of_no_document_has_no_place(key: str, table: str, released: Path) -> None:
    found = explain(released, key)
    assert (found.table, found.places) == (table, ())


def test_both_claims_of_a_pair_are_shown(dataset: Dataset, tmp_path: Path) -> None:
    one, other = sorted(dataset.tables["claims"].to_dicts(), key=lambda row: str(row["claim_id"]))[:2]
    link = {
        "claim_id": one["claim_id"], "other_claim_id": other["claim_id"], "relation": "same", "confidence": 0.5,
        **{name: one[name] for name in ("document_id", "source_id", "raw_sha256")},
        "other_document_id": other["document_id"], **made_by("claim_links"),
    }  # fmt: skip
    links = parquet.frame_of([link], dataset.contracts["claim_links"])
    release = dataset.release(tmp_path, claim_links=links)
    found = explain(release, f"{one['claim_id']},{other['claim_id']}", dataset.raw)
    assert found.table == "claim_links"
    assert [place.context.words for place in found.places if place.context] == [one["text"], other["text"]]


@pytest.mark.parametrize(
    ("row_id", "message"),
    [
        ("quo_aaaaaaaaaaaaaaaa", "quotes has no row quo_aaaaaaaaaaaaaaaa"),
        ("xyz_1", r"xyz_1: no table has keys of that form; there are .*clm_… \(claims\)"),
        ("", "no table has keys of that form"),
    ],
)
def test_an_id_of_nothing_is_refused(row_id: str, message: str, released: Path) -> None:
    with pytest.raises(ReleaseError, match=message):
        explain(released, row_id)


def test_a_folder_that_is_no_release_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="no release"):
        explain(tmp_path, "quo_aaaaaaaaaaaaaaaa")


def test_rows_of_a_release_in_shards_are_explained_as_those_of_single_files(
    released: Path, release: Path, dataset: Dataset
) -> None:
    contracts = replace(dataset.contracts, dataset=replace(dataset.contracts.dataset, shard_rows=1))
    for table in contracts:
        tablefiles.write(pl.read_parquet(release / f"{table.name}.parquet"), table.name, contracts, release)
    assert not (release / "claims.parquet").exists()
    for name, key in (("claims", "claim_id"), ("passages", "passage_id"), ("works", "work_id")):
        for row_id in dataset.tables[name][key]:
            assert explain(release, row_id, dataset.raw) == explain(released, row_id, dataset.raw)
    reference = dataset.tables["reference_names"]["reference_id"][0]
    assert explain(release, f"{reference},1") == explain(released, f"{reference},1")


def test_only_the_shard_that_can_hold_a_row_is_read(release: Path, dataset: Dataset) -> None:
    contracts = replace(dataset.contracts, dataset=replace(dataset.contracts.dataset, shard_rows=1))
    documents = pl.read_parquet(release / "documents.parquet")
    tablefiles.write(documents, "documents", contracts, release)
    wanted = documents["document_id"][0]
    for path in tablefiles.files(release, "documents"):
        if not wanted.endswith(path.stem + wanted[4 + len(path.stem) :]):
            path.write_bytes(b"damaged")
    found = find_row(release, "documents", {"document_id": wanted}, "document_id")
    assert found == documents.row(0, named=True)
    assert find_row(release, "documents", {"document_id": "doc_" + "0" * 16}, "document_id") is None
