"""`testimonia add`: documents into `raw/`, with their hash, and unknown said as unknown."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.errors import TestimoniaError
from pipelines.identifiers import sha256_hex
from pipelines.sources import load_source, raw_documents


def add(root: Path, *words: str) -> tuple[int, str]:
    (root / "raw").mkdir(exist_ok=True)
    result = CliRunner().invoke(app, ["add", *words, "--root", str(root)])
    if isinstance(result.exception, TestimoniaError):
        return result.exception.exit_code, result.output + str(result.exception)
    return result.exit_code, result.output


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_bytes("A café burned down.\r\n".encode())
    return path


def test_a_new_source_is_registered_and_what_nobody_said_is_unknown(tmp_path: Path, page: Path) -> None:
    assert add(tmp_path, str(page), "--source", "press", "--publisher", "The Press")[0] == 0
    source = load_source(tmp_path / "raw" / "press")
    terms = source.terms
    assert (terms.title, terms.publisher, terms.licence, terms.kind) == ("press", "The Press", "unknown", "unknown")
    (document,) = raw_documents(source)
    assert document == next(iter(raw_documents(source)))
    (entry,) = terms.documents
    assert (entry.path, entry.media_type, entry.retrieved_at) == ("page.txt", "text/plain", "unknown")
    assert entry.sha256 == sha256_hex(page.read_bytes()) == sha256_hex((source.folder / "page.txt").read_bytes())


def test_a_second_document_joins_and_comments_stay(tmp_path: Path, page: Path) -> None:
    add(tmp_path, str(page), "--source", "press")
    file = tmp_path / "raw" / "press" / "source.yaml"
    file.write_text(file.read_text().replace("licence: unknown", "licence: CC0-1.0  # says its footer"))
    other = tmp_path / "other.html"
    other.write_text("<!doctype html><html><body><p>A mill.</p></body></html>")
    assert add(tmp_path, str(other), "--source", "press")[0] == 0
    assert "licence: CC0-1.0  # says its footer" in file.read_text()
    documents = load_source(tmp_path / "raw" / "press").terms.documents
    assert [(entry.path, entry.media_type) for entry in documents] == [
        ("page.txt", "text/plain"),
        ("other.html", "text/html"),
    ]


def test_adding_the_same_file_again_changes_nothing(tmp_path: Path, page: Path) -> None:
    add(tmp_path, str(page), "--source", "press")
    before = (tmp_path / "raw" / "press" / "source.yaml").read_text()
    assert add(tmp_path, str(page), "--source", "press")[0] == 0
    assert (tmp_path / "raw" / "press" / "source.yaml").read_text() == before


def test_other_bytes_under_a_taken_name_are_refused_and_nothing_is_written(tmp_path: Path, page: Path) -> None:
    add(tmp_path, str(page), "--source", "press")
    page.write_text("Another café.")
    code, said = add(tmp_path, str(page), "--source", "press")
    assert code == 2 and "raw files are never edited; rename the new file" in said
    assert (tmp_path / "raw" / "press" / "page.txt").read_bytes() == "A café burned down.\r\n".encode()


@pytest.mark.parametrize(
    ("name", "data", "source", "message"),
    [
        ("x.txt", b"\x7fELF\x02\x01\x01\x00", "press", "binary_file"),
        ("x.txt", b"", "press", "empty_file"),
        ("source.yaml", b"title: x", "press", "a document cannot be called source.yaml"),
        ("x.txt", b"A page.", "authority", "taken by a folder of raw/ that is no source"),
        ("x.txt", b"A page.", "../press", "a name of small letters, digits and dashes"),
    ],
)
def test_what_cannot_be_added_is_refused_before_anything_is_written(
    name: str, data: bytes, source: str, message: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)
    code, said = add(tmp_path, str(tmp_path / name), "--source", source)
    assert code == 2 and message in said
    assert list((tmp_path / "raw").iterdir()) == []
