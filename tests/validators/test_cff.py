"""CITATION.cff: judged by `cffconvert`, which pins an old jsonschema and so lives in an environment of its own.

TESTIMONIA_CFFCONVERT names its program.
"""

import os
import subprocess
from pathlib import Path

import pytest


def judge(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = [os.environ["TESTIMONIA_CFFCONVERT"], "-i", str(folder / "CITATION.cff"), *more]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_citation_file_is_valid(release: Path) -> None:
    told = judge(release, "--validate")
    assert (told.returncode, "valid according to schema version 1.2.0" in told.stdout) == (0, True), told.stderr


@pytest.mark.parametrize(("old", "new"), [("cff-version: 1.2.0", "cff-version: 9"), ("authors:", "makers:")])
def test_cffconvert_finds_what_is_wrong(damaged: Path, old: str, new: str) -> None:
    path = damaged / "CITATION.cff"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert judge(damaged, "--validate").returncode != 0


def test_a_citation_file_becomes_bibtex(release: Path) -> None:
    told = judge(release, "--format", "bibtex")
    assert told.returncode == 0, told.stderr
    assert "title = {Testimonia: what is said about contested history}" in told.stdout
