"""`testimonia cite`: reference strings from a file or standard input to a table, JSON lines, CSL-JSON and BibTeX."""

import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipelines.cite import COLUMNS, cite, read_lines, written
from pipelines.cli import app
from pipelines.contracts import load_contracts
from pipelines.errors import TestimoniaError, UsageError
from pipelines.release.formats import CiteFormat

BOOK = "Roe, Ada. Salt and Silver. London: Quarry Press, 1931. ISBN 0306406152."
DASH = "———. Nets and Ropes. London: Quarry Press, 1936."
LINES = [BOOK, DASH, "Ibid., p. 46.", "~ & { %", BOOK]


def run(*arguments: str, given: str = "") -> tuple[int, str]:
    result = CliRunner().invoke(app, ["cite", *arguments], input=given)
    return result.exit_code, result.stdout


def test_json_lines_have_the_line_the_contracts_columns_and_the_names_as_written(project: Path) -> None:
    code, shown = run("-", "--format", "jsonl", given=f"{BOOK}\n\n  \n{DASH}\r\n")
    first, second = map(json.loads, shown.splitlines())
    assert code == 0
    assert list(first) == ["raw", *COLUMNS, "author", "editor", "translator"]
    assert set(COLUMNS) <= set(load_contracts(project / "schemas")["references"].columns)
    assert (first["raw"], first["title"], first["year"]) == (BOOK, "Salt and Silver", "1931")
    assert (first["isbn13"], first["author"], first["editor"]) == ("9780306406157", ["Roe, Ada"], [])
    assert (second["raw"], second["author"], second["volume"]) == (DASH, ["———"], None)


def test_no_line_is_left_out_whatever_is_in_it() -> None:
    for form in (CiteFormat.JSONL, CiteFormat.BIBTEX):
        assert len(list(written(cite(LINES), form))) == len(LINES)
    items = json.loads("".join(written(cite(LINES), CiteFormat.CSL_JSON)))
    assert len({item["id"] for item in items}) == len(LINES)
    assert [item.get("title") for item in items][2] == "Nets and Ropes"
    assert items[1]["author"] == [{"family": "Roe", "given": "Ada"}]
    assert [item["note"] for item in items if "title" not in item] in ([LINES[3]], [])


def test_the_table_shows_who_when_and_what(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text(BOOK, encoding="utf-8-sig")
    code, shown = run(str(tmp_path / "list.txt"))
    assert code == 0
    assert all(word in shown for word in ("Roe", "1931", "Silver", "book"))


def test_bibtex_is_written_for_a_file(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text(BOOK)
    code, shown = run(str(tmp_path / "list.txt"), "--format", "bibtex")
    assert code == 0 and re.match(r"@book\{roe1931salt,\n  author = \{Roe, Ada\},\n", shown)


def test_what_cannot_be_read_is_said_with_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match=r"nothing\.txt: cannot be read \(No such file"):
        read_lines(str(tmp_path / "nothing.txt"))
    (tmp_path / "latin.txt").write_bytes("Łódź\nCaf".encode() + b"\xe9\n")
    with pytest.raises(TestimoniaError, match=r"latin\.txt: line 2 is not UTF-8"):
        read_lines(str(tmp_path / "latin.txt"))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\n \n")))
    with pytest.raises(TestimoniaError, match="standard input: holds no reference"):
        read_lines("-")


def test_neither_dagster_nor_spacy_nor_polars_is_loaded_for_it() -> None:
    code = (
        "import sys; sys.argv = ['testimonia', 'cite', '-']\n"
        "from pipelines.cli import app; app(standalone_mode=False)\n"
        "sys.exit(str({'dagster', 'spacy', 'polars', 'trafilatura'} & set(sys.modules) or ''))"
    )
    done = subprocess.run([sys.executable, "-c", code], input=BOOK, text=True, capture_output=True, check=False)
    assert (done.stderr, done.stdout.split()[0]) == ("\n", "who")
