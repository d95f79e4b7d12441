"""Folders that several machines read and write."""

import pickle
from pathlib import Path

import pytest

from pipelines.engines.places import place
from pipelines.errors import UsageError


def test_files_are_listed_by_their_names_below_the_folder(tmp_path: Path) -> None:
    (tmp_path / "a b" / "c").mkdir(parents=True)
    (tmp_path / "a b" / "c" / "d#1.txt").write_bytes(b"four")
    (tmp_path / "top.gz").write_bytes(b"no gzip")
    folder = place(tmp_path)
    assert folder.listing() == {"a b/c/d#1.txt": 4, "top.gz": 7}
    assert folder.at("a b/c/d#1.txt").read() == b"four"
    assert folder.at("top.gz").read() == b"no gzip"
    assert folder.at("nowhere").listing() == {}


def test_a_place_can_be_sent_to_another_process(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"1")
    assert pickle.loads(pickle.dumps(place(tmp_path))).at("one").read() == b"1"


def test_a_file_is_there_when_all_of_it_is(tmp_path: Path) -> None:
    file = place(tmp_path).at("below/one")
    with pytest.raises(RuntimeError), file.written() as stream:
        stream.write(b"half")
        raise RuntimeError
    assert place(tmp_path).listing() == {}
    with file.written() as stream:
        stream.write(b"all")
        assert "below/one" not in place(tmp_path).listing()
    assert place(tmp_path).listing() == {"below/one": 3}


def test_a_folder_is_emptied_or_made(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"1")
    assert place(tmp_path).emptied().listing() == {}
    assert place(tmp_path / "none").emptied().listing() == {}


def test_an_address_shows_where_it_leads_and_a_relative_path_stands_still(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert str(place("raw")) == str(tmp_path / "raw")
    assert str(place("s3://bucket/folder/?region=us-east-1").at("one")) == "s3://bucket/folder/one"


def test_an_address_that_nothing_can_read_is_refused() -> None:
    with pytest.raises(UsageError, match=r"^ftp://somewhere/raw: no address of a folder: .*; give a path, s3://"):
        place("ftp://somewhere/raw")
