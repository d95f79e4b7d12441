import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from release_samples import SCHEMAS, Dataset, make

from pipelines.contracts import Contracts, load_contracts


@pytest.fixture(scope="session")
def contracts() -> Contracts:
    return load_contracts(SCHEMAS)


@pytest.fixture(scope="session")
def dataset(contracts: Contracts, tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return make(contracts, tmp_path_factory.mktemp("raw"))


@pytest.fixture(scope="session")
def released(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release that tests read and do not change."""
    return dataset.release(tmp_path_factory.mktemp("releases"))


@pytest.fixture(scope="session")
def sharded(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same release where a table of more than two rows is a folder of shards."""
    header = replace(dataset.contracts.dataset, shard_rows=2)
    cut = replace(dataset, contracts=replace(dataset.contracts, dataset=header))
    return cut.release(tmp_path_factory.mktemp("sharded"))


@pytest.fixture
def release(released: Path, tmp_path: Path) -> Path:
    """A release that a test may damage."""
    return shutil.copytree(released, tmp_path / "release")


@pytest.fixture
def raw(dataset: Dataset, tmp_path: Path) -> Path:
    """Raw documents that a test may damage."""
    return shutil.copytree(dataset.raw, tmp_path / "raw")
