"""Segments that several machines write: on a shared disk as the local engine has them, or in object storage."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from tempfile import TemporaryDirectory

from pyarrow import dataset

from pipelines.engines.places import Place, place
from pipelines.engines.segments import UNITS, Kept, Segments, Unit

_FILE = "__filename"


def units_at(folder: Place) -> dict[str, Kept]:
    """Give every unit that has rows in a folder of segments, by its id; of a unit in two segments, the first by name.

    `Kept.segment` is the path in the folder's filesystem.
    """
    if folder.here:
        return Segments(Path(folder.path)).units()
    paths = [
        folder.at(name).path for name in folder.listing() if name.startswith("seg_") and name.endswith(f"/{UNITS}")
    ]
    found: dict[str, Kept] = {}
    if paths:
        index = dataset.dataset(sorted(paths), filesystem=folder.files, format="parquet")
        names = [field.name for field in fields(Unit)]
        rows = index.to_table(columns=[*names, _FILE]).sort_by(_FILE).to_pylist()
        for row in rows:
            segment = Path(row.pop(_FILE)).parent
            unit = Unit(**row)
            found.setdefault(unit.unit_id, Kept(unit, segment))
    return found


@contextmanager
def writing(folder: Place, scratch: Path) -> Iterator[Segments]:
    """Give segments to write into; in object storage they are there when the body has ended.

    A segment counts by the file that lists its units, so that one comes last. Segments are named by their units, so
    a task that is tried again puts the same rows in the same place.
    """
    if folder.here:
        yield Segments(Path(folder.path))
        return
    with TemporaryDirectory(dir=scratch) as name:
        yield Segments(Path(name))
        for segment in sorted(Path(name).glob(f"seg_*/{UNITS}")):
            for file in sorted(segment.parent.iterdir(), key=lambda one: (one.name == UNITS, one.name)):
                place(file).copy_to(folder.at(f"{segment.parent.name}/{file.name}"))
