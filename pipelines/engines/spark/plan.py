"""Which files make one task of a cluster, and where the registered files lie."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from pipelines.engines.incremental import Found
from pipelines.engines.places import Place
from pipelines.engines.segments import FULL
from pipelines.errors import SourceError
from pipelines.sources import SOURCE_FILE, Missing, RawDocument, Source

FILES = pa.schema(
    [
        ("task", pa.int32()),
        ("fresh", pa.bool_()),
        ("source_id", pa.string()),
        ("path", pa.string()),
        ("sha256", pa.string()),
        ("media_type", pa.string()),
        ("retrieved_at", pa.string()),
        ("size", pa.int64()),
    ]
)
"""One row a file; `fresh` says that it is to be extracted, and not only to be verified."""
_DECIDED = frozenset({"task", "fresh"})
# Bytes of raw files of a task, and files of a task that only verifies.
_BYTES, _VERIFIED = 64 << 20, 20 * FULL
# A corpus is cut into as many tasks where that makes them no smaller than this, nor larger than a segment.
_TASKS, _LEAST = 256, 16


@dataclass(frozen=True)
class Listed(RawDocument):
    """A registered file whose bytes, `size` of them, are not read yet: `sha256` is the one that is registered."""

    size: int = 0


def listed(source: Source, documents: Place) -> Iterator[Found]:
    """Give the files of a source as `raw_documents` does, from a listing of `documents/<source>` and unread."""
    folder = documents.at(source.source_id)
    sizes = folder.listing()
    for entry in source.terms.documents:
        path = f"{source.source_id}/{entry.path}"
        _check_link(folder, entry.path)
        size = sizes.pop(entry.path, None)
        if size is None:
            detail = f"registered in {SOURCE_FILE}, but there is no such file"
            yield Missing(source.source_id, path, "missing_file", detail)
        else:
            given = (entry.sha256, entry.media_type, entry.retrieved_at)
            yield Listed(source.source_id, path, b"", *given, size=size)
    for name in sorted(sizes.keys() - {SOURCE_FILE}):
        if not Path(name).name.startswith("."):
            detail = f"{SOURCE_FILE} does not register this file; run `testimonia add` or delete it"
            yield Missing(source.source_id, f"{source.source_id}/{name}", "unregistered_file", detail)


def tasks(files: Sequence[tuple[Listed, bool]]) -> pa.Table:
    """Give a row of `FILES` for each file with its number of task, those that are extracted first."""
    fresh, other = ([one for one, new in files if new is wanted] for wanted in (True, False))
    most = min(FULL, max(_LEAST, len(fresh) // _TASKS))
    numbers = list(_numbered(fresh, most, _BYTES))
    after = numbers[-1] + 1 if numbers else 0
    numbers += [after + number for number in _numbered(other, _VERIFIED, 16 * _BYTES)]
    ordered = [*fresh, *other]
    about = {name: [getattr(one, name) for one in ordered] for name in FILES.names if name not in _DECIDED}
    is_fresh = [True] * len(fresh) + [False] * len(other)
    return pa.table({"task": numbers, "fresh": is_fresh, **about}, schema=FILES)


def _numbered(files: Iterable[Listed], most: int, most_bytes: int) -> Iterator[int]:
    """Give the number of the task of each file: in order, full with `most` files or `most_bytes`."""
    number = held = size = 0
    for one in files:
        if held and (held == most or size + one.size > most_bytes):
            number, held, size = number + 1, 0, 0
        held, size = held + 1, size + one.size
        yield number


def _check_link(folder: Place, name: str) -> None:
    if folder.here and not (Path(folder.path) / name).resolve().is_relative_to(Path(folder.path).resolve()):
        raise SourceError(f"{folder}/{SOURCE_FILE}: documents: {name!r} is a link that leaves the folder")
