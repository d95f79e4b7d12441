"""The scores on the gold standards may rise, never fall; skipped where the standards are not beside the project."""

import importlib
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

# Another processor may round the parser's weights otherwise, and move a row or two.
TOLERANCE = 0.02


@pytest.fixture(scope="module")
def shared(project: Path) -> Path:
    folder = project.parent / "shared"
    if not (folder / "gold").is_dir():
        pytest.skip("the gold standards are not here")
    return folder


@pytest.fixture
def benchmark(project: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> ModuleType:
    monkeypatch.syspath_prepend(str(project / "benchmarks"))
    # Under a name of its own: the tests of the extractors have packages that are called like the benchmarks.
    path = project / "benchmarks" / f"{request.param}.py"
    spec = importlib.util.spec_from_file_location(f"benchmark_{request.param}", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)
    spec.loader.exec_module(module)
    return module


def fallen(measured: list, written: list) -> dict[tuple[str, str, str], tuple[float, float]]:
    """What scores less than it did, with both figures; every score that was written down must be measured."""
    now, before = (
        {(score.table_name, score.gold_set, score.measure): score.f1 for score in scores}
        for scores in (measured, written)
    )
    assert set(now) == set(before)
    return {key: (now[key], before[key]) for key in before if now[key] < before[key] - TOLERANCE}


@pytest.mark.parametrize("benchmark", ["extraction"], indirect=True)
@pytest.mark.parametrize("name", ["seeds", "devset"])
def test_no_score_of_the_whole_pipeline_falls(name: str, benchmark: ModuleType, shared: Path) -> None:
    written = [score for score in importlib.import_module("quality").read() if score.gold_set == name]
    assert fallen(list(benchmark.measure(shared, name)), written) == {}, "what it scores now, and what was written down"


@pytest.mark.parametrize("benchmark", ["references"], indirect=True)
def test_references_of_unseen_lists_score_no_less(benchmark: ModuleType, shared: Path) -> None:
    quality = importlib.import_module("quality")
    ours = {"testimonia": benchmark.timed(benchmark.alone, benchmark.Labeller(benchmark.MODEL))}
    gold = benchmark.read_gold(shared / "gold")
    rows = benchmark.held_back_rows(quality.load_scorer(shared, "references"), gold, ours)
    measured = [score for row in rows for score in row.scores]
    written = [score for score in quality.read() if score.table_name == "references" and "held back" in score.gold_set]
    assert fallen(measured, written) == {}, "what it scores now, and what was written down"


@pytest.mark.parametrize("benchmark", ["quotes"], indirect=True)
def test_quotations_of_unseen_documents_score_no_less(benchmark: ModuleType, shared: Path) -> None:
    quality, sets, systems = (importlib.import_module(name) for name in ("quality", "quote_sets", "quote_systems"))
    scorer = quality.load_scorer(shared, "quotes")
    measured = []
    for gold in sets.gold_sets(sets.held_back_documents(shared)):
        thoughts = gold.name.startswith("gum")
        rows = [
            systems.found_rows(one.page.annotated, one.page.references, thoughts=thoughts) for one in gold.documents
        ]
        measured += benchmark.counts_of(gold, rows, scorer)
    written = [score for score in quality.read() if score.table_name == "quotes" and "held back" in score.gold_set]
    assert fallen(measured, written) == {}, "what it scores now, and what was written down"


@pytest.mark.parametrize("benchmark", ["claims"], indirect=True)
def test_no_score_of_claims_falls(benchmark: ModuleType, shared: Path) -> None:
    quality, sets, systems = (importlib.import_module(name) for name in ("quality", "claim_sets", "claim_systems"))
    documents = sets.marked_documents(shared)
    quotes = importlib.import_module("pipelines.extract.quotes")
    found = {
        one.document_id: systems.ours(one.annotated, one.references, quotes.find_quotes(one.annotated, one.references))
        for one in documents
    }
    name = "seeds and devset"
    line = benchmark.line_of(benchmark.OURS, name, documents, found, quality.load_scorer(shared, "claims"))
    measured = [*line.scores.values(), benchmark.ours_on_carb(shared).score]
    written = [score for score in quality.read() if score.gold_set in (name, benchmark.CARB)]
    claims = [score for score in written if score.table_name == "claims"]
    assert fallen(measured, claims) == {}, "what it scores now, and what was written down"


@pytest.mark.parametrize("benchmark", ["claim_link_gold"], indirect=True)
def test_no_score_of_links_falls(benchmark: ModuleType) -> None:
    written = [score for score in importlib.import_module("quality").read() if score.table_name == benchmark.TABLE]
    assert fallen(benchmark.scores_on_raw(), written) == {}, "what it scores now, and what was written down"
