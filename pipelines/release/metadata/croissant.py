"""`croissant.json`: the release in Croissant 1.1 (https://docs.mlcommons.org/croissant/docs/croissant-spec-1.1.html).

What may harm or mislead is said in the vocabulary of Croissant RAI 1.0. The context stands in the file, so that no
reader needs the network.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pipelines.contracts import Table
from pipelines.release.bibtex import escape
from pipelines.release.metadata.contents import title_of
from pipelines.release.metadata.croissant_records import FILE_SET, Files, enumerations, origin_of, record_set
from pipelines.release.metadata.facts import LIMITS, PARQUET, PEOPLE, RIGHTS, Facts, facts_of
from pipelines.release.metadata.jsonld import as_text, stated
from pipelines.release.metadata.model import Described

FILE = "croissant.json"
CONFORMS = ("http://mlcommons.org/croissant/1.1", "http://mlcommons.org/croissant/RAI/1.0")
PARQUET_TYPES = (PARQUET, "application/x-parquet")
"""The registered media type, and the one by which mlcroissant 1.1 knows Parquet."""
_TERMS = (
    "annotation arrayShape citeAs column containedIn equivalentProperty excludes extract field fileProperty fileObject "
    "fileSet format includes isArray isLiveDataset jsonPath key md5 parentField path readLines recordSet references "
    "regex repeated replace samplingRate sdVersion separator source subField transform unArchive value"
).split()
# The specification writes schema.org with http, mlcroissant knows it with https alone.
_CONTEXT: Mapping[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "wd": "http://www.wikidata.org/entity/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "description": {"@container": "@language"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "name": {"@container": "@language"},
    **{term: f"cr:{term}" for term in _TERMS},
}


def croissant_json(described: Described) -> str:
    """Give the description of a release as JSON-LD."""
    return as_text(croissant(described))


def croissant(described: Described) -> dict[str, Any]:
    """Give the description of a release as plain values: the dataset, its files, its record sets and enumerations."""
    facts, contracts, files = facts_of(described), described.contracts, described.manifest.tables
    dataset: dict[str, Any] = {
        "name": facts.name,
        "alternateName": facts.title,
        "description": facts.summary,
        "conformsTo": list(CONFORMS),
        "license": [facts.licence_url, _source_terms()],
        "url": facts.homepage,
        "creator": [{"@type": "sc:Organization", "name": name} for name in facts.creators],
        "datePublished": facts.day.isoformat() if facts.day else None,
        "version": facts.version,
        "keywords": list(facts.keywords),
        "inLanguage": list(facts.languages),
        "citeAs": _citation(facts),
        "rai:dataCollectionType": "Document analysis",
        "rai:dataBiases": [f"{item.title}: {item.warning}" for item in facts.warnings],
        "rai:dataLimitations": LIMITS,
        "rai:personalSensitiveInformation": PEOPLE,
        "distribution": [
            entry for table in contracts for entry in (*_file_objects(table, files), *_file_sets(table, files))
        ],
        "recordSet": [
            *(record_set(table, files) for table in contracts),
            *(values for table in contracts for values in enumerations(table)),
        ],
    }
    return {"@context": dict(_CONTEXT), "@type": "sc:Dataset", **stated(dataset)}


def _source_terms() -> dict[str, str]:
    return {
        "@type": "sc:CreativeWork",
        "name": "Terms of the words of the sources",
        "description": RIGHTS,
        "url": "LICENSE-SOURCES.txt",
    }


def _citation(facts: Facts) -> str:
    """Give a BibTeX entry for the release."""
    fields = {
        "author": " and ".join(f"{{{escape(name)}}}" for name in facts.creators),
        "title": f"{{{escape(facts.title)}}}",
        "year": str(facts.day.year) if facts.day else "",
        "version": escape(facts.version),
        "url": facts.homepage or "",
    }
    return f"@misc{{{facts.name}, {', '.join(f'{name} = {{{value}}}' for name, value in stated(fields).items())}}}"


def _file_objects(table: Table, files: Files) -> Iterator[dict[str, Any]]:
    """Yield each file of a table, with its hash."""
    for file in files[table.name].files:
        yield {
            "@type": "cr:FileObject",
            "@id": file.file,
            "name": file.file,
            "description": title_of(table, file.file),
            "contentUrl": file.file,
            "contentSize": f"{file.bytes} B",
            "encodingFormat": list(PARQUET_TYPES),
            "sha256": file.sha256,
        }


def _file_sets(table: Table, files: Files) -> Iterator[dict[str, Any]]:
    """Yield the shards of a table as one set, where it has any: what its fields are read from.

    It is contained in nothing, which stands for the folder of the description.
    """
    if files[table.name].shards:
        yield {
            "@type": "cr:FileSet",
            "@id": origin_of(table.name, files)[FILE_SET]["@id"],
            "name": files[table.name].pattern,
            "description": table.title,
            "includes": files[table.name].pattern,
            "encodingFormat": list(PARQUET_TYPES),
        }
