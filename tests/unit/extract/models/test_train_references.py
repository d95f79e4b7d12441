"""Training on a gold folder of invented references; the sets that trained the shipped model are not in the project."""

import json
from pathlib import Path
from typing import Any

import pycrfsuite
import pytest

from pipelines.extract.models.reference_gold import GoldReference, fold_of, read_gold
from pipelines.extract.models.reference_styles import restyled
from pipelines.extract.models.train_references import train, training_part
from pipelines.extract.references.parse.model import MODEL, Labeller
from pipelines.extract.references.parse.reader import entry_of, read

BOOK = "Holm, Vera (2004). Ships of Salt. London: Quarry Press."
FIELDS = {
    "author": ["Holm, Vera"],
    "year": "2004",
    "title": "Ships of Salt",
    "place": "London",
    "publisher": "Quarry Press",
}
SEGMENTS = [("author", "Holm, Vera"), ("year", "(2004)."), ("title", "Ships of Salt."), ("place", "London:"),
            ("publisher", "Quarry Press.")]  # fmt: skip


def offsets() -> list[list[Any]]:
    return [[label, BOOK.index(text), BOOK.index(text) + len(text)] for label, text in SEGMENTS]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Twelve copies of one book in the manner of each set."""
    (tmp_path / "references").mkdir()
    scope = list(FIELDS)
    manners: dict[str, dict[str, Any]] = {
        "anystyle_core": {"raw": BOOK, "fields": FIELDS, "scope": scope, "segs": SEGMENTS, "split": None},
        "grobid_citation_train": {"raw": BOOK, "fields": FIELDS, "scope": scope, "segs": offsets()},
        "ore_jats_train": {"raw": BOOK, "fields": FIELDS, "scope": scope, "segs": offsets()},
        "domain_dev": {"raw": BOOK, "fields": FIELDS},
        "linkedbooks_valid": {
            "reference": "V. Holm, Navi di sale, in Atti del porto, Venezia 1904, pp. 7 - 9.",
            "tags": {
                "author": "V. Holm,", "title": "Navi di sale, Atti del porto,", "conjunction": "in", "year": "1904,",
                "publicationplace": "Venezia", "pagination": "pp. 7 - 9.",
            },
        },
    }  # fmt: skip
    for name, record in manners.items():
        rows = []
        for number in range(12):
            row = dict(record)
            if name != "linkedbooks_valid":
                row["id"] = f"{name}-{number}"
                row["raw"] = f"{BOOK}{' ' * number}"
            if name in ("grobid_citation_train", "ore_jats_train"):
                row["split"] = f"file {number}"
            rows.append(json.dumps(row))
        (tmp_path / "references" / f"{name}.jsonl").write_text("\n".join(rows), encoding="utf-8")
    return tmp_path


def texts(reference: GoldReference) -> list[tuple[str, str]]:
    return [(label, reference.raw[start:end]) for label, start, end in reference.spans]


def test_each_set_is_brought_to_spans_of_the_same_labels(gold: Path) -> None:
    found = {reference.gold_set: texts(reference) for reference in read_gold(gold)}
    book = [("author", "Holm, Vera"), ("date", "2004"), ("title", "Ships of Salt"), ("place", "London"),
            ("publisher", "Quarry Press")]  # fmt: skip
    assert found["anystyle_core"] == found["grobid_citation_train"] == found["domain_dev"] == book
    assert found["linkedbooks_valid"] == [
        ("author", "V. Holm"), ("title", "Navi di sale"), ("container", "Atti del porto"), ("place", "Venezia"),
        ("date", "1904"), ("pages", "7 - 9"),
    ]  # fmt: skip


def test_all_of_a_document_is_held_back_or_none_of_it() -> None:
    assert {fold_of("a set", f"document {number}") for number in range(200)} == {0, 1, 2, 3, 4}
    assert fold_of("a set", "a document") == fold_of("a set", "a document")


def test_held_back_strings_train_nothing_even_where_another_set_repeats_them(gold: Path) -> None:
    references = read_gold(gold)
    held = {reference.raw for reference in references if reference.held_back}
    assert held
    assert held.isdisjoint(reference.raw for reference in training_part(references))


def test_synthetic_strings_are_the_same_each_time_and_their_spans_hold_the_fields(gold: Path) -> None:
    references = read_gold(gold)
    written = list(restyled(references))
    assert written == list(restyled(references))
    for raw, spans in written:
        assert all(0 <= start < end <= len(raw) and raw[start] not in " ,;" for _, start, end in spans)


def test_the_same_gold_gives_the_same_bytes_and_a_model_that_reads_it(gold: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for path in (first, second):
        train(read_gold(gold), path)
    assert first.read_bytes() == second.read_bytes()
    assert entry_of(read(BOOK, Labeller(first))).title == "Ships of Salt"


def test_the_shipped_model_is_small_and_holds_single_words_only() -> None:
    assert MODEL.stat().st_size <= 5_000_000
    tagger = pycrfsuite.Tagger()
    tagger.open(str(MODEL))
    words = [name.partition("w=")[2] for name in tagger.info().attributes if name.startswith(("w=", "-w=", "+w="))]
    assert words
    assert all(not any(letter.isspace() for letter in word) and len(word) <= 60 for word in words)
