"""What a release says of its difference from the one before it."""

import json
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from release_samples import VERSION, Dataset

from pipelines import tablefiles
from pipelines.contracts import Constraints, Contracts, DatasetHeader, Field, Table
from pipelines.release.delta import (
    CHANGELOG,
    DELTA,
    ID_CHANGES,
    apply_delta,
    apply_in_parts,
    delta,
    read_delta,
    write_changes,
)

NEXT = f"{VERSION}.1"
ROWS = st.dictionaries(st.integers(0, 20), st.one_of(st.none(), st.sampled_from(["salt", "snow"])), max_size=12)


def frame(rows: dict[int, str | None]) -> pl.DataFrame:
    return pl.DataFrame(
        {"id": list(rows), "text": list(rows.values())}, schema={"id": pl.Int64, "text": pl.String}
    ).sort("id")


@given(ROWS, ROWS)
def test_the_old_table_and_the_delta_make_the_new_one(old: dict[int, str | None], new: dict[int, str | None]) -> None:
    before, after = frame(old), frame(new)
    change = delta(before, after, ["id"])
    assert apply_delta(before, change, ["id"]).equals(after)
    assert change.height == len({key for key in {*old, *new} if old.get(key, "-") != new.get(key, "-")})


def test_where_columns_differ_every_row_is_put() -> None:
    before, after = frame({1: "salt", 2: "snow"}), frame({2: "snow", 3: None}).with_columns(size=pl.lit(1))
    change = delta(before, after, ["id"])
    assert change.select("operation", "id").rows() == [("delete", 1), ("put", 2), ("put", 3)]
    assert apply_delta(before, change, ["id"]).equals(after)


def test_a_table_that_was_not_there_is_put_whole() -> None:
    assert delta(None, frame({1: "salt"}), ["id"]).rows() == [("put", 1, "salt")]


