"""Sign a release: its sums, which stand for all its files."""

from pathlib import Path

from pipelines.errors import ReleaseError
from pipelines.release.checks.files import SUMS, check_sums
from pipelines.release.index import INDEX, write_index
from pipelines.release.signatures import SIGNATURE, read_key, sign


def sign_release(folder: Path, key_file: Path) -> Path:
    """Write `SHA256SUMS.sig` into a release by the private key in a file, and give its path.

    Raises `UsageError` where the key cannot be used, `ReleaseError` where the files are not what the sums say, or where
    another signature is there. The index of the folder of releases, where there is one, then counts the new file.
    """
    key = read_key(key_file)
    path = folder / SIGNATURE
    problems = check_sums(folder).problems
    if problems:
        raise ReleaseError(f"{folder} was not signed, since its files are not what {SUMS} says: {problems[0]}")
    signed = sign((folder / SUMS).read_bytes(), key)
    if path.exists() and path.read_text(encoding="utf-8") != signed:
        raise ReleaseError(f"{path} is there already, by another key, and is never overwritten")
    path.write_text(signed, encoding="utf-8", newline="\n")
    if (folder.parent / INDEX).is_file():
        write_index(folder.parent)
    return path
