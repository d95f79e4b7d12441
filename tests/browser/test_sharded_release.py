"""The explorer of a release whose larger tables are folders of shards: what it reads, and what it leaves to DuckDB."""

import re
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pipelines import tablefiles
from tests.browser.visiting import READY, address, visit


@pytest.fixture(scope="module")
def claims(sharded: Path) -> pl.DataFrame:
    """The claims in the order of their shards."""
    assert len(tablefiles.files(sharded, "claims")) > 10
    assert len(tablefiles.files(sharded, "documents")) > 10
    return tablefiles.read(sharded, "claims")


@pytest.fixture(params=["folder", "server"])
def site(request: pytest.FixtureRequest, sharded: Path, sharded_served: str) -> str:
    return address(sharded) if request.param == "folder" else sharded_served


def test_a_document_is_read_from_its_own_shards(browser: Any, site: str, claims: pl.DataFrame) -> None:
    shown = claims.filter(pl.col("source_id") == "amber-gazette")["document_id"].unique().sort()
    for document in (shown[0], shown[-1]):
        own = claims.filter(pl.col("document_id") == document).sort("start")
        with visit(browser, site) as seen:
            seen.go(f"#/read/{document}")
            seen.page.wait_for_selector(".mark")
            assert f"{own.height} claims" in seen.text(".reader-head")
            last = own.row(-1, named=True)
            assert seen.marked(last["claim_id"]) == last["text"]
            read = {
                found[1]
                for url in seen.asked
                if (found := re.search(r"/claims/([a-z2-7]+)(?:/\d+\.js|\.parquet)", url))
            }
            assert read == {document.removeprefix("doc_")[0]}


def test_all_rows_can_be_reached_over_the_shards(browser: Any, site: str, claims: pl.DataFrame) -> None:
    with visit(browser, site) as seen:
        seen.go("#/table/claims")
        seen.page.wait_for_selector(READY)
        for place, row in (("0", 0), ("1e9", claims.height - 1)):
            seen.page.evaluate(f"document.querySelector('.grid').scrollTop = {place}")
            seen.page.wait_for_selector(f".grid-row[aria-rowindex='{row + 2}']")
            seen.page.wait_for_selector(READY)
            shown = seen.text(f".grid-row[aria-rowindex='{row + 2}'] > :nth-child(2)")
            assert shown in (claims["statement"][row], "hidden: content warning")


def test_the_page_of_a_table_says_how_to_ask_it_and_where_its_files_are(
    browser: Any, sharded_served: str, sharded: Path, claims: pl.DataFrame
) -> None:
    with visit(browser, sharded_served) as seen:
        seen.go("#/table/claims")
        seen.page.wait_for_selector(READY)
        assert f"{claims.height:,} rows in {len(tablefiles.files(sharded, 'claims'))} files" in seen.text(".shards")
        assert "FROM 'claims/*.parquet'" in seen.text(".shards pre")
        links = [str(link.get_attribute("href")) for link in seen.page.locator(".shard-files a").all()]
        assert [sharded / "site" / link for link in links] == [
            sharded / "site" / ".." / path.relative_to(sharded) for path in tablefiles.files(sharded, "claims")
        ]
        assert seen.page.locator(".search, .result-save, [role=columnheader] button").count() == 0
        assert seen.serious() == []


def test_the_rows_of_a_document_are_shown_and_no_other_question_is_answered_wrongly(
    browser: Any, sharded_served: str, claims: pl.DataFrame
) -> None:
    document = claims["document_id"][7]
    own = claims.filter(pl.col("document_id") == document)
    with visit(browser, sharded_served) as seen:
        seen.go(f"#/table/claims?f=document_id+is+{document}")
        seen.page.wait_for_selector(f".result p:has-text('{own.height:,} of {claims.height:,}')")
        for asked in ("q=harbour", "sort=event_date", "f=author_stance+is+denies"):
            seen.go(f"#/table/claims?{asked}")
            seen.page.wait_for_selector(".failure")
            assert "SELECT * FROM 'claims/*.parquet'" in seen.text(".failure")


def test_a_document_is_opened_by_its_id(browser: Any, site: str, claims: pl.DataFrame) -> None:
    document = claims.filter(pl.col("source_id") == "river-review")["document_id"][0]
    with visit(browser, site) as seen:
        seen.go("#/read")
        seen.page.fill(".picker input", document)
        seen.page.click(".picker button")
        seen.page.wait_for_selector(".mark")
        assert seen.page.url.endswith(document)
        seen.page.goto(f"{seen.site}#/read/doc_2222222222222222")
        seen.page.wait_for_selector(".failure:has-text('no document doc_2222222222222222')")


def test_a_linked_claim_is_found_in_the_shard_of_its_document(browser: Any, site: str, sharded: Path) -> None:
    links = tablefiles.read(sharded, "claim_links")
    assert len(tablefiles.files(sharded, "claim_links")) == 1
    claims = tablefiles.read(sharded, "claims").select("claim_id", "document_id", "source_id", "statement")
    told = links.select("claim_id", "other_claim_id").join(claims, on="claim_id")
    pair = told.filter(pl.col("source_id") == "amber-gazette").row(0, named=True)
    other = claims.filter(pl.col("claim_id") == pair["other_claim_id"]).row(0, named=True)
    with visit(browser, site) as seen:
        seen.go(f"#/read/{pair['document_id']}?row={pair['claim_id']}")
        seen.page.wait_for_selector(f".detail a[href*='{other['document_id']}']")


def test_the_overview_says_how_to_load_a_folder(browser: Any, sharded_served: str) -> None:
    with visit(browser, sharded_served) as seen:
        seen.go("#/")
        seen.page.wait_for_selector(".codes")
        codes = seen.text(".codes")
        assert 'pl.scan_parquet("claims/*.parquet")' in codes
        assert "FROM 'claims/*.parquet' c JOIN 'documents/*.parquet' d" in codes
        assert 'open_dataset("claims")' in codes
