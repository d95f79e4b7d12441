"""Parses kept from run to run, so that a passage is parsed once: by repetition within a run, by nothing in the next."""

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipelines.extract.language import MODEL

# What the extractors read of a parse; a document that comes back has the same values in all of it.
ATTRIBUTES = ("HEAD", "DEP", "TAG", "POS", "LEMMA", "MORPH", "ENT_IOB", "ENT_TYPE", "SENT_START")
# Those of them that are strings by their numbers.
_NAMED = tuple(map(ATTRIBUTES.index, ("DEP", "TAG", "LEMMA", "MORPH", "ENT_TYPE")))
_COLUMNS = (*ATTRIBUTES, "LENGTH", "SPACY")
_FORMAT = "text, strings, columns"
_CHUNK = 512
_WAIT = 60.0
_LENGTH = 4


class KeptParses:
    """A spaCy pipeline that asks a file of earlier parses first, and writes down the parses that it makes.

    The file is a cache: one of another version of the parser, or one that is broken, is begun anew. Several processes
    may use it at once.
    """

    def __init__(self, language: Language, path: Path) -> None:
        self._language = language
        self._file = _open(path, f"{parser_version()}, {_FORMAT}")
        self.parsed = self.repeated = 0

    @property
    def vocab(self) -> Vocab:
        """The words and strings that the parses refer to."""
        return self._language.vocab

    def pipe(self, texts: Iterable[str], *, batch_size: int) -> Iterator[Doc]:
        """Give the parse of each of `texts`, in order; `batch_size` is how many new ones are parsed together."""
        rest = iter(texts)
        while chunk := list(islice(rest, _CHUNK)):
            yield from self._chunk(chunk, batch_size)

    def _chunk(self, texts: list[str], batch_size: int) -> Iterator[Doc]:
        keys = [sha256(text.encode("utf-8", "surrogatepass")).digest() for text in texts]
        known = self._known(set(keys))
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        # A batch takes as many steps as its longest text, so texts of like length are parsed together.
        ordered = dict(sorted(new.items(), key=lambda item: len(item[1])))
        made = dict(zip(ordered, self._language.pipe(ordered.values(), batch_size=batch_size), strict=True))
        self._keep(made, new)
        self.parsed += len(made)
        self.repeated += len(texts) - len(made)
        docs = {**made, **{key: _read(blob, self._language) for key, blob in known.items()}}
        return (docs[key] for key in keys)

    def _known(self, keys: set[bytes]) -> dict[bytes, bytes]:
        marks = ",".join("?" * len(keys))
        return dict(self._file.execute(f"SELECT key, doc FROM parses WHERE key IN ({marks})", sorted(keys)))

    def _keep(self, made: dict[bytes, Doc], texts: dict[bytes, str]) -> None:
        with self._file:
            rows = [(key, _written(doc, texts[key])) for key, doc in made.items()]
            self._file.executemany("INSERT OR IGNORE INTO parses VALUES (?, ?)", rows)


def parser_version() -> str:
    """Give what parses depend on: the model, the program, and what is kept of a parse."""
    return f"{MODEL} {version(MODEL)}, spaCy {version('spacy')}, {' '.join(ATTRIBUTES)}"


def _open(path: Path, wanted: str) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _begun(path, wanted)
    except sqlite3.DatabaseError:
        for broken in path.parent.glob(f"{path.name}*"):
            broken.unlink(missing_ok=True)
        return _begun(path, wanted)


def _begun(path: Path, wanted: str) -> sqlite3.Connection:
    file = sqlite3.connect(path, timeout=_WAIT)
    file.execute("PRAGMA journal_mode = WAL")
    # A cache may lose what was written last, when the machine stops.
    file.execute("PRAGMA synchronous = OFF")
    with file:
        file.execute("CREATE TABLE IF NOT EXISTS version (parser TEXT PRIMARY KEY)")
        file.execute("CREATE TABLE IF NOT EXISTS parses (key BLOB PRIMARY KEY, doc BLOB) WITHOUT ROWID")
        if file.execute("SELECT parser FROM version").fetchall() != [(wanted,)]:
            file.execute("DELETE FROM parses")
            file.execute("DELETE FROM version")
            file.execute("INSERT INTO version VALUES (?)", (wanted,))
    return file


def _written(doc: Doc, text: str) -> bytes:
    """Give a parse as bytes: the text and the strings behind the values as JSON, then the values as numbers.

    spaCy's own `DocBin` gives the same back at a third of the speed, where each is for one short text.
    """
    values = doc.to_array(list(_COLUMNS))
    named: list[Any] = values[:, _NAMED].ravel().tolist()
    strings = [doc.vocab.strings[number] for number in set(named)]
    head = json.dumps([text, sorted(strings)], ensure_ascii=False, separators=(",", ":"))
    start = head.encode("utf-8", "surrogatepass")
    columns = np.ascontiguousarray(values.T).tobytes()
    return zlib.compress(len(start).to_bytes(_LENGTH, "little") + start + columns, level=1)


def _read(blob: bytes, language: Language) -> Doc:
    data = zlib.decompress(blob)
    end = _LENGTH + int.from_bytes(data[:_LENGTH], "little")
    text, strings = json.loads(data[_LENGTH:end].decode("utf-8", "surrogatepass"))
    for string in strings:
        language.vocab.strings.add(string)
    values = np.frombuffer(data[end:], dtype=np.uint64).reshape(len(_COLUMNS), -1).T
    lengths, spaces = values[:, -2].astype(np.int64), values[:, -1].astype(bool)
    begins = np.cumsum(lengths + spaces) - lengths - spaces
    words = [text[begin : begin + length] for begin, length in zip(begins.tolist(), lengths.tolist(), strict=True)]
    doc = Doc(language.vocab, words=words, spaces=spaces.tolist())
    return doc.from_array(list(ATTRIBUTES), np.ascontiguousarray(values[:, : len(ATTRIBUTES)]))  # type: ignore[arg-type]
