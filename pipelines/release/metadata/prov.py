"""`prov.json`: what a release was made from, by what, and for whom, in PROV-JSON (https://www.w3.org/submissions/prov-json/).

What has bytes is named by their hash, so that the same raw document has the same name in the PROV of every release; all
else by a fragment of one UUID, which follows from name, version and inputs. No time and no number of a run stand in it.
"""

import json
import uuid
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TextIO

from pipelines.identifiers import sha256_of
from pipelines.release.metadata import prov_records as records
from pipelines.release.metadata.facts import Facts, facts_of
from pipelines.release.metadata.jsonld import hash_iri
from pipelines.release.metadata.model import Described

FILE = "prov.json"
_NAMESPACE = uuid.UUID("5b0f6f3e-6f5a-5d0c-9c1e-2f3f6a1d7e42")
"""Any UUID does, as long as it stays."""


def write_prov(described: Described, folder: Path) -> None:
    """Write the file into `folder`, record by record, with the verdicts of the validation that stand there."""
    verdicts = folder / records.VERDICTS
    digest = sha256_of(verdicts) if verdicts.is_file() else None
    with (folder / FILE).open("w", encoding="utf-8", newline="\n") as file:
        _write(file, sections(described, digest))


def sections(described: Described, verdicts: str | None) -> Mapping[str, Iterable[tuple[str, Any]]]:
    """Give the records by kind; `verdicts` is the SHA-256 of `validation.json`, or None where there is none."""
    facts = facts_of(described)
    extractors = described.few("extractors").sort("extractor")
    made = list(records.made(described))
    return {
        "prefix": _prefixes(facts, described.manifest.inputs_digest),
        "entity": records.entities(described, facts, verdicts),
        "activity": records.activities(extractors),
        "agent": records.agents(described, facts),
        "wasGeneratedBy": _numbered("g", records.generated(described, made, verdicts)),
        "used": _numbered("u", records.used(described, made)),
        "wasDerivedFrom": _numbered("d", records.derived(described)),
        "wasInformedBy": _numbered("i", records.informed()),
        "hadMember": _numbered("m", records.members(described)),
        "wasAssociatedWith": _numbered("w", records.associated(extractors)),
        "actedOnBehalfOf": _numbered("b", records.delegated(extractors, facts)),
        "wasAttributedTo": _numbered("a", records.attributed(described, facts)),
    }


def _prefixes(facts: Facts, inputs_digest: str) -> Iterator[tuple[str, str]]:
    name = uuid.uuid5(_NAMESPACE, f"{facts.identifier} {inputs_digest}")
    yield records.RUN, f"urn:uuid:{name}#"
    yield records.HASH, hash_iri("")
    yield "dct", "http://purl.org/dc/terms/"
    yield "schema", "https://schema.org/"


def _numbered(letter: str, relations: Iterable[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give relations the blank names that PROV-JSON wants."""
    return ((f"_:{letter}{number}", relation) for number, relation in enumerate(relations, 1))


def _write(file: TextIO, parts: Mapping[str, Iterable[tuple[str, Any]]]) -> None:
    """Write one JSON object of objects, one record a line, without holding more than one of them."""
    opening = "{"
    for name, found in parts.items():
        file.write(f"{opening}\n{json.dumps(name)}: {{")
        for number, (key, value) in enumerate(found):
            file.write(f"{',' if number else ''}\n {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
        file.write("\n}")
        opening = ","
    file.write("\n}\n")
