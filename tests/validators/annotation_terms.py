"""The terms of http://www.w3.org/ns/anno.jsonld that a release uses, as the vocabulary's recommendation defines them.

No package ships that file, so its part is written out here (https://www.w3.org/TR/annotation-vocab/).
"""

from typing import Any

ADDRESS = "http://www.w3.org/ns/anno.jsonld"
OA, AS, FOAF = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#", "http://xmlns.com/foaf/0.1/"
DCTERMS, XSD = "http://purl.org/dc/terms/", "http://www.w3.org/2001/XMLSchema#"
RDF, RDFS = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/2000/01/rdf-schema#"
_CLASSES = "Annotation TextualBody SpecificResource TextPositionSelector TextQuoteSelector"
_MOTIVATIONS = "classifying commenting describing identifying linking"


def _iri(address: str) -> dict[str, str]:
    return {"@id": address, "@type": "@id"}


def _count(address: str) -> dict[str, str]:
    return {"@id": address, "@type": f"{XSD}nonNegativeInteger"}


CONTEXT: dict[str, Any] = {
    "id": "@id",
    "type": "@type",
    **{name: f"{OA}{name}" for name in f"{_CLASSES} {_MOTIVATIONS} exact prefix suffix".split()},
    "AnnotationCollection": f"{AS}OrderedCollection",
    "AnnotationPage": f"{AS}OrderedCollectionPage",
    "Organization": f"{FOAF}Organization",
    "body": _iri(f"{OA}hasBody"),
    "target": _iri(f"{OA}hasTarget"),
    "source": _iri(f"{OA}hasSource"),
    "selector": _iri(f"{OA}hasSelector"),
    "motivation": {"@id": f"{OA}motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": f"{OA}hasPurpose", "@type": "@vocab"},
    "start": _count(f"{OA}start"),
    "end": _count(f"{OA}end"),
    "value": f"{RDF}value",
    "language": "http://purl.org/dc/elements/1.1/language",
    "label": f"{RDFS}label",
    "name": f"{FOAF}name",
    "creator": _iri(f"{DCTERMS}creator"),
    "rights": _iri(f"{DCTERMS}rights"),
    "first": _iri(f"{AS}first"),
    "last": _iri(f"{AS}last"),
    "next": _iri(f"{AS}next"),
    "prev": _iri(f"{AS}prev"),
    "partOf": _iri(f"{AS}partOf"),
    "total": _count(f"{AS}totalItems"),
    "startIndex": _count(f"{AS}startIndex"),
    "items": {"@id": f"{AS}items", "@type": "@id", "@container": "@list"},
}
