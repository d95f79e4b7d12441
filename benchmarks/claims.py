"""Score claims side by side with two plain ways to find them, and our subjects, predicates and objects with textacy's.

usage: python benchmarks/claims.py [--shared DIR] [--peers PYTHON] [--write]

`--shared` holds `gold/`, `score/` and `seeds/`; none of it is part of the project. `--peers` is a Python with textacy;
without it textacy is left out. `--write` writes docs/benchmarks/claims.md and our rows of benchmarks/quality.csv.
What is learned for quotations, which give claims their speakers, is learned anew without the document it is tried on.
Intervals: 95 % bootstrap over passages, and over sentences for CaRB; 1,000 resamples, seed 20261122.
"""

import argparse
import json
import random
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import claim_carb
import claim_link_gold
import claim_systems
from claim_carb import Curve, Tuple
from claim_sets import Marked, Row, counted, marked_documents, one_sentence, sentences_of_carb
from quality import PROJECT, RESAMPLES, SEED, Score, load_scorer, merge, score_of, share, write_page
from quote_sets import every_document
from quotes import lessons_of, trained

from pipelines.extract.annotation import annotate
from pipelines.extract.authority import Authority
from pipelines.extract.claims.find import told_claims
from pipelines.extract.language import load_language
from pipelines.extract.models import reliability, train_confidence
from pipelines.extract.models.split import held_back
from pipelines.extract.quotes import find_quotes
from pipelines.extract.quotes.models import QuoteModels

CARB = "carb dev"
OURS = "testimonia"
MEASURES = (
    "span", "span, holder and stance", "statement, words", "holder, of matched", "stance, of matched",
    "dates, of matched", "explicit dates, of matched",
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """What one way to find claims reaches on one set; `speed` is in words per CPU-second, apart from the parse."""

    system: str
    gold_set: str
    scores: Mapping[str, Score]
    speed: int


@dataclass(frozen=True)
class TupleLine:
    """What one tool for tuples of subject, predicate and object reaches on CaRB."""

    system: str
    score: Score
    tuples: int
    speed: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=PROJECT.parent / "shared", help="folder with gold/ and score/")
    parser.add_argument("--peers", default="", help="a Python with textacy installed")
    parser.add_argument("--write", action="store_true", help="write the page and the rows of quality")
    options = parser.parse_args()
    scorer = load_scorer(options.shared, "claims")
    documents = marked_documents(options.shared)
    models = models_without(options.shared, [one.document_id for one in documents])
    lines = [shown(line) for line in compared(documents, models, scorer)]
    weighed = reliability.figures(weighed_unseen(documents, models, scorer))
    links = claim_link_gold.scores_on_raw()
    print("\n".join(weighed))
    for score in links:
        print_score(score.measure, score)
    tuples = [ours_on_carb(options.shared)]
    if options.peers:
        tuples.append(textacy_on_carb(options.shared, options.peers))
    for line in tuples:
        print_tuples(line)
    if options.write:
        own = [score for line in lines if line.system == OURS for score in line.scores.values()]
        merge([*own, *links, *(line.score for line in tuples if line.system == OURS)])
        write_page("claims", lines=lines, tuples=tuples, measures=MEASURES, weighed=weighed, links=links)


def compared(documents: Sequence[Marked], models: Mapping[str, QuoteModels], scorer: ModuleType) -> Iterator[Line]:
    """Run the three ways over the annotated documents."""
    found = {
        OURS: {
            one.document_id: claim_systems.ours(
                one.annotated, one.references, find_quotes(one.annotated, one.references, models[one.document_id])
            )
            for one in documents
        },
        "every sentence": {one.document_id: claim_systems.every_sentence(one.annotated) for one in documents},
        "every clause of the parse": {one.document_id: claim_systems.every_clause(one.annotated) for one in documents},
    }
    for system, results in found.items():
        yield line_of(system, "seeds and devset", documents, results, scorer)


def line_of(
    system: str,
    name: str,
    documents: Sequence[Marked],
    results: Mapping[str, tuple[list[Row], float]],
    scorer: ModuleType,
) -> Line:
    counts = counted(documents, {key: rows for key, (rows, _) in results.items()}, scorer)
    scores = {what: score_of("claims", name, what, len(documents), counts[what]) for what in MEASURES}
    words = sum(len(one.text.split()) for one in documents)
    return Line(system, name, scores, round(share(words, sum(taken for _, taken in results.values()))))


def models_without(shared: Path, names: Sequence[str]) -> dict[str, QuoteModels]:
    """Give for each document the models of quotations that were trained without it."""
    documents = [one for one in every_document(shared) if one.own or not held_back(one.document_id)]
    lessons = {one.document_id: lessons_of(one) for one in documents}
    return {name: trained([lesson for other, lesson in lessons.items() if other != name]) for name in names}


