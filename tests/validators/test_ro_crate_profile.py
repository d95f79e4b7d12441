"""RO-Crate 1.2: `roc-validator` judges by the profile that it ships, `rocrate` loads the crate.

The validator asks the network for the JSON-LD context; here its cache is filled beforehand with the context that
`rocrate` ships. That one is of version 1.3, which gives the terms that a release uses the same meaning as 1.2 does.
"""

import hashlib
import io
import json
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import requests_cache
from requests import PreparedRequest, Response
from requests.adapters import BaseAdapter
from rocrate.rocrate import ROCrate
from rocrate_validator import models, services
from urllib3 import HTTPResponse

CRATE = "ro-crate-metadata.json"
CONTEXT = "https://w3id.org/ro/crate/1.2/context"
ACCEPT = "application/ld+json, application/json, */*;q=0.1"
UNKNOWN_OF_THE_MAKERS = {
    "The organization SHOULD have a URL.",
    "An Organization entity SHOULD have a ROR identifier as its @id (e.g., https://ror.org/03f0f6041)",
    "An Organization's contactPoint SHOULD reference a ContactPoint contextual entity",
    "At least one author or publisher Person/Organization SHOULD have a contactPoint property",
}


class Shipped(BaseAdapter):
    """Answers every request with the context that `rocrate` ships."""

    def send(self, request: PreparedRequest, **_: Any) -> Response:
        data = resources.files("rocrate").joinpath("data", "ro-crate.jsonld").read_bytes()
        answer = Response()
        answer.status_code, answer.url, answer.request = 200, str(request.url), request
        answer.headers["Content-Type"] = "application/ld+json"
        answer.raw = HTTPResponse(io.BytesIO(data), headers=dict(answer.headers), status=200, preload_content=False)
        return answer

    def close(self) -> None:
        pass


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("contexts") / "http"
    session = requests_cache.CachedSession(str(path))
    session.mount("https://", Shipped())
    session.get(CONTEXT, headers={"Accept": ACCEPT})
    session.close()
    return path


@pytest.fixture(scope="session")
def issues_of(cache: Path) -> Callable[[Path, str], list[str]]:
    def judge(folder: Path, severity: str) -> list[str]:
        settings = models.ValidationSettings(
            rocrate_uri=folder,
            profile_identifier="ro-crate-1.2",
            requirement_severity=severity,
            offline=True,
            cache_path=cache,
        )
        return sorted(str(issue.message) for issue in services.validate(settings).get_issues())

    return judge


def edit(folder: Path, change: Callable[[dict[str, dict[str, Any]]], object]) -> None:
    document = json.loads((folder / CRATE).read_text(encoding="utf-8"))
    change({entity["@id"]: entity for entity in document["@graph"]})
    (folder / CRATE).write_text(json.dumps(document), encoding="utf-8")


def test_a_release_meets_all_that_the_profile_requires_and_recommends_of_what_is_known(
    release: Path, issues_of: Callable[[Path, str], list[str]]
) -> None:
    assert set(issues_of(release, "RECOMMENDED")) <= UNKNOWN_OF_THE_MAKERS


def test_the_validator_finds_what_is_wrong(damaged: Path, issues_of: Callable[[Path, str], list[str]]) -> None:
    def damage(entities: dict[str, dict[str, Any]]) -> None:
        entities["./"].pop("license")
        entities["./"]["datePublished"] = "some day"
        parts = entities["./"]["hasPart"]
        parts.remove(next(part for part in parts if part["@id"] in ("claims.parquet", "claims/")))
        entities["annotations/"]["hasPart"].append({"@id": "annotations/nothing.jsonld"})
        entities["manifest.json"]["@id"] = "no-such-file.json"

    edit(damaged, damage)
    told = "\n".join(issues_of(damaged, "REQUIRED"))
    assert "MUST have a `license` property" in told
    assert "MUST have a `datePublished` property" in told
    assert "MUST reference all Data Entities via hasPart" in told
    assert "no-such-file.json" in told


def test_every_file_of_the_release_is_in_the_crate_as_it_is(release: Path) -> None:
    listed = {entity.id: entity for entity in ROCrate(release).data_entities if entity.type != "Dataset"}
    there = {path.relative_to(release).as_posix() for path in release.rglob("*") if path.is_file()}
    assert there - set(listed) <= {CRATE, "SHA256SUMS", "SHA256SUMS.sig"}
    assert set(listed) <= there
    for name, entity in listed.items():
        data = (release / name).read_bytes()
        assert (name, entity["contentSize"], entity["sha256"]) == (
            name,
            str(len(data)),
            hashlib.sha256(data).hexdigest(),
        )
