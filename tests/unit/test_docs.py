"""The documentation against the program: no command undocumented, no link into nothing."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

from pipelines.cli import app
from pipelines.release import accuracy


def test_each_command_and_each_of_its_options_is_documented(project: Path) -> None:
    text = (project / "docs" / "commands.md").read_text(encoding="utf-8")
    for name, command in get_command(app).commands.items():  # type: ignore[attr-defined]
        section = re.search(rf"^## testimonia {name}\n(.*?)(?=^## |\Z)", text, re.S | re.M)
        assert section is not None, name
        options = {option for parameter in command.params for option in parameter.opts if option.startswith("--")}
        for option in options - {"--root", "--help"}:
            assert option in section[1], (name, option)


@pytest.mark.parametrize("pattern", ["README.md", "raw/README.md", "docs/*.md"])
def test_each_link_leads_to_a_file(pattern: str, project: Path) -> None:
    pages = list(project.glob(pattern))
    assert pages
    for page in pages:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), (page.name, target)


def test_the_page_on_accuracy_shows_the_measured_figures(project: Path) -> None:
    written = (project / "docs" / accuracy.FILE).read_text(encoding="utf-8")
    assert written == accuracy.accuracy_page(project / "benchmarks" / "quality.csv"), "run `testimonia docs`"
