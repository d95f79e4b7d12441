"""What tests share: the language model, the project's folders, and a hypothesis profile that repeats itself."""

from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from spacy.language import Language

from pipelines.contracts import Contracts, load_contracts
from pipelines.extract.authority import Authority, authority_of
from pipelines.extract.language import load_language
from pipelines.sources import load_authority_rows

PROJECT = Path(__file__).resolve().parents[1]
# Suites with an environment of their own: `make validators` and `make spark` run them.
collect_ignore = ["loaders", "validators", *([] if find_spec("pyspark") else ["spark"])]

settings.register_profile("repeatable", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def project() -> Path:
    return PROJECT


@pytest.fixture(scope="session")
def language() -> Language:
    return load_language()


@pytest.fixture(scope="session")
def contracts() -> Contracts:
    return load_contracts(PROJECT / "schemas")


@pytest.fixture(scope="session")
def authority() -> Authority:
    return authority_of(load_authority_rows(PROJECT / "raw"))
