"""`testimonia release --engine spark` on the registered documents, beside the same tables made by the local engine."""

from pathlib import Path
from shutil import copy, copytree

import pytest
from pyspark.sql import SparkSession
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.runs import run_tables
from pipelines.settings import Settings


@pytest.fixture
def root(project: Path, tmp_path: Path) -> Path:
    for part in ("raw", "schemas"):
        copytree(project / part, tmp_path / part)
    (tmp_path / "benchmarks").mkdir()
    copy(project / "benchmarks" / "quality.csv", tmp_path / "benchmarks")
    copy(project / "requirements.lock", tmp_path)
    return tmp_path


def test_a_release_by_spark_has_the_bytes_of_one_by_the_local_engine(spark: SparkSession, root: Path) -> None:
    options = ["--version", "2026.11.22", "--engine", "spark", "--kept", str(root / "shared"), "--root", str(root)]
    done = CliRunner().invoke(app, ["release", *options])
    assert done.exit_code == 0, done.output
    assert (root / "releases" / "2026.11.22" / "manifest.json").is_file()
    assert not (root / "build" / "kept").exists()
    assert list((root / "shared" / "segments").glob("seg_*"))
    run_tables(Settings(root=str(root), build="local"))
    names = sorted(path.name for path in (root / "local" / "tables").glob("*.parquet"))
    assert len(names) > 10
    for name in names:
        assert (root / "build" / "tables" / name).read_bytes() == (root / "local" / "tables" / name).read_bytes(), name
    assert spark.range(3).count() == 3  # the session was there before, and is left as it was
