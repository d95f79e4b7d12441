"""A release with tables in shards: verified as one in single files is, and damage is told by the shard's own name."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq
import pytest
from release_samples import Dataset, told

from pipelines import parquet, tablefiles
from pipelines.contracts import Contracts
from pipelines.identifiers import content_id
from pipelines.release.bundle import checksums
from pipelines.release.checks import verdict
from pipelines.release.checks.verdict import Check
from pipelines.release.manifest import measure
from pipelines.release.verify import verify

Change = Callable[[pl.DataFrame], pl.DataFrame]


@pytest.fixture
def without_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the judging of rules, which takes seconds, where another check must find it."""
    monkeypatch.setattr("pipelines.release.verify.check_rules", lambda *_: Check("keys and rules", "left out"))


@pytest.fixture
def release(sharded: Path, tmp_path: Path) -> Path:
    """The release in shards of two rows at the most, which its own contracts ask for; a test may damage it."""
    copy = shutil.copytree(sharded, tmp_path / "release")
    header = copy / "schemas" / "dataset.yaml"
    text = header.read_text(encoding="utf-8")
    assert "shard_rows: 500000" in text
    header.write_text(text.replace("shard_rows: 500000", "shard_rows: 2"), encoding="utf-8")
    (copy / "SHA256SUMS").write_text(checksums(copy), encoding="utf-8")
    return copy


def shards(release: Path, table: str) -> list[str]:
    return [path.relative_to(release).as_posix() for path in tablefiles.files(release, table)]


def shard_of(dataset: Dataset, table: str, source: str) -> str:
    """The shard with the rows of the document of a source."""
    documents = dataset.tables["documents"].filter(source_id=source)
    return f"{table}/{documents['document_id'].item()[-tablefiles.DIGITS]}.parquet"


def seal(release: Path, table: str) -> None:
    """Make manifest, data package and sums agree with the files of a table, whoever changed them."""
    file = measure(release, table)
    parts = [{"file": one.file, "rows": one.rows, "bytes": one.bytes, "sha256": one.sha256} for one in file.shards]
    manifest = json.loads((release / "manifest.json").read_text())
    entry = {"file": file.file, "rows": file.rows, "bytes": file.bytes, "sha256": file.sha256, "shards": parts}
    manifest["tables"][table] = entry
    (release / "manifest.json").write_text(json.dumps(manifest))
    package = json.loads((release / "datapackage.json").read_text())
    resource = next(item for item in package["resources"] if item["name"] == table)
    hashes = [{"path": one.file, "hash": f"sha256:{one.sha256}", "rows": one.rows} for one in file.shards]
    resource.update(rows=file.rows, hash=f"sha256:{file.sha256}", shards=hashes)
    (release / "datapackage.json").write_text(json.dumps(package))
    (release / "SHA256SUMS").write_text(checksums(release))


def change(release: Path, contracts: Contracts, shard: str, made: Change) -> None:
    """Change one shard as somebody would who hides it."""
    name = Path(shard).parent.name
    parquet.write(made(parquet.read(release / shard)), contracts[name], contracts.schema(name), release / shard)
    seal(release, name)


def test_it_holds_and_as_much_is_compared_as_of_single_files(release: Path, released: Path, dataset: Dataset) -> None:
    in_shards, single = verify(release, dataset.raw), verify(released, dataset.raw)
    assert in_shards.passed, list(in_shards.lines())
    assert len(shards(release, "claims")) > 1
    assert in_shards.checks[4:] == single.checks[4:]


def test_what_breaks_a_promise_is_told_by_its_shards(release: Path, dataset: Dataset, contracts: Contracts) -> None:
    """A key in two shards, a key to nothing in one, a broken rule in another."""
    amber, river, closed = (
        shard_of(dataset, "claims", name) for name in ("amber-gazette", "river-review", "closed-archive")
    )
    assert len({amber, river, closed}) > 1
    key = parquet.read(release / amber)["claim_id"].item(0)
    from_river, from_closed = pl.col("source_id") == "river-review", pl.col("source_id") == "closed-archive"
    twice = pl.when(from_river).then(pl.lit(key)).otherwise("claim_id").alias("claim_id")
    change(release, contracts, river, lambda frame: frame.with_columns(twice))
    nobody = pl.when(from_closed).then(pl.lit(content_id("ent", "nobody"))).alias("holder_entity_id")
    change(release, contracts, closed, lambda frame: frame.with_columns(nobody))
    lost = parquet.read(release / closed).filter(from_closed)["claim_id"].item()

    found = told(verify(release, dataset.raw))

    assert list(found) == ["keys and rules"]
    both = ", ".join(sorted({amber, river}))
    expected = "expected it to hold in every row, found"
    assert found["keys and rules"] == [
        f"{both}: unique: claim_id: {expected} 2 where it does not: {key}; {key}",
        f"{both}: primary key: claim_id: {expected} 2 where it does not: {key}; {key}",
        f"{closed}: foreign key: holder_entity_id in entities: {expected} 1 where it does not: {lost}",
        f"{closed}: rule: author_has_no_id: {expected} 1 where it does not: {lost}",
    ]


