"""All that describes a table comes from its contract: one edit of the YAML changes every description."""

import json
import shutil
from pathlib import Path

import pytest
from release_samples import SCHEMAS

from pipelines.contracts import Contracts, load_contracts
from pipelines.release.dictionary import data_dictionary, write
from pipelines.release.metadata.datapackage import table_schema
from pipelines.validate.promises import promises_of
from pipelines.validate.suite import build_suite

DOCS = SCHEMAS.parent / "docs"


@pytest.fixture
def edited(tmp_path: Path) -> Contracts:
    """The contracts after somebody reworded a field of `quotes` and added a kind of quote."""
    folder = shutil.copytree(SCHEMAS, tmp_path / "schemas")
    path = folder / "quotes.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count("Canonical name of whose words they are.") == text.count("scare, mention]") == 1
    text = text.replace("Canonical name of whose words they are.", "Who said it.")
    path.write_text(text.replace("scare, mention]", "scare, mention, epigraph]"), encoding="utf-8")
    return load_contracts(folder)


def suite_of(contracts: Contracts) -> str:
    return json.dumps(build_suite("quotes", promises_of(contracts["quotes"], True)).to_json_dict())


def test_a_description_reaches_the_arrow_schema(contracts: Contracts, edited: Contracts) -> None:
    assert edited.schema("quotes").field("speaker").metadata == {b"description": b"Who said it."}
    assert contracts.schema("quotes").field("speaker").metadata != {b"description": b"Who said it."}


def test_description_and_enum_reach_the_data_package(edited: Contracts) -> None:
    fields = {field["name"]: field for field in table_schema(edited["quotes"])["fields"]}
    assert fields["speaker"]["description"] == "Who said it."
    assert fields["kind"]["constraints"]["enum"][-1] == "epigraph"


def test_description_and_enum_reach_the_data_dictionary(contracts: Contracts, edited: Contracts) -> None:
    before, after = data_dictionary(contracts).splitlines(), data_dictionary(edited).splitlines()
    changed = [line for line in after if line not in before]
    assert len(changed) == 2
    assert changed[0].startswith("| `kind` | string |")
    assert changed[0].endswith("`mention`, `epigraph` |")
    assert changed[1] == "| `speaker` | string | Who said it. | `Leon Trotsky` |  |"


def test_an_enum_reaches_the_suite_of_great_expectations(contracts: Contracts, edited: Contracts) -> None:
    assert '"mention", "epigraph"]' not in suite_of(contracts)
    assert '"mention", "epigraph"]' in suite_of(edited)


def test_the_data_dictionary_in_docs_is_the_one_that_the_contracts_give(contracts: Contracts) -> None:
    assert (DOCS / "data-dictionary.md").read_text(encoding="utf-8") == data_dictionary(contracts), (
        "docs/data-dictionary.md is not up to date; write it anew with `testimonia docs`"
    )


def test_a_bar_in_a_pattern_does_not_end_its_cell(contracts: Contracts, tmp_path: Path) -> None:
    text = write(contracts, tmp_path / "docs").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| `")]
    assert len(rows) == sum(len(table.fields) for table in contracts)
    assert {line.replace("\\|", "").count("|") for line in rows} == {6}
