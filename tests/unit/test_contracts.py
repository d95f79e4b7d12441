from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from pipelines.contracts import Contracts, load_contracts
from pipelines.errors import ContractError


@pytest.fixture
def edited(project: Path, tmp_path: Path) -> Callable[[str, str, str], Path]:
    """Give a copy of schemas/ with one replacement in one file."""

    def edit(name: str, old: str, new: str) -> Path:
        folder = tmp_path / "schemas"
        copytree(project / "schemas", folder)
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return edit


def test_each_table_of_the_house_has_a_contract(contracts: Contracts) -> None:
    assert sorted(contracts.tables) == [
        "claim_links", "claims", "documents", "entities", "entity_aliases", "extractors", "mentions", "passages",
        "quality", "quote_links", "quotes", "reference_fields", "reference_names", "references", "rejects", "sources",
        "work_creators", "works",
    ]  # fmt: skip


def test_the_arrow_schema_carries_types_nullability_descriptions_and_version(contracts: Contracts) -> None:
    schema = contracts.schema("claims")
    start, statement = schema.field("start"), schema.field("statement")
    assert (str(start.type), start.nullable) == ("int64", False)
    assert (str(statement.type), statement.nullable) == ("string", True)
    assert start.metadata[b"description"] == b"First code point of the span in the text of the document, from 0."
    assert schema.metadata[b"schema_version"] == contracts.dataset.schema_version.encode()


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("claims.yaml", "name: claims", "name: clams", "claims.yaml: the name of the table is 'clams'"),
        ("claims.yaml", "type: string", "type: text", "claims.yaml:8: fields.0.type"),
        ("claims.yaml", "primaryKey: [claim_id]", "primaryKey: [id]", "primaryKey: there is no field 'id'"),
        ("claims.yaml", "{resource: documents,", "{resource: papers,", "there are no such columns in papers"),
        ("claims.yaml", "rows:", "floors:", "claims.yaml:5: floors"),
        ("dataset.yaml", "tables: [quality]", "tables: []", "quality.yaml: in no group of dataset.yaml"),
    ],
)
def test_a_contract_that_contradicts_itself_is_refused(
    edited: Callable[[str, str, str], Path], name: str, old: str, new: str, message: str
) -> None:
    with pytest.raises(ContractError) as error:
        load_contracts(edited(name, old, new))
    assert message in str(error.value)


def test_an_unknown_table_is_named_with_the_known_ones(contracts: Contracts) -> None:
    with pytest.raises(ContractError, match=r"no contract for a table 'clams'; schemas/ has extractors, sources"):
        contracts["clams"]
