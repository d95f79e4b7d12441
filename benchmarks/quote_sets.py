"""The gold standards for quotations as `benchmarks/quotes.py` uses them, and each one's conventions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from quality import Counts

from pipelines.extract.models.examples import GUM, LITBANK, Standard, all_documents
from pipelines.extract.models.split import held_back

Row = dict[str, Any]
_THAT = re.compile(r"(?:that|,)\s+")
_MARKS = "\"“”„«»‘'"


@dataclass(frozen=True)
class GoldSet:
    """Documents that nothing was trained on, with the name that the table `quality` gives them."""

    name: str
    documents: tuple[Standard, ...]


def every_document(shared: Path) -> list[Standard]:
    return all_documents(shared / "gold", shared / "seeds")


def held_back_documents(shared: Path) -> list[Standard]:
    return all_documents(shared / "gold", shared / "seeds", lambda origin, name: origin in (LITBANK, GUM) and
                         held_back(name))  # fmt: skip


def gold_sets(documents: Sequence[Standard]) -> list[GoldSet]:
    """Give the held-back parts of LitBank and GUM among the documents."""
    kept = [one for one in documents if held_back(one.document_id)]
    return [
        GoldSet(f"{origin}, held back", tuple(one for one in kept if one.origin == origin)) for origin in (LITBANK, GUM)
    ]


def conventional(document: Standard, rows: Sequence[Row], scorer: ModuleType) -> list[Row]:
    """Put rows, gold or found, into the form in which a standard can be compared.

    LitBank has words in marks only. GUM has no words that are set off without marks or cue, and counts "that" to what
    is said, which our guideline and other tools do not: it is taken off on both sides.
    """
    if document.origin == LITBANK:
        return [row for row in rows if row.get("kind", "direct") in ("direct", "mixed")]
    spoken = [row for row in rows if row.get("kind", "direct") not in ("scare", "mention")]
    told = [row for row in spoken if not _set_off(document.text, row)]
    return [_without_that(document.text, row, scorer) for row in told]


def _set_off(text: str, row: Row) -> bool:
    if row.get("kind") != "direct" or row.get("cue_start") is not None:
        return False
    return not set(text[max(0, row["start"] - 2) : row["start"] + 1]) & set(_MARKS)


def _without_that(text: str, row: Row, scorer: ModuleType) -> Row:
    spans = []
    for start, end in row.get("spans") or [(row["start"], row["end"])]:
        first, last = scorer.norm(text, start, end)
        that = _THAT.match(text, first, last)
        spans.append((that.end() if that else first, last))
    return {**row, "spans": spans, "start": spans[0][0], "end": spans[-1][1]}


def exact_counts(scorer: ModuleType, document: Standard, gold: Sequence[Row], found: Sequence[Row]) -> Counts:
    """Give gold units, found units and those whose edges agree, for one document."""
    mask = scorer.mask(document.text, document.origin == LITBANK)
    wanted = {unit[:2] for unit in scorer.units(document.text, gold, mask)}
    given = {unit[:2] for unit in scorer.units(document.text, found, mask)}
    return len(wanted), len(given), len(wanted & given)


def speaker_counts(scorer: ModuleType, document: Standard, gold: Sequence[Row], found: Sequence[Row]) -> Counts:
    """Give gold units with a speaker, found units with one, and matched units whose speaker is right."""
    mask = scorer.mask(document.text, document.origin == LITBANK)
    told = [row for row in gold if row.get("speaker")]
    wanted = len(scorer.units(document.text, told, mask))
    named = [row for row in found if row.get("speaker") or row.get("speaker_start") is not None]
    given = len(scorer.units(document.text, named, mask))
    result = scorer.score([{"doc_id": "d", "text": document.text, "quotes": gold}], [{"doc_id": "d", "quotes": found}])
    return wanted, given, round((result["speaker"]["all"]["e2e"] or 0.0) * wanted / 100)
