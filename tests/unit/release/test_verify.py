import random
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from release_samples import Dataset, rewrite, seal, told

from pipelines.release.checks.verdict import Check, Verdict
from pipelines.release.verify import verify


@pytest.fixture(autouse=True)
def without_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the judging of rules, which takes seconds and has a test of its own (test_verify_rules.py)."""
    monkeypatch.setattr("pipelines.release.verify.check_rules", lambda *_: Check("keys and rules", "left out"))


def compared(verdict: Verdict, name: str) -> str:
    return next(check.compared for check in verdict.checks if check.name == name)


def test_the_verdict_says_what_was_compared(released: Path, dataset: Dataset) -> None:
    with_raw = verify(released, dataset.raw)
    assert "1 held against their hash and the raw bytes; 2 read again from the raw bytes" in list(with_raw.lines())[-3]
    assert "word for word" in compared(with_raw, "spans")
    assert "not checked" not in compared(with_raw, "spans")
    assert compared(with_raw, "bytes") == "7 decoded and compared"
    alone = verify(released)
    assert alone.passed, list(alone.lines())
    assert "2 not checked, as no raw folder was given" in compared(alone, "texts")
    assert "as the text is not at hand" in compared(alone, "spans")


def test_a_flipped_byte_is_found(release: Path, dataset: Dataset) -> None:
    path = release / "README.md"
    data = bytearray(path.read_bytes())
    data[10] ^= 1
    path.write_bytes(data)
    found = told(verify(release, dataset.raw))
    assert list(found) == ["files"]
    assert found["files"][0].startswith("README.md: sha256: expected '")


def test_a_missing_file_is_found(release: Path, dataset: Dataset) -> None:
    (release / "quotes.parquet").unlink()
    found = told(verify(release, dataset.raw))
    assert found["files"] == ["quotes.parquet: expected the file, as SHA256SUMS lists it, found no file"]
    assert found["manifest"] == [
        "manifest.json: quotes: expected the file 'quotes.parquet' in the release, found no file"
    ]
    assert found["schemas"] == ["quotes.parquet: expected the file of a table, found no file"]


def test_an_extra_file_is_found(release: Path) -> None:
    (release / "schemas" / "notes.txt").write_text("hello")
    assert told(verify(release)) == {
        "files": ["schemas/notes.txt: expected no such file, as SHA256SUMS does not list it, found a file"]
    }


def test_a_link_in_place_of_a_file_is_found(release: Path, tmp_path: Path) -> None:
    (release / "README.md").rename(tmp_path / "outside.md")
    (release / "README.md").symlink_to(tmp_path / "outside.md")
    assert told(verify(release))["files"] == ["README.md: expected a plain file, found a link or a special file"]


def test_a_changed_span_is_found(release: Path, dataset: Dataset) -> None:
    words = pl.col("text").str.replace("1902", "1903")
    rewrite(release, "claims", lambda frame: frame.with_columns(text=words), dataset)
    found = told(verify(release, dataset.raw))
    assert list(found) == ["spans"]
    (problem,) = found["spans"]
    assert problem.startswith("claims.parquet: clm_")
    assert problem.endswith("text: expected 'mill closed in 1902', found 'mill closed in 1903'")
    assert verify(release).passed  # without the raw bytes nobody can tell, and the verdict says that it was not checked


def test_a_moved_span_is_found(release: Path, dataset: Dataset) -> None:
    rewrite(release, "quotes", lambda frame: frame.with_columns(start=pl.col("start") + 1), dataset)
    assert len(told(verify(release, dataset.raw))["spans"]) == 2
    assert len(told(verify(release))["spans"]) == 2  # one by the text that ships, one by the length of its words


def test_a_span_out_of_bounds_is_found_without_the_text(release: Path, dataset: Dataset) -> None:
    rewrite(release, "quotes", lambda frame: frame.with_columns(cue_end=pl.lit(10_000, pl.Int64)), dataset)
    assert all("expected offsets within 0:" in problem for problem in told(verify(release))["spans"])
    assert len(told(verify(release))["spans"]) == 3


def test_words_that_the_terms_forbid_are_found(release: Path, dataset: Dataset) -> None:
    texts = dataset.tables["documents"].select("document_id", "text")
    rewrite(release, "documents", lambda frame: frame.drop("text").join(texts, on="document_id"), dataset)
    assert told(verify(release, dataset.raw)) == {
        "terms": ["documents.parquet: text: values that the sources' terms forbid: expected 0, found 2"]
    }


def test_another_text_than_the_one_that_was_hashed_is_found(release: Path, dataset: Dataset) -> None:
    rewrite(release, "documents", lambda frame: frame.with_columns(text=pl.col("text").str.to_uppercase()), dataset)
    found = told(verify(release, dataset.raw))
    assert list(found) == ["texts"]
    assert "text: sha256: expected" in found["texts"][0]


def test_wrong_byte_offsets_are_found(release: Path, dataset: Dataset) -> None:
    rewrite(release, "passages", lambda frame: frame.with_columns(byte_end=pl.col("byte_end") - 1), dataset)
    found = told(verify(release, dataset.raw))
    assert list(found) == ["bytes"]
    assert len([problem for problem in found["bytes"] if "by the offset map: expected (" in problem]) == 7
    assert len([problem for problem in found["bytes"] if "by the offset map" not in problem]) == 7
    (without_raw,) = told(verify(release)).values()  # one text ships, and the map proves its three passages
    assert len(without_raw) == 3


def test_an_offset_map_that_was_moved_with_the_bytes_is_found_with_the_raw_file(
    release: Path, dataset: Dataset
) -> None:
    """Whoever changes offsets and map so that they agree is found out by the file itself."""
    full = pl.col("source_id") == "amber-gazette"
    moved = pl.when(full).then(pl.lit("0:1")).otherwise("offset_map")
    rewrite(release, "documents", lambda frame: frame.with_columns(offset_map=moved), dataset)
    later = [pl.when(full).then(pl.col(name) + 1).otherwise(name).alias(name) for name in ("byte_start", "byte_end")]
    rewrite(release, "passages", lambda frame: frame.with_columns(later), dataset)
    assert verify(release).passed
    assert list(told(verify(release, dataset.raw))) == ["bytes"]


def test_a_map_that_is_none_is_found(release: Path, dataset: Dataset) -> None:
    rewrite(release, "documents", lambda frame: frame.with_columns(offset_map=pl.lit("0;0")), dataset)
    assert told(verify(release))["texts"][0].endswith("offset_map: expected pairs of text:byte, found '0;0'")


def test_passages_that_overlap_are_found(release: Path, dataset: Dataset) -> None:
    whole = pl.col("end").max().over("document_id")
    rewrite(release, "passages", lambda frame: frame.with_columns(end=whole), dataset)
    found = told(verify(release, dataset.raw))
    assert found["bytes"][0].endswith("expected spans in the text, one after the other, found some that overlap")


def test_a_row_with_the_bytes_of_another_document_is_found(release: Path, dataset: Dataset) -> None:
    other = pl.when(pl.col("source_id") == "river-review").then(pl.lit("0" * 64)).otherwise("raw_sha256")
    rewrite(release, "claims", lambda frame: frame.with_columns(raw_sha256=other), dataset)
    found = told(verify(release))
    assert list(found) == ["provenance"]
    (problem,) = found["provenance"]
    assert problem.startswith("claims.parquet: clm_")
    assert ": raw_sha256: expected '" in problem


def test_a_row_of_another_version_than_its_extractor_has_is_found(release: Path, dataset: Dataset) -> None:
    rewrite(release, "mentions", lambda frame: frame.with_columns(extractor_version=pl.lit("99")), dataset)
    found = told(verify(release))
    assert list(found) == ["provenance"]
    assert len(found["provenance"]) == 3
    assert all(text.endswith(": expected '2', as mentions has it, found '99'") for text in found["provenance"])


def test_a_raw_file_that_is_missing_changed_or_elsewhere_is_found(release: Path, raw: Path, dataset: Dataset) -> None:
    (raw / "amber-gazette" / "page.txt").unlink()
    changed = raw / "river-review" / "page.txt"
    changed.write_bytes(changed.read_bytes().replace(b"1902", b"1903"))
    outside = pl.when(pl.col("source_id") == "closed-archive").then(pl.lit("../secret.txt")).otherwise("path")
    rewrite(release, "documents", lambda frame: frame.with_columns(path=outside), dataset)
    (raw.parent / "secret.txt").write_text("secret")
    found = told(verify(release, raw))
    assert list(found) == ["texts"]
    texts = "\n".join(found["texts"])
    assert "expected the raw file 'amber-gazette/page.txt' in the folder given, found no file" in texts
    assert "sha256 of raw file river-review/page.txt: expected" in texts
    assert "expected the raw file '../secret.txt' in the folder given, found no file" in texts


def test_a_schema_that_is_not_the_contracts_is_found(release: Path) -> None:
    path = release / "quality.parquet"
    table = pq.read_table(path)
    other = [
        field.with_metadata({"description": "Gold."}) if field.name == "gold_set" else field for field in table.schema
    ]
    other[3] = pa.field("documents", pa.int32(), nullable=True, metadata=other[3].metadata)
    pq.write_table(table.cast(pa.schema(other, metadata=table.schema.metadata)), path)
    seal(release, "quality", table.num_rows)
    assert told(verify(release)) == {
        "schemas": [
            "quality.parquet: gold_set: description: expected 'The gold standard.', found 'Gold.'",
            "quality.parquet: documents: type: expected int64, found int32",
            "quality.parquet: documents: may be null: expected False, found True",
        ]
    }


def test_columns_in_another_order_are_found(release: Path) -> None:
    path = release / "work_creators.parquet"
    table = pq.read_table(path)
    pq.write_table(table.select(table.schema.names[::-1]), path)
    seal(release, "work_creators", table.num_rows)
    (problem,) = told(verify(release))["schemas"]
    assert problem.startswith("work_creators.parquet: columns: expected work_id, ordinal, role")


def test_rows_that_the_manifest_does_not_count_are_found(release: Path, dataset: Dataset) -> None:
    rewrite(release, "rejects", lambda frame: frame, dataset)
    seal(release, "rejects", 7)
    assert told(verify(release)) == {"schemas": ["rejects.parquet: rows, by manifest.json: expected 7, found 1"]}


def test_a_contract_that_cannot_be_read_is_found(release: Path) -> None:
    (release / "schemas" / "claims.yaml").write_text("name: [")
    assert "claims.yaml:1: not valid YAML" in told(verify(release))["contracts"][0]


def test_sums_cannot_name_a_file_outside_the_release(release: Path) -> None:
    with (release / "SHA256SUMS").open("a") as file:
        file.write("0" * 64 + "  ../../etc/passwd\nnonsense\n")
    outside, nonsense = told(verify(release))["files"]
    assert "expected a hash and a path in the release, once, found '0000" in outside
    assert outside.endswith("../../etc/passwd'")
    assert nonsense.endswith("found 'nonsense'")


def test_what_is_no_release_is_told_and_not_raised(tmp_path: Path, released: Path) -> None:
    assert "the folder of a release" in told(verify(tmp_path / "nowhere"))["files"][0]
    assert set(told(verify(tmp_path))) == {"files", "manifest", "datapackage", "contracts"}
    assert "a folder with raw documents" in told(verify(released, tmp_path / "nowhere"))["texts"][0]


@pytest.mark.parametrize(
    "name", ["SHA256SUMS", "manifest.json", "datapackage.json", "schemas/dataset.yaml", "documents.parquet"]
)
def test_whatever_file_is_lost_or_emptied_is_told_and_not_raised(release: Path, name: str) -> None:
    (release / name).unlink()
    assert not verify(release).passed
    (release / name).write_bytes(b"")
    assert not verify(release).passed


@pytest.mark.parametrize("seed", range(5))
def test_random_damage_to_a_table_is_told_and_not_raised(release: Path, seed: int) -> None:
    dice = random.Random(seed)
    path = release / dice.choice(["claims.parquet", "documents.parquet", "passages.parquet"])
    data = bytearray(path.read_bytes())
    for _ in range(dice.choice([1, 3])):
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    path.write_bytes(data)
    assert f"{path.name}: sha256" in str(told(verify(release))["files"])
