"""Score reference parsers side by side on the held-back parts of the gold sets; write `docs/benchmarks/references.md`.

usage: python benchmarks/references.py [--shared DIR] [--peers PYTHON] [--no-folds] [--write]

`--shared` holds `gold/` and `score/`. The shipped model is scored on the fifth of each set that did not train it; the
domain set by five folds of pages, with a model trained without each. `--peers` is a Python with refextract (GPL, not a
dependency), which is scored in the same run. Intervals: 95 % bootstrap over references (1,000 resamples, seed
20261122). `--write` also writes our rows of `benchmarks/quality.csv`.
"""

import argparse
import json
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from quality import PROJECT, Counts, Score, load_scorer, merge, score_of, write_page

from pipelines.extract.models.reference_gold import SETS, GoldReference, read_gold
from pipelines.extract.models.train_references import train, training_part
from pipelines.extract.references.parse.entry import Entry
from pipelines.extract.references.parse.model import MODEL, Labeller
from pipelines.extract.references.parse.reader import entry_of, read, read_list

DOMAIN = "domain_dev"
FIELDS = ("title", "year", "container", "publisher", "place", "volume", "issue", "pages", "edition", "doi", "url")
MEASURES = {"field": "reference fields", "token": "reference tokens", "whole": "whole reference"}
Fields = dict[str, Any]
Parser = Callable[[Sequence[GoldReference]], tuple[list[Fields], float]]
Ours = Callable[[Sequence[GoldReference], Labeller], list[Fields]]


@dataclass(frozen=True)
class Row:
    """The scores of one parser on one set, in the order of `MEASURES`."""

    parser: str
    gold_set: str
    references: int
    per_second: float
    scores: tuple[Score, ...]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=PROJECT.parent / "shared", help="folder with gold/ and score/")
    parser.add_argument("--peers", default="", help="a Python with refextract installed")
    parser.add_argument("--no-folds", action="store_true", help="leave the domain set out, which needs five trainings")
    parser.add_argument("--write", action="store_true", help="write the page and the rows of quality")
    options = parser.parse_args()
    scorer = load_scorer(options.shared, "references")
    gold = read_gold(options.shared / "gold")
    rivals: dict[str, Parser] = (
        {"refextract 1.1": lambda part: refextract(part, options.peers)} if options.peers else {}
    )
    rows = list(held_back_rows(scorer, gold, {"testimonia": timed(alone, Labeller(MODEL)), **rivals}))
    if not options.no_folds:
        rows += domain_rows(scorer, [one for one in gold if one.gold_set == DOMAIN], gold, rivals)
    if options.write:
        ours = [score for row in rows if row.parser == "testimonia" for score in row.scores]
        merge(ours)
        write_page("references", rows=rows)


def held_back_rows(scorer: ModuleType, gold: Sequence[GoldReference], parsers: dict[str, Parser]) -> Iterator[Row]:
    """Score parsers on the part of each set, but for the domain set, that trained no shipped model."""
    for name in SETS:
        part = [one for one in gold if one.held_back and one.gold_set == name]
        for parser, parse in parsers.items() if name != DOMAIN else ():
            yield scored(scorer, parser, f"{name}, held back", part, parse)


def domain_rows(
    scorer: ModuleType, part: Sequence[GoldReference], gold: Sequence[GoldReference], rivals: dict[str, Parser]
) -> Iterator[Row]:
    name = f"{DOMAIN}, five folds"
    with tempfile.TemporaryDirectory() as folder:
        models = fold_models(gold, Path(folder))
        yield scored(scorer, "testimonia", name, part, by_fold(alone, models))
        yield scored(scorer, "testimonia, by list", name, part, by_fold(in_lists, models))
    for parser, parse in rivals.items():
        yield scored(scorer, parser, name, part, parse)


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


def timed(parse: Ours, labeller: Labeller) -> Parser:
    """Give a way of ours to read as a parser that tells its CPU-seconds."""

    def run(part: Sequence[GoldReference]) -> tuple[list[Fields], float]:
        started = time.process_time()
        return parse(part, labeller), time.process_time() - started

    return run


def by_fold(parse: Ours, models: Sequence[Labeller]) -> Parser:
    """Give a parser that reads each fold by the model that was trained without it."""

    def run(part: Sequence[GoldReference]) -> tuple[list[Fields], float]:
        found: dict[str, Fields] = {}
        seconds = 0.0
        for fold, labeller in enumerate(models):
            inside = [reference for reference in part if reference.fold == fold]
            fields, taken = timed(parse, labeller)(inside)
            found |= {one.id: each for one, each in zip(inside, fields, strict=True)}
            seconds += taken
        return [found[reference.id] for reference in part], seconds

    return run


def refextract(part: Sequence[GoldReference], python: str) -> tuple[list[Fields], float]:
    given = "".join(json.dumps(reference.raw) + "\n" for reference in part)
    command = [python, str(Path(__file__).with_name("reference_peers.py"))]
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    seconds, *lines = done.stdout.splitlines()
    return [json.loads(line) for line in lines], float(seconds)


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


def in_schema(reference: GoldReference, fields: Fields) -> Fields:
    """Join what LinkedBooks tags as one: titles of part and host, authors and editors."""
    if reference.gold_set != "linkedbooks_valid":
        return fields
    joined = dict(fields)
    joined["title"] = " ".join(filter(None, (fields.get("title"), fields.get("container"))))
    joined["author"] = [*fields.get("author", ()), *fields.get("editor", ())]
    return joined


def scored(scorer: ModuleType, parser: str, name: str, part: Sequence[GoldReference], parse: Parser) -> Row:
    found, seconds = parse(part)
    counts = [counted(scorer, one, in_schema(one, fields)) for one, fields in zip(part, found, strict=True)]
    documents = len({one.document for one in part})
    scores = tuple(
        score_of("references", name, label, documents, [count[measure] for count in counts])
        for measure, label in MEASURES.items()
    )
    row = Row(parser, name, len(part), len(part) / seconds, scores)
    figures = "  ".join(f"{one.measure} {one.f1:.3f} [{one.f1_low:.3f}, {one.f1_high:.3f}]" for one in scores)
    print(f"{name:34s} {parser:20s} {figures}  {row.per_second:.0f} references per CPU-second", flush=True)
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


if __name__ == "__main__":
    main()
