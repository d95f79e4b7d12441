"""The documents of the gold standards, read and parsed as the pipeline does it, with their quotations."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.extract.annotation import annotate_all
from pipelines.extract.authority import Authority
from pipelines.extract.language import load_language
from pipelines.extract.models.split import held_back
from pipelines.extract.quotes.page import Page, page_of
from pipelines.extract.references.find import find_references
from pipelines.extract.rows import Span
from pipelines.readers import read

LITBANK, GUM, DEVSET, SEEDS = "litbank", "gum", "devset", "seeds"
_QUOTES = {LITBANK: "litbank_train.jsonl", GUM: "gum_open_train.jsonl"}


@dataclass(frozen=True)
class Standard:
    """One document of a gold standard; `quotes` are its rows, `titles` its references (our own)."""

    origin: str
    document_id: str
    page: Page
    quotes: tuple[dict[str, Any], ...]
    titles: tuple[Span, ...] = ()

    @property
    def own(self) -> bool:
        """Tell a document that was annotated after our guideline."""
        return self.origin in (DEVSET, SEEDS)

    @property
    def text(self) -> str:
        """The document's text."""
        return self.page.text

    def spans(self) -> Iterator[tuple[Span, dict[str, Any]]]:
        """Give each contiguous stretch that the gold has as a quotation, with its row."""
        for row in self.quotes:
            for start, end in row.get("spans") or [(row["start"], row["end"])]:
                yield Span(start, end), row


@dataclass(frozen=True)
class _Source:
    """What the files have of one document."""

    origin: str
    document_id: str
    text: str
    quotes: tuple[dict[str, Any], ...]
    titles: tuple[Span, ...] = ()


def training_documents(gold: Path, seeds: Path) -> list[Standard]:
    """Give the documents that the shipped models are trained on: none that is held back, none twice."""
    return all_documents(gold, seeds, lambda origin, name: origin in (DEVSET, SEEDS) or not held_back(name))


def all_documents(gold: Path, seeds: Path, wanted: Callable[[str, str], bool] = lambda *_: True) -> list[Standard]:
    """Give the documents with gold quotations, parsed; a document of the dev set counts once, as the dev set's.

    `gold` is the folder of the gold standards, `seeds` the one of the raw documents that were annotated; `wanted` takes
    a document's origin and id.
    """
    own = [*_own(gold / DEVSET, gold / DEVSET / "docs"), *_own(gold / SEEDS, seeds)]
    known = {source.document_id for source in own}
    foreign = [
        _Source(origin, line["doc_id"], line["text"], tuple(line["quotes"]))
        for origin, name in _QUOTES.items()
        for line in _lines(gold / "quotes" / name)
        if line["doc_id"] not in known
    ]
    return list(_parsed([one for one in (*own, *foreign) if wanted(one.origin, one.document_id)]))


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _own(gold: Path, folder: Path) -> list[_Source]:
    quotes, references = _lines(gold / "quotes.jsonl"), _lines(gold / "references.jsonl")
    named = {line["doc_id"] for line in quotes}
    paths = [(name, path) for path in sorted(folder.iterdir()) for name in (path.name, path.stem) if name in named]
    return [
        _Source(
            gold.name,
            name,
            path.read_text(encoding="utf-8"),
            tuple(line for line in quotes if line["doc_id"] == name),
            tuple(Span(line["start"], line["end"]) for line in references if line["doc_id"] == name),
        )
        for name, path in paths
    ]


def _parsed(sources: Sequence[_Source]) -> Iterator[Standard]:
    # Without the authority file: what the models learn must not hang on data that users change.
    documents = [read(source.text.encode(), "text/plain") for source in sources]
    for source, one in zip(sources, annotate_all(documents, Authority(()), load_language()), strict=True):
        if one.document.text != source.text:
            message = f"{source.document_id}: the reader changes this text, so the offsets of the gold would not hold"
            raise ValueError(message)
        page = page_of(one, find_references(one))
        yield Standard(source.origin, source.document_id, page, source.quotes, source.titles)
