"""A release as one zip file, whose bytes depend on the release alone."""

import shutil
import stat
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from pipelines.release.publishers.local import Release

# The earliest time that a zip file can hold; files are stored, as Parquet is compressed and zlib's bytes may change.
EPOCH = (1980, 1, 1, 0, 0, 0)
_PLAIN = (stat.S_IFREG | 0o644) << 16
_UNIX = 3


def write_archive(release: Release, folder: Path) -> Path:
    """Write `<name>-<version>.zip` into `folder`, with the release in a folder of that name, and give its path."""
    stem = f"{release.name}-{release.version}"
    path = folder / f"{stem}.zip"
    with ZipFile(path, "w", ZIP_STORED) as archive:
        for file in sorted(release.files, key=lambda file: file.name):
            info = ZipInfo(f"{stem}/{file.name}", EPOCH)
            info.external_attr, info.create_system = _PLAIN, _UNIX
            info.file_size = file.bytes
            with file.path.open("rb") as source, archive.open(info, "w") as target:
                shutil.copyfileobj(source, target, 1 << 20)
    return path
