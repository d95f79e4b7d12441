"""What each file of a release is: a name for people, its media type, and the standard that it follows."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from pipelines.contracts import Contracts, Table
from pipelines.release.metadata.facts import PARQUET


@dataclass(frozen=True, slots=True)
class Standard:
    """A specification by its address."""

    address: str
    name: str


@dataclass(frozen=True, slots=True)
class Content:
    """What a file holds; `contract` is the file in the release that tells the columns of a table."""

    title: str
    media_type: str
    standard: Standard | None = None
    contract: str | None = None


_ANNOTATION = Standard("https://www.w3.org/TR/annotation-model/", "Web Annotation Data Model")
_MEDIA_TYPES: Mapping[str, str] = {
    ".bib": "application/x-bibtex",
    ".cff": "application/yaml",
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".md": "text/markdown",
    ".parquet": PARQUET,
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".sql": "application/sql",
    ".txt": "text/plain",
    ".yaml": "application/yaml",
}
_STANDARDS: Mapping[str, Standard] = {
    "CITATION.cff": Standard("https://doi.org/10.5281/zenodo.5171937", "Citation File Format 1.2.0"),
    "croissant.json": Standard("http://mlcommons.org/croissant/1.1", "Croissant 1.1"),
    "datacite.json": Standard("http://datacite.org/schema/kernel-4", "DataCite Metadata Schema 4"),
    "datapackage.json": Standard("https://datapackage.org/profiles/2.0/datapackage.json", "Data Package 2.0"),
    "dcat.jsonld": Standard("https://www.w3.org/TR/vocab-dcat-3/", "Data Catalog Vocabulary 3"),
    "prov.json": Standard("https://www.w3.org/submissions/prov-json/", "PROV-JSON"),
    "schema-org.jsonld": Standard("http://schema.org/Dataset", "Dataset of schema.org"),
}
_TITLES: Mapping[str, str] = {
    "CHANGELOG.md": "What this release differs in from those before it",
    "CITATION.cff": "How to cite this release",
    "LICENSE-CODE.txt": "Licence of the code that made the dataset",
    "LICENSE-DATA.txt": "Licence of the dataset's own annotation",
    "LICENSE-SOURCES.txt": "Terms of the words of the sources",
    "README.md": "What the release holds and how to load it",
    "content-warnings.md": "Content warnings",
    "croissant.json": "The release in Croissant",
    "data-dictionary.md": "Every table and column, explained",
    "data-statement.md": "Data statement",
    "datacite.json": "The release for a registrar of DOIs",
    "datapackage.json": "The release as a Data Package",
    "datasheet.md": "Datasheet",
    "dcat.jsonld": "The release for data catalogues",
    "by-licence/licences.json": "The licences of the words, with their sources",
    "by-licence/views.sql": "The tables by licence, as views for DuckDB",
    "gates.json": "What the release was held against before it was made, with every figure",
    "id_changes.parquet": "Ids that came and ids that went since the release before",
    "manifest.json": "What the release was made from, with rows, bytes and hashes of its tables",
    "prov.json": "Provenance of the release",
    "schema-org.jsonld": "The release for search engines",
    "validation.html": "Verdicts of the validation, as a page",
    "validation.json": "Verdicts of the validation",
    "validation_failures.parquet": "Keys of the rows that failed a check",
    "works.bib": "The works that are pointed to, in BibTeX",
    "works.csl.json": "The works that are pointed to, in CSL-JSON",
}


def title_of(table: Table, file: str) -> str:
    """Give the title of a file of a table; `claims/a.parquet` is one of its shards."""
    path = PurePosixPath(file)
    return f"{table.title}, part {path.stem}" if len(path.parts) > 1 else table.title


def content_of(name: str, contracts: Contracts) -> Content:
    """Give what the file `name` of a release is, `name` being its path in the folder; any other file by its ending."""
    path = PurePosixPath(name)
    media_type = _MEDIA_TYPES.get(path.suffix, "application/octet-stream")
    table = contracts.tables.get(path.stem)
    folder = path.parts[0] if len(path.parts) > 1 else ""
    if folder == "delta":
        changed, since = PurePosixPath(path.parts[2]).stem, path.parts[1]
        return Content(f"What changed in {changed}: rows to put in and keys to delete, {since}", media_type)
    if folder == "annotations":
        return Content(f"Web Annotations: {path.stem}", media_type, _ANNOTATION)
    if folder == "figures":
        return Content("Figures" if path.suffix == ".md" else f"Figure: {path.stem}", media_type)
    if folder == "site":
        return Content(f"Explorer, pages to look at the release with: {path.relative_to(folder)}", media_type)
    if folder == "schemas":
        return Content(f"Contract of {path.stem}" if table else "The dataset and its tables in order", media_type)
    table = contracts.tables.get(folder or path.stem)
    if table is not None and path.suffix == ".parquet":
        return Content(title_of(table, name), media_type, contract=f"schemas/{table.name}.yaml")
    return Content(_TITLES.get(name, name), media_type, _STANDARDS.get(name))
