"""The release of `raw/`, damaged as somebody would who hides it: sums, manifest and data package are written anew."""

import shutil
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from pipelines.contracts import Contracts, load_contracts
from pipelines.release.bundle import checksums
from pipelines.release.checks.verdict import Check
from pipelines.release.verify import verify
from tests.integration.conftest import Made
from tests.unit.release.release_samples import Dataset, rewrite, told

Change = Callable[[pl.DataFrame], pl.DataFrame]


@pytest.fixture
def release(made: Made, tmp_path: Path) -> Path:
    return shutil.copytree(made.release, tmp_path / "release")


@pytest.fixture
def without_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the judging of rules, which takes seconds, where another check must find it."""
    monkeypatch.setattr("pipelines.release.verify.check_rules", lambda *_: Check("keys and rules", "left out"))


def hide(release: Path, table: str, change: Change) -> None:
    rewrite(release, table, change, Dataset(load_contracts(release / "schemas"), {}, {}, release))


def first_row(column: str, value: pl.Expr) -> Change:
    return lambda frame: frame.with_columns(
        pl.when(pl.int_range(pl.len()) == 0).then(value).otherwise(column).alias(column)
    )


def found(release: Path, made: Made) -> dict[str, list[str]]:
    return told(verify(release, made.root / "raw"))


def test_a_flipped_byte_of_any_file_is_found(release: Path, made: Made, without_rules: None) -> None:
    names = {path.relative_to(release).as_posix() for path in release.rglob("*") if path.is_file()} - {"SHA256SUMS"}
    for name in names:
        data = bytearray((release / name).read_bytes())
        data[len(data) // 2] ^= 0x20
        (release / name).write_bytes(data)
    assert {problem.partition(": sha256: ")[0] for problem in found(release, made)["files"]} == names


def test_a_flipped_byte_of_the_sums_is_found(release: Path, made: Made, without_rules: None) -> None:
    data = bytearray((release / "SHA256SUMS").read_bytes())
    data[len(data) // 2] ^= 0x20
    (release / "SHA256SUMS").write_bytes(data)
    assert list(found(release, made)) == ["files"]


def test_a_missing_file_is_found_even_where_the_sums_do_not_list_it(
    release: Path, made: Made, without_rules: None
) -> None:
    (release / "quotes.parquet").unlink()
    (release / "SHA256SUMS").write_text(checksums(release), encoding="utf-8")
    problems = found(release, made)
    assert "files" not in problems
    assert {"manifest", "datapackage", "schemas"} <= set(problems)


def test_an_extra_file_is_found(release: Path, made: Made, without_rules: None) -> None:
    (release / "more.parquet").write_bytes(b"PAR1")
    assert list(found(release, made)) == ["files"]


@pytest.mark.parametrize("table", ["claims", "quotes", "references", "mentions", "reference_fields"])
def test_a_changed_span_is_found_by_the_raw_file(release: Path, made: Made, table: str, without_rules: None) -> None:
    hide(release, table, first_row("text", pl.col("text").str.head(-1) + "~"))
    problems = found(release, made)
    assert list(problems) == ["spans"]
    assert len(problems["spans"]) == 1


def test_a_moved_span_is_found_by_the_raw_file(release: Path, made: Made, without_rules: None) -> None:
    hide(release, "claims", lambda frame: frame.with_columns(pl.col("start", "end") + 1))
    assert len(found(release, made)["spans"]) == pl.read_parquet(release / "claims.parquet").height


def test_a_changed_hash_of_a_row_s_document_is_found(release: Path, made: Made, without_rules: None) -> None:
    hide(release, "claim_links", first_row("raw_sha256", pl.lit("0" * 64)))
    assert list(found(release, made)) == ["provenance"]


def test_a_row_without_its_parent_is_found(release: Path, made: Made, contracts: Contracts) -> None:
    hide(release, "passages", lambda frame: frame.tail(-1))
    problems = found(release, made)
    assert list(problems) == ["keys and rules"]
    parents = {problem.partition(":")[0] for problem in problems["keys and rules"]}
    assert parents <= {f"{table.name}.parquet" for table in contracts}
    assert all("passage_id in passages" in problem for problem in problems["keys and rules"])
