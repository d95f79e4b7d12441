"""Takedowns: tombstones, patch releases without the words, and later releases that do not bring them back."""

import json
import shutil
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from release_samples import DIGEST, LORNE, SCHEMAS, VERSION, Dataset, told

from pipelines.contracts import Contracts
from pipelines.errors import ReleaseError, SourceError, UsageError
from pipelines.release.bundle import write_release
from pipelines.release.checks.verdict import Check
from pipelines.release.manifest import current, next_version, read_manifest
from pipelines.release.order import Order
from pipelines.release.removal import without_documents
from pipelines.release.rights import apply_terms
from pipelines.release.tombstones import TOMBSTONE
from pipelines.release.verify import verify
from pipelines.release.withdraw import Done, Takedown, withdraw
from pipelines.release.withdrawn import Withdrawal, add_withdrawn, load_withdrawn

DAY = date(2031, 4, 6)
PATCH = "2031.04.06"
WORDS = ("built in 1811", "hundred years", "Lighthouse of Amber")


@pytest.fixture(autouse=True)
def without_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the judging of rules, which takes seconds; one test below does it."""
    monkeypatch.setattr("pipelines.release.bundle.validate_all", lambda *_: ())
    monkeypatch.setattr("pipelines.release.verify.check_rules", lambda *_: Check("keys and rules", "left out"))


@pytest.fixture
def releases(released: Path, tmp_path: Path) -> Path:
    return shutil.copytree(released.parent, tmp_path / "releases", symlinks=True)


@pytest.fixture
def amber(dataset: Dataset) -> str:
    """The document that is released in full."""
    return dataset.tables["documents"].filter(source_id="amber-gazette")["document_id"][0]


def asked(**more: object) -> Takedown:
    return Takedown("asked by the author", DAY, **more)  # type: ignore[arg-type]


def holding(folder: Path, words: str) -> set[str]:
    """Give the files of a release that hold the words; tables are read, as their bytes are compressed."""
    found = set()
    for path in (path for path in folder.rglob("*") if path.is_file()):
        data = path.read_bytes()
        if path.suffix == ".parquet":
            data = pl.read_parquet(path).write_ndjson().encode()
        if words.encode() in data:
            found.add(path.relative_to(folder).as_posix())
    return found


def without(tables: dict[str, pl.DataFrame], contracts: Contracts, documents: pl.Series) -> dict[str, pl.DataFrame]:
    """Give the tables without what stands on the documents, read."""
    lazy = {name: frame.lazy() for name, frame in tables.items()}
    return {name: frame.collect() for name, frame in without_documents(lazy, contracts, documents).items()}


def index(releases: Path) -> dict[str, dict[str, object]]:
    entries = json.loads((releases / "index.json").read_text(encoding="utf-8"))["releases"]
    return {entry["version"]: entry for entry in entries}


def test_the_words_of_a_document_go_and_the_rows_stay(releases: Path, released: Path, amber: str) -> None:
    assert all(holding(released, words) for words in WORDS)
    done = withdraw(releases, VERSION, asked(documents=(amber,)))
    patch = releases / PATCH
    assert not any(holding(patch, words) for words in WORDS)
    assert holding(patch, "mill closed in 1902") >= {"claims.parquet"}  # the others keep theirs
    for table in ("documents", "claims", "quotes", "mentions", "works"):
        assert (
            pl.read_parquet(patch / f"{table}.parquet").height == pl.read_parquet(released / f"{table}.parquet").height
        )
    assert told(verify(patch)) == {}
    assert done.stone.replaced_by == PATCH
    assert (releases / "latest").readlink() == Path(PATCH)


def test_the_index_and_the_patch_say_what_was_withdrawn_and_why(releases: Path, amber: str) -> None:
    before = index(releases)[VERSION]
    withdraw(releases, VERSION, asked(documents=(amber,)))
    entries = index(releases)
    assert entries[VERSION] == {
        **before,
        "status": "withdrawn",
        "withdrawn": {
            "date": "2031-04-06", "reason": "asked by the author", "whole": False, "what": [f"document {amber}"],
            "replaced_by": PATCH, "purged": False,
        },
    }  # fmt: skip
    assert entries[PATCH]["status"] == "latest"
    manifest = read_manifest(releases / PATCH / "manifest.json")
    path = "amber-gazette/page.txt"
    assert manifest.withdrawn == (Withdrawal("asked by the author", "2031-04-06", amber, path),)
    assert manifest.inputs_digest not in (DIGEST, read_manifest(releases / VERSION / "manifest.json").inputs_digest)
    log = (releases / PATCH / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"- document {amber}: its words, on 2031-04-06. Reason: asked by the author" in log


def test_a_source_goes_with_all_its_documents_and_its_terms_say_none(releases: Path) -> None:
    withdraw(releases, VERSION, asked(sources=("river-review",)))
    sources = pl.read_parquet(releases / PATCH / "sources.parquet")
    assert dict(sources.select("source_id", "text_release").iter_rows())["river-review"] == "none"
    assert holding(releases / PATCH, "mill closed in 1902") == set()
    assert told(verify(releases / PATCH)) == {}


def test_rows_go_wholly_with_all_that_stands_on_them(releases: Path, amber: str) -> None:
    withdraw(releases, VERSION, asked(documents=(amber,), rows=True))
    patch = releases / PATCH
    assert holding(patch, amber) <= {
        "manifest.json",
        "CHANGELOG.md",
        "id_changes.parquet",
        f"delta/from-{VERSION}/documents.parquet",
    }
    frames = {path.stem: pl.read_parquet(path) for path in patch.glob("*.parquet")}
    for table in ("claims", "quotes", "references", "reference_names", "reference_fields", "documents", "sources"):
        assert frames[table].height == 2, table
    (entity,) = frames["entities"].to_dicts()
    assert (entity["mention_count"], entity["document_count"]) == (2, 2)
    assert entity["document_id"] == frames["documents"]["document_id"].min() != amber
    assert frames["works"]["reference_count"].to_list() == [2]
    assert told(verify(patch)) == {}


def test_all_promises_hold_after_rows_are_gone(
    dataset: Dataset, amber: str, monkeypatch: pytest.MonkeyPatch, releases: Path
) -> None:
    monkeypatch.undo()
    withdraw(releases, VERSION, asked(documents=(amber,), rows=True))
    assert told(verify(releases / PATCH)) == {}


def test_what_only_a_withdrawn_document_named_goes_with_it(dataset: Dataset, amber: str) -> None:
    only = dataset.tables["mentions"]["document_id"] == amber
    tables = {**dataset.tables, "mentions": dataset.tables["mentions"].filter(only)}
    for name, column in (("quotes", "speaker_entity_id"), ("claims", "holder_entity_id")):
        tables[name] = dataset.tables[name].with_columns(pl.lit(None, pl.String).alias(column))
    left = without(tables, dataset.contracts, pl.Series([amber]))
    assert left["entities"].is_empty() and left["entity_aliases"].is_empty()
    assert without(tables, dataset.contracts, pl.Series(["doc_other"]))["entities"]["entity_id"].to_list() == [LORNE]


def test_names_that_were_taken_from_a_withdrawn_document_go_though_the_work_stays(dataset: Dataset) -> None:
    first = dataset.tables["work_creators"]["document_id"]
    left = without(dataset.tables, dataset.contracts, first)
    assert left["work_creators"].is_empty() and left["entity_aliases"].is_empty()
    assert left["works"]["reference_count"].to_list() == left["entities"]["mention_count"].to_list() == [2]
    place = ["document_id", "source_id", "raw_sha256"]
    next_one = left["documents"].sort("document_id").head(1).select(place)
    assert left["works"].select(place).equals(next_one) and left["entities"].select(place).equals(next_one)


def test_a_whole_release_is_withdrawn_and_the_one_before_it_is_the_latest(dataset: Dataset, releases: Path) -> None:
    dataset.release(releases, "2031.04.05.1")
    done = withdraw(releases, "2031.04.05.1", asked())
    assert done.stone.whole and done.stone.replaced_by is None
    assert (releases / "latest").readlink() == Path(VERSION)
    assert index(releases)["2031.04.05.1"]["status"] == "withdrawn"
    withdraw(releases, VERSION, asked())
    assert current(releases) is None and not (releases / "latest").is_symlink()


def test_a_purged_release_leaves_a_tombstone_and_its_version_is_not_given_again(releases: Path) -> None:
    before = index(releases)[VERSION]
    withdraw(releases, VERSION, asked(purge=True))
    assert [path.name for path in (releases / VERSION).iterdir()] == [TOMBSTONE]
    stone = json.loads((releases / VERSION / TOMBSTONE).read_text(encoding="utf-8"))
    assert (stone["version"], stone["reason"]) == (VERSION, "asked by the author")
    entry = index(releases)[VERSION]
    assert (entry["status"], entry["withdrawn"]["purged"]) == ("withdrawn", True)  # type: ignore[index]
    assert entry["sha256sums_sha256"] == before["sha256sums_sha256"]
    assert next_version(releases, date(2031, 4, 5)) == f"{VERSION}.1"


def test_a_withdrawn_release_can_be_purged_later_and_not_withdrawn_twice(releases: Path, amber: str) -> None:
    withdraw(releases, VERSION, asked(documents=(amber,)))
    with pytest.raises(UsageError, match=f"withdrawn already; withdraw {PATCH}, which replaced it"):
        withdraw(releases, VERSION, asked())
    done = withdraw(releases, VERSION, asked(purge=True))
    assert (done.stone.purged, done.stone.replaced_by) == (True, PATCH)
    assert [path.name for path in (releases / VERSION).iterdir()] == [TOMBSTONE]
    assert (releases / PATCH / "claims.parquet").is_file()


def test_other_releases_that_hold_it_are_named(dataset: Dataset, releases: Path, amber: str) -> None:
    dataset.release(releases, "2031.04.05.1")
    assert withdraw(releases, "2031.04.05.1", asked(documents=(amber,))).also_in == (VERSION,)
    old = withdraw(releases, VERSION, asked(documents=(amber,)))
    assert old.also_in == ("2031.04.05.1",)
    assert (releases / "latest").readlink() == Path(PATCH)  # the patch of the latest stays the latest


@pytest.mark.parametrize(
    ("version", "more", "message"),
    [
        ("1999.01.01", {}, "there is no such release; 2031.04.05 are there"),
        ("latest", {}, "there is no such release"),
        (VERSION, {"documents": ("doc_x",)}, "2031.04.05 has no doc_x"),
        (VERSION, {"sources": ("nobody",)}, "2031.04.05 has no nobody"),
    ],
)
def test_what_is_not_there_cannot_be_withdrawn(
    releases: Path, version: str, more: dict[str, object], message: str
) -> None:
    before = index(releases)
    with pytest.raises((ReleaseError, UsageError), match=message):
        withdraw(releases, version, asked(**more))
    assert index(releases) == before and not (releases / "withdrawn.json").exists()


def made_again(dataset: Dataset, releases: Path, raw: Path) -> Path:
    order = Order("2031.05.01", DIGEST, withdrawn=load_withdrawn(raw))
    tables = {name: frame.lazy() for name, frame in dataset.tables.items()}
    return write_release(tables, dataset.contracts, SCHEMAS, releases, order)


def test_the_next_release_from_the_raw_documents_does_not_bring_the_words_back(
    dataset: Dataset, releases: Path, amber: str
) -> None:
    done: Done = withdraw(releases, VERSION, asked(documents=(amber,)))
    add_withdrawn(releases.parent, done.withdrawals)
    folder = made_again(dataset, releases, releases.parent)
    assert not any(holding(folder, words) for words in WORDS)
    assert read_manifest(folder / "manifest.json").withdrawn == done.withdrawals
    assert "### Withdrawn" not in (folder / "CHANGELOG.md").read_text(encoding="utf-8").split(f"## {PATCH}")[0]


def test_words_that_come_back_are_found_by_verify(dataset: Dataset, releases: Path, amber: str) -> None:
    withdraw(releases, VERSION, asked(documents=(amber,)))
    patch = releases / PATCH
    manifest = (releases / VERSION / "manifest.json").read_text(encoding="utf-8")
    stated = json.loads((patch / "manifest.json").read_text(encoding="utf-8"))["withdrawn"]
    (releases / VERSION / "manifest.json").write_text(json.dumps({**json.loads(manifest), "withdrawn": stated}))
    found = told(verify(releases / VERSION))["terms"]
    assert "claims.parquet: text: values that the sources' terms forbid: expected 0, found 1" in found


def test_new_bytes_under_a_withdrawn_path_stay_withdrawn(dataset: Dataset) -> None:
    gone = Withdrawal("why", "2031-04-06", "doc_of_older_bytes", "amber-gazette/page.txt")
    claims = apply_terms(dataset.lazy, dataset.contracts, [gone])["claims"].collect()
    assert claims["statement"].null_count() == 2  # this one, and that of the closed archive


def test_withdrawals_are_kept_once_and_comments_stay(tmp_path: Path) -> None:
    one = Withdrawal('asked: by "the" author\nin a letter', "2031-04-06", "doc_a", "a/b.txt", rows=True)
    other = Withdrawal("also", "2031-04-07", source_id="a")
    path = add_withdrawn(tmp_path, [one])
    path.write_text(path.read_text(encoding="utf-8") + "  # kept by hand\n", encoding="utf-8")
    add_withdrawn(tmp_path, [one, other])
    assert load_withdrawn(tmp_path) == (one, other)
    assert "# kept by hand" in path.read_text(encoding="utf-8")
    assert load_withdrawn(tmp_path / "nowhere") == ()


@pytest.mark.parametrize(
    "entry", ["{reason: x, date: '2031-01-01'}", "{document_id: d, source_id: s, reason: x, date: '2031-01-01'}",
              "{document_id: d, reason: ' ', date: '2031-01-01'}", "{document_id: d, reason: x, date: soon}"],
)  # fmt: skip
def test_an_entry_that_says_too_little_or_too_much_is_refused(tmp_path: Path, entry: str) -> None:
    (tmp_path / "withdrawn.yaml").write_text(f"withdrawn:\n  - {entry}\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"withdrawn\.yaml:2: withdrawn\.0"):
        load_withdrawn(tmp_path)
