"""Score the pipeline's rows on gold standards, with the standard's own scorers, and write `benchmarks/quality.csv`.

usage: python benchmarks/extraction.py [--shared DIR] [--write]

`--shared` holds `gold/` and `score/`; neither is part of the project. Documents go the whole way, bytes to rows.
The interval of an F1 is a 95 % bootstrap over passages (1,000 resamples, seed 20261122).
"""

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import polars as pl
from claim_systems import dates_of
from quality import PROJECT, Score, load_scorer, merge, score_of

from pipelines.contracts import load_contracts
from pipelines.engines import local
from pipelines.extract.authority import authority_of
from pipelines.identifiers import sha256_hex
from pipelines.sources import RawDocument, load_authority_rows

FIELDS = (
    "year",
    "title",
    "container",
    "publisher",
    "place",
    "volume",
    "issue",
    "pages",
    "edition",
    "isbn13",
    "doi",
    "type",
)
Rows = dict[str, list[dict[str, Any]]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=PROJECT.parent / "shared", help="folder with gold/ and score/")
    parser.add_argument("--write", action="store_true", help="write benchmarks/quality.csv")
    options = parser.parse_args()
    scores = [score for name in ("seeds", "devset") for score in measure(options.shared, name)]
    if options.write:
        merge(scores)


def measure(shared: Path, name: str) -> Iterator[Score]:
    """Extract the documents of one gold set and score its three tables."""
    gold = shared / "gold" / name
    folder = shared / "seeds" if name == "seeds" else gold / "docs"
    claims = by_document(gold / "claims.jsonl", "claims")
    raws = [bring(path, doc_id) for path in sorted(folder.iterdir()) for doc_id in {path.name, path.stem} & set(claims)]
    start = time.process_time()
    tables = local.run(raws, authority_of(load_authority_rows(PROJECT / "raw")), load_contracts(PROJECT / "schemas"))
    words = sum(len(raw.data.split()) for raw in raws)
    speed = words / (time.process_time() - start)
    print(f"\n== {name}: {len(raws)} documents, {words} words, {speed:.0f} words per CPU-second")
    scorers = {part: load_scorer(shared, part) for part in ("claims", "rows")}
    ends = passage_starts(tables)
    predicted = claim_rows(tables)
    yield shown(scored("claims", name, "span", claims, predicted, ends, claim_hits(scorers["claims"], "F1")))
    whole = claim_hits(scorers["claims"], "F1 span+holder+stance")
    yield shown(scored("claims", name, "span, holder and stance", claims, predicted, ends, whole))
    print_all(scorers["claims"].score(claims, predicted))
    for table in ("quotes", "references"):
        gold_rows = scorers["rows"].load(gold / f"{table}.jsonl")
        found = span_rows(tables, table)
        trimmed = {path: [scorers["rows"].trim(row) for row in rows] for path, rows in found.items()}
        yield shown(scored(table, name, "span and kind", gold_rows, trimmed, ends, row_hits(scorers["rows"])))
        print_all(scorers["rows"].score(gold_rows, trimmed))
        if table == "references":
            print_entries(gold_rows, found)


def by_document(path: Path, key: str) -> Rows:
    return {row["doc_id"]: row[key] for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())}


def bring(path: Path, doc_id: str) -> RawDocument:
    data = path.read_bytes()
    return RawDocument("gold", doc_id, data, sha256_hex(data))


def passage_starts(tables: Mapping[str, pl.DataFrame]) -> dict[str, list[int]]:
    joined = tables["passages"].join(tables["documents"].select("document_id", "path"), on="document_id").sort("start")
    return {str(path): frame["start"].to_list() for (path,), frame in joined.group_by("path", maintain_order=True)}


def rows_by_path(tables: Mapping[str, pl.DataFrame], table: str) -> Rows:
    frame = tables[table].join(tables["documents"].select("document_id", "path"), on="document_id").sort("start")
    found: Rows = {path: [] for path in tables["documents"]["path"]}
    for row in frame.iter_rows(named=True):
        found[row["path"]].append(row)
    return found


