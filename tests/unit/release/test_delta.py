"""What a release says of its difference from the one before it."""

import json
import shutil
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from release_samples import VERSION, Dataset

from pipelines.release.delta import apply_delta, delta

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
