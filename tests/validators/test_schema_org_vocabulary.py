"""schema.org: read by rdflib, held against the vocabulary itself, which `rocrate` ships.

The vocabulary names its terms with http and says that https is as good. Each type and property must be there, and each
property must be one of its node's type or of a type above it.
"""

import json
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from rdflib import RDF, RDFS, Graph, Namespace, URIRef

SCHEMA = Namespace("https://schema.org/")
PLACE = "https://data.example/releases/one/"


@pytest.fixture(scope="session")
def vocabulary() -> Graph:
    text = resources.files("rocrate").joinpath("data", "schema.jsonld").read_text(encoding="utf-8")
    return Graph().parse(data=text.replace("http://schema.org/", str(SCHEMA)), format="json-ld")


def graph_of(folder: Path) -> Graph:
    return Graph().parse(folder / "schema-org.jsonld", format="json-ld", publicID=f"{PLACE}schema-org.jsonld")


def faults(graph: Graph, vocabulary: Graph) -> Iterator[str]:
    for node, kind in graph.subject_objects(RDF.type):
        if (kind, RDF.type, RDFS.Class) not in vocabulary:
            yield f"{kind} is no type"
            continue
        above = set(vocabulary.transitive_objects(kind, RDFS.subClassOf))
        for term in set(graph.predicates(node)) - {RDF.type}:
            domains = set(vocabulary.objects(term, SCHEMA.domainIncludes))
            if not domains & above:
                yield f"{term} is no property of {kind}"
    for node in set(graph.subjects()) - set(graph.subjects(RDF.type)):
        yield f"{node} has no type"


def test_a_release_uses_the_vocabulary_as_it_is(release: Path, vocabulary: Graph) -> None:
    assert list(faults(graph_of(release), vocabulary)) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda dataset: dataset.update({"@type": "Datasets"}), "Datasets is no type"),
        (lambda dataset: dataset.update(licence="CC-BY-4.0"), "licence is no property of"),
        (lambda dataset: dataset.update(contentUrl="x"), "contentUrl is no property of"),
        (lambda dataset: dataset["creator"][0].pop("@type"), "has no type"),
    ],
)
def test_the_vocabulary_finds_what_is_wrong(
    damaged: Path, vocabulary: Graph, change: Callable[[Any], object], said: str
) -> None:
    path = damaged / "schema-org.jsonld"
    document = json.loads(path.read_text(encoding="utf-8"))
    change(document)
    path.write_text(json.dumps(document), encoding="utf-8")
    assert any(said in fault for fault in faults(graph_of(damaged), vocabulary))


def test_a_dataset_has_what_dataset_search_asks_for(
    release: Path, manifest: dict[str, Any], files: dict[str, dict[str, Any]]
) -> None:
    graph, dataset = graph_of(release), URIRef(PLACE)
    said = {term: str(graph.value(dataset, SCHEMA[term])) for term in ("name", "description", "license", "version")}
    assert said["name"]
    assert 50 <= len(said["description"]) <= 5000
    assert said["license"] == "https://spdx.org/licenses/CC-BY-4.0"
    assert said["version"] == manifest["version"]
    downloads = {str(graph.value(item, SCHEMA.contentUrl)) for item in graph.objects(dataset, SCHEMA.distribution)}
    assert downloads == set(files)
