"""Web Annotations: read by rdflib and by pyld, judged by SHACL shapes of what the model demands."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from annotation_terms import ADDRESS, AS, CONTEXT, OA
from pyld import jsonld
from pyshacl import validate
from rdflib import Graph, URIRef

PLACE = "https://data.example/releases/one/annotations/"
SHAPES = Path(__file__).with_name("web-annotation.ttl")
TABLES = ("claims", "quotes", "references")


def document_of(path: Path) -> dict[str, Any]:
    document = json.loads(path.read_text(encoding="utf-8"))
    assert document["@context"] == ADDRESS
    return {**document, "@context": CONTEXT}


def graph_of(folder: Path) -> Graph:
    graph = Graph()
    for path in sorted((folder / "annotations").glob("*.jsonld")):
        graph.parse(data=json.dumps(document_of(path)), format="json-ld", publicID=f"{PLACE}{path.name}")
    return graph


def keys_of(value: Any) -> Iterator[str]:
    """Give every key of a document, however deep."""
    if isinstance(value, dict):
        yield from value
        for inner in value.values():
            yield from keys_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys_of(inner)


@pytest.fixture(scope="session")
def shapes() -> Graph:
    return Graph().parse(SHAPES, format="turtle")


def test_a_release_meets_the_shapes_of_the_model(release: Path, shapes: Graph) -> None:
    conforms, _, report = validate(graph_of(release), shacl_graph=shapes)
    assert conforms, report


def test_no_key_is_foreign_to_the_context(release: Path) -> None:
    for path in sorted((release / "annotations").glob("*.jsonld")):
        document = json.loads(path.read_text(encoding="utf-8"))
        assert set(keys_of(document)) - {"@context"} <= set(CONTEXT), path.name


@pytest.mark.parametrize("table", TABLES)
def test_every_row_is_an_annotation_on_one_of_the_pages(release: Path, manifest: dict[str, Any], table: str) -> None:
    folder, collection = release / "annotations", document_of(release / "annotations" / f"{table}.jsonld")
    found, name = [], collection.get("first")
    while name:
        page = document_of(folder / name)
        assert page["startIndex"] == len(found)
        found += [item["id"] for item in page["items"]]
        last, name = name, page.get("next")
    assert collection.get("last") == (last if found else None)
    assert len(set(found)) == collection["total"] == manifest["tables"][table]["rows"]


def test_pyld_reads_what_rdflib_reads(release: Path) -> None:
    path = release / "annotations" / "quotes-1.jsonld"
    (page,) = jsonld.expand(document_of(path), {"base": f"{PLACE}{path.name}"})
    (items,) = page[f"{AS}items"]
    found = {item["@id"] for item in items["@list"]}
    quotes = tuple(f"{PLACE.removesuffix('annotations/')}quotes{end}" for end in (".parquet#", "/"))
    targets = graph_of(release).subjects(URIRef(f"{OA}hasTarget"))
    assert found == {str(item) for item in targets if str(item).startswith(quotes)} != set()


@pytest.mark.parametrize(
    "change",
    [
        lambda item: item.pop("target"),
        lambda item: item.update(motivation="liking"),
        lambda item: item["target"].pop("source"),
        lambda item: item["target"]["selector"][0].update(start=-1),
        lambda item: item["target"]["selector"][0].update(end=item["target"]["selector"][0]["start"]),
        lambda item: item["target"]["selector"][0].update(type="TextQuoteSelector"),
        lambda item: item["body"][0].update(value=["one", "two"]),
    ],
)
def test_the_shapes_find_what_is_wrong(damaged: Path, shapes: Graph, change: Callable[[Any], object]) -> None:
    path = damaged / "annotations" / "quotes-1.jsonld"
    document = json.loads(path.read_text(encoding="utf-8"))
    change(document["items"][0])
    path.write_text(json.dumps(document), encoding="utf-8")
    for table in ("claims", "references"):
        for other in (damaged / "annotations").glob(f"{table}*"):
            other.unlink()
    assert not validate(graph_of(damaged), shacl_graph=shapes)[0]
