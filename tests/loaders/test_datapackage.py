"""frictionless finds datapackage.json valid, and what it does not look at holds as well."""

import hashlib
import json
from pathlib import Path
from typing import Any

import frictionless

FILE = "datapackage.json"


def package_of(release: Path) -> dict[str, Any]:
    return json.loads((release / FILE).read_text(encoding="utf-8"))


def wrong_hashes(release: Path) -> list[str]:
    """The resources with a file that has another SHA-256 than the package says; that of a folder is of its list."""
    return [
        resource["name"]
        for resource in package_of(release)["resources"]
        if resource["hash"] != f"sha256:{hash_of(release, resource)}"
        or any(one["hash"] != f"sha256:{sha256(release / one['path'])}" for one in resource.get("shards", []))
    ]


def hash_of(release: Path, resource: dict[str, Any]) -> str:
    if "shards" not in resource:
        return sha256(release / resource["path"])
    lines = "".join(f"{sha256(release / one['path'])}  {one['path']}\n" for one in resource["shards"])
    return hashlib.sha256(lines.encode()).hexdigest()


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_package_is_valid_with_all_its_tables(release: Path, manifest: dict[str, Any]) -> None:
    report = frictionless.validate(str(release / FILE))
    assert report.valid, report.flatten(["name", "type", "message"])
    assert [task.name for task in report.tasks] == list(manifest["tables"])
    assert report.stats["warnings"] == 0


def test_frictionless_reads_all_rows(table: str, release: Path, manifest: dict[str, Any]) -> None:
    resource = frictionless.Package(str(release / FILE)).get_resource(table)
    assert len(resource.read_rows()) == manifest["tables"][table]["rows"]


def test_hashes_are_those_of_the_files(release: Path) -> None:
    assert wrong_hashes(release) == []


def test_a_wrong_hash_passes_frictionless_and_is_found_here(damaged: Path) -> None:
    package = package_of(damaged)
    package["resources"][0]["hash"] = "sha256:" + "0" * 64
    (damaged / FILE).write_text(json.dumps(package), encoding="utf-8")
    assert frictionless.validate(str(damaged / FILE)).valid  # once this fails, frictionless looks at hashes itself
    assert wrong_hashes(damaged) == [package["resources"][0]["name"]]


def test_a_wrong_number_of_rows_is_found(damaged: Path) -> None:
    package = package_of(damaged)
    package["resources"][0]["rows"] += 1
    (damaged / FILE).write_text(json.dumps(package), encoding="utf-8")
    report = frictionless.validate(str(damaged / FILE))
    assert [error[0] for error in report.flatten(["type"])] == ["row-count"]
