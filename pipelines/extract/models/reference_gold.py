"""Labelled reference strings for training and for measuring: five gold sets brought to spans of one set of labels.

A held-back fifth of each set never trains the shipped model; `domain_dev` is small and is measured by folds of pages.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.extract.models import reference_linkedbooks as linkedbooks
from pipelines.extract.models.reference_spans import Labelled, Record, given, in_order, located, trimmed
from pipelines.extract.references.parse.model import OUTSIDE
from pipelines.extract.references.parse.tokens import Token

SEED = "testimonia-references-1"
SETS = ("anystyle_core", "grobid_citation_train", "ore_jats_train", "linkedbooks_valid", "domain_dev")
FOLDS = 5
_SPANS = {"anystyle_core": in_order, "linkedbooks_valid": linkedbooks.tagged, "domain_dev": located}


@dataclass(frozen=True, slots=True)
class GoldReference:
    """A reference string, the spans of its fields `(label, start, end)`, and the fields as the set gives them."""

    id: str
    gold_set: str
    document: str
    raw: str
    spans: tuple[Labelled, ...]
    fields: Mapping[str, Any]
    scope: tuple[str, ...] | None

    @property
    def fold(self) -> int:
        """The fifth of its set that the reference is in, the same for all of one document."""
        return fold_of(self.gold_set, self.document)

    @property
    def held_back(self) -> bool:
        """Whether the reference must not train the shipped model."""
        return self.gold_set != "domain_dev" and self.fold == 0


def fold_of(gold_set: str, document: str) -> int:
    """Give the fold of a document: SHA-256 of seed, set and document, modulo five."""
    digest = hashlib.sha256(f"{SEED}:{gold_set}:{document}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % FOLDS


def read_gold(folder: Path, names: Sequence[str] = SETS) -> list[GoldReference]:
    """Give the references of `folder/references/NAME.jsonl`."""
    found: list[GoldReference] = []
    for name in names:
        lines = (folder / "references" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        found += _references(name, [json.loads(line) for line in lines])
    return found


def token_labels(tokens: Sequence[Token], spans: Sequence[Labelled]) -> list[str]:
    """Give the label of each token; an identifier is outside of all fields."""
    labels = [OUTSIDE] * len(tokens)
    for label, start, end in spans:
        for index, token in enumerate(tokens):
            if start <= token.start < end and not (token.text[0] == "<" and len(token.text) > 1):
                labels[index] = label
    return labels


def _references(name: str, records: Sequence[Record]) -> Iterator[GoldReference]:
    counts = Counter(_document(record) for record in records)
    for number, record in enumerate(records):
        document = _document(record)
        # A file with more than a tenth of a set is a collection of strings, not a document.
        if document is None or counts[document] * 10 > len(records):
            document = str(record.get("id", number))
        raw = record.get("raw") or record["reference"]
        spans = tuple(sorted(trimmed(raw, _SPANS.get(name, given)(raw, record)), key=lambda span: span[1:]))
        fields = record.get("fields") or linkedbooks.fields(record["tags"])
        scope = linkedbooks.SCOPE if name == "linkedbooks_valid" else tuple(record.get("scope") or ()) or None
        yield GoldReference(str(record.get("id", f"{name}-{number}")), name, document, raw, spans, fields, scope)


def _document(record: Record) -> str | None:
    return record.get("page") or record.get("split")
