"""Dagster's view: one asset a table, in groups that follow the way of a document."""

import dagster as dg
import pytest

from pipelines.contracts import Contracts
from pipelines.definitions import define
from pipelines.settings import Settings


@pytest.fixture(scope="module")
def repository() -> dg.RepositoryDefinition:
    return define(Settings()).get_repository_def()


def test_there_is_one_asset_a_table_the_kept_rows_and_the_release(
    repository: dg.RepositoryDefinition, contracts: Contracts
) -> None:
    keys = {key.path[-1] for key in repository.asset_graph.get_all_asset_keys()}
    assert keys == {*contracts.tables, "segments", "release"}


def test_each_asset_has_the_description_group_and_columns_of_its_contract(
    repository: dg.RepositoryDefinition, contracts: Contracts
) -> None:
    for table in contracts:
        node = repository.asset_graph.get(dg.AssetKey(table.name))
        assert node.description == table.description
        assert node.group_name == contracts.group_of(table.name).name
        columns = node.metadata["dagster/column_schema"].columns
        assert [column.name for column in columns] == list(table.columns)


def test_arrows_go_from_raw_to_readers_to_extract_to_link_to_release(
    repository: dg.RepositoryDefinition, contracts: Contracts
) -> None:
    order = {group.name: place for place, group in enumerate(contracts.dataset.groups)}
    graph = repository.asset_graph
    for key in graph.get_all_asset_keys():
        for parent in graph.get(key).parent_keys:
            assert order[graph.get(parent).group_name] <= order[graph.get(key).group_name], (parent, key)


def test_each_table_has_a_blocking_check_of_its_contract(
    repository: dg.RepositoryDefinition, contracts: Contracts
) -> None:
    checks = {key: repository.asset_graph.get_check_spec(key) for key in repository.asset_graph.asset_check_keys}
    assert {key.asset_key.path[-1] for key in checks if key.name == "contract"} == set(contracts.tables)
    assert all(spec.blocking for spec in checks.values())


def test_a_key_into_a_later_table_is_checked_with_that_table(repository: dg.RepositoryDefinition) -> None:
    referred = {
        key.asset_key.path[-1] for key in repository.asset_graph.asset_check_keys if key.name == "referred_keys"
    }
    assert referred == {"entities", "works"}
