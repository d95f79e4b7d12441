"""Files too large for memory: read where they lie, or copied to the executor for as long as they are read."""

from pathlib import Path

import pytest

from pipelines.engines.places import Place, place
from pipelines.engines.spark import extract
from pipelines.errors import SourceError
from pipelines.identifiers import sha256_hex

DATA = b"Ada Quill was born in Leeds in 1870.\n"


class Elsewhere(Place):
    """A folder that counts as being on no machine."""

    @property
    def here(self) -> bool:
        return False


@pytest.fixture
def row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    monkeypatch.setattr(extract, "LARGE", 10)
    (tmp_path / "mill").mkdir()
    (tmp_path / "mill" / "a.txt").write_bytes(DATA)
    about = {"source_id": "mill", "path": "mill/a.txt", "media_type": "", "retrieved_at": "2001-02-03"}
    return {**about, "sha256": sha256_hex(DATA), "size": len(DATA)}


def test_a_large_file_of_this_machine_stays_where_it_is(row: dict[str, object], tmp_path: Path) -> None:
    raw = extract.bring(row, place(tmp_path), tmp_path / "large")
    assert (raw.file, raw.data) == (tmp_path / "mill" / "a.txt", b"")
    assert not (tmp_path / "large").exists()


def test_a_large_file_from_elsewhere_is_copied(row: dict[str, object], tmp_path: Path) -> None:
    there = place(tmp_path)
    raw = extract.bring(row, Elsewhere(there.files, there.path), tmp_path / "large")
    assert raw.file is not None and raw.file.parent == tmp_path / "large"
    assert raw.file.read_bytes() == DATA


@pytest.mark.parametrize("size", [5, 50], ids=["small", "large"])
def test_other_bytes_are_refused(size: int, row: dict[str, object], tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"mill/a\.txt: sha256 should be 0+, the file has"):
        extract.bring({**row, "size": size, "sha256": "0" * 64}, place(tmp_path), tmp_path)
