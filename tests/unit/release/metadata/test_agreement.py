"""One model behind all descriptions: no standard says something else of a release than the others do."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml
from release_samples import DIGEST, VERSION, Dataset

from pipelines.release.manifest import Manifest, TableFile
from pipelines.release.metadata.contents import content_of
from pipelines.release.metadata.datacite import datacite
from pipelines.release.metadata.dcat import dcat
from pipelines.release.metadata.facts import facts_of
from pipelines.release.metadata.model import Described
from pipelines.release.metadata.schema_org import schema_org

WARNING = "Content warning. Closed | Archive: Invented for tests."


def described_of(dataset: Dataset, version: str = VERSION, homepage: str | None = None) -> Described:
    header = replace(dataset.contracts.dataset, homepage=homepage)
    files = {name: TableFile(f"{name}.parquet", 1, 2, "c" * 64) for name in dataset.contracts.tables}
    manifest = Manifest("testimonia", version, "0.1.0", DIGEST, files)
    return Described(replace(dataset.contracts, dataset=header), manifest, dataset.lazy)


def load(release: Path, name: str) -> dict[str, Any]:
    return json.loads((release / name).read_text(encoding="utf-8"))


def said(release: Path) -> dict[str, dict[str, Any]]:
    """Give what each description says of the release as a whole."""
    cited = yaml.safe_load((release / "CITATION.cff").read_text(encoding="utf-8"))
    package, record = load(release, "datapackage.json"), load(release, "datacite.json")
    dcat_, schema = load(release, "dcat.jsonld"), load(release, "schema-org.jsonld")
    root = next(item for item in load(release, "ro-crate-metadata.json")["@graph"] if item["@id"] == "./")
    spdx = "https://spdx.org/licenses/"
    return {
        "cff": {
            "title": cited["title"], "version": cited["version"], "day": cited["date-released"],
            "licence": cited["license"], "text": cited["abstract"],
        },
        "datapackage": {
            "title": package["title"], "version": package["version"], "licence": package["licenses"][0]["name"],
            "text": package["description"],
        },
        "datacite": {
            "title": record["titles"][0]["title"], "version": record["version"], "day": record["dates"][0]["date"],
            "licence": record["rightsList"][0]["rightsIdentifier"], "text": record["descriptions"][0]["description"],
        },
        "dcat": {
            "title": dcat_["dct:title"]["@value"], "version": dcat_["dcat:version"],
            "day": dcat_["dct:issued"]["@value"], "text": dcat_["dct:description"]["@value"],
            "licence": dcat_["dcat:distribution"][0]["dct:license"]["@id"].removeprefix(spdx),
        },
        "schema.org": {
            "title": schema["name"], "version": schema["version"], "day": schema["datePublished"],
            "licence": schema["license"]["@id"].removeprefix(spdx), "text": schema["description"],
        },
        "ro-crate": {
            "title": root["name"], "version": root["version"], "day": root["datePublished"],
            "licence": root["license"]["@id"].removeprefix(spdx), "text": root["description"],
        },
    }  # fmt: skip


def test_all_say_the_same_title_version_day_and_licence(released: Path, dataset: Dataset) -> None:
    header = dataset.contracts.dataset
    for standard, told in said(released).items():
        assert (standard, told["title"], told["version"]) == (standard, header.title, VERSION)
        assert (standard, told.get("day", "2031-04-05"), told["licence"]) == (standard, "2031-04-05", "CC-BY-4.0")
        assert told["text"].startswith(header.description), standard


def test_catalogues_show_the_warning_beside_the_description(released: Path) -> None:
    told = said(released)
    for standard in ("datacite", "dcat", "schema.org", "ro-crate"):
        assert told[standard]["text"].endswith(WARNING), standard


def test_all_say_the_same_of_each_table(released: Path, dataset: Dataset) -> None:
    tables = load(released, "manifest.json")["tables"]
    expected = {table["file"]: (table["bytes"], table["sha256"]) for table in tables.values()}
    downloads = load(released, "schema-org.jsonld")["distribution"]
    assert {item["contentUrl"]: (int(item["contentSize"].split()[0]), item["sha256"]) for item in downloads} == expected
    distributions = load(released, "dcat.jsonld")["dcat:distribution"]
    assert {
        item["dcat:downloadURL"]["@id"]: (
            int(item["dcat:byteSize"]["@value"]),
            item["spdx:checksum"]["spdx:checksumValue"]["@value"],
        )
        for item in distributions
    } == expected


def test_a_version_that_is_no_day_gives_no_date(dataset: Dataset) -> None:
    described = described_of(dataset, "1.0.0")
    assert "datePublished" not in schema_org(described)
    assert "dct:issued" not in dcat(described)
    assert {"publicationYear", "dates"}.isdisjoint(datacite(described))


def test_a_homepage_is_told_where_there_is_one(dataset: Dataset) -> None:
    for homepage in (None, "https://data.example/testimonia"):
        described = described_of(dataset, homepage=homepage)
        assert schema_org(described).get("url") == homepage
        assert datacite(described).get("url") == homepage
        assert dcat(described).get("dcat:landingPage", {}).get("@id") == homepage


@pytest.mark.parametrize(
    ("languages", "expected"),
    [(("en", "en", "unknown"), ("en",)), (("fr", "en", "en"), ("en", "fr")), (("unknown",) * 3, ())],
)
def test_languages_are_those_of_the_sources_that_are_known(
    dataset: Dataset, languages: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    sources = dataset.tables["sources"].with_columns(language=pl.Series(languages))
    described = described_of(dataset)
    changed = Described(described.contracts, described.manifest, {**described.tables, "sources": sources.lazy()})
    assert facts_of(changed).languages == expected
    assert datacite(changed).get("language") == (expected[0] if len(expected) == 1 else None)


def test_nothing_is_warned_of_where_no_source_needs_it(dataset: Dataset) -> None:
    described = described_of(dataset)
    sources = dataset.tables["sources"].with_columns(content_warning=pl.lit(None, pl.String))
    facts = facts_of(Described(described.contracts, described.manifest, {**dataset.lazy, "sources": sources.lazy()}))
    assert (facts.content_warning, facts.summary) == (None, facts.description)


def test_every_file_of_a_release_is_told_of_by_a_title_of_its_own(released: Path, dataset: Dataset) -> None:
    names = [path.relative_to(released).as_posix() for path in released.rglob("*") if path.is_file()]
    left_out = {"SHA256SUMS", "ro-crate-metadata.json"}
    contents = {name: content_of(name, dataset.contracts) for name in sorted(set(names) - left_out)}
    assert [name for name, content in contents.items() if content.title == name] == []
    assert [name for name, content in contents.items() if content.media_type == "application/octet-stream"] == []
