"""A corpus with everything in it that the engines treat in their own way, and what the local engine makes of it."""

import io
import zipfile
from collections.abc import Mapping
from itertools import chain
from pathlib import Path

import polars as pl
from corpus import Corpus, write

from pipelines.contracts import Contracts
from pipelines.engines.local import Store
from pipelines.extract.authority import Authority
from pipelines.extract.batch import TABLES
from pipelines.identifiers import sha256_hex
from pipelines.sources import Source, load_sources, raw_documents

DOCUMENTS = 60
CID = "Cid Fell sold his horses in 1903. Nobody saw him again.\n"
Frames = Mapping[str, pl.DataFrame]


def write_corpus(raw: Path) -> Path:
    """Write the corpus, registered; give its folder."""
    write(Corpus(DOCUMENTS, 60), raw)
    page = (raw / "ledger" / "0000000.txt").read_bytes()
    first = archive({"ada.txt": b"Ada Quill was born in Leeds in 1870.\n", "again.txt": page, "twice.txt": page})
    second = archive({"ada.txt": b"Ada Quill was born in Leeds in 1870.\n", "bad.txt": b"\x00\x01\x02"})
    register(raw, "almanac", "second.zip", second)
    register(raw, "almanac", "first.zip", first)
    register(raw, "courier", "copy.txt", page)
    register(raw, "courier", "cid.txt", CID.encode())
    register(raw, "courier", "bad.txt", b"\x00\x01\x03")
    register(raw, "courier", "gone.txt", b"It was here.\n")
    (raw / "courier" / "gone.txt").unlink()
    (raw / "notebook" / "stray.txt").write_text("Nobody registered me.\n", encoding="utf-8")
    return raw


def archive(files: Mapping[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as box:
        for name, data in files.items():
            box.writestr(zipfile.ZipInfo(name, (2001, 2, 3, 4, 5, 6)), data)
    return held.getvalue()


def register(raw: Path, source: str, name: str, data: bytes) -> None:
    (raw / source / name).write_bytes(data)
    with (raw / source / "source.yaml").open("a", encoding="utf-8") as lines:
        lines.write(f"  - {{path: {name}, sha256: {sha256_hex(data)}, media_type: text/plain}}\n")


def sources_of(raw: Path) -> tuple[Source, ...]:
    return load_sources(raw)


def update_locally(raw: Path, kept: Path, authority: Authority, contracts: Contracts) -> dict[str, int]:
    """Run the local engine; give how many files it read or took over, by the reason."""
    found = chain.from_iterable(map(raw_documents, sources_of(raw)))
    return dict(Store(kept, authority, contracts, 1).update(found).reasons)


def made_locally(raw: Path, kept: Path, authority: Authority, contracts: Contracts) -> Frames:
    found = chain.from_iterable(map(raw_documents, sources_of(raw)))
    store = Store(kept, authority, contracts, 1)
    tables = store.tables(store.update(found))
    return {name: tables[name].select(contracts[name].columns).sort(contracts[name].primaryKey) for name in TABLES}


def differing(one: Frames, other: Frames) -> list[str]:
    """Give the tables that are not the same, row for row as they stand."""
    return [name for name in TABLES if not one[name].equals(other[name], null_equal=True)]
