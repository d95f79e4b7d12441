"""The head of a release's README, which makes it a dataset card of the Hugging Face Hub.

The Hub and `datasets` read it as YAML (https://huggingface.co/docs/hub/datasets-cards): one config a table, so that
`load_dataset(folder, "claims")` works, and each table's features and number of rows, to which `datasets` holds what it
loads.
"""

from collections.abc import Mapping
from typing import Any

import yaml

from pipelines.contracts import FieldType, Table
from pipelines.release.manifest import TableFile
from pipelines.release.metadata.facts import facts_of
from pipelines.release.metadata.jsonld import stated
from pipelines.release.metadata.model import Described

DEFAULT = "claims"
"""The table that the Hub shows first, and that `load_dataset` gives where none is named."""
SENSITIVE = "not-for-all-audiences"
"""The Hub's tag for content that not everybody should come upon unasked."""
_TASKS = ("text-classification", "token-classification")
_DTYPES: Mapping[FieldType, str] = {
    "string": "string",
    "integer": "int64",
    "number": "float64",
    "boolean": "bool",
    "date": "date32",
}
_WIDTH = 118
_SIZES = ("n<1K 1K<n<10K 10K<n<100K 100K<n<1M 1M<n<10M 10M<n<100M 100M<n<1B 1B<n<10B 10B<n<100B 100B<n<1T n>1T").split()


def card_yaml(described: Described) -> str:
    """Give the YAML of a release's dataset card, without the lines of dashes around it.

    An entry of a list stands on few lines, so that who reads the README as plain text comes to its words soon.
    """
    return "".join(_entry(name, value) for name, value in card_values(described).items())


def _entry(name: str, value: Any) -> str:
    if not isinstance(value, list):
        return _dump({name: value}, False)
    if not isinstance(value[0], dict):
        return _dump({name: value}, None)
    items = (_dump(item, True).splitlines() for item in value)
    return f"{name}:\n" + "".join("- " + "\n  ".join(lines) + "\n" for lines in items)


def _dump(value: Any, flow: bool | None) -> str:
    """Give YAML with all in brackets (`flow`), nothing, or, where `flow` is None, what holds no further lists."""
    return str(yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=_WIDTH, default_flow_style=flow))


def card_values(described: Described) -> dict[str, Any]:
    """Give what a dataset card states, as plain values."""
    facts, contracts, files = facts_of(described), described.contracts, described.manifest.tables
    card: dict[str, Any] = {
        "pretty_name": facts.title,
        "language": list(facts.languages),
        "license": [facts.licence.name.lower(), "other"],
        "license_name": "terms-of-the-sources",
        "license_link": "LICENSE-SOURCES.txt",
        "tags": [*facts.keywords, *([SENSITIVE] if facts.warnings else [])],
        "annotations_creators": ["machine-generated"],
        "language_creators": ["found"],
        "multilinguality": ["multilingual" if len(facts.languages) > 1 else "monolingual"],
        "size_categories": [size_category(sum(file.rows for file in files.values()))],
        "source_datasets": ["original"],
        "task_categories": list(_TASKS),
        "configs": [_config(table, files[table.name]) for table in contracts],
        "dataset_info": [_info(table, files[table.name], described) for table in contracts],
    }
    return stated(card)


def size_category(rows: int) -> str:
    """Give the Hub's class of a dataset with so many rows: below a thousand, then by powers of ten."""
    return _SIZES[min(max(len(str(rows)) - 3, 0), len(_SIZES) - 1)]


def _config(table: Table, file: TableFile) -> dict[str, Any]:
    config: dict[str, Any] = {"config_name": table.name, "data_files": [{"split": "train", "path": file.pattern}]}
    if table.name == DEFAULT:
        config["default"] = True
    if not file.rows:
        config["batch_size"] = 1  # else datasets 5 takes the rows of the first row group, and fails at none
    return config


def _info(table: Table, file: TableFile, described: Described) -> dict[str, Any]:
    size = sum(part.rows.rechunk().to_arrow().cast(table.schema).nbytes for part in described.parts(table.name))
    return {
        "config_name": table.name,
        "features": [{"name": item.name, "dtype": _DTYPES[item.type]} for item in table],
        "splits": [{"name": "train", "num_bytes": size, "num_examples": file.rows}],
        "download_size": file.bytes,
        "dataset_size": size,
    }