def claim_rows(tables: Mapping[str, pl.DataFrame]) -> Rows:
    found = rows_by_path(tables, "claims")
    return {path: [{**row, "dates": dates_of(row["event_date"])} for row in rows] for path, rows in found.items()}


def span_rows(tables: Mapping[str, pl.DataFrame], table: str) -> Rows:
    titles = {}
    if table == "quotes":
        pointed = tables["references"].filter(pl.col("work_id").is_not_null())
        titles = dict(pointed.select("work_id", "work").iter_rows())
    names: defaultdict[str, list[str]] = defaultdict(list)
    for name in tables["reference_names"].sort("ordinal").iter_rows(named=True):
        names[name["reference_id"]].append(name["literal"])
    return {
        path: [
            {**row, "work": row.get("work") or titles.get(row["work_id"]), "author": names[row.get("reference_id", "")]}
            for row in rows
        ]
        for path, rows in rows_by_path(tables, table).items()
    }


def claim_hits(scorer: ModuleType, key: str) -> Callable[[list[Any], list[Any]], float]:
    return lambda gold, found: scorer.score({"d": gold}, {"d": found})[key] * (len(gold) + len(found)) / 2


def row_hits(scorer: ModuleType) -> Callable[[list[Any], list[Any]], float]:
    return lambda gold, found: scorer.score({"d": gold}, {"d": found})["F1 span+kind"] * (len(gold) + len(found)) / 2


def scored(
    table: str, name: str, what: str, gold: Rows, found: Rows, starts: Mapping[str, list[int]],
    hits: Callable[[list[Any], list[Any]], float],
) -> Score:  # fmt: skip
    """Give precision, recall and F1 over all documents, with the interval of F1."""
    counts = [
        (len(wanted), len(given), hits(wanted, given) if wanted and given else 0.0)
        for path in starts
        for wanted, given in in_passages(gold.get(path, []), found.get(path, []), starts[path])
    ]
    return score_of(table, name, what, len(starts), counts)


def in_passages(gold: list[Any], found: list[Any], starts: Sequence[int]) -> Iterator[tuple[list[Any], list[Any]]]:
    parts: dict[int, tuple[list[Any], list[Any]]] = defaultdict(lambda: ([], []))
    for side, rows in enumerate((gold, found)):
        for row in rows:
            parts[max((start for start in starts if start <= row["start"]), default=0)][side].append(row)
    yield from parts.values()


def shown(score: Score) -> Score:
    print(
        f"\n{score.table_name} ({score.measure}): F1 {score.f1:.3f} [{score.f1_low:.3f}, {score.f1_high:.3f}], "
        f"P {score.precision:.3f}, R {score.recall:.3f}"
    )
    return score


def print_all(result: Mapping[str, Any]) -> None:
    for key, value in result.items():
        print(f"    {key:32s} {value:.3f}" if isinstance(value, float) else f"    {key:32s} {value}")


def print_entries(gold: Rows, found: Rows) -> None:
    """Print how many bibliographic entries are right in every field, and what differs in the rest."""
    right = total = 0
    for path, rows in gold.items():
        given = found.get(path, [])
        for row in (row for row in rows if row["kind"] == "bibliographic"):
            total += 1
            wanted = {**dict.fromkeys(FIELDS), "author": [], **row.get("fields", {})}
            same_start = (one for one in given if abs(one["start"] - row["start"]) <= 1)
            close = next((one for one in same_start if abs(one["end"] - row["end"]) <= 1), {})
            wrong = {key: close.get(key) for key in (*FIELDS, "author") if close.get(key) != wanted[key]}
            right += not wrong
            if wrong:
                print(f"    entry at {row['start']} has {wrong}, should have { {key: wanted[key] for key in wrong} }")
    print(f"    entries right in every field     {right} of {total}")


if __name__ == "__main__":
    main()
