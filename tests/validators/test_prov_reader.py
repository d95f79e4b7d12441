"""PROV: read by `prov`, which holds types and attributes against PROV-DM, and written by it as RDF."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import prov
import pytest
from prov.model import ProvDocument
from rdflib import PROV, RDF, Graph


def read(folder: Path) -> ProvDocument:
    return ProvDocument.deserialize(str(folder / "prov.json"), format="json")


def undeclared(document: ProvDocument) -> set[str]:
    """Give the names that relations use and that no entity, activity or agent bears."""
    declared = {str(record.identifier) for record in document.get_records() if record.is_element()}
    used = {
        str(value)
        for record in document.get_records()
        if record.is_relation()
        for _, value in record.formal_attributes
        if value is not None
    }
    return used - declared


def test_a_release_is_read_and_hangs_together(release: Path) -> None:
    document = read(release)
    assert undeclared(document) == set()
    assert len(document.unified().get_records()) == len(document.get_records())


def test_prov_as_rdf_tells_what_each_file_was_made_from(release: Path, files: dict[str, dict[str, Any]]) -> None:
    graph = Graph().parse(data=read(release).serialize(format="rdf", rdf_format="trig"), format="trig")
    kinds = Counter(graph.objects(None, RDF.type))
    assert kinds[PROV.Activity] > 2
    told = {
        str(label)
        for label in graph.query(
            "SELECT ?label WHERE { ?file prov:wasGeneratedBy [] ; prov:wasDerivedFrom ?rows ; rdfs:label ?label . "
            "?rows prov:wasGeneratedBy ?making . ?making prov:wasAssociatedWith ?agent . "
            "?agent prov:actedOnBehalfOf/prov:actedOnBehalfOf ?maker }"
        )
        for label in label
    }
    made = {name for name, file in files.items() if file["rows"] and name != "extractors.parquet"}
    assert made <= told


@pytest.mark.parametrize(
    "change",
    [
        lambda said: said.update(eats={"_:e1": {"prov:entity": "run:raw"}}),
        lambda said: said["prefix"].pop("run"),
        lambda said: said["used"].update({"_:u1": "run:raw"}),
    ],
)
def test_the_reader_refuses_what_is_no_prov(damaged: Path, change: Callable[[Any], object]) -> None:
    path = damaged / "prov.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    change(document)
    path.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(prov.Error):
        read(damaged)


def test_a_name_that_nothing_bears_is_found(damaged: Path) -> None:
    path = damaged / "prov.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    document["used"]["_:u1"]["prov:entity"] = "run:nothing"
    path.write_text(json.dumps(document), encoding="utf-8")
    assert undeclared(read(damaged)) == {"run:nothing"}
