"""`datasets` and `huggingface_hub` read the README as a dataset card, and load each table as a config of the folder."""

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import yaml
from datasets import Dataset, Features, Value, get_dataset_config_names, get_dataset_default_config_name, load_dataset
from datasets.utils.info_utils import NonMatchingSplitsSizesError
from huggingface_hub import DatasetCard
from rows import files_of, place_of, plain_rows

DTYPES = {"string": "string", "integer": "int64", "number": "float64", "boolean": "bool", "date": "date32"}


def features_of(release: Path, table: str) -> Features:
    contract = yaml.safe_load((release / "schemas" / f"{table}.yaml").read_text(encoding="utf-8"))
    return Features({field["name"]: Value(DTYPES[field["type"]]) for field in contract["fields"]})


def test_the_hub_reads_the_card(release: Path) -> None:
    card = DatasetCard.load(release / "README.md")
    assert card.data.license == ["cc-by-4.0", "other"]
    assert (release / card.data.license_link).is_file()
    assert card.data.language == ["en"]
    assert card.text.lstrip().startswith(f"# {card.data.pretty_name}")


def test_the_tables_are_the_configs_and_claims_the_default(release: Path, manifest: dict[str, Any]) -> None:
    assert get_dataset_config_names(str(release)) == list(manifest["tables"])
    assert get_dataset_default_config_name(str(release)) == "claims"


def test_each_config_loads_with_its_types_and_rows(table: str, release: Path, manifest: dict[str, Any]) -> None:
    rows = manifest["tables"][table]["rows"]
    # datasets 5.2 gives a split without examples in streaming only.
    loaded = load_dataset(str(release), table, split="train", streaming=rows == 0)
    assert loaded.features == features_of(release, table)
    found = list(loaded)
    assert len(found) == rows
    assert plain_rows(found) == pq.read_table(place_of(release, manifest, table)).to_pylist()


def test_the_default_is_what_loads_without_a_name(release: Path, manifest: dict[str, Any]) -> None:
    loaded = load_dataset(str(release), split="train")
    assert isinstance(loaded, Dataset)
    assert loaded.num_rows == manifest["tables"]["claims"]["rows"]


def edit(release: Path, old: str, new: str) -> None:
    path = release / "README.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_rows_that_are_not_as_many_as_the_card_says_do_not_load(damaged: Path, manifest: dict[str, Any]) -> None:
    (path, *_) = files_of(damaged, manifest, "claims")
    pq.write_table(pq.read_table(path).slice(1), path)
    with pytest.raises(NonMatchingSplitsSizesError):
        load_dataset(str(damaged), "claims")


def test_a_card_that_names_a_file_that_is_not_there_does_not_load(damaged: Path, manifest: dict[str, Any]) -> None:
    named = "claims/*.parquet" if "shards" in manifest["tables"]["claims"] else "claims.parquet"
    edit(damaged, f"path: {named}", "path: assertions.parquet")
    with pytest.raises(FileNotFoundError, match=r"assertions\.parquet"):
        load_dataset(str(damaged), "claims")


def test_without_configs_the_tables_do_not_load(damaged: Path) -> None:
    edit(damaged, "\nconfigs:\n", "\nsomething_else:\n")
    with pytest.raises(ValueError, match="claims"):
        load_dataset(str(damaged), "claims")
