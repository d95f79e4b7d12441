from pathlib import Path

import polars as pl
import pytest
import yaml
from jinja2 import UndefinedError
from release_samples import SCHEMAS, Dataset

from pipelines.contracts import Contracts
from pipelines.release.manifest import Manifest, TableFile
from pipelines.release.metadata.citation import citation_cff
from pipelines.release.metadata.model import Described
from pipelines.release.metadata.readme import readme
from pipelines.release.texts import cell, licence_texts, render

ROOT = SCHEMAS.parent


def test_the_readme_counts_rows_and_warns_of_content(released: Path) -> None:
    text = (released / "README.md").read_text(encoding="utf-8")
    assert "| [`passages`](passages.parquet) | 7 |" in text
    terms = "unknown | none: offsets and hashes only | Invented for tests. |"
    assert f"| Closed \\| Archive (`closed-archive`) | {terms}" in text
    assert "| quotes | made up (2 documents, 40 rows) | span and kind | 0.80 | 0.60 | 0.69 | 0.60 to 0.75 |" in text


def test_the_readme_says_when_quality_was_not_measured(dataset: Dataset) -> None:
    files = {name: TableFile(f"{name}.parquet", 0, 0, "") for name in dataset.contracts.tables}
    manifest = Manifest("testimonia", "1", "0.1.0", "", files)
    tables = {**dataset.lazy, "quality": dataset.lazy["quality"].head(0)}
    assert "Not measured for this release." in readme(Described(dataset.contracts, manifest, tables))


def test_every_link_of_the_readme_leads_to_a_file_of_the_release(released: Path) -> None:
    text = (released / "README.md").read_text(encoding="utf-8")
    targets = {part.split(")")[0] for part in text.split("](")[1:]}
    assert len(targets) > 20
    assert all((released / target).exists() for target in targets)


def test_the_code_of_the_readme_runs(released: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(released)
    code = (released / "README.md").read_text(encoding="utf-8").split("```python\n")[1].split("```")[0]
    names: dict[str, object] = {}
    exec(code.replace(".show()", ".fetchall()"), names)
    assert isinstance(names["claims"], pl.DataFrame)


def _described(contracts: Contracts, version: str) -> Described:
    return Described(contracts, Manifest("testimonia", version, "0.1.0", "", {}), {})


def test_a_citation_has_what_the_format_asks_for(contracts: Contracts) -> None:
    cited = yaml.safe_load(citation_cff(_described(contracts, "2031.04.05.2")))
    assert {"cff-version", "message", "title", "authors"} <= set(cited)
    assert cited["cff-version"] == "1.2.0"
    assert cited["type"] == "dataset"
    assert cited["authors"] == [{"name": "The testimonia contributors"}]
    assert cited["version"] == "2031.04.05.2"
    assert cited["date-released"] == "2031-04-05"
    assert cited["license"] == "CC-BY-4.0"


@pytest.mark.parametrize("version", ["1.0", "2031.02.30", "3"])
def test_a_citation_gives_no_date_that_the_version_does_not(contracts: Contracts, version: str) -> None:
    cited = yaml.safe_load(citation_cff(_described(contracts, version)))
    assert "date-released" not in cited
    assert cited["version"] == version


def test_licences_are_whole_and_say_what_they_cover() -> None:
    texts = licence_texts()
    assert set(texts) == {"LICENSE-CODE.txt", "LICENSE-DATA.txt"}
    assert texts["LICENSE-CODE.txt"] == (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "END OF TERMS AND CONDITIONS" in texts["LICENSE-CODE.txt"]
    assert all(f"Section {number} -- " in texts["LICENSE-DATA.txt"] for number in range(1, 9))
    assert "It does not cover the words of the sources" in texts["LICENSE-DATA.txt"]


def test_the_note_on_sources_names_the_terms_of_each(released: Path) -> None:
    text = (released / "LICENSE-SOURCES.txt").read_text(encoding="utf-8")
    terms = "    licence of its words: unknown\n    in this release:      the spans of rows\n"
    assert f"river-review: River | Review\n{terms}" in text


def test_a_template_that_lacks_a_value_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        render("README.md.jinja", {})


def test_a_cell_of_a_table_is_one_line_without_bars() -> None:
    assert cell("a\n b | c") == "a b \\| c"
    assert cell(None) == ""
