"""Folders that every machine of a cluster reads and writes: on a shared disk, or in object storage.

Storage is reached by Arrow's filesystems alone, so that a folder is named the same way everywhere and needs nothing in
the cluster's Java: a path, `s3://`, `gs://`, `abfss://` or `hdfs://`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pyarrow as pa
from pyarrow import fs

from pipelines.errors import UsageError


@dataclass(frozen=True)
class Place:
    """A file or folder: `path` is what its filesystem calls it. It can be sent to another process."""

    files: fs.FileSystem
    path: str

    def __str__(self) -> str:
        return self.path if self.here else f"{self.files.type_name}://{self.path}"

    @property
    def here(self) -> bool:
        """Whether this is a path of the machine, of a shared disk perhaps."""
        return isinstance(self.files, fs.LocalFileSystem)

    def at(self, name: str) -> "Place":
        """Give what is called `name` in this folder."""
        return Place(self.files, f"{self.path}/{name}")

    def listing(self) -> dict[str, int]:
        """Give the files below this folder by their names relative to it, each with its bytes; none where it is not."""
        chosen = fs.FileSelector(self.path, recursive=True, allow_not_found=True)
        found = (one for one in self.files.get_file_info(chosen) if one.type == fs.FileType.File)
        return {one.path.removeprefix(f"{self.path}/"): one.size for one in found}

    def read(self) -> bytes:
        """Give the bytes of this file as they are, whatever its name ends in."""
        with self.files.open_input_stream(self.path, compression=None) as stream:
            return bytes(stream.read())

    def copy_to(self, target: "Place") -> None:
        """Copy this file."""
        if target.here:
            Path(target.path).parent.mkdir(parents=True, exist_ok=True)
        fs.copy_files(self.path, target.path, source_filesystem=self.files, destination_filesystem=target.files)

    @contextmanager
    def written(self) -> Iterator[pa.NativeFile]:
        """Open this file to be written; it is there when all of it is, also where two write it at once."""
        if not self.here:  # object storage shows a file when it is closed
            with self.files.open_output_stream(self.path, compression=None) as stream:
                yield stream
            return
        final = Path(self.path)
        fresh = final.with_name(f".new-{uuid4().hex}")
        final.parent.mkdir(parents=True, exist_ok=True)
        try:
            with fresh.open("wb") as stream:
                yield pa.PythonFile(stream, mode="w")
            fresh.replace(final)
        finally:
            fresh.unlink(missing_ok=True)

    def emptied(self) -> "Place":
        """Delete what is in this folder, and give it."""
        self.files.delete_dir_contents(self.path, missing_dir_ok=True)
        return self


def place(name: str | Path) -> Place:
    """Give the folder at a path, or at an address such as `s3://bucket/folder`.

    Raises `UsageError` where the address is none that Arrow knows. Credentials are those of the machine, or stand in
    the address as Arrow has them (`s3://bucket/folder?region=eu-west-1`).
    """
    if "://" not in str(name):
        return Place(fs.LocalFileSystem(), str(Path(name).absolute()))
    try:
        files, path = fs.FileSystem.from_uri(str(name))
    except (pa.ArrowInvalid, ValueError) as cause:
        raise UsageError(
            f"{name}: no address of a folder: {cause}; give a path, s3://, gs://, abfss:// or hdfs://"
        ) from cause
    return Place(files, path.rstrip("/"))