def test_a_flipped_byte_is_told_by_its_shard(release: Path, without_rules: None) -> None:
    shard = shards(release, "passages")[1]
    data = bytearray((release / shard).read_bytes())
    data[len(data) // 2] ^= 0x20
    (release / shard).write_bytes(data)
    found = told(verify(release))
    for name in ("files", "manifest", "datapackage"):
        assert [problem.partition(": ")[0] for problem in found[name]] == [shard], name


def test_a_shard_that_is_missing_or_too_many_is_told(release: Path, without_rules: None) -> None:
    gone = shards(release, "quotes")[0]
    (release / gone).unlink()
    shutil.copyfile(release / shards(release, "claims")[0], release / "claims" / "7z.parquet")
    (release / "SHA256SUMS").write_text(checksums(release))
    found = told(verify(release))
    spare = "manifest.json: claims: expected its shards and no other file in their folder, found claims/7z.parquet"
    assert "files" not in found
    assert found["manifest"] == sorted(
        [f"manifest.json: quotes: expected the file {gone!r} in the release, found no file", spare], reverse=True
    )
    assert any(text.startswith("quotes/: rows, by manifest.json") for text in found["schemas"])
    assert any(
        text.startswith("claims/: expected shards named by 1 letters, as there are") for text in found["schemas"]
    )


def test_a_row_in_a_shard_that_its_id_does_not_name_is_told_and_still_proved(
    release: Path, dataset: Dataset, contracts: Contracts, without_rules: None
) -> None:
    amber, river = (shard_of(dataset, "documents", name) for name in ("amber-gazette", "river-review"))
    frames = [parquet.read(release / name) for name in (amber, river)]
    moved = frames[1].filter(source_id="river-review")
    change(release, contracts, amber, lambda frame: pl.concat([frame, moved]))
    change(release, contracts, river, lambda frame: frame.filter(pl.col("source_id") != "river-review"))
    letter, away = Path(amber).stem, moved["document_id"].item()
    assert told(verify(release, dataset.raw)) == {
        "schemas": [
            f"{amber}: document_id: expected ids with {letter} behind their kind, found 1 others, such as {away}"
        ]
    }


def test_a_shard_in_another_order_than_that_of_its_key_is_told(
    release: Path, contracts: Contracts, without_rules: None
) -> None:
    shard = next(name for name in shards(release, "passages") if parquet.read(release / name).height > 1)
    frame = parquet.read(release / shard).reverse().to_arrow().cast(contracts.schema("passages"))
    pq.write_table(frame, release / shard)
    seal(release, "passages")
    assert told(verify(release)) == {
        "schemas": [f"{shard}: expected rows in the order of passage_id, found another order"]
    }


@pytest.mark.parametrize(
    ("where", "column", "value", "check"),
    [
        (("claims", "river-review"), "text", pl.lit("mill closed in 1903"), "spans"),
        (("quotes", "amber-gazette"), "cue_end", pl.col("cue_end") + 1_000_000, "spans"),
        (("passages", "river-review"), "byte_end", pl.col("byte_end") - 1, "bytes"),
        (("mentions", "closed-archive"), "raw_sha256", pl.lit("0" * 64), "provenance"),
        (("claims", "closed-archive"), "statement", pl.lit("The bay froze."), "terms"),
        (("documents", "amber-gazette"), "offset_map", pl.lit("0;0"), "texts"),
    ],
)
@pytest.mark.usefixtures("without_rules")
def test_a_wrong_value_is_told_by_the_shard_of_its_row(
    release: Path, dataset: Dataset, where: tuple[str, str], column: str, value: pl.Expr, check: str
) -> None:
    table, source = where
    shard = shard_of(dataset, table, source)
    wrong = pl.when(pl.col("source_id") == source).then(value).otherwise(column).alias(column)
    change(release, dataset.contracts, shard, lambda frame: frame.with_columns(wrong))
    found = told(verify(release, dataset.raw))
    assert list(found) == [check]
    assert {problem.partition(": ")[0] for problem in found[check]} == {shard}


def test_another_type_or_a_null_in_one_shard_is_told_by_its_name(release: Path, without_rules: None) -> None:
    shard = shards(release, "references")[-1]
    parquet.read(release / shard).with_columns(start=pl.col("start").cast(pl.Int32)).write_parquet(release / shard)
    seal(release, "references")
    verdict_ = verify(release)
    assert f"{shard}: start: type: expected int64, found int32" in told(verdict_)["schemas"]
    assert verdict_.checks[-1].compared == "nothing, as not all tables are there with the columns of their contracts"


def test_the_logical_hash_of_a_table_in_shards_is_compared(
    release: Path, dataset: Dataset, contracts: Contracts, without_rules: None
) -> None:
    stated = json.loads((release / "manifest.json").read_text())["tables"]["mentions"]["logical_sha256"]
    shard = shards(release, "mentions")[0]
    change(release, contracts, shard, lambda frame: frame.with_columns(form=pl.lit("epithet")))
    manifest = json.loads((release / "manifest.json").read_text())
    manifest["tables"]["mentions"]["logical_sha256"] = stated
    (release / "manifest.json").write_text(json.dumps(manifest))
    (release / "SHA256SUMS").write_text(checksums(release))
    (problem,) = told(verify(release, dataset.raw))["content"]
    assert problem.startswith(f"mentions/: logical hash of its rows: expected '{stated}', found '")


def test_of_very_many_differences_the_first_are_told_and_the_rest_counted(
    release: Path, contracts: Contracts, without_rules: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipelines.release.checks.spans.KEPT", 2)
    for shard in shards(release, "passages"):
        change(release, contracts, shard, lambda frame: frame.with_columns(end=pl.col("end") + 1_000_000))
    found = {check.name: check for check in verify(release).checks}["spans"]
    assert (len(found.problems), found.more) == (2, 5)
    first, *_, last = verdict.Verdict((found,)).lines()
    assert first.startswith("spans: 7 differ (")
    assert last == "  and 5 more"
