"""Promises as a Great Expectations suite, and its verdicts as plain values.

The only module that imports Great Expectations, and inside functions: the import takes seconds. The context lives in
memory; usage analytics, progress bars and Data Docs sites are off.
"""

import gc
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from pipelines.validate.promises import Promise

_COUNTS = {"result_format": "BASIC", "partial_unexpected_count": 0}
_ALL_ROWS = {"result_format": "COMPLETE", "partial_unexpected_count": 0, "return_unexpected_index_query": False}
_MANY = 100_000
_SEVERITY = {"error": "critical", "warning": "warning"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the expectation of one promise found.

    `rows` are the numbers, from 0, of all rows that break it; `problem` says why it could not be judged at all.
    """

    passed: bool
    rows: pl.Series
    problem: str | None = None


def judge_table(promises: Sequence[Promise], header: Sequence[str], rows: int) -> Mapping[str, Verdict]:
    """Judge, by name, promises of the kinds `columns` and `rows`.

    `header` is the table's columns as `promises.label` writes them, `rows` the number of its rows.
    """
    import pandas as pd  # noqa: PLC0415 (as slow to import as what it is for)

    on_header = [promise for promise in promises if promise.kind == "columns"]
    on_height = [promise for promise in promises if promise.kind != "columns"]
    header_alone, height_alone = pd.DataFrame(columns=list(header)), pd.DataFrame(index=pd.RangeIndex(rows))
    return {**_run(_batch(header_alone), on_header), **_run(_batch(height_alone), on_height)}


def judge_rows(promises: Sequence[Promise], frame: pl.DataFrame) -> Mapping[str, Verdict]:
    """Judge promises of the other kinds, by name; one about a column that `frame` lacks fails.

    `frame` holds the columns that constraints are about and the boolean columns of the rest.
    """
    found = _run(_batch(frame.to_pandas()), promises)
    if frame.height > _MANY:
        # The library's objects hold each other, and with them the data, until Python looks for such circles.
        gc.collect()
    return found


def build_suite(name: str, promises: Iterable[Promise]) -> Any:
    """Give promises as a `great_expectations.ExpectationSuite`; `meta` has each one's name, kind and severity."""
    _prepare()
    import great_expectations as gx  # noqa: PLC0415
    from great_expectations.expectations.metadata_types import FailureSeverity  # noqa: PLC0415
    from great_expectations.expectations.registry import get_expectation_impl  # noqa: PLC0415

    return gx.ExpectationSuite(
        name=name,
        expectations=[
            get_expectation_impl(promise.expectation)(
                **promise.arguments,
                severity=FailureSeverity(_SEVERITY[promise.severity]),
                meta={"check": promise.name, "kind": promise.kind, "severity": promise.severity},
            )
            for promise in promises
        ],
    )


def _prepare() -> None:
    # Releases that send usage events read this once, when they are imported.
    os.environ["GX_ANALYTICS_ENABLED"] = "false"


def _context() -> Any:
    """Give a fresh context in memory, which takes 3 ms of the 200 ms of a suite; what it holds goes with it."""
    _prepare()
    from great_expectations import get_context  # noqa: PLC0415
    from great_expectations.data_context.types.base import (  # noqa: PLC0415
        DataContextConfig,
        InMemoryStoreBackendDefaults,
        ProgressBarsConfig,
    )

    config = DataContextConfig(
        analytics_enabled=False,
        progress_bars=ProgressBarsConfig(globally=False, metric_calculations=False),
        store_backend_defaults=InMemoryStoreBackendDefaults(init_temp_docs_sites=False),
    )
    return get_context(mode="ephemeral", project_config=config)


def _batch(frame: Any) -> Any:
    asset = _context().data_sources.add_pandas("pandas").add_dataframe_asset("table")
    return asset.add_batch_definition_whole_dataframe("whole").get_batch({"dataframe": frame})


def _run(batch: Any, promises: Sequence[Promise]) -> dict[str, Verdict]:
    """Count first, and ask for the rows only where something fails: most promises hold, and lists of rows cost time.

    Each promise is asked for by itself: the library lists rows as Python objects, and one list is enough at a time.
    """
    counted = _results(batch, promises, _COUNTS)
    found = {}
    for item in promises:
        counts = counted.get(item.name)
        broken = item.column and counts is not None and _problem(counts) is None and not counts.success
        found[item.name] = _verdict(counts, _results(batch, [item], _ALL_ROWS).get(item.name) if broken else None)
    return found


def _results(batch: Any, promises: Sequence[Promise], result_format: Mapping[str, Any]) -> dict[str, Any]:
    outcome = batch.validate(build_suite("contract", promises), result_format=dict(result_format))
    return {result.expectation_config.meta["check"]: result for result in outcome.results}


def _verdict(counted: Any, listed: Any) -> Verdict:
    problem = _problem(counted)
    numbers = listed.result.get("unexpected_index_list") if listed is not None else None
    rows = pl.Series(numbers or [], dtype=pl.UInt32)
    return Verdict(passed=problem is None and counted.success is True, rows=rows, problem=problem)


def _problem(result: Any) -> str | None:
    """Say why an expectation gave no verdict: an exception inside the library is recorded, not raised."""
    if result is None:
        return "the expectation gave no result"
    info = result.exception_info or {}
    # One record, or one for each metric that could not be computed.
    records = [info] if "raised_exception" in info else [record for record in info.values() if isinstance(record, dict)]
    messages = sorted(str(record.get("exception_message")) for record in records if record.get("raised_exception"))
    return messages[0] if messages else None
