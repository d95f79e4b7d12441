from collections.abc import Iterator
from pathlib import Path

import pytest
from hub_standin import TOKEN as HUB_TOKEN
from hub_standin import Hub
from moto_server import Store
from publish_samples import served, small_release
from zenodo_standin import TOKEN as ZENODO_TOKEN
from zenodo_standin import Zenodo

from pipelines.release.publishers.local import Release


@pytest.fixture
def small(tmp_path: Path) -> Release:
    return small_release(tmp_path / "small")


@pytest.fixture(scope="session")
def s3() -> Iterator[Store]:
    with Store.running() as store:
        yield store


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    """The Hub's protocol for large files over HTTP; the other one, Xet, has a store of its own behind it."""
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_DISABLE_XET", True)
    standin = Hub()
    with served(standin.answer) as address:
        standin.address = address
        yield standin


@pytest.fixture
def hub_environment(hub: Hub) -> dict[str, str]:
    return {"HF_TOKEN": HUB_TOKEN, "HF_ENDPOINT": hub.address}


@pytest.fixture
def records() -> Iterator[Zenodo]:
    standin = Zenodo()
    with served(standin.answer) as address:
        standin.address = address
        yield standin


@pytest.fixture
def zenodo_environment(records: Zenodo) -> dict[str, str]:
    return {"ZENODO_SANDBOX_TOKEN": ZENODO_TOKEN, "ZENODO_ENDPOINT_URL": records.address}
