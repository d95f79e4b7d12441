"""The README of a release as a dataset card of the Hugging Face Hub."""

from pathlib import Path

import polars as pl
import pytest
import yaml
from release_samples import Dataset

from pipelines.contracts import Contracts
from pipelines.release.metadata.card import size_category

DTYPES = {"string": "string", "integer": "int64", "number": "float64", "boolean": "bool", "date": "date32"}


def card_of(release: Path) -> tuple[dict, str]:
    """The YAML between the first two lines of dashes, and the words behind it."""
    empty, head, words = (release / "README.md").read_text(encoding="utf-8").split("---\n", 2)
    assert empty == ""
    return yaml.safe_load(head), words


@pytest.fixture(scope="module")
def card(released: Path) -> dict:
    return card_of(released)[0]


def test_every_table_is_a_config_with_its_file(card: dict, contracts: Contracts, released: Path) -> None:
    assert [config["config_name"] for config in card["configs"]] == list(contracts.tables)
    for config in card["configs"]:
        (data,) = config["data_files"]
        assert data == {"split": "train", "path": f"{config['config_name']}.parquet"}
        assert (released / data["path"]).is_file()


def test_claims_come_where_no_table_is_named(card: dict) -> None:
    assert [config["config_name"] for config in card["configs"] if config.get("default")] == ["claims"]


def test_every_field_stands_with_its_type(card: dict, contracts: Contracts) -> None:
    features = {info["config_name"]: info["features"] for info in card["dataset_info"]}
    assert features == {
        table.name: [{"name": item.name, "dtype": DTYPES[item.type]} for item in table] for table in contracts
    }


def test_rows_and_bytes_are_those_of_the_files(card: dict, released: Path) -> None:
    for info in card["dataset_info"]:
        path = released / f"{info['config_name']}.parquet"
        assert info["splits"][0]["num_examples"] == pl.read_parquet(path).height
        assert info["download_size"] == path.stat().st_size


def test_a_table_without_rows_names_a_batch_size(card: dict, dataset: Dataset) -> None:
    sized = {config["config_name"] for config in card["configs"] if "batch_size" in config}
    assert sized == {name for name, frame in dataset.tables.items() if frame.is_empty()} != set()


def test_the_card_says_what_the_data_are_on_which_terms(card: dict) -> None:
    assert card["pretty_name"] == "Testimonia: what is said about contested history"
    assert (card["language"], card["multilinguality"]) == (["en"], ["monolingual"])
    assert card["license"] == ["cc-by-4.0", "other"]
    assert card["license_link"] == "LICENSE-SOURCES.txt"
    assert card["size_categories"] == ["n<1K"]
    assert card["annotations_creators"] == ["machine-generated"]


def test_the_content_warning_of_a_source_tags_the_card_and_stands_before_the_tables(released: Path) -> None:
    card, words = card_of(released)
    assert card["tags"][-1] == "not-for-all-audiences"
    warning = words.index("- Closed \\| Archive (`closed-archive`): Invented for tests.")
    assert words.index("## Content warnings") < warning < words.index("## Tables")


def test_without_a_warning_there_is_neither_tag_nor_section(dataset: Dataset, tmp_path: Path) -> None:
    harmless = dataset.tables["sources"].with_columns(pl.lit(None, pl.String).alias("content_warning"))
    card, words = card_of(dataset.release(tmp_path, sources=harmless))
    assert "not-for-all-audiences" not in card["tags"]
    assert "## Content warnings" not in words


@pytest.mark.parametrize(
    ("rows", "size"),
    [
        (0, "n<1K"),
        (999, "n<1K"),
        (1000, "1K<n<10K"),
        (99_999, "10K<n<100K"),
        (10**6, "1M<n<10M"),
        (10**15, "n>1T"),
    ],
)
def test_sizes_go_by_powers_of_ten(rows: int, size: str) -> None:
    assert size_category(rows) == size
