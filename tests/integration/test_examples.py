"""The example notebooks run on a release, and their pages show what they give."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from shutil import copytree

import polars as pl
import pytest

from examples.notebook import Printed, Table, cells_of, ran
from examples.pages import DOCS, NOTEBOOKS, RELEASE, differing, files
from examples.written import escaped, table
from tests.integration.conftest import Made

WORDS = {"claims": ("text", "statement", "subject", "predicate", "object"), "quotes": ("text",), "mentions": ("text",)}


@pytest.fixture(scope="module")
def written(made: Made) -> Mapping[str, str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(RELEASE, "")
        return files(made.release)


def test_the_pages_are_current(written: Mapping[str, str]) -> None:
    assert differing(written, DOCS) == [], "run `make examples`"


def test_a_page_that_is_missing_or_changed_is_not_current(tmp_path: Path) -> None:
    (tmp_path / "same.md").write_text("as made")
    (tmp_path / "edited.md").write_text("by hand")
    made = {"same.md": "as made", "edited.md": "as made", "missing.md": "as made"}
    assert differing(made, tmp_path) == ["edited.md", "missing.md"]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_page_has_text_code_and_output(name: str, written: Mapping[str, str]) -> None:
    page = written[f"examples/{name}.md"]
    assert page.count("```python") >= 5 and page.count("\n|---") + page.count("|---:|") >= 3
    for image in re.findall(rf"!\[[^\]]+\]\(({name}-\d\.svg)\)", page):
        assert f"examples/{image}" in written


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_jupyter_notebook_has_the_same_cells(name: str, written: Mapping[str, str]) -> None:
    notebook = json.loads(written[f"examples/{name}.ipynb"])
    cells = cells_of((DOCS.parent / "examples" / f"{name}.py").read_text(encoding="utf-8"))
    assert ["".join(cell["source"]) for cell in notebook["cells"]] == [cell.content for cell in cells]
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    assert len({cell["id"] for cell in notebook["cells"]}) == len(cells)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_is_a_script_that_reads_no_more_than_the_release(name: str, made: Made, tmp_path: Path) -> None:
    """Without any word of the sources, as `text_release: none` gives it, in a folder with nothing else."""
    release = copytree(made.release, tmp_path / "release")
    for name_of_table, columns in WORDS.items():
        path = release / f"{name_of_table}.parquet"
        frame = pl.read_parquet(path)
        frame.with_columns(pl.lit(None, dtype=frame.schema[column]).alias(column) for column in columns).write_parquet(
            path
        )
    script = (DOCS.parent / "examples" / f"{name}.py").read_text(encoding="utf-8")
    (tmp_path / "script.py").write_text(script, encoding="utf-8")
    environment = {"PATH": os.environ["PATH"], RELEASE: "release"}
    done = subprocess.run(
        [sys.executable, "-I", "script.py"], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_each_notebook_in_the_folder_has_a_page() -> None:
    scripts = {
        path.stem for path in (DOCS.parent / "examples").glob("*.py") if "# %%\n" in path.read_text(encoding="utf-8")
    }
    assert scripts - {"pages", "notebook"} == set(NOTEBOOKS)


def test_cells_are_run_from_top_to_bottom_and_show_their_last_value() -> None:
    cells = cells_of("# %% [markdown]\n# # Title\n#\n# Text.\n# %%\nx = 2\nprint(x)\n\n# %%\n\nx + 1\n")
    assert [(cell.is_code, cell.content) for cell in cells] == [
        (False, "# Title\n\nText."), (True, "x = 2\nprint(x)"), (True, "x + 1"),
    ]  # fmt: skip
    assert ran(cells, Path("sample.py")) == [[], [Printed("2\n")], [Printed("3")]]


def test_a_cell_that_fails_names_its_file_and_line() -> None:
    with pytest.raises(ZeroDivisionError) as caught:
        ran(cells_of("# %%\nx = 1\n\n# %%\n\ny = 1\nx / 0\n"), Path("sample.py"))
    assert (str(caught.traceback[-1].path), caught.traceback[-1].lineno + 1) == ("sample.py", 7)


def test_words_of_a_source_are_no_markup_on_a_page() -> None:
    assert escaped("<img src=x>\n*a* | [b](c) & `d`") == r"&lt;img src=x&gt; \*a\* \| \[b\](c) &amp; \`d\`"
    rows = table(pl.DataFrame({"n": range(25)}))
    assert rows.startswith("| n |\n|---:|\n| 0 |") and rows.endswith("… and 5 more rows.")
    assert Table(pl.DataFrame({"n": []})).frame.is_empty() and table(pl.DataFrame({"n": []})).endswith("No rows.")
