"""What a record on Zenodo says of a release, from the release's own `datapackage.json`."""

import json
from html import escape
from pathlib import Path
from typing import Any

from pipelines.errors import ReleaseError
from pipelines.release.checks.files import DATAPACKAGE
from pipelines.release.manifest import release_date

TERMS = (
    "The licence covers the dataset's own annotation. The words of the sources stay under their own terms, which "
    "LICENSE-SOURCES.txt in the archive names. SHA256SUMS proves every file of the archive."
)


def record_metadata(release: Path, version: str) -> dict[str, Any]:
    """Give the metadata of the deposit API for the release in a folder.

    Raises `ReleaseError` where `datapackage.json` cannot be read, or lacks what a record must have.
    """
    path = release / DATAPACKAGE
    try:
        package = json.loads(path.read_bytes())
        day = release_date(version)
        stated = {
            "title": package["title"],
            "upload_type": "dataset",
            "description": f"<p>{escape(package['description'])}</p>",
            "creators": [{"name": item["title"]} for item in package["contributors"]],
            "version": version,
            "publication_date": day.isoformat() if day else None,
            "access_right": "open",
            "license": package["licenses"][0]["name"].lower(),
            "keywords": package.get("keywords"),
            "notes": TERMS,
        }
    except OSError as cause:
        raise ReleaseError(f"{path}: cannot be read ({cause.strerror}); a record needs a title and authors") from cause
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as cause:
        raise ReleaseError(
            f"{path}: lacks what a record on Zenodo must say: {type(cause).__name__}: {cause}"
        ) from cause
    return {key: value for key, value in stated.items() if value}
