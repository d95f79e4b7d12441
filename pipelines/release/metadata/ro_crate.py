"""`ro-crate-metadata.json`: the release folder as a research object (RO-Crate 1.2, https://w3id.org/ro/crate/1.2).

It lists every file with its size and hash, so it is written when all others are there. Two files it cannot hold:
itself, which is described as the crate's descriptor, and `SHA256SUMS`, which has the crate's own hash.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from pipelines.contracts import Contracts
from pipelines.identifiers import sha256_of
from pipelines.release.manifest import Shard
from pipelines.release.metadata.contents import Content, content_of
from pipelines.release.metadata.facts import RIGHTS, Facts, facts_of, one_line
from pipelines.release.metadata.jsonld import as_text, stated
from pipelines.release.metadata.model import Described

FILE = "ro-crate-metadata.json"
SPECIFICATION = "https://w3id.org/ro/crate/1.2"
_ROOT = "./"
_IDENTIFIER = "#identifier"
_LEFT_OUT = frozenset({FILE, "SHA256SUMS"})
_FOLDERS = {
    "annotations": "Claims, quotes and references as Web Annotations",
    "delta": "What changed since the release before",
    "figures": "Figures with their numbers",
    "schemas": "Contracts of the tables",
    "site": "Explorer: pages to look at the release with",
}
Entity = dict[str, Any]


def write_crate(described: Described, folder: Path) -> None:
    """Write the file into `folder`, describing all that lies there."""
    (folder / FILE).write_text(as_text(crate(described, folder)), encoding="utf-8", newline="\n")


def crate(described: Described, folder: Path) -> Entity:
    """Give the crate of a release folder as plain values."""
    facts, contracts = facts_of(described), described.contracts
    paths = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    names = [name for name in sorted(paths) if name not in _LEFT_OUT]
    contents = {name: content_of(name, contracts) for name in names}
    measured = {part.file: part for file in described.manifest.tables.values() for part in file.files}
    files = {name: measured.get(name) or _measured(folder, name) for name in names}
    graph = [
        _descriptor(),
        _root(facts, names, described),
        _identifier(facts),
        *_makers(facts),
        _licence(facts),
        *(_source(row) for row in described.sources.sort("source_id").iter_rows(named=True)),
        *_folders(names, contracts),
        *(_file(name, files[name], contents[name], contracts) for name in names),
        *_standards(contents.values()),
    ]
    return {"@context": f"{SPECIFICATION}/context", "@graph": graph}


def _measured(folder: Path, name: str) -> Shard:
    return Shard(name, 0, (folder / name).stat().st_size, sha256_of(folder / name))


def _descriptor() -> Entity:
    return {
        "@id": FILE,
        "@type": "CreativeWork",
        "name": "Description of the release as an RO-Crate",
        "conformsTo": _ref(SPECIFICATION),
        "about": _ref(_ROOT),
    }


def _root(facts: Facts, names: Sequence[str], described: Described) -> Entity:
    sources = [_ref(_source_id(source_id)) for source_id in described.sources["source_id"].sort()]
    makers = [_ref(entity["@id"]) for entity in _makers(facts)]
    values = {
        "name": facts.title,
        "alternateName": facts.name,
        "description": facts.summary,
        "identifier": _ref(_IDENTIFIER),
        "version": facts.version,
        "datePublished": facts.day.isoformat() if facts.day else None,
        "license": _ref(facts.licence_url),
        "usageInfo": RIGHTS,
        "creator": _one_or_all(makers),
        "publisher": _one_or_all(makers),
        "keywords": _one_or_all(list(facts.keywords)),
        "inLanguage": _one_or_all(list(facts.languages)),
        "url": facts.homepage,
        "isBasedOn": _one_or_all(sources),
        "hasPart": [_ref(name) for name in _top(names)],
    }
    return {"@id": _ROOT, "@type": "Dataset", **stated(values)}


def _identifier(facts: Facts) -> Entity:
    return {"@id": _IDENTIFIER, "@type": "PropertyValue", "name": "dataset and version", "value": facts.identifier}


def _top(names: Sequence[str]) -> list[str]:
    """Give the files and folders that lie in the root, folders with a slash."""
    return sorted({f"{name.split('/')[0]}/" if "/" in name else name for name in names})


def _makers(facts: Facts) -> list[Entity]:
    return [
        {"@id": f"#contributor-{number}", "@type": "Organization", **stated({"name": name, "url": facts.homepage})}
        for number, name in enumerate(facts.creators, 1)
    ]


def _licence(facts: Facts) -> Entity:
    return {
        "@id": facts.licence_url,
        "@type": "CreativeWork",
        "name": facts.licence.title,
        "identifier": facts.licence.name,
        "description": f"Covers {facts.licence.covers}. {RIGHTS}",
    }


def _source(row: Entity) -> Entity:
    about = f"{row['title']}. Licence of its words: {row['licence']}."
    warning = f"Content warning: {one_line(row['content_warning'])}" if row["content_warning"] else None
    return {
        "@id": _source_id(row["source_id"]),
        "@type": "CreativeWork",
        "name": row["title"],
        "description": " ".join(filter(None, (about, warning))),
    }


def _folders(names: Sequence[str], contracts: Contracts) -> Iterator[Entity]:
    """Yield the folders; one that has the name of a table holds its shards."""
    for top in (name for name in _top(names) if name.endswith("/")):
        name = top.rstrip("/")
        table = contracts.tables.get(name)
        title = table.title if table else _FOLDERS.get(name, top)
        yield {
            "@id": top,
            "@type": "Dataset",
            "name": title,
            "description": table.description if table else title,
            "hasPart": _one_or_all([_ref(inner) for inner in names if inner.startswith(top)]),
        }


def _file(name: str, file: Shard, content: Content, contracts: Contracts) -> Entity:
    table = contracts.tables[PurePosixPath(content.contract).stem] if content.contract else None
    follows = content.contract or (content.standard.address if content.standard else None)
    values = {
        "name": content.title,
        "description": table.description if table else content.title,
        "encodingFormat": content.media_type,
        "contentSize": str(file.bytes),
        "sha256": file.sha256,
        "conformsTo": _ref(follows) if follows else None,
    }
    kind = ["File", "CreativeWork"] if name.startswith("schemas/") else "File"
    return {"@id": name, "@type": kind, **stated(values)}


def _standards(contents: Iterable[Content]) -> Iterator[Entity]:
    known = {content.standard.address: content.standard.name for content in contents if content.standard}
    for address, name in sorted(known.items()):
        yield {"@id": address, "@type": "CreativeWork", "name": name}


def _source_id(source_id: str) -> str:
    return f"#source-{source_id}"


def _one_or_all(values: Sequence[Any]) -> Any:
    """Give the only value by itself, as RO-Crate 1.2 wants it, else all."""
    return values[0] if len(values) == 1 else list(values)


def _ref(address: str) -> dict[str, str]:
    return {"@id": address}
