"""`CITATION.cff`: how to cite a release, in the Citation File Format 1.2.0 (https://citation-file-format.github.io)."""

from typing import Any

import yaml

from pipelines.release.manifest import release_date
from pipelines.release.metadata.model import Described

FILE = "CITATION.cff"


def citation_cff(described: Described) -> str:
    """Give the citation file; the date of release stands in it where the version is a calendar version."""
    dataset, version = described.contracts.dataset, described.version
    day = release_date(version)
    cited: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "If you use this dataset, please cite it, and cite its sources for their own words.",
        "type": "dataset",
        "title": dataset.title,
        "abstract": dataset.description,
        "authors": [{"name": name} for name in dataset.contributors],
        "version": version,
        "date-released": day.isoformat() if day else None,
        "license": dataset.licences[0].name,
        "url": dataset.homepage,
        "keywords": list(dataset.keywords),
    }
    stated = {key: value for key, value in cited.items() if value}
    return yaml.safe_dump(stated, sort_keys=False, allow_unicode=True, width=100)
