"""The records of `prov.json`: entities, activities, agents, and how they hang together (https://www.w3.org/TR/prov-dm/).

A trained model is an entity that an activity uses, and no agent: it answers for nothing. The agents are the extractors,
the program that they are part of, those who make it, and the publishers of the sources.
"""

from collections.abc import Iterator
from typing import Any

import polars as pl

from pipelines.release.manifest import Shard
from pipelines.release.metadata.facts import Facts
from pipelines.release.metadata.jsonld import hash_iri, stated
from pipelines.release.metadata.model import Described

VERDICTS = "validation.json"
RUN, HASH = "run", "sha256"
_RAW, _INPUTS, _RELEASE, _PROGRAM = (f"{RUN}:{name}" for name in ("raw", "inputs", "release", "testimonia"))
_VALIDATING, _RELEASING = f"{RUN}:validating", f"{RUN}:releasing"
_SOFTWARE, _ORGANIZATION, _COLLECTION = "prov:SoftwareAgent", "prov:Organization", "prov:Collection"
Record = tuple[str, dict[str, Any]]
Relation = dict[str, Any]


def made(described: Described) -> Iterator[tuple[str, str]]:
    """Yield each table with each of the extractors that made rows of it."""
    for name, rows in described.tables.items():
        if name != "extractors" and "extractor" in described.contracts[name].columns:
            makers = rows.select(pl.col("extractor").unique()).collect(engine="streaming")["extractor"]
            yield from ((name, extractor) for extractor in makers.sort())


def entities(described: Described, facts: Facts, verdicts: str | None) -> Iterator[Record]:
    """Yield inputs, raw documents, models, the rows of each table, the files that hold them, and the release."""
    inputs = described.manifest.inputs_digest
    yield _INPUTS, _entity("raw documents, contracts, code, pins and measured figures", sha256=inputs or None)
    yield _RAW, _entity("raw documents", kind=_COLLECTION)
    yield _RELEASE, _entity(facts.title, kind=_COLLECTION, version=facts.version)
    for document in _documents(described):
        size = document["raw_bytes"]
        yield _named(document["raw_sha256"]), _entity(document["path"], media=document["media_type"], size=size)
    for name, table in described.manifest.tables.items():
        yield _rows(name), _entity(f"rows of {name}")
        yield from ((_named(file.sha256), _entity(file.file, size=file.bytes)) for file in table.files)
    if verdicts is not None:
        yield _named(verdicts), _entity(VERDICTS)
    extractors = described.few("extractors")
    for digest, name in sorted({(digest, name) for _, name, digest in _models(extractors)}):
        yield _named(digest), _entity(f"trained model {name}")
    for parser, key in _parsers(extractors).items():
        yield key, _entity(f"language model {parser}")


def activities(extractors: pl.DataFrame) -> Iterator[Record]:
    """Yield what each extractor does, then releasing and validating."""
    for row in extractors.iter_rows(named=True):
        yield _activity(row["extractor"]), {"prov:label": row["description"]}
    yield _RELEASING, {"prov:label": "Writes the rows that the terms of the sources let out."}
    yield _VALIDATING, {"prov:label": "Holds the written tables against their contracts."}


def agents(described: Described, facts: Facts) -> Iterator[Record]:
    """Yield the program, its extractors with version and digest of their code, the sources' publishers, the makers."""
    yield _PROGRAM, _agent("testimonia", _SOFTWARE)
    for row in described.few("extractors").sort("extractor").iter_rows(named=True):
        said = {"schema:version": row["extractor_version"], "schema:sha256": row["code_sha256"]}
        yield _extractor(row["extractor"]), {**_agent(f"extractor {row['extractor']}", _SOFTWARE), **said}
    for row in described.sources.sort("source_id").iter_rows(named=True):
        yield _source(row["source_id"]), _agent(row["publisher"] or f"publisher of {row['title']}", _ORGANIZATION)
    for number, name in enumerate(facts.creators, 1):
        yield _contributor(number), _agent(name, _ORGANIZATION)


def generated(described: Described, pairs: list[tuple[str, str]], verdicts: str | None) -> Iterator[Relation]:
    """Yield which activity gave which rows, files, release and verdicts."""
    for table, extractor in pairs:
        yield {"prov:entity": _rows(table), "prov:activity": _activity(extractor)}
    for file in _files(described):
        yield {"prov:entity": _named(file.sha256), "prov:activity": _RELEASING}
    yield {"prov:entity": _RELEASE, "prov:activity": _RELEASING}
    if verdicts is not None:
        yield {"prov:entity": _named(verdicts), "prov:activity": _VALIDATING}


