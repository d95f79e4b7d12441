"""Publish to a folder: another disk, a share, or what a web server shows."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from pipelines.errors import UsageError
from pipelines.release.publishers import pointers
from pipelines.release.publishers.local import SHA256, Release, digest_of, file_of
from pipelines.release.publishers.plan import File, Stored
from pipelines.release.publishers.secrets import told

LOCK = ".publish.lock"
_WAIT = 600.0


@contextmanager
def opened(address: str, release: Release, environment: Mapping[str, str]) -> Iterator["Directory"]:
    """Give the target for a path; raises `UsageError` where the path is a file, or the release itself is in it."""
    root = Path(address).expanduser().absolute()
    if root.exists() and not root.is_dir():
        raise UsageError(f"{root} is no folder")
    if release.folder.resolve().is_relative_to(root.resolve()):
        raise UsageError(f"{root} holds the release already, in {release.folder}; give another folder")
    with told((OSError, Timeout), str(root), environment):
        yield Directory(root, release)


@dataclass(frozen=True)
class Directory:
    """A folder with one folder a version; a version appears in one step, and a lock lets one publisher in at a time."""

    root: Path
    release: Release

    @property
    def place(self) -> str:
        """The folder of the version."""
        return str(self._version)

    @property
    def files(self) -> Sequence[File]:
        """All files of the release."""
        return self.release.files

    @property
    def _version(self) -> Path:
        return self.root / self.release.version

    @property
    def _build(self) -> Path:
        """Where the version grows; another release of the same version grows elsewhere."""
        return self.root / f".publishing-{self.release.version}-{self.release.sums_digest[:12]}"

    def stored(self) -> list[Stored]:
        """Give the files of the version, or of what an earlier run left of it."""
        folder = self._version if self._version.exists() else self._build
        paths = sorted(path for path in folder.rglob("*") if path.is_file())
        files = [file_of(path, path.relative_to(folder).as_posix()) for path in paths]
        return [Stored(file.name, file.bytes, digest_of(file, SHA256)) for file in files]

    def put(self, files: Sequence[File]) -> None:
        """Copy files that are not there to where the version grows, or lies already; each in one step."""
        self.root.mkdir(parents=True, exist_ok=True)
        with self._lock():
            folder = self._version if self._version.exists() else self._build
            for file in files:
                path = folder / file.name
                if path.exists():
                    continue  # another publisher was faster, or an earlier run was; the hashes tell
                path.parent.mkdir(parents=True, exist_ok=True)
                part = self.root / f".publishing-{self.release.version}.part"
                shutil.copyfile(file.path, part)
                part.replace(path)

    def finish(self) -> list[str]:
        """Move the version to its place, then move the pointers."""
        with self._lock():
            done = []
            if not self._version.exists():
                self._build.rename(self._version)
                done = [f"{self._version} is there"]
            shutil.rmtree(self._build, ignore_errors=True)
            return [*done, *pointers.move(self, self.release)]

    def read(self, name: str) -> tuple[bytes | None, str]:
        """Give a pointer; the lock stands for the token."""
        path = self.root / name
        return (path.read_bytes() if path.exists() else None), ""

    def swap(self, name: str, data: bytes, token: str) -> bool:  # noqa: ARG002
        """Write a pointer in one step."""
        fresh = self.root / f".{name}"
        fresh.write_bytes(data)
        fresh.replace(self.root / name)
        return True

    @contextmanager
    def _lock(self) -> Iterator[None]:
        """Let one publisher in at a time; the system opens the lock when a process ends, however it ends."""
        with FileLock(self.root / LOCK, timeout=_WAIT):
            yield
