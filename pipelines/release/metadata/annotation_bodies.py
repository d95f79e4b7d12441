"""What an annotation says of the words that it targets: a claim, a quote or a reference in the terms of Web Annotation.

Who is meant and what is pointed to is given as an IRI where one is known: a Wikidata item, a DOI, an ISBN.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import polars as pl

from pipelines.release.metadata.model import Described

_WIKIDATA = "http://www.wikidata.org/entity/"
_DOI = "https://doi.org/"
_ISBN = "urn:isbn:"
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Known:
    """Wikidata items by `entity_id` and by `work_id`."""

    entities: Mapping[str, str]
    works: Mapping[str, str]


def known_of(described: Described) -> Known:
    """Give the items that a release names."""
    return Known(_items(described.tables["entities"], "entity_id"), _items(described.tables["works"], "work_id"))


def _items(rows: pl.LazyFrame, key: str) -> dict[str, str]:
    return dict(rows.select(key, "wikidata_id").drop_nulls().collect(engine="streaming").iter_rows())


def _claim(row: Row, known: Known) -> Iterator[dict[str, Any]]:
    yield from _textual("describing", row["statement"], row["language"])
    yield from _textual("classifying", row["author_stance"])
    yield from _who(row["holder"], row["holder_entity_id"], row["holder_work_id"], known)


def _quote(row: Row, known: Known) -> Iterator[dict[str, Any]]:
    yield from _textual("classifying", row["kind"])
    yield from _who(row["speaker"], row["speaker_entity_id"], row["speaker_work_id"], known)
    yield from _resource("linking", known.works.get(row["work_id"]))


def _reference(row: Row, known: Known) -> Iterator[dict[str, Any]]:
    yield from _textual("classifying", row["kind"])
    yield from _textual("describing", row["work"] or row["title"])
    yield from _resource("linking", known.works.get(row["work_id"]))
    if row["doi"] is not None:
        yield from _link(_DOI + quote(row["doi"], safe="/:;()._-"))
    if row["isbn13"] is not None:
        yield from _link(_ISBN + row["isbn13"])


def _who(name: str | None, entity_id: str | None, work_id: str | None, known: Known) -> Iterator[dict[str, Any]]:
    yield from _textual("identifying", name)
    yield from _resource("identifying", known.entities.get(entity_id or "") or known.works.get(work_id or ""))


def _textual(purpose: str, value: str | None, language: str | None = None) -> Iterator[dict[str, Any]]:
    if value is not None:
        tagged = {"language": language} if language else {}
        yield {"type": "TextualBody", "purpose": purpose, "value": value, **tagged}


def _resource(purpose: str, item: str | None) -> Iterator[dict[str, Any]]:
    if item is not None:
        yield {"type": "SpecificResource", "purpose": purpose, "source": _WIKIDATA + item}


def _link(address: str) -> Iterator[dict[str, Any]]:
    yield {"type": "SpecificResource", "purpose": "linking", "source": address}


BODIES: Mapping[str, Callable[[Row, Known], Iterator[dict[str, Any]]]] = {
    "claims": _claim,
    "quotes": _quote,
    "references": _reference,
}
"""What gives the bodies of a row, by table."""
MOTIVATIONS: Mapping[str, str] = {"claims": "describing", "quotes": "identifying", "references": "linking"}
"""Why rows of each table are annotations, in the words of the model."""