@pytest.fixture
def releases(
    dataset: Dataset, released: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[Path, dict[str, pl.DataFrame]]:
    """Two releases, the second with one quote less and another speaker in the rest; and the second's tables."""
    monkeypatch.setattr("pipelines.release.bundle.validate_all", lambda *_: ())  # takes seconds, is not what is tested
    folder = shutil.copytree(released.parent, tmp_path / "releases", symlinks=True)
    quotes = dataset.tables["quotes"].sort("quote_id").slice(1).with_columns(speaker=pl.lit("Somebody Else"))
    dataset.release(folder, NEXT, quotes=quotes)
    return folder, {**dataset.tables, "quotes": quotes}


def test_the_delta_touches_only_what_changed_and_leads_to_the_new_release(
    dataset: Dataset, releases: tuple[Path, dict[str, pl.DataFrame]]
) -> None:
    folder, _ = releases
    written = sorted((folder / NEXT / "delta" / f"from-{VERSION}").glob("*.parquet"))
    changes = {path.stem: pl.read_parquet(path) for path in written}
    assert list(changes) == ["quotes"]
    assert changes["quotes"]["operation"].to_list() == ["delete", "put", "put"]
    for table in dataset.contracts:
        before, after = (pl.read_parquet(folder / version / f"{table.name}.parquet") for version in (VERSION, NEXT))
        made = apply_delta(before, changes.get(table.name, pl.DataFrame()), table.primaryKey)
        assert made.equals(after.sort(list(table.primaryKey))), table.name


def test_ids_that_came_and_went_are_listed(releases: tuple[Path, dict[str, pl.DataFrame]]) -> None:
    folder, tables = releases
    gone = set(pl.read_parquet(folder / VERSION / "quotes.parquet")["quote_id"]) - set(tables["quotes"]["quote_id"])
    found = pl.read_parquet(folder / NEXT / "id_changes.parquet")
    assert found.rows() == [("quotes", next(iter(gone)), "gone", None)]


def test_the_changelog_goes_on_from_the_last_one(releases: tuple[Path, dict[str, pl.DataFrame]]) -> None:
    folder, _ = releases
    first = (folder / VERSION / "CHANGELOG.md").read_text(encoding="utf-8")
    assert first.endswith(f"## {VERSION}\n\nThe first release.\n")
    text = (folder / NEXT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert text.index(f"## {NEXT}, compared with {VERSION}") < text.index("The first release.")
    assert "| quotes | 3 | 2 | 0 | 1 | 2 | speaker (2) |" in text
    assert text.count("# Changelog") == 1


def test_the_first_release_has_no_delta(released: Path) -> None:
    assert not (released / "delta").exists()
    assert not (released / "id_changes.parquet").exists()
    assert "delta/" not in json.dumps((released / "SHA256SUMS").read_text(encoding="utf-8"))


REQUIRED = Constraints(required=True)
THINGS = Table(
    "things",
    "Things",
    "",
    (
        Field("thing_id", "string", "", constraints=REQUIRED),
        Field("document_id", "string", "", constraints=REQUIRED),
        Field("text", "string", ""),
        Field("size", "number", ""),
    ),
    ("thing_id",),
    shardedBy="document_id",
)
LETTERS = st.sampled_from("ab2z")
THING = st.tuples(LETTERS, st.sampled_from([None, "salt", "snow"]), st.sampled_from([None, 0.0, 1.5, float("nan")]))
TABLES = st.dictionaries(st.text("abz", min_size=1, max_size=2), THING, max_size=9)


def held_to(shard_rows: int) -> Contracts:
    header = DatasetHeader("things", "Things", "", "1", None, (), (), (), (), shard_rows=shard_rows)
    return Contracts(header, {"things": THINGS})


def things(rows: Mapping[str, tuple[str, str | None, float | None]]) -> pl.DataFrame:
    values = [(f"thg_{key:a<16}", f"doc_{letter * 16}", text, size) for key, (letter, text, size) in rows.items()]
    unique = {row[0]: row for row in values}
    schema = {"thing_id": pl.String, "document_id": pl.String, "text": pl.String, "size": pl.Float64}
    return pl.DataFrame(list(unique.values()), schema=schema, orient="row").sort("thing_id")


@given(TABLES, TABLES, st.sampled_from([1, 3, 100]), st.sampled_from([1, 3, 100]))
def test_a_delta_leads_from_one_layout_to_another(
    old: dict[str, tuple[str, str | None, float | None]],
    new: dict[str, tuple[str, str | None, float | None]],
    rows_before: int,
    rows_after: int,
) -> None:
    before, after = things(old), things(new)
    with TemporaryDirectory() as folder:
        previous, build, made = (Path(folder) / name for name in ("1", "2", "made"))
        tablefiles.write(before, "things", held_to(rows_before), previous)
        tablefiles.write(after, "things", held_to(rows_after), build)
        outlined(previous, build)
        write_changes(previous, build, held_to(rows_after), "2")
        change = read_delta(build / DELTA / "from-1", "things")
        whole = delta(before, after, ["thing_id"])
        assert (change is None) == whole.is_empty()
        if change is not None:
            assert change.collect().sort("operation", "thing_id").equals(whole)
            parts = apply_in_parts(tablefiles.scan(previous, "things"), change, THINGS, rows_after)
            tablefiles.write(parts, "things", held_to(rows_after), made)
            assert tablefiles.read(made, "things").sort("thing_id").equals(after)
        ids = pl.read_parquet(build / ID_CHANGES)
        assert set(ids.filter(change="added")["row_id"]) == set(after["thing_id"]) - set(before["thing_id"])
        assert set(ids.filter(change="gone")["row_id"]) == set(before["thing_id"]) - set(after["thing_id"])


def outlined(previous: Path, build: Path) -> None:
    """Write the little of a manifest that a comparison reads."""
    for number, folder in enumerate((previous, build), 1):
        tables = {"things": {"file": "things", "rows": 0, "bytes": 0, "sha256": ""}}
        told = {"name": "things", "version": str(number), "schema_version": "1", "inputs_digest": "", "tables": tables}
        (folder / "manifest.json").write_text(json.dumps(told), encoding="utf-8")


def test_what_releases_in_shards_differ_in_is_what_single_files_differ_in(
    dataset: Dataset, releases: tuple[Path, dict[str, pl.DataFrame]], tmp_path: Path
) -> None:
    folder, _ = releases
    contracts = replace(dataset.contracts, dataset=replace(dataset.contracts.dataset, shard_rows=2))
    for version in (VERSION, NEXT):
        shutil.copytree(folder / version, tmp_path / "shards" / version)
        for table in contracts:
            rows = pl.read_parquet(folder / version / f"{table.name}.parquet")
            tablefiles.write(rows, table.name, contracts, tmp_path / "shards" / version)
    old, new = tmp_path / "shards" / VERSION, tmp_path / "shards" / NEXT
    expected = (new / CHANGELOG).read_text(encoding="utf-8")
    changes = pl.read_parquet(new / ID_CHANGES)
    shutil.rmtree(new / DELTA)
    assert (old / "quotes").is_dir()
    gates = expected[expected.index("### Gates") : expected.index(f"\n## {VERSION}\n")]
    write_changes(old, new, contracts, NEXT, gates)
    assert pl.read_parquet(new / ID_CHANGES).equals(changes)
    assert (new / CHANGELOG).read_text(encoding="utf-8") == expected
    written = folder / NEXT / DELTA / f"from-{VERSION}" / "quotes.parquet"
    assert (new / DELTA / f"from-{VERSION}" / "quotes").is_dir()
    delta_of = read_delta(new / DELTA / f"from-{VERSION}", "quotes")
    assert delta_of is not None
    assert delta_of.collect().sort("operation", "quote_id").equals(pl.read_parquet(written))
    assert not list(new.glob(".changes-*"))


@pytest.mark.parametrize("shard_rows", [1, 100])
def test_an_id_that_is_gone_is_listed_with_what_it_became(tmp_path: Path, shard_rows: int) -> None:
    spans = (Field("start", "integer", ""), Field("end", "integer", ""))
    table = replace(THINGS, fields=(*THINGS.fields, *spans))
    contracts = replace(held_to(shard_rows), tables={"things": table})
    place = things({"a": ("a", None, None), "b": ("b", None, None)}).with_columns(start=0, end=9)
    again = things({"y": ("b", None, None), "z": ("a", None, None)}).with_columns(start=0, end=8)
    for rows, folder in ((place, "1"), (again, "2")):
        tablefiles.write(
            rows.with_columns(pl.col("start", "end").cast(pl.Int64)), "things", contracts, tmp_path / folder
        )
    outlined(tmp_path / "1", tmp_path / "2")
    write_changes(tmp_path / "1", tmp_path / "2", contracts, "2")
    a, b, y, z = (f"thg_{letter}{'a' * 15}" for letter in "abyz")
    assert pl.read_parquet(tmp_path / "2" / ID_CHANGES).drop("table_name").rows() == [
        (a, "gone", z),
        (b, "gone", y),
        (y, "added", None),
        (z, "added", None),
    ]
