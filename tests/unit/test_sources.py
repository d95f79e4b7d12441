from pathlib import Path

import pytest

from pipelines.errors import SourceError
from pipelines.identifiers import sha256_hex
from pipelines.sources import Missing, RawDocument, load_source, load_sources, raw_documents

PAGE = b"A page.\n"


def source(folder: Path, documents: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "source.yaml").write_text(f"title: A source\ndocuments:{documents}\n", encoding="utf-8")
    return folder


def entry(path: str, sha256: str = sha256_hex(PAGE)) -> str:
    return f"\n  - path: {path}\n    sha256: {sha256}\n    media_type: text/plain"


def test_a_registered_document_comes_with_its_bytes_and_unknown_is_said(tmp_path: Path) -> None:
    folder = source(tmp_path / "press", entry("page.txt"))
    (folder / "page.txt").write_bytes(PAGE)
    assert list(raw_documents(load_source(folder))) == [
        RawDocument("press", "press/page.txt", PAGE, sha256_hex(PAGE), "text/plain", "unknown")
    ]


def test_other_bytes_than_registered_block(tmp_path: Path) -> None:
    folder = source(tmp_path / "press", entry("page.txt"))
    (folder / "page.txt").write_bytes(b"Another page.\n")
    with pytest.raises(SourceError, match=r"page.txt: sha256 should be \w{64}, the file has \w{64}; restore the bytes"):
        list(raw_documents(load_source(folder)))


def test_a_missing_file_and_an_unregistered_one_are_said_and_the_rest_goes_on(tmp_path: Path) -> None:
    folder = source(tmp_path / "press", entry("gone.txt") + entry("page.txt"))
    (folder / "page.txt").write_bytes(PAGE)
    (folder / "new.txt").write_bytes(b"New.")
    gone, page, new = raw_documents(load_source(folder))
    assert isinstance(gone, Missing) and (gone.path, gone.reason) == ("press/gone.txt", "missing_file")
    assert isinstance(page, RawDocument)
    assert isinstance(new, Missing) and (new.path, new.reason) == ("press/new.txt", "unregistered_file")


@pytest.mark.parametrize("path", ["../page.txt", "/etc/passwd", "a/../../page.txt", "..\\\\page.txt"])
def test_a_path_that_leaves_its_folder_blocks_with_the_line(tmp_path: Path, path: str) -> None:
    folder = source(tmp_path / "press", entry(f'"{path}"'))
    with pytest.raises(SourceError, match=r"source.yaml:3: documents.0.path: .*the path leaves the folder"):
        load_source(folder)


def test_a_link_that_leaves_its_folder_blocks(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_bytes(PAGE)
    folder = source(tmp_path / "press", entry("page.txt"))
    (folder / "page.txt").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(SourceError, match="is a link that leaves the folder"):
        list(raw_documents(load_source(folder)))


def test_an_unknown_key_blocks_with_the_line(tmp_path: Path) -> None:
    folder = source(tmp_path / "press", " []\nlicense: MIT")
    with pytest.raises(SourceError, match=r"source.yaml:3: license: Unexpected keyword argument"):
        load_source(folder)


def test_a_document_that_stands_twice_blocks(tmp_path: Path) -> None:
    folder = source(tmp_path / "press", entry("page.txt") + entry("page.txt"))
    with pytest.raises(SourceError, match=r"'page.txt' stands twice"):
        load_source(folder)


def test_a_folder_without_source_yaml_blocks(tmp_path: Path) -> None:
    (tmp_path / "raw" / "press").mkdir(parents=True)
    with pytest.raises(SourceError, match=r"press: has no source.yaml; write one"):
        load_sources(tmp_path / "raw")


def test_the_three_first_sources_are_registered_and_right(project: Path) -> None:
    sources = load_sources(project / "raw")
    assert [item.source_id for item in sources] == ["metapedia", "trotsky-series-blog", "trotsky-series-review"]
    found = [document for item in sources for document in raw_documents(item)]
    assert [type(document) for document in found] == [RawDocument] * 3
    assert {(item.terms.licence, item.terms.text_release) for item in sources} == {("unknown", "extract")}
    assert [bool(item.terms.content_warning) for item in sources] == [True, False, False]
