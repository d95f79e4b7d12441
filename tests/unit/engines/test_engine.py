"""The settings choose the engine, and a wrong choice is told what to do."""

import sys
from pathlib import Path

import pytest

from pipelines.engines.engine import engine
from pipelines.engines.local import Store
from pipelines.errors import UsageError
from pipelines.settings import Settings


def test_the_local_engine_keeps_rows_where_the_settings_say(project: Path, tmp_path: Path) -> None:
    with engine(Settings(root=str(project), kept=str(tmp_path), workers=3)) as store:
        assert isinstance(store, Store)
        assert (store.folder, store.workers) == (tmp_path, 3)


def test_folders_are_relative_to_the_project(tmp_path: Path) -> None:
    settings = Settings(root=str(tmp_path), kept="shared", documents="files")
    assert (settings.kept_folder, settings.documents_folder) == (tmp_path / "shared", tmp_path / "files")
    assert Settings(root=str(tmp_path)).documents_folder == tmp_path / "raw"


def test_without_pyspark_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("pipelines.engines.spark")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(UsageError, match=r"pip install \"testimonia\[spark\]\""), engine(Settings(engine="spark")):
        pass


@pytest.mark.parametrize("given", [{"documents": "s3://bucket/raw"}, {"kept": "s3://bucket/kept"}])
def test_the_local_engine_reads_and_keeps_nothing_elsewhere(given: dict[str, str]) -> None:
    with pytest.raises(UsageError, match="use --engine spark"), engine(Settings(**given)):  # type: ignore[arg-type]
        pass
