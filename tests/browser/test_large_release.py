"""The explorer of a generated release with 200,000 claims, and of documents that mean harm."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.browser.generated import HOSTILE
from tests.browser.visiting import READY, address, visit


@pytest.fixture(scope="module")
def claims(large: Path) -> pl.DataFrame:
    return pl.read_parquet(large / "claims.parquet")


@pytest.fixture(params=["folder", "server"])
def site(request: pytest.FixtureRequest, large: Path, large_served: str) -> str:
    return address(large) if request.param == "folder" else large_served


def test_all_rows_can_be_reached_and_few_are_in_the_page(browser: Any, site: str, claims: pl.DataFrame) -> None:
    assert claims.height > 200_000
    with visit(browser, site) as seen:
        seen.go("#/table/claims")
        seen.page.wait_for_selector(READY)
        seen.page.evaluate("document.querySelector('.grid').scrollTop = 1e9")
        seen.page.wait_for_selector(f".grid-row[aria-rowindex='{claims.height + 1}']")
        seen.page.wait_for_selector(READY)
        shown = seen.text(f".grid-row[aria-rowindex='{claims.height + 1}'] > :nth-child(2)")
        last = claims.row(-1, named=True)
        assert shown in (last["statement"][:240], "hidden: content warning")
        assert seen.page.locator(".grid-row").count() < 100


def test_a_search_finds_the_rows_that_have_all_words(browser: Any, site: str, claims: pl.DataFrame) -> None:
    wanted = claims.filter(pl.col("statement").str.contains("Harrow"), pl.col("statement").str.contains("lighthouse"))
    with visit(browser, site) as seen:
        seen.go("#/table/claims?q=HARROW+lightho")
        seen.page.wait_for_selector(f".result p:has-text('{wanted.height:,} of {claims.height:,}')")
        assert wanted.height > 100


def test_sorting_puts_the_least_first(browser: Any, large_served: str, claims: pl.DataFrame) -> None:
    with visit(browser, large_served) as seen:
        seen.go("#/table/claims?sort=event_date&f=author_stance+is+denies&f=confidence+min+0.9")
        seen.page.wait_for_selector(READY)
        wanted = claims.filter(pl.col("author_stance") == "denies", pl.col("confidence") >= 0.9)
        seen.page.wait_for_selector(f".result p:has-text('{wanted.height:,} of')")
        dates = seen.texts(".grid-body .grid-row > :nth-child(7)")
        assert dates == sorted(dates)
        assert dates[0] == wanted["event_date"].min()


def test_a_document_among_thousands_is_found_and_read(browser: Any, site: str, claims: pl.DataFrame) -> None:
    with visit(browser, site) as seen:
        seen.go("#/read")
        seen.page.fill(".picker input", "report 1500")
        seen.page.click(".document")
        seen.page.wait_for_selector(".mark")
        document = seen.page.url.rsplit("/", 1)[1]
        own = claims.filter(pl.col("document_id") == document).sort("start")
        assert own.height == 100
        first = own.row(0, named=True)
        assert seen.marked(first["claim_id"]) == first["text"]


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_hostile_words_are_shown_as_words_and_run_nothing(
    browser: Any, large_served: str, large: Path, number: int
) -> None:
    words = HOSTILE[number]
    documents = pl.read_parquet(large / "documents.parquet").filter(pl.col("text") == words)
    with visit(browser, large_served) as seen:
        seen.go(f"#/read/{documents['document_id'].item()}")
        seen.page.wait_for_selector(".mark")
        shown = seen.text(".text")
        assert written_out(words[:1000]) in shown
        seen.go(f"#/table/claims?f=document_id+is+{documents['document_id'].item()}")
        seen.page.wait_for_selector(READY)
        seen.page.click(".grid-number button >> nth=0")
        seen.page.wait_for_selector(".row-panel .fields")
        assert written_out(words[:100]) in seen.text(".row-panel .fields")
        assert seen.page.evaluate("window.broken") is None
        assert (
            seen.page.locator("main script, main img, main style, main svg[onload], main a[href^='javascript']").count()
            == 0
        )


def written_out(words: str) -> str:
    """What acts or hides stands there by its number."""
    acting = "\u0000\u200b\u202e\u202c\u2066\u2069\ufeff"
    return "".join(f"[U+{ord(sign):04X}]" if sign in acting else sign for sign in words)


def test_each_page_of_a_large_release_opens(browser: Any, large_served: str) -> None:
    with visit(browser, large_served) as seen:
        for route, sign in (("#/", ".counts"), ("#/time", ".chart svg rect"), ("#/network", ".chart svg path")):
            seen.go(route)
            seen.page.wait_for_selector(sign)
