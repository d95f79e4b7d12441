"""Score reference parsers side by side on the held-back parts of the gold sets; write `docs/benchmarks/references.md`.

usage: python benchmarks/references.py [--shared DIR] [--no-folds] [--write]

`--shared` holds `gold/` and `score/`. The shipped model is scored on the fifth of each set that did not train it; the
domain set by five folds of pages, with a model trained without each. refextract (GPL, not a dependency) is scored in
the same run where it is installed. Intervals: 95 % bootstrap over references (1,000 resamples, seed 20261122).
`--write` also writes `benchmarks/quality-references.csv`, in the columns of `benchmarks/quality.csv`.
"""

import argparse
import csv
import importlib.util
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from pipelines.extract.models.reference_gold import SETS, GoldReference, read_gold
from pipelines.extract.models.train_references import train, training_part
from pipelines.extract.references.parse.entry import Entry
from pipelines.extract.references.parse.model import MODEL, Labeller
from pipelines.extract.references.parse.reader import entry_of, read, read_list

PROJECT = Path(__file__).resolve().parents[1]
RESAMPLES = 1_000
SEED = 20261122
FIELDS = ("title", "year", "container", "publisher", "place", "volume", "issue", "pages", "edition", "doi", "url")
COLUMNS = ("table_name", "gold_set", "measure", "documents", "gold_rows", "predicted_rows", "precision", "recall", "f1",
           "f1_low", "f1_high")  # fmt: skip
Fields = dict[str, Any]
Parser = Callable[[Sequence[GoldReference]], list[Fields]]
Counts = tuple[int, int, int]


@dataclass(frozen=True)
class Row:
    """The scores of one parser on one set; each measure as gold, predicted, right, and the interval of its F1."""

    parser: str
    gold_set: str
    references: int
    documents: int
    per_second: float
    measures: Mapping[str, tuple[Counts, float, float]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=PROJECT.parent / "shared", help="folder with gold/ and score/")
    parser.add_argument("--no-folds", action="store_true", help="leave the domain set out, which needs five trainings")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks/references.md and the CSV")
    options = parser.parse_args()
    scorer = load_scorer(options.shared / "score" / "references.py")
    gold = read_gold(options.shared / "gold")
    rivals = {"refextract 1.1": rival} if (rival := refextract_parser()) else {}
    rows = []
    shipped = Labeller(MODEL)
    parsers: dict[str, Parser] = {"testimonia": lambda part: alone(part, shipped), **rivals}
    for name in SETS[:-1]:
        held = [reference for reference in gold if reference.held_back and reference.gold_set == name]
        for parser_name, parse in parsers.items():
            rows.append(scored(scorer, parser_name, name, held, parse))
    if not options.no_folds:
        domain = [reference for reference in gold if reference.gold_set == "domain_dev"]
        with tempfile.TemporaryDirectory() as folder:
            models = fold_models(gold, Path(folder))
            rows.append(scored(scorer, "testimonia", "domain_dev", domain, lambda part: by_fold(part, models, alone)))
            rows.append(
                scored(
                    scorer, "testimonia, by list", "domain_dev", domain, lambda part: by_fold(part, models, in_lists)
                )
            )
        rows += [scored(scorer, parser_name, "domain_dev", domain, parse) for parser_name, parse in rivals.items()]
    if options.write:
        (PROJECT / "docs" / "benchmarks").mkdir(parents=True, exist_ok=True)
        (PROJECT / "docs" / "benchmarks" / "references.md").write_text(page(rows), encoding="utf-8")
        write_csv(rows, PROJECT / "benchmarks" / "quality-references.csv")


