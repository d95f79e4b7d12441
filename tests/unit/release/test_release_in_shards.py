"""A release with tables in shards is described as rightly as one without, and says the same of the same rows."""

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import duckdb
import frictionless
import polars as pl
import pytest
import yaml
from release_samples import Dataset

from pipelines import tablefiles
from pipelines.contracts import Contracts
from pipelines.release.licences import VIEWS
from pipelines.release.site import SITE, write_site

IN_SHARDS = {
    "documents", "passages", "mentions", "references", "reference_names", "reference_fields", "quotes", "claims",
}  # fmt: skip


def load(release: Path, name: str) -> dict[str, Any]:
    return json.loads((release / name).read_text(encoding="utf-8"))


def on_disk(release: Path) -> dict[str, tuple[int, str]]:
    """Give size and hash of each file of a table."""
    paths = [path for path in release.glob("**/*.parquet") if path.relative_to(release).parts[0] != "delta"]
    found = {path.relative_to(release).as_posix(): path.read_bytes() for path in paths}
    del found["validation_failures.parquet"]
    return {name: (len(data), hashlib.sha256(data).hexdigest()) for name, data in found.items()}


def test_it_has_the_same_rows_in_other_files(sharded: Path, released: Path, contracts: Contracts) -> None:
    tables = load(sharded, "manifest.json")["tables"]
    assert {name for name, table in tables.items() if "shards" in table} == IN_SHARDS
    for table in contracts:
        key = list(table.primaryKey)
        rows = tablefiles.read(sharded, table.name)
        assert rows.sort(key).equals(tablefiles.read(released, table.name).sort(key))


def test_every_description_names_every_file_with_its_size_and_hash(sharded: Path) -> None:
    there = on_disk(sharded)
    downloads = load(sharded, "schema-org.jsonld")["distribution"]
    assert {item["contentUrl"]: (int(item["contentSize"].split()[0]), item["sha256"]) for item in downloads} == there
    objects = [item for item in load(sharded, "croissant.json")["distribution"] if item["@type"] == "cr:FileObject"]
    assert {item["contentUrl"]: (int(item["contentSize"].split()[0]), item["sha256"]) for item in objects} == there
    distributions = load(sharded, "dcat.jsonld")["dcat:distribution"]
    assert len({item["@id"] for item in distributions}) == len(distributions)
    assert {
        item["dcat:downloadURL"]["@id"]: (
            int(item["dcat:byteSize"]["@value"]),
            item["spdx:checksum"]["spdx:checksumValue"]["@value"],
        )
        for item in distributions
    } == there
    shards = [one for item in load(sharded, "datapackage.json")["resources"] for one in item.get("shards", ())]
    assert {one["path"]: one["hash"] for one in shards} == {
        name: f"sha256:{digest}" for name, (_, digest) in there.items() if "/" in name
    }


def test_a_record_set_of_croissant_reads_the_set_of_shards(sharded: Path) -> None:
    described = load(sharded, "croissant.json")
    sets = {item["@id"]: item for item in described["distribution"] if item["@type"] == "cr:FileSet"}
    assert set(sets) == {f"{name}-shards" for name in IN_SHARDS}
    assert sets["claims-shards"]["includes"] == "claims/*.parquet"
    claims = next(item for item in described["recordSet"] if item["@id"] == "claims")
    (document,) = (field for field in claims["field"] if field["name"] == "document_id")
    column = {"extract": {"column": "document_id"}}
    assert document["source"] == {"fileSet": {"@id": "claims-shards"}, **column}
    assert document["references"] == {"fileSet": {"@id": "documents-shards"}, **column}
    (holder,) = (field for field in claims["field"] if field["name"] == "holder_entity_id")
    assert holder["references"]["fileObject"] == {"@id": "entities.parquet"}


def test_frictionless_reads_the_folders_and_finds_all_valid(sharded: Path, dataset: Dataset) -> None:
    report = frictionless.validate(str(sharded / "datapackage.json"))
    assert report.valid, report.flatten(["name", "type", "message"])
    package = frictionless.Package(str(sharded / "datapackage.json"))
    assert {one.name: len(one.read_rows()) for one in package.resources} == {
        name: frame.height for name, frame in dataset.tables.items()
    }


def test_the_crate_holds_the_shards_in_the_folder_of_their_table(sharded: Path) -> None:
    graph = {entity["@id"]: entity for entity in load(sharded, "ro-crate-metadata.json")["@graph"]}
    assert (graph["claims/"]["@type"], graph["claims/"]["name"]) == ("Dataset", "Claims")
    shards = {item["@id"] for item in graph["claims/"]["hasPart"]}
    assert shards == {name for name in on_disk(sharded) if name.startswith("claims/")}
    for name, (size, digest) in on_disk(sharded).items():
        assert (graph[name]["contentSize"], graph[name]["sha256"]) == (str(size), digest)
        table = name.removesuffix(".parquet").split("/")[0]
        assert graph[name]["conformsTo"] == {"@id": f"schemas/{table}.yaml"}


