"""A validation as JSON and as a page."""

import json
import re

import polars as pl
import pytest
from lxml import html
from validate_samples import CONTRACTS, TEXTS, documents, notes, people

from pipelines.validate.judge import validate_all
from pipelines.validate.page import validation_json, validation_page
from pipelines.validate.report import TableReport

Reports = tuple[TableReport, ...]


@pytest.fixture(scope="module")
def reports() -> Reports:
    """One blocking check broken by a key that is markup, and one warning."""
    frame = notes({"n1": {"note_id": "<b>&"}, "n2": {"reply_to": None}, "n3": {"person_id": None}})
    return validate_all(CONTRACTS, {"people": people().lazy(), "notes": frame.lazy()}, documents(TEXTS))


@pytest.fixture(scope="module")
def good() -> Reports:
    return validate_all(CONTRACTS, {"people": people().lazy(), "notes": notes().lazy()}, documents(TEXTS))


def test_the_json_has_every_check_sorted_with_totals(reports: Reports) -> None:
    found = json.loads(validation_json(reports))

    assert found["passed"] is False
    checks = sum(len(report.checks) for report in reports)
    assert found["totals"] == {
        "tables": 2, "rows": 6, "checks": checks, "passed": checks - 2, "errors": 1, "warnings": 1,
    }  # fmt: skip
    assert [item["table"] for item in found["tables"]] == ["notes", "people"]
    names = [item["name"] for item in found["tables"][0]["checks"]]
    assert names == sorted(names)
    broken = next(item for item in found["tables"][0]["checks"] if item["name"] == "pattern: note_id")
    assert broken == {
        "name": "pattern: note_id",
        "kind": "constraint",
        "expectation": "expect_column_values_to_match_regex",
        "severity": "error",
        "passed": False,
        "failing": 1,
        "detail": "note_id matches n[0-9]. Holds in 3 of 4 rows. Broken in 1: <b>&.",
    }


def test_a_warning_alone_leaves_the_whole_passed(reports: Reports) -> None:
    kept = [item for report in reports for item in report.checks if item.passed or item.severity == "warning"]
    report = TableReport("notes", 4, tuple(kept), pl.DataFrame())

    assert json.loads(validation_json([report]))["passed"] is True
    assert "Every blocking check holds" in validation_page([report], "t")


def test_the_same_verdicts_give_the_same_bytes_in_any_order(reports: Reports) -> None:
    assert validation_json(reports) == validation_json(reversed(reports))
    assert validation_page(reports, "t") == validation_page(reversed(reports), "t")


def test_the_page_shows_each_check_once_and_what_is_broken_first(reports: Reports) -> None:
    page = html.document_fromstring(validation_page(reports, "Validation"))

    rows = [row.text_content() for row in page.xpath("//section//tbody/tr/th")]
    assert sorted(rows) == sorted(item.name for report in reports for item in report.checks)
    assert rows[:2] == ["pattern: note_id", "rule: quotes_have_writers"]
    assert page.xpath("string(//header/p[1])").strip() == "✗ 1 blocking check is broken."


def test_the_page_says_when_all_holds(good: Reports) -> None:
    page = validation_page(good, "Validation")

    assert "✓ Every blocking check holds." in page
    assert "broken</span>" not in page


def test_the_page_needs_nothing_from_outside_and_runs_nothing(reports: Reports) -> None:
    page = validation_page(reports, "<script>alert(1)</script>")

    assert not re.search(r"https?:|//[a-z]|<script|<link|<img|@import|url\(|\son[a-z]+=", page)
    assert "&lt;script&gt;" in page
    assert "Broken in 1: &lt;b&gt;&amp;." in page


def test_the_page_can_be_read_without_seeing_it(reports: Reports) -> None:
    page = html.document_fromstring(validation_page(reports, "Validation"))

    assert page.get("lang") == "en"
    assert page.xpath("count(//table)") == page.xpath("count(//table[caption])")
    assert not page.xpath("//th[not(@scope)]")
    ids = page.xpath("//@id")
    assert len(set(ids)) == len(ids)
    assert {link.lstrip("#") for link in page.xpath("//a/@href")} <= set(ids)
    assert "prefers-color-scheme: dark" in validation_page(reports, "t")
