"""The Spark engine beside the local one; `make spark` runs this, in an environment that has pyspark.

Without pyspark the files here are not collected. No test reaches beyond this machine.
"""

import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from pipelines.contracts import Contracts
from pipelines.extract.authority import Authority

HERE = Path(__file__).parent
collect_ignore_glob = [] if find_spec("pyspark") else ["*.py"]


def pytest_configure(config: pytest.Config) -> None:
    """Let tests import the generated corpus and the samples beside them."""
    config.addinivalue_line("filterwarnings", "ignore:PySpark does not yet fully support pandas:FutureWarning")
    sys.path[:0] = [str(HERE), str(HERE.parents[1] / "benchmarks")]


@pytest.fixture(scope="session")
def spark() -> Iterator[object]:
    from pipelines.engines.spark.session import session  # noqa: PLC0415 (found when pyspark is there)

    with session("local[2]") as one:
        one.sparkContext.addPyFile(str(HERE / "spark_samples.py"))
        yield one


@pytest.fixture(scope="session")
def nobody() -> Authority:
    return Authority(())


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder `raw/` with 60 pages, containers, duplicates, and files that are missing, broken or not registered."""
    from corpora import write_corpus  # noqa: PLC0415 (found when pyspark is there)

    return write_corpus(tmp_path_factory.mktemp("corpus") / "raw")


@pytest.fixture(scope="session")
def expected(corpus: Path, nobody: Authority, contracts: Contracts, tmp_path_factory: pytest.TempPathFactory):
    """What the local engine makes of the corpus, and the folder that it keeps it in."""
    from corpora import made_locally  # noqa: PLC0415 (found when pyspark is there)

    kept = tmp_path_factory.mktemp("local")
    return made_locally(corpus, kept, nobody, contracts), kept