def weighed_unseen(
    documents: Sequence[Marked], models: Mapping[str, QuoteModels], scorer: ModuleType
) -> list[reliability.Scored]:
    """Give the confidence of each claim, learned without its document, and whether the claim is right."""
    lessons = []
    for one in documents:
        quotes = find_quotes(one.annotated, one.references, models[one.document_id])
        told = told_claims(one.annotated, one.references, quotes)
        pairs = scorer.pairs(list(one.claims), [claim_systems.row_of(claim) for claim, _ in told], 0.5)
        right = {
            (found["start"], found["end"])
            for gold, found in pairs
            if scorer.same_holder(gold["holder"], found["holder"]) and gold["author_stance"] == found["author_stance"]
        }
        lessons.append([(traits, (claim.span.start, claim.span.end) in right) for claim, traits in told])
    return train_confidence.unseen(lessons)


def ours_on_carb(shared: Path) -> TupleLine:
    """Score the subjects, predicates and objects of the table `claims` on CaRB, each sentence a document."""
    gold = sentences_of_carb(shared)
    found, taken = {}, 0.0
    for text in gold:
        annotated = annotate(one_sentence(text), Authority(()), load_language())
        rows, seconds = claim_systems.ours(annotated, [], [])
        taken += seconds
        found[text] = [tuple_of(row) for row in rows if row["subject"] and row["predicate"] and row["object"]]
    return tuple_line(OURS, gold, found, taken)


def tuple_of(row: Row) -> Tuple:
    words = claim_systems.words_of
    return Tuple(words(row["predicate"]), (words(row["subject"]), words(row["object"])), row["confidence"])


def textacy_on_carb(shared: Path, python: str) -> TupleLine:
    gold = sentences_of_carb(shared)
    command = [python, str(Path(__file__).with_name("claim_systems.py"))]
    given = "".join(json.dumps(text) + "\n" for text in gold)
    environment = {"PYTHONPATH": str(PROJECT), "OMP_NUM_THREADS": "1", "PATH": ""}
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=True, env=environment)
    results = [json.loads(line) for line in done.stdout.splitlines()]
    found = {
        text: [Tuple(verb, (subject, target)) for subject, verb, target in result["triples"]]
        for text, result in zip(gold, results, strict=True)
    }
    return tuple_line("textacy 0.13", gold, found, sum(result["extracting"] for result in results))


def tuple_line(
    system: str, gold: Mapping[str, list[Tuple]], found: Mapping[str, list[Tuple]], taken: float
) -> TupleLine:
    curve = claim_carb.curve(gold, found)
    n_found = sum(map(len, found.values()))
    words = sum(len(text.split()) for text in gold)
    return TupleLine(system, carb_score(gold, n_found, curve), n_found, round(share(words, taken)))


def carb_score(gold: Mapping[str, list[Tuple]], n_found: int, curve: Curve) -> Score:
    """Give the row of `quality`; F1 is that of the mean precision and recall of words, as CaRB has it."""
    precision, recall, f1, sentences = curve.best()
    chance = random.Random(SEED)
    values = sorted(claim_carb.figures(chance.choices(sentences, k=len(sentences)))[2] for _ in range(RESAMPLES))
    low, high = values[int(RESAMPLES * 0.025)], values[int(RESAMPLES * 0.975) - 1]
    n_gold = sum(map(len, gold.values()))
    figures = (round(figure, 4) for figure in (precision, recall, f1, low, high))
    return Score("claims", CARB, "subject, predicate and object, words", len(gold), n_gold, n_found, *figures)


def shown(line: Line) -> Line:
    print(f"{line.gold_set}: {line.system}: {line.speed:,} words per CPU-second apart from the parse")
    for what, score in line.scores.items():
        print_score(what, score)
    return line


def print_score(what: str, score: Score) -> None:
    print(
        f"    {what:28s} P {score.precision:.3f}  R {score.recall:.3f}  F1 {score.f1:.3f} "
        f"[{score.f1_low:.3f}, {score.f1_high:.3f}]  {score.gold_rows} gold, {score.predicted_rows} found"
    )


def print_tuples(line: TupleLine) -> None:
    score = line.score
    print(
        f"{score.gold_set}: {line.system}: P {score.precision:.3f}  R {score.recall:.3f}  F1 {score.f1:.3f} "
        f"[{score.f1_low:.3f}, {score.f1_high:.3f}]  {line.tuples} tuples, {line.speed:,} words per CPU-second"
    )


if __name__ == "__main__":
    main()
