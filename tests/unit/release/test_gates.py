"""Gates: what a release may lose, and how a person lets it pass all the same."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from release_samples import DIGEST, SCHEMAS, VERSION, Dataset

from pipelines.contracts import Contracts, Limits, load_contracts
from pipelines.errors import ContractError, ReleaseError, UsageError
from pipelines.release.bundle import write_release
from pipelines.release.gates import Finding, accepted, measure_gates
from pipelines.release.manifest import read_manifest
from pipelines.release.order import Order

STRICT = Limits(churn=0.1, loss=0.2, few=0, fill_rows=3)
NOBODY = pl.Series([], dtype=pl.String)


def held_to(contracts: Contracts, limits: Limits, fill: dict[str, float] | None = None) -> Contracts:
    """Give the contracts with other limits, and no least fills but those of columns of quotes."""
    wanted = {"quotes": fill or {}}
    tables = {
        table.name: replace(
            table, fields=tuple(replace(item, fill=wanted.get(table.name, {}).get(item.name)) for item in table)
        )
        for table in contracts
    }
    return Contracts(replace(contracts.dataset, limits=limits), tables)


def missed(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.told for finding in findings if not finding.passed]


def test_lost_rows_are_told_with_their_figures(dataset: Dataset, released: Path) -> None:
    tables = {**dataset.lazy, "quotes": dataset.lazy["quotes"].slice(1)}
    found = measure_gates(tables, released, held_to(dataset.contracts, STRICT), NOBODY)
    assert missed(found) == [
        "1 of 3 ids of quotes are gone (33.3 %; at most 10.0 %, or 0) "
        "though their documents and extractors are the same",
        "quotes has 2 rows and had 3, of which 0 went with documents (33.3 % lost; at most 20.0 %, or 0)",
    ]
    assert missed(measure_gates(tables, released, held_to(dataset.contracts, replace(STRICT, few=1)), NOBODY)) == []
    assert missed(measure_gates(dataset.lazy, released, held_to(dataset.contracts, STRICT), NOBODY)) == []


def test_a_column_that_fell_empty_is_told(dataset: Dataset) -> None:
    contracts = held_to(dataset.contracts, STRICT, {"speaker": 0.9, "cue": 1})
    tables = {**dataset.lazy, "quotes": dataset.lazy["quotes"].with_columns(speaker=None, cue=pl.lit(""))}
    found = measure_gates(tables, None, contracts, NOBODY)
    assert missed(found) == ["quotes.speaker is filled in 0.0 % of 3 rows, and must be in 90.0 %"]
    assert [(one.column, one.figure, one.passed) for one in found] == [("speaker", 0, False), ("cue", 1, True)]


def test_columns_of_few_rows_are_not_judged(dataset: Dataset) -> None:
    contracts = held_to(dataset.contracts, replace(STRICT, fill_rows=4), {"speaker": 1})
    tables = {**dataset.lazy, "quotes": dataset.lazy["quotes"].with_columns(speaker=None)}
    assert measure_gates(tables, None, contracts, NOBODY) == ()


def finding(gate: str, passed: bool) -> Finding:
    return Finding(gate, "quotes", "", 10, 0.5, 0.1, passed, "half of it")


def test_a_missed_gate_blocks_and_says_how_it_is_accepted() -> None:
    found = (finding("churn", False), finding("loss", False), finding("fill", True))
    with pytest.raises(ReleaseError, match=r'loss: half of it\n(.|\n)*--accept-loss "REASON"$'):
        accepted(found, {"churn": "new ids by design"})
    assert accepted(found, {"churn": "x", "loss": "y", "fill": "not needed"}) == {"churn": "x", "loss": "y"}


@pytest.mark.parametrize("reasons", [{"churn": " "}, {"rows": "why not"}])
def test_a_gate_is_accepted_by_its_name_and_with_words(reasons: dict[str, str]) -> None:
    with pytest.raises(UsageError, match=r"churn, loss, fill"):
        accepted((), reasons)


@pytest.fixture
def releases(released: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("pipelines.release.bundle.validate_all", lambda *_: ())  # takes seconds, is not what is tested
    return shutil.copytree(released.parent, tmp_path / "releases", symlinks=True)


def make(dataset: Dataset, releases: Path, accept: dict[str, str]) -> Path:
    tables = {**dataset.tables, "quotes": dataset.tables["quotes"][1:]}
    contracts = held_to(dataset.contracts, replace(STRICT, loss=0.5))
    lazy = {name: frame.lazy() for name, frame in tables.items()}
    return write_release(lazy, contracts, SCHEMAS, releases, Order("2", DIGEST, accept))


def test_a_release_that_misses_a_gate_is_not_written(dataset: Dataset, releases: Path) -> None:
    with pytest.raises(ReleaseError, match="churn: 1 of 3 ids of quotes are gone"):
        make(dataset, releases, {})
    assert not (releases / "2").exists()
    assert (releases / "latest").readlink() == Path(VERSION)


def test_what_was_accepted_is_on_record(dataset: Dataset, releases: Path) -> None:
    folder = make(dataset, releases, {"churn": "split anew"})
    assert read_manifest(folder / "manifest.json").accepted == {"churn": "split anew"}
    gates = json.loads((folder / "gates.json").read_text(encoding="utf-8"))
    assert gates["accepted"] == {"churn": "split anew"}
    (line,) = [gate for gate in gates["gates"] if not gate["passed"]]
    assert (line["gate"], line["table"], line["figure"], line["limit"], line["rows"]) == (
        "churn",
        "quotes",
        0.3333,
        0.1,
        3,
    )
    log = (folder / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "### Gates\n" in log and "same. Accepted: split anew\n" in log
    assert log.index("### Gates") < log.index("The first release.")


def test_a_release_that_loses_nothing_says_so(released: Path) -> None:
    assert read_manifest(released / "manifest.json").accepted == {}
    assert json.loads((released / "gates.json").read_text(encoding="utf-8"))["accepted"] == {}


def test_a_share_is_between_none_and_all(tmp_path: Path) -> None:
    schemas = shutil.copytree(SCHEMAS, tmp_path / "schemas")
    text = (schemas / "rejects.yaml").read_text(encoding="utf-8")
    (schemas / "rejects.yaml").write_text(text.replace("    description: Why.", "    description: Why.\n    fill: 90"))
    with pytest.raises(ContractError, match=r"rejects\.yaml: reason: fill is a share from 0 to 1, not 90"):
        load_contracts(schemas)