def used(described: Described, pairs: list[tuple[str, str]]) -> Iterator[Relation]:
    """Yield what each activity used: the rows of the stages before its own, or the inputs; and models."""
    stages = [set(group.tables) for group in described.contracts.dataset.groups]
    for extractor in sorted({name for _, name in pairs}):
        tables = {table for table, maker in pairs if maker == extractor}
        stage = max(number for number, names in enumerate(stages) if names & tables)
        before = [table for table in described.contracts.tables if any(table in names for names in stages[1:stage])]
        inputs = [_INPUTS] if stage in (0, len(stages) - 1) else [_rows(table) for table in before] or [_RAW]
        yield from ({"prov:activity": _activity(extractor), "prov:entity": entity} for entity in inputs)
    extractors = described.few("extractors")
    for extractor, _, digest in _models(extractors):
        yield {"prov:activity": _activity(extractor), "prov:entity": _named(digest)}
    parsers = _parsers(extractors)
    for extractor, parser in extractors.sort("extractor").select("extractor", "parser").drop_nulls().iter_rows():
        yield {"prov:activity": _activity(extractor), "prov:entity": parsers[parser]}
    for name, table in described.manifest.tables.items():
        yield {"prov:activity": _RELEASING, "prov:entity": _rows(name)}
        for file in table.files:
            yield {"prov:activity": _VALIDATING, "prov:entity": _named(file.sha256)}


def derived(described: Described) -> Iterator[Relation]:
    """Yield each file from its rows, the raw documents from the inputs."""
    for name, table in described.manifest.tables.items():
        for file in table.files:
            yield {"prov:generatedEntity": _named(file.sha256), "prov:usedEntity": _rows(name)}
    yield {"prov:generatedEntity": _RELEASE, "prov:usedEntity": _INPUTS}


def informed() -> Iterator[Relation]:
    """Yield that what was written is what was validated."""
    yield {"prov:informed": _VALIDATING, "prov:informant": _RELEASING}


def members(described: Described) -> Iterator[Relation]:
    """Yield the raw documents of all sources, and the files of the release."""
    for document in _documents(described):
        yield {"prov:collection": _RAW, "prov:entity": _named(document["raw_sha256"])}
    for file in _files(described):
        yield {"prov:collection": _RELEASE, "prov:entity": _named(file.sha256)}


def associated(extractors: pl.DataFrame) -> Iterator[Relation]:
    """Yield who carried out what."""
    for name in extractors["extractor"]:
        yield {"prov:activity": _activity(name), "prov:agent": _extractor(name)}
    for activity in (_RELEASING, _VALIDATING):
        yield {"prov:activity": activity, "prov:agent": _PROGRAM}


def delegated(extractors: pl.DataFrame, facts: Facts) -> Iterator[Relation]:
    """Yield that the extractors are parts of the program, and the program that of its makers."""
    for name in extractors["extractor"]:
        yield {"prov:delegate": _extractor(name), "prov:responsible": _PROGRAM}
    for number, _ in enumerate(facts.creators, 1):
        yield {"prov:delegate": _PROGRAM, "prov:responsible": _contributor(number)}


def attributed(described: Described, facts: Facts) -> Iterator[Relation]:
    """Yield whose the raw documents are, and whose the release is."""
    for document in _documents(described):
        yield {"prov:entity": _named(document["raw_sha256"]), "prov:agent": _source(document["source_id"])}
    for number, _ in enumerate(facts.creators, 1):
        yield {"prov:entity": _RELEASE, "prov:agent": _contributor(number)}


def _documents(described: Described) -> Iterator[dict[str, Any]]:
    """Yield what is told of each document, by `document_id`, which the files of the table are in the order of."""
    columns = ("document_id", "source_id", "path", "raw_sha256", "raw_bytes", "media_type")
    for part in described.parts("documents", *columns):
        yield from part.rows.sort("document_id").iter_rows(named=True)


def _files(described: Described) -> Iterator[Shard]:
    """Yield the files of all tables."""
    return (file for table in described.manifest.tables.values() for file in table.files)


def _models(extractors: pl.DataFrame) -> Iterator[tuple[str, str, str]]:
    """Yield extractor, file name and SHA-256 of each trained model that an extractor stands on."""
    for extractor, models in extractors.sort("extractor").select("extractor", "models").drop_nulls().iter_rows():
        for item in models.split():
            name, _, digest = item.rpartition(":")
            yield extractor, name, digest


def _parsers(extractors: pl.DataFrame) -> dict[str, str]:
    """Give the name of the entity of each language model, by how the table tells of it."""
    found = extractors["parser"].drop_nulls().unique().sort()
    return {parser: f"{RUN}:parser-{number}" for number, parser in enumerate(found, 1)}


def _entity(
    label: str, *, kind: str | None = None, version: str | None = None, sha256: str | None = None,
    media: str | None = None, size: int | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Give an entity; of what it may have, only what is known."""
    extent = None if size is None else f"{size} bytes"
    said = {"schema:version": version, "schema:sha256": sha256, "dct:format": media, "dct:extent": extent}
    return stated({"prov:label": label, "prov:type": _type(kind) if kind else None, **said})


def _agent(label: str, kind: str) -> dict[str, Any]:
    return {"prov:label": label, "prov:type": _type(kind)}


def _type(kind: str) -> dict[str, str]:
    return {"$": kind, "type": "prov:QUALIFIED_NAME"}


def _named(sha256: str) -> str:
    return f"{HASH}:{hash_iri(sha256).removeprefix(hash_iri(''))}"


def _rows(table: str) -> str:
    return f"{RUN}:rows-{table}"


def _activity(extractor: str) -> str:
    return f"{RUN}:making-{extractor}"


def _extractor(name: str) -> str:
    return f"{RUN}:extractor-{name}"


def _source(source_id: str) -> str:
    return f"{RUN}:source-{source_id}"


def _contributor(number: int) -> str:
    return f"{RUN}:contributor-{number}"
