import base64
import json
import re
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.contracts import Contracts
from pipelines.errors import ReleaseError
from pipelines.release import site as site_module
from pipelines.release.site import SITE, searched, write_site
from pipelines.release.site_search import LONGEST, SHARD_BYTES, Shard, shards


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "index.html").write_text("<!doctype html>")
    return folder


@pytest.fixture
def site(released: Path, contracts: Contracts, tmp_path: Path, pages: Path) -> Path:
    write_site(released, contracts, tmp_path / SITE, pages)
    return tmp_path / SITE


def value_in(path: Path) -> object:
    """What a script hands to the page."""
    match = re.fullmatch(r'testimonia\("([^"]+)",(.*)\);\n', path.read_text(encoding="ascii"))
    assert match is not None
    assert path.as_posix().endswith(f"data/{match[1]}.js")
    return json.loads(match[2])


def rows_of(shard: Shard) -> dict[str, list[int]]:
    """Read a shard as the page does."""
    found, at = {}, 0
    for word, size in zip(shard.words, shard.sizes, strict=True):
        rows, row, gap, shift = [], 0, 0, 0
        for byte in shard.rows[at : at + size]:
            gap |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                row += gap
                rows.append(row)
                gap = shift = 0
        found[word] = rows
        at += size
    assert at == len(shard.rows)
    return found


def index_of(*texts: str | None) -> dict[str, list[int]]:
    frame = pl.DataFrame({"text": texts}, schema={"text": pl.String})
    return {word: rows for shard in shards(frame, ["text"]) for word, rows in rows_of(shard).items()}


def test_words_are_found_without_case_accents_and_marks() -> None:
    assert index_of("The Café, by the MILL.", None, "the mill's café 1902") == {
        "1902": [2],
        "by": [0],
        "cafe": [0, 2],
        "mill": [0, 2],
        "s": [2],
        "the": [0, 2],
    }


def test_a_word_counts_with_its_first_code_points_only() -> None:
    assert index_of("ж" * 1_000_000) == {"ж" * LONGEST: [0]}


@given(st.lists(st.integers(0, 3_000_000), min_size=1, max_size=40, unique=True))
def test_row_numbers_of_any_size_are_read_back(rows: list[int]) -> None:
    wanted = sorted(rows)
    texts = pl.Series("text", [None], dtype=pl.String).new_from_index(0, wanted[-1] + 1)
    frame = pl.DataFrame({"text": texts}).with_row_index("row")
    told = pl.when(pl.col("row").is_in(wanted)).then(pl.lit("word")).alias("text")
    (shard,) = shards(frame.select(told), ["text"])
    assert rows_of(shard) == {"word": wanted}


def test_shards_are_small_and_in_order() -> None:
    frame = pl.DataFrame({"text": [f"word{number} all" for number in range(30_000)]})
    found = list(shards(frame, ["text"]))
    words = [word for shard in found for word in shard.words]
    assert words == sorted(words)
    assert len(found) > 1
    assert all(len(shard.rows) <= SHARD_BYTES or len(shard.words) == 1 for shard in found)
    assert rows_of(found[0])["all"] == list(range(30_000))


def test_the_blocks_of_a_table_are_the_bytes_of_its_file(site: Path, released: Path, contracts: Contracts) -> None:
    described = value_in(site / "data" / "release.js")
    for table in contracts:
        count = described["tables"][table.name]["blocks"]  # type: ignore[index]
        blocks = [value_in(site / "data" / "blocks" / table.name / f"{number}.js") for number in range(count)]
        data = b"".join(base64.b64decode(str(block)) for block in blocks)
        assert data == (released / f"{table.name}.parquet").read_bytes()


def test_ids_hashes_and_fixed_terms_are_not_searched(contracts: Contracts) -> None:
    columns = searched(contracts["claims"])
    assert {"text", "statement", "holder"} <= set(columns)
    assert not {"claim_id", "source_id", "raw_sha256", "author_stance", "extractor", "event_date"} & set(columns)


def test_a_table_with_too_many_words_has_no_index_and_says_so(
    released: Path, contracts: Contracts, tmp_path: Path, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claims = pl.read_parquet(released / "claims.parquet", columns=searched(contracts["claims"]))
    words = sum(len(str(cell).encode()) for row in claims.iter_rows() for cell in row if cell is not None)
    monkeypatch.setattr(site_module, "INDEX_FROM", 3)
    for limit, indexed in ((words, True), (words - 1, False)):
        monkeypatch.setattr(site_module, "INDEX_LIMIT", limit)
        folder = tmp_path / str(limit)
        write_site(released, contracts, folder, pages)
        table = value_in(folder / "data" / "release.js")["tables"]["claims"]  # type: ignore[index]
        assert (table["index"] is not None, table.get("searchable", True)) == (indexed, indexed)
        assert (folder / "data" / "words" / "claims").is_dir() == indexed


def test_the_same_release_gives_the_same_bytes(
    site: Path, released: Path, contracts: Contracts, tmp_path: Path, pages: Path
) -> None:
    write_site(released, contracts, tmp_path / "again", pages)
    names = sorted(path.relative_to(site) for path in site.rglob("*") if path.is_file())
    assert names == sorted(path.relative_to(tmp_path / "again") for path in (tmp_path / "again").rglob("*.*"))
    assert all((site / name).read_bytes() == (tmp_path / "again" / name).read_bytes() for name in names)


def test_without_pages_the_error_says_how_to_build_them(released: Path, contracts: Contracts, tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="make explorer"):
        write_site(released, contracts, tmp_path / SITE, tmp_path / "nothing")
