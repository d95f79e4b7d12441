"""`testimonia parse`: any files the whole way, good and bad ones."""

import json
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.contracts import Contracts
from pipelines.errors import TestimoniaError

STORY = """The harbour strike

Maria Keller led the harbour strike of 1911 in Hamburg. "We will not load another ship," she said.
The owners claimed that the strike was illegal.
"""


def parse(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["parse", *words])
    if isinstance(result.exception, TestimoniaError):
        return result.exception.exit_code, result.output + str(result.exception)
    return result.exit_code, result.output


@pytest.mark.parametrize("form", ["parquet", "jsonl", "csv"])
def test_every_table_has_exactly_the_contract_s_columns(form: str, tmp_path: Path, contracts: Contracts) -> None:
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    code, said = parse(str(tmp_path / "story.txt"), "--out", str(tmp_path / "out"), "--format", form)
    assert code == 0, said
    assert {path.name for path in (tmp_path / "out").iterdir()} == {f"{name}.{form}" for name in contracts.tables}
    for table in contracts:
        path = tmp_path / "out" / f"{table.name}.{form}"
        if form == "parquet":
            assert pl.read_parquet(path).columns == list(table.columns)
        elif form == "csv":
            assert path.read_text(encoding="utf-8").splitlines()[0].split(",") == list(table.columns)
        else:
            lines = path.read_text(encoding="utf-8").splitlines()
            assert all(list(json.loads(line)) == list(table.columns) for line in lines)


def test_the_rows_stand_at_their_spans_and_the_path_is_the_one_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("story.txt").write_text(STORY, encoding="utf-8")
    assert parse("story.txt", "--out", "out")[0] == 0
    (document,) = pl.read_parquet("out/documents.parquet").to_dicts()
    assert (document["path"], document["title"], document["text"]) == ("story.txt", "The harbour strike", STORY)
    for table in ("claims", "quotes", "mentions", "passages"):
        rows = pl.read_parquet(f"out/{table}.parquet").to_dicts()
        assert rows and all(STORY[row["start"] : row["end"]] == row["text"] for row in rows), table
    quotes = pl.read_parquet("out/quotes.parquet").sort("start")
    assert quotes.select("kind", "text", "speaker").row(0) == (
        "direct",
        "We will not load another ship,",
        "Maria Keller",
    )


def test_bad_input_is_rejected_by_name_and_the_rest_goes_on(tmp_path: Path) -> None:
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / "a_story.txt").write_text(STORY, encoding="utf-8")
    (bad / "b_again.txt").write_text(STORY, encoding="utf-8")
    (bad / "empty.txt").write_bytes(b"")
    (bad / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    (bad / "broken.txt").write_bytes(("Żółw poszedł do lasu. " * 20).encode()[:-10] + b"\xff\xfe\xfd" + "ółw".encode())
    (bad / "marks.txt").write_text("*** --- ***\n", encoding="utf-8")
    (bad / "line.txt").write_text("Many words stand on this one line. " * 150_000, encoding="utf-8")
    (bad / "data.txt").write_text('{"title": "A mill", "body": "The mill burned down."}')
    out = tmp_path / "out"
    code, said = parse(str(bad), str(tmp_path / "gone.txt"), "--out", str(out))
    assert code == 0, said
    rejects = pl.read_parquet(out / "rejects.parquet")
    found = {Path(row["path"]).name: (row["stage"], row["reason"]) for row in rejects.to_dicts()}
    assert found == {
        "b_again.txt": ("source", "duplicate_document"),
        "empty.txt": ("read", "empty_file"),
        "image.txt": ("read", "binary_file"),
        "broken.txt": ("read", "broken_encoding"),
        "marks.txt": ("read", "no_sentence"),
        "line.txt": ("extract", "passage_too_long"),
        "data.txt": ("read", "unknown_media_type"),
        "gone.txt": ("source", "missing_file"),
    }
    assert rejects["detail"].str.len_chars().min() > 0
    paths = {Path(path).name for path in pl.read_parquet(out / "documents.parquet")["path"]}
    assert paths == {"a_story.txt", "line.txt"}


def test_it_fails_where_nothing_could_be_read(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    code, said = parse(str(tmp_path / "empty.txt"), "--out", str(tmp_path / "out"))
    assert code == 1 and "no file could be read" in said
    assert pl.read_parquet(tmp_path / "out" / "rejects.parquet").height == 1


def test_a_page_of_html_is_read_without_its_furniture(tmp_path: Path) -> None:
    page = (
        "<html lang='en'><head><title>Mill</title></head><body><nav><a href='/'>Home</a></nav>"
        "<article><h1>The mill</h1>"
        + "<p>Anna Weber wrote: &ldquo;The mill burned down in 1893, and nobody has rebuilt it since then.&rdquo;</p>"
        + "<p>The mill had stood by the river for two hundred years before the fire, and it fed the whole town.</p>"
        + "</article><footer>Copyright</footer></body></html>"
    )
    (tmp_path / "mill.html").write_text(page, encoding="utf-8")
    assert parse(str(tmp_path / "mill.html"), "--out", str(tmp_path / "out"))[0] == 0
    (document,) = pl.read_parquet(tmp_path / "out" / "documents.parquet").to_dicts()
    assert document["media_type"] == "text/html" and "Home" not in document["text"]
    quotes = pl.read_parquet(tmp_path / "out" / "quotes.parquet")
    assert "The mill burned down in 1893, and nobody has rebuilt it since then." in quotes["text"].to_list()