def test_each_shard_is_an_entity_of_the_provenance(sharded: Path) -> None:
    prov = load(sharded, "prov.json")
    labels = {entity["prov:label"] for entity in prov["entity"].values()}
    assert set(on_disk(sharded)) <= labels
    declared = {name for kind in ("entity", "activity", "agent") for name in prov[kind]}
    kinds = set(prov) - {"prefix", "entity", "activity", "agent"}
    assert {name for kind in kinds for item in prov[kind].values() for name in item.values()} <= declared


def test_the_card_names_the_shards_by_a_pattern(sharded: Path, dataset: Dataset) -> None:
    card = yaml.safe_load((sharded / "README.md").read_text(encoding="utf-8").split("---\n")[1])
    paths = {config["config_name"]: config["data_files"][0]["path"] for config in card["configs"]}
    for name in dataset.tables:
        assert paths[name] == (f"{name}/*.parquet" if name in IN_SHARDS else f"{name}.parquet")
        assert list(sharded.glob(paths[name]))


def test_the_readme_loads_what_is_there_and_links_to_it(sharded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sharded)
    text = (sharded / "README.md").read_text(encoding="utf-8")
    names: dict[str, Any] = {}
    exec(text.split("```python\n")[1].split("```")[0].replace(".show()", ".fetchall()"), names)
    assert (names["claims"].height, len(names["quotes"])) == (3, 3)
    assert 'arrow::open_dataset("claims")' in text
    assert all((sharded / target).exists() for target in re.findall(r"\]\(([^)]+)\)", text))


def test_the_views_by_licence_read_the_shards(sharded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sharded)
    with duckdb.connect() as views:
        views.execute(Path(VIEWS).read_text(encoding="utf-8"))
        assert views.execute("SELECT count(*), count(DISTINCT source_id) FROM unknown.claims").fetchall() == [(3, 3)]
        assert views.execute("SELECT count(*) FROM unknown.works").fetchall() == [(1,)]


def test_works_and_figures_are_the_same_bytes(sharded: Path, released: Path) -> None:
    names = ["works.bib", "works.csl.json", *(f"figures/{path.name}" for path in (released / "figures").iterdir())]
    assert [name for name in names if (sharded / name).read_bytes() != (released / name).read_bytes()] == []


@pytest.mark.parametrize("table", ["claims", "quotes", "references"])
def test_annotations_are_the_same_and_name_the_shard_that_has_the_row(
    sharded: Path, released: Path, table: str
) -> None:
    items = load(sharded, f"annotations/{table}-1.jsonld")["items"]
    before = {item.pop("id").split("#")[1]: item for item in load(released, f"annotations/{table}-1.jsonld")["items"]}
    key = f"{table[:-1] if table != 'references' else 'reference'}_id"
    for item in items:
        file, row = item.pop("id").split("#")
        assert row in pl.read_parquet(sharded / "annotations" / file)[key].to_list()
        assert before[row] == item
    assert len(items) == len(before) == 3


@pytest.fixture
def site(sharded: Path, contracts: Contracts, tmp_path: Path) -> Path:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "index.html").write_text("<!doctype html>")
    write_site(sharded, contracts, tmp_path / SITE, tmp_path / "pages")
    return tmp_path / SITE


def called(path: Path) -> Any:
    match = re.fullmatch(r'testimonia\("([^"]+)",(.*)\);\n', path.read_text(encoding="ascii"))
    assert match is not None
    assert path.as_posix().endswith(f"data/{match[1]}.js")
    return json.loads(match[2])


def test_the_explorer_knows_the_shards_and_has_their_bytes(site: Path, sharded: Path) -> None:
    tables = called(site / "data" / "release.js")["tables"]
    assert {name for name, table in tables.items() if "shards" in table} == IN_SHARDS
    claims = tables["claims"]
    assert (claims["sharded_by"], claims["file"], claims["rows"], claims["index"]) == ("document_id", "claims", 3, None)
    assert "blocks" not in claims
    for shard in claims["shards"]:
        folder = site / "data" / "blocks" / shard["file"].removesuffix(".parquet")
        blocks = [called(folder / f"{number}.js") for number in range(shard["blocks"])]
        assert b"".join(base64.b64decode(block) for block in blocks) == (sharded / shard["file"]).read_bytes()


def test_the_explorer_counts_over_all_shards(site: Path) -> None:
    told = called(site / "data" / "release.js")
    assert [row["documents"] for row in told["documents_by_source"]] == [1, 1, 1]
    assert sum(row["claims"] for row in told["claims_by_stance"]) == 3
