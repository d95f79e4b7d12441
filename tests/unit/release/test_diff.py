"""What differs between two releases."""

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from release_samples import Dataset

from pipelines import tablefiles
from pipelines.errors import ReleaseError
from pipelines.release.diff import Diff, SchemaChange, TableDiff, diff_releases, diff_tables
from pipelines.release.diff_texts import as_json, as_markdown

BEFORE = pl.DataFrame({"id": ["a", "b", "c"], "text": ["salt", "snow", None], "size": [1, 2, 3]})


def test_rows_are_paired_by_key_and_compared_by_value() -> None:
    after = pl.DataFrame({"id": ["d", "c", "b"], "text": ["new", None, "frost"], "size": [9, 3, 2]})
    assert diff_tables("things", BEFORE, after, ["id"]) == TableDiff(
        "things", before=3, after=3, added=1, gone=1, changed=1, columns={"text": 1}
    )


def test_a_value_that_comes_or_goes_is_a_change_and_two_nulls_are_none() -> None:
    after = BEFORE.with_columns(text=pl.Series([None, "snow", None]))
    assert diff_tables("things", BEFORE, after, ["id"]).columns == {"text": 1}


def test_the_order_of_rows_and_a_new_column_change_no_row() -> None:
    after = BEFORE.reverse().with_columns(extra=pl.lit("x"))
    assert diff_tables("things", BEFORE, after, ["id"]).same


def test_churn_is_the_share_of_keys_gone() -> None:
    assert diff_tables("things", BEFORE, BEFORE.head(1), ["id"]).churn == pytest.approx(2 / 3)


def test_a_table_without_its_key_cannot_be_compared() -> None:
    with pytest.raises(ReleaseError, match="things: the new release has no column id, which is part of the key"):
        diff_tables("things", BEFORE, BEFORE.drop("id"), ["id"])


KEYS = st.lists(st.integers(0, 30), unique=True, max_size=20)


@given(KEYS, KEYS)
def test_what_was_and_what_came_add_up(old: list[int], new: list[int]) -> None:
    frames = [pl.DataFrame({"id": keys}, schema={"id": pl.Int64}) for keys in (old, new)]
    found = diff_tables("things", *frames, ["id"])
    assert found.before - found.gone + found.added == found.after
    assert (found.added, found.gone) == (len(set(new) - set(old)), len(set(old) - set(new)))


def test_a_release_does_not_differ_from_itself(release: Path) -> None:
    found = diff_releases(release, release)
    assert found.same
    assert "No column and no row differs." in as_markdown(found)


def test_changed_rows_and_columns_of_a_release_are_told(release: Path, tmp_path: Path) -> None:
    newer = shutil.copytree(release, tmp_path / "newer")
    quotes = pq.read_table(newer / "quotes.parquet")
    named = pa.array(["Somebody"] * quotes.num_rows)
    place = quotes.column_names.index("speaker")
    changed_quotes = quotes.set_column(place, quotes.schema.field(place), named).append_column("mood", named)
    pq.write_table(changed_quotes, newer / "quotes.parquet")
    (newer / "quote_links.parquet").unlink()
    manifest = json.loads((newer / "manifest.json").read_text(encoding="utf-8"))
    del manifest["tables"]["quote_links"]
    (newer / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    found = diff_releases(release, newer)
    assert SchemaChange("quotes", "mood", "column added", "", "string") in found.schema
    assert SchemaChange("quote_links", "", "table gone") in found.schema
    changed = next(table for table in found.tables if table.table == "quotes")
    assert (changed.added, changed.gone, changed.columns) == (0, 0, {"speaker": quotes.num_rows})
    assert {table["table"] for table in json.loads(as_json(found))["tables"] if table["changed"]} == {"quotes"}
    assert f"| quotes | {quotes.num_rows} | {quotes.num_rows} | 0 | 0 | {quotes.num_rows} | speaker" in as_markdown(
        found
    )
    assert "- quote_links: table gone" in as_markdown(found)


def test_a_folder_that_is_no_release_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="no release, since it has no"):
        diff_releases(tmp_path, tmp_path)


def test_an_empty_diff_is_the_same() -> None:
    assert Diff("1", "2", (), ()).same


def test_a_table_with_another_key_than_before_is_gone_and_added(released: Path, tmp_path: Path) -> None:
    old = shutil.copytree(released, tmp_path / "old")
    pl.read_parquet(old / "quotes.parquet").drop("quote_id").write_parquet(old / "quotes.parquet")
    (quotes,) = (table for table in diff_releases(old, released).tables if table.table == "quotes")
    assert (quotes.gone, quotes.added, quotes.changed) == (3, 3, 0)


def test_a_row_that_moved_to_another_shard_is_a_change(dataset: Dataset, released: Path, tmp_path: Path) -> None:
    contracts = replace(dataset.contracts, dataset=replace(dataset.contracts.dataset, shard_rows=1))
    old, new = (shutil.copytree(released, tmp_path / name) for name in ("old", "new"))
    quotes = pl.read_parquet(old / "quotes.parquet")
    first, last = quotes["document_id"].sort()[0], quotes["document_id"].sort()[-1]
    moved = quotes.with_columns(pl.col("document_id").replace({first: last}))
    tablefiles.write(quotes, "quotes", contracts, old)
    tablefiles.write(moved, "quotes", contracts, new)
    header = new / "schemas" / "dataset.yaml"
    text = header.read_text(encoding="utf-8")
    header.write_text(re.sub(r"^shard_rows: .*$", "shard_rows: 1", text, flags=re.MULTILINE), encoding="utf-8")
    assert len(list((new / "quotes").iterdir())) == 2
    (found,) = (table for table in diff_releases(old, new).tables if table.table == "quotes")
    assert found == TableDiff("quotes", 3, 3, 0, 0, 1, {"document_id": 1})