def load_scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("scorer_references", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def fold_models(gold: Sequence[GoldReference], folder: Path) -> list[Labeller]:
    """Train a model for each fold of the domain set, without that fold."""
    models = []
    for fold in range(5):
        path = folder / f"{fold}.crfsuite"
        train([one for one in training_part(gold) if one.gold_set != "domain_dev" or one.fold != fold], path)
        models.append(Labeller(path))
    return models


def alone(part: Sequence[GoldReference], labeller: Labeller) -> list[Fields]:
    return [fields_of(entry_of(read(reference.raw, labeller))) for reference in part]


def in_lists(part: Sequence[GoldReference], labeller: Labeller) -> list[Fields]:
    """Read the references of one page as one list."""
    found: dict[str, Fields] = {}
    for document in dict.fromkeys(reference.document for reference in part):
        listed = [reference for reference in part if reference.document == document]
        readings = read_list([reference.raw for reference in listed], labeller)
        found |= {one.id: fields_of(entry_of(reading)) for one, reading in zip(listed, readings, strict=True)}
    return [found[reference.id] for reference in part]


def by_fold(
    part: Sequence[GoldReference], models: Sequence[Labeller],
    parse: Callable[[Sequence[GoldReference], Labeller], list[Fields]],
) -> list[Fields]:  # fmt: skip
    found: dict[str, Fields] = {}
    for fold, labeller in enumerate(models):
        inside = [reference for reference in part if reference.fold == fold]
        found |= {one.id: fields for one, fields in zip(inside, parse(inside, labeller), strict=True)}
    return [found[reference.id] for reference in part]


def fields_of(entry: Entry) -> Fields:
    fields: Fields = {name: getattr(entry, name) for name in FIELDS if getattr(entry, name)}
    if entry.isbn13:
        fields["isbn"] = entry.isbn13
    for kind, value in entry.identifiers:
        if kind == "arxiv":
            fields.setdefault("arxiv", value)
    for role in ("author", "editor"):
        names = [name.literal for name in entry.names if name.role == role]
        if names:
            fields[role] = names
    return fields


def refextract_parser() -> Parser | None:
    """Give refextract as a parser, or None with a word on standard error where it is not installed."""
    if importlib.util.find_spec("refextract") is None:
        sys.stderr.write("refextract is not installed here: only our own parser is scored\n")
        return None
    # Optional and GPL: never a dependency.
    from refextract import extract_references_from_string  # type: ignore[import-not-found,unused-ignore]

    extract_references_from_string("A. Author, Phys. Rev. D 1, 1 (1999)")
    return lambda part: [refextract_fields(extract_references_from_string(reference.raw)) for reference in part]


def refextract_fields(parts: Sequence[Mapping[str, Any]]) -> Fields:
    """Bring what refextract gives, a list where it divides a string, to the scorer's fields: the first of each."""
    names = {
        "journal_title": "container",
        "journal_volume": "volume",
        "journal_issue": "issue",
        "journal_page": "pages",
        **{name: name for name in ("year", "title", "publisher", "doi", "url", "isbn")},
    }
    fields: Fields = {}
    for part in parts:
        for theirs, ours in names.items():
            if part.get(theirs):
                fields.setdefault(ours, part[theirs][0])
        if part.get("author"):
            fields.setdefault("author", []).extend(part["author"])
        for number in part.get("reportnumber", ()):
            if number.lower().startswith("arxiv:"):
                fields.setdefault("arxiv", number[6:])
    return fields


def in_schema(reference: GoldReference, fields: Fields) -> Fields:
    """Join what LinkedBooks tags as one: titles of part and host, authors and editors."""
    if reference.gold_set != "linkedbooks_valid":
        return fields
    joined = dict(fields)
    joined["title"] = " ".join(filter(None, (fields.get("title"), fields.get("container"))))
    joined["author"] = [*fields.get("author", ()), *fields.get("editor", ())]
    return joined


def scored(scorer: ModuleType, parser: str, name: str, part: Sequence[GoldReference], parse: Parser) -> Row:
    started = time.process_time()
    found = parse(part)
    seconds = time.process_time() - started
    counts = [counted(scorer, one, in_schema(one, fields)) for one, fields in zip(part, found, strict=True)]
    measures = {}
    for measure in ("field", "token", "whole"):
        listed = [count[measure] for count in counts]
        measures[measure] = (total(listed), *interval(listed))
    row = Row(parser, name, len(part), len({one.document for one in part}), len(part) / seconds, measures)
    figures = "  ".join(
        f"{measure} {f1(*sums):.3f} [{low:.3f}, {high:.3f}]" for measure, (sums, low, high) in measures.items()
    )
    print(f"{name:24s} {parser:20s} {figures}  {row.per_second:.0f} references per CPU-second", flush=True)
    return row


def counted(scorer: ModuleType, reference: GoldReference, fields: Fields) -> dict[str, Counts]:
    """Give gold, predicted and right for fields, tokens and the whole of a reference, in the scorer's normal forms."""
    exact: Counts = (0, 0, 0)
    tokens: Counts = (0, 0, 0)
    whole = True
    for name in reference.scope or scorer.FIELDS:
        gold_key, gold_tokens = scorer.norm(name, scorer.value(reference.fields, name))
        key, own = scorer.norm(name, scorer.value(fields, name))
        shared = sum((Counter(gold_tokens) & Counter(own)).values())
        exact = total([exact, (bool(gold_key), bool(key), bool(gold_key) and gold_key == key)])
        tokens = total([tokens, (len(gold_tokens), len(own), shared)])
        whole = whole and gold_key == key
    return {"field": exact, "token": tokens, "whole": (1, 1, int(whole))}


def total(counts: Sequence[Counts]) -> Counts:
    gold, predicted, right = (sum(column) for column in zip(*counts, strict=True))
    return gold, predicted, right


def f1(gold: int, predicted: int, right: int) -> float:
    return 2 * right / (gold + predicted) if gold + predicted else 0.0


def interval(counts: Sequence[Counts]) -> tuple[float, float]:
    chance = random.Random(SEED)
    values = sorted(f1(*total(chance.choices(counts, k=len(counts)))) for _ in range(RESAMPLES))
    return values[int(RESAMPLES * 0.025)], values[int(RESAMPLES * 0.975) - 1]


_HEAD = """# References: parsing, side by side

Written by `python benchmarks/references.py --write`. The held-back fifth of each set (by document where a document is
known; seed in `pipelines/extract/models/reference_gold.py`) never trained the shipped model. `domain_dev` is scored by
five folds of pages, each by a model trained without it; the correcting rules and the synthetic forms were written with
the whole of it in view, so expect less on pages that nobody has seen. "By list" reads the references of one page
together.

F1 over fields (exact in the scorer's normal forms) and over their tokens, and the share of references with every field
right; in brackets 95 % intervals (bootstrap over references). Speed in references per second of processor time, one
thread. LinkedBooks tags neither hosts nor editors: there titles of part and host count as one field, authors and
editors too.

| set | references | parser | field F1 | token F1 | whole reference | per CPU-second |
| --- | ---: | --- | ---: | ---: | ---: | ---: |"""


def page(rows: Sequence[Row]) -> str:
    """Give the page of the documentation."""
    lines = [_HEAD]
    for row in rows:
        cells = [
            f"{100 * f1(*sums):.1f} [{100 * low:.1f}, {100 * high:.1f}]" for sums, low, high in row.measures.values()
        ]
        lines.append(
            f"| {row.gold_set} | {row.references} | {row.parser} | {' | '.join(cells)} | {row.per_second:,.0f} |"
        )
    return "\n".join(lines) + "\n"


def write_csv(rows: Sequence[Row], path: Path) -> None:
    names = {"field": "reference fields", "token": "reference tokens", "whole": "whole reference"}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in rows:
            for measure, ((gold, predicted, right), low, high) in row.measures.items():
                shares = (
                    right / predicted if predicted else 0.0,
                    right / gold if gold else 0.0,
                    f1(gold, predicted, right),
                )
                figures = (round(value, 4) for value in (*shares, low, high))
                label = f"{names[measure]}, {row.parser}"
                writer.writerow(("references", row.gold_set, label, row.documents, gold, predicted, *figures))


if __name__ == "__main__":
    main()
