"""Score quotation tools side by side on documents that nothing was trained on.

usage: python benchmarks/quotes.py [--shared DIR] [--peers PYTHON] [--write]

`--shared` holds `gold/`, `score/` and `seeds/`; none of it is part of the project. `--peers` is a Python with textacy;
without it textacy is left out. `--write` writes docs/benchmarks/quotes.md and our rows of benchmarks/quality.csv.
Each tool runs in a process of its own. Intervals: 95 % bootstrap over documents, 1,000 resamples, seed 20261122.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from quality import PROJECT, Score, load_scorer, merge, score_of, share, write_page
from quote_sets import GoldSet, conventional, every_document, exact_counts, gold_sets, speaker_counts
from quote_systems import SYSTEMS, found_rows

from pipelines.extract.linear import Linear
from pipelines.extract.models import train_kinds, train_reports, train_speakers
from pipelines.extract.models.examples import GUM, LITBANK, Standard
from pipelines.extract.models.maxent import fit
from pipelines.extract.models.split import FOLDS, fold_of, held_back
from pipelines.extract.quotes.models import QuoteModels

Lessons = dict[str, tuple[Any, Any, Any]]


@dataclass(frozen=True)
class Line:
    """What one tool reaches on one set; speeds are words per CPU-second."""

    system: str
    gold_set: str
    exact: Score
    half: float
    direct: float
    speaker: Score
    extractor: int | None
    whole: int | None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=PROJECT.parent / "shared", help="folder with gold/ and score/")
    parser.add_argument("--peers", default="", help="a Python with textacy installed")
    parser.add_argument("--write", action="store_true", help="write the page and the rows of quality")
    options = parser.parse_args()
    scorer = load_scorer(options.shared, "quotes")
    documents = every_document(options.shared)
    lines = [shown(line) for gold in gold_sets(documents) for line in compared(gold, SYSTEMS, scorer, options.peers)]
    whole = GoldSet("gum, all", tuple(one for one in documents if one.origin == GUM))
    others = [name for name in SYSTEMS if not name.startswith("testimonia")]
    lines += [shown(line) for line in compared(whole, others, scorer, options.peers)]
    lessons = {one.document_id: lessons_of(one) for one in documents}
    ours = own_scores(documents, lessons, load_scorer(options.shared, "rows"))
    ours += cross_validated(documents, lessons, scorer)
    for score in ours:
        print(f"{score.gold_set}: {score.measure}: F1 {score.f1:.3f} [{score.f1_low:.3f}, {score.f1_high:.3f}]")
    if options.write:
        merge([score for line in lines if counted(line) for score in (line.exact, line.speaker)] + ours)
        write_page("quotes", lines=lines, ours=ours)


def counted(line: Line) -> bool:
    """Tell the line that the table `quality` keeps of a set: LitBank has no thoughts, GUM counts them in."""
    if line.gold_set == "gum, all":
        return False
    return line.system == ("testimonia" if line.gold_set.startswith(LITBANK) else "testimonia, with thoughts")


def compared(gold: GoldSet, systems: Iterable[str], scorer: ModuleType, peers: str) -> Iterator[Line]:
    """Run tools on a set, one after the other."""
    for system in systems:
        foreign = system.startswith("textacy")
        if foreign and not peers:
            continue
        found = run(system, [one.text for one in gold.documents], peers if foreign else sys.executable)
        yield line_of(system, gold, found, scorer)


def run(system: str, texts: Sequence[str], python: str) -> list[dict[str, Any]]:
    """Run one tool in its own process and give what it found, a document a line."""
    command = [python, str(Path(__file__).with_name("quote_systems.py")), system]
    given = "".join(json.dumps(text) + "\n" for text in texts)
    environment = {"PYTHONPATH": str(PROJECT), "OMP_NUM_THREADS": "1", "PATH": ""}
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=True, env=environment)
    return [json.loads(line) for line in done.stdout.splitlines()]


def line_of(system: str, gold: GoldSet, found: Sequence[dict[str, Any]], scorer: ModuleType) -> Line:
    exact, speaker = counts_of(gold, [one["rows"] for one in found], scorer)
    wanted, given = [], []
    for document, result in zip(gold.documents, found, strict=True):
        right = conventional(document, list(document.quotes), scorer)
        rows = conventional(document, result["rows"], scorer)
        wanted.append({"doc_id": document.document_id, "text": document.text, "quotes": right})
        given.append({"doc_id": document.document_id, "quotes": rows})
    novels = gold.name.startswith(LITBANK)
    result = scorer.score(wanted, given, novels)
    words = sum(len(document.text.split()) for document in gold.documents)
    extracting = sum(one["extracting"] for one in found)
    parsing = sum(one["parsing"] for one in found)
    return Line(
        system, gold.name, exact, result["half"]["all"]["F1"] / 100, result["exact"]["direct"]["F1"] / 100, speaker,
        round(share(words, extracting)), round(share(words, extracting + parsing)) if parsing else None,
    )  # fmt: skip


def counts_of(gold: GoldSet, found: Sequence[Sequence[dict[str, Any]]], scorer: ModuleType) -> tuple[Score, Score]:
    """Give the scores of spans and of speakers for the rows found in each document of a set."""
    exact, speaker = [], []
    for document, given in zip(gold.documents, found, strict=True):
        right = conventional(document, list(document.quotes), scorer)
        rows = conventional(document, given, scorer)
        exact.append(exact_counts(scorer, document, right, rows))
        speaker.append(speaker_counts(scorer, document, right, rows))
    what = "exact span, words in marks" if gold.name.startswith(LITBANK) else "exact span, speech and thought"
    return (
        score_of("quotes", gold.name, what, len(found), exact),
        score_of("quotes", gold.name, "speaker, end to end", len(found), speaker),
    )


def cross_validated(documents: Sequence[Standard], lessons: Lessons, scorer: ModuleType) -> list[Score]:
    """Score all of GUM, each fifth of its documents by models that were trained without that fifth."""
    exact, speaker = [], []
    for fold in range(FOLDS):
        seen = [one.document_id for one in documents if one.own or fold_of(one.document_id) != fold]
        models = trained([lessons[name] for name in seen])
        for document in (one for one in documents if one.origin == GUM and fold_of(one.document_id) == fold):
            rows = found_rows(document.page.annotated, document.page.references, models, thoughts=True)
            right = conventional(document, list(document.quotes), scorer)
            rows = conventional(document, rows, scorer)
            exact.append(exact_counts(scorer, document, right, rows))
            speaker.append(speaker_counts(scorer, document, right, rows))
    name = "gum, five folds"
    return [
        score_of("quotes", name, "exact span, speech and thought", len(exact), exact),
        score_of("quotes", name, "speaker, end to end", len(speaker), speaker),
    ]


def own_scores(documents: Sequence[Standard], lessons: Lessons, scorer: ModuleType) -> list[Score]:
    """Score our own gold, each document by models that were trained without it."""
    names = {one.document_id for one in documents if one.own}
    shipped = {name: lesson for name, lesson in lessons.items() if name in names or not held_back(name)}
    spans, speakers = [], []
    for left_out in (one for one in documents if one.own):
        models = trained([lesson for name, lesson in shipped.items() if name != left_out.document_id])
        rows = found_rows(left_out.page.annotated, left_out.page.references, models, thoughts=False)
        rows = [{**row, "text": left_out.text[row["start"] : row["end"]]} for row in rows]
        gold = {"d": [scorer.trim(row) for row in left_out.quotes]}
        found = {"d": [scorer.trim(row) for row in rows]}
        result = scorer.score(gold, found)
        n_gold, n_found = len(gold["d"]), len(found["d"])
        spans.append((n_gold, n_found, result["F1 span+kind"] * (n_gold + n_found) / 2))
        told = sum(bool(row.get("speaker")) for row in gold["d"])
        named = sum(bool(row.get("speaker")) for row in found["d"])
        speakers.append((told, named, result.get("R speaker (end to end)", 0.0) * told))
    name = "seeds and devset, each left out"
    return [
        score_of("quotes", name, "span and kind", len(spans), spans),
        score_of("quotes", name, "speaker, end to end", len(speakers), speakers),
    ]


def lessons_of(document: Standard) -> tuple[Any, Any, Any]:
    """Give what one document teaches each of the models."""
    return train_kinds.examples([document]), train_reports.lessons([document]), train_speakers.lessons(document)


def trained(lessons: Sequence[tuple[Any, Any, Any]]) -> QuoteModels:
    kinds = fit([one for found, _, _ in lessons for one in found], train_kinds.PENALTY, train_kinds.LEAST)
    reports, bounds = train_reports.fit_reports([one for _, found, _ in lessons for one in found])
    speakers, _ = train_speakers.train([found for _, _, found in lessons])
    return QuoteModels(Linear(kinds), Linear(reports), Linear(bounds), Linear(speakers))


def shown(line: Line) -> Line:
    exact, speaker = line.exact, line.speaker
    print(
        f"{line.gold_set:20s} {line.system:28s} exact {exact.f1:.3f} [{exact.f1_low:.3f}, {exact.f1_high:.3f}]  "
        f"half {line.half:.3f}  direct {line.direct:.3f}  speaker end to end {speaker.recall:.3f}  "
        f"{line.extractor or 0:,} words/CPU-s, {line.whole or 0:,} with the parse"
    )
    return line


if __name__ == "__main__":
    main()
