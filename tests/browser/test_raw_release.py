"""The explorer of the release of `raw/`, opened from its folder, and as `testimonia explore` serves it."""

import re
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.browser.visiting import AXE, READY, Visit, address, visit

PHONE = {"viewport": {"width": 390, "height": 844}}
MASKED = "hidden: content warning"


def table(release: Path, name: str) -> pl.DataFrame:
    return pl.read_parquet(release / f"{name}.parquet")


def document_of(release: Path, source: str) -> str:
    return str(table(release, "documents").row(by_predicate=pl.col("source_id") == source, named=True)["document_id"])


def routes(release: Path) -> list[str]:
    blog, review = document_of(release, "trotsky-series-blog"), document_of(release, "trotsky-series-review")
    pages = ["", "read", f"read/{blog}", f"compare/{blog},{review}", "table/claims", "table/quality", "time", "network"]
    return [f"#/{page}" for page in pages]


def test_the_overview_says_what_the_release_holds(browser: Any, raw_release: Path) -> None:
    with visit(browser, address(raw_release)) as seen:
        seen.go("#/")
        claims = table(raw_release, "claims")
        assert f"{claims.height} claims" in seen.texts(".counts a")
        assert "antisemitic framing" in seen.text(".warnings")
        row = table(raw_release, "quality").filter(pl.col("table_name") == "claims").row(0, named=True)
        assert f"{row['f1_low']:.2f} to {row['f1_high']:.2f}" in seen.texts(".interval-text")


def test_the_lines_to_load_a_table_are_copied(browser: Any, raw_release: Path) -> None:
    with visit(browser, address(raw_release), permissions=["clipboard-read", "clipboard-write"]) as seen:
        seen.go("#/")
        seen.page.click("[aria-label='Copy the lines for Polars']")
        seen.page.wait_for_selector("text=Copied")
        assert 'pl.read_parquet("claims.parquet")' in seen.page.evaluate("navigator.clipboard.readText()")


def test_words_of_a_warned_source_are_shown_after_a_click_only(browser: Any, raw_release: Path) -> None:
    with visit(browser, address(raw_release)) as seen:
        seen.go(f"#/read/{document_of(raw_release, 'metapedia')}")
        seen.page.wait_for_selector(".gate")
        assert seen.page.locator(".mark").count() == 0
        seen.page.click(".gate button")
        seen.page.wait_for_selector(".mark")


def test_a_table_hides_the_words_of_a_warned_source_until_asked(browser: Any, raw_release: Path) -> None:
    with visit(browser, address(raw_release)) as seen:
        seen.go("#/table/claims?f=source_id+is+metapedia")
        seen.page.wait_for_selector(READY)
        seen.page.wait_for_selector(".kept")
        assert set(seen.texts(".grid-body .grid-row > :nth-child(2)")) == {MASKED}
        seen.page.click(".warned button")
        seen.page.wait_for_selector(".kept", state="detached")


def test_stepping_goes_through_the_rows_in_the_order_of_the_text(browser: Any, raw_release: Path) -> None:
    with visit(browser, address(raw_release)) as seen:
        seen.go(f"#/read/{document_of(raw_release, 'trotsky-series-blog')}")
        seen.page.wait_for_selector(".items")
        order = [item.get_attribute("data-ids") for item in seen.page.locator(".items .item").all()]
        for key, place in (("j", 0), ("j", 1), ("j", 2), ("k", 1)):
            seen.page.keyboard.press(key)
            seen.page.wait_for_selector(f".items [data-ids='{order[place]}'][aria-current]")
            assert seen.page.url.endswith(f"?row={order[place]}")
            assert seen.page.locator(f".text [data-ids~='{order[place]}'].chosen").count() > 0
        seen.page.keyboard.press("Escape")
        seen.page.wait_for_selector(".chosen", state="detached")


def test_a_filter_takes_rows_out_of_the_list_and_the_text(browser: Any, raw_release: Path) -> None:
    document = document_of(raw_release, "trotsky-series-blog")
    claims = table(raw_release, "claims").filter(pl.col("document_id") == document)
    denied = claims.filter(pl.col("author_stance") == "denies")["claim_id"]
    with visit(browser, address(raw_release)) as seen:
        seen.go(f"#/read/{document}")
        seen.page.wait_for_selector(f".text [data-ids~='{denied[0]}']")
        seen.page.click(".chip-claims-denies")
        seen.page.wait_for_selector(f".text [data-ids~='{denied[0]}']", state="detached")
        assert seen.page.locator(f".items [data-ids='{denied[0]}']").count() == 0


@pytest.mark.parametrize("source", ["metapedia", "trotsky-series-blog", "trotsky-series-review"])
def test_each_mark_covers_the_words_of_its_row(browser: Any, local: str, raw_release: Path, source: str) -> None:
    document = document_of(raw_release, source)
    with visit(browser, local) as seen:
        seen.go(f"#/read/{document}")
        if source == "metapedia":
            seen.page.click(".gate button")
        seen.page.wait_for_selector(".mark")
        seen.page.click(".chip-quotes-mention") if seen.page.locator(".chip-quotes-mention").count() else None
        for name, key in (("claims", "claim_id"), ("quotes", "quote_id"), ("references", "reference_id")):
            rows = table(raw_release, name).filter(pl.col("document_id") == document)
            for row_id, text in rows.select(key, "text").iter_rows():
                assert squeezed(seen.marked(row_id)) == squeezed(text), row_id


def squeezed(text: str) -> str:
    """A span may run over the border of two passages, where the page has no line feeds."""
    return re.sub(r"\s+", "", text)


def test_the_local_server_shows_whole_texts_and_the_release_does_not(
    browser: Any, local: str, raw_release: Path
) -> None:
    document = document_of(raw_release, "trotsky-series-review")
    for site, gaps in ((address(raw_release), True), (local, False)):
        with visit(browser, site) as seen:
            seen.go(f"#/read/{document}")
            seen.page.wait_for_selector(".mark")
            assert (seen.page.locator(".gap").count() > 0) is gaps


def test_compared_documents_show_the_claims_that_are_linked(browser: Any, raw_release: Path) -> None:
    ids = [document_of(raw_release, source) for source in ("trotsky-series-blog", "trotsky-series-review")]
    documents = dict(table(raw_release, "claims").select("claim_id", "document_id").iter_rows())
    pairs = table(raw_release, "claim_links").select("claim_id", "other_claim_id").iter_rows()
    expected = [pair for pair in pairs if {documents[claim] for claim in pair} == set(ids)]
    assert expected
    with visit(browser, address(raw_release)) as seen:
        seen.go("#/compare")
        for source in ("icepick to the heart", "a con job"):
            seen.page.click(f".document:has-text('{source}')")
            seen.page.wait_for_selector(f".compared li:has-text('{source}')")
        seen.page.wait_for_selector(".pair")
        assert seen.page.locator(".pair").count() == len(expected)
        seen.page.click(".pair >> nth=0 >> text=read it there >> nth=0")
        seen.page.wait_for_selector(".detail")


def test_a_selection_is_searched_filtered_sorted_and_taken_along(
    browser: Any, raw_release: Path, tmp_path: Path
) -> None:
    claims = table(raw_release, "claims")
    with visit(browser, address(raw_release)) as seen:
        seen.go("#/table/claims")
        seen.page.fill(".search input", "stalin")
        seen.page.wait_for_selector(".result p:has-text(' of ')")
        seen.page.click("summary:has-text('Filter')")
        seen.page.select_option(".adding select >> nth=0", "author_stance")
        seen.page.select_option(".adding select >> nth=2", "denies")
        seen.page.click(".adding button")
        seen.page.wait_for_selector(".conditions li")
        seen.page.wait_for_selector(READY)
        shown = int(seen.text(".result p").split()[0])
        saved = {form: download(seen, form, tmp_path) for form in ("CSV", "Parquet")}
    words = pl.concat_str(
        ["text", "statement", "subject", "predicate", "object", "holder", "place"], separator=" ", ignore_nulls=True
    )
    wanted = claims.filter(words.str.contains(r"(?i)\bstalin"), pl.col("author_stance") == "denies")
    assert 0 < wanted.height == shown < claims.height
    assert pl.read_parquet(saved["Parquet"]).equals(wanted)
    assert pl.read_csv(saved["CSV"], schema=wanted.schema).equals(wanted)


def download(seen: Visit, form: str, folder: Path) -> Path:
    with seen.page.expect_download() as started:
        seen.page.click(f"text=Download {form}")
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    return path


def test_sorting_orders_all_rows(browser: Any, raw_release: Path) -> None:
    best = table(raw_release, "claims")["confidence"].max()
    with visit(browser, address(raw_release)) as seen:
        seen.go("#/table/claims?sort=-confidence")
        seen.page.wait_for_selector("[aria-sort=descending]")
        seen.page.wait_for_selector(READY)
        seen.page.click(".grid-number button >> nth=0")
        seen.page.wait_for_selector(".row-panel .fields")
        fields = dict(zip(seen.texts(".row-panel dt"), seen.texts(".row-panel dd"), strict=True)) if _open(seen) else {}
        assert float(fields["confidence"]) == best


def _open(seen: Visit) -> bool:
    """Pass the gate of a warned source, if the row has one."""
    if seen.page.locator(".row-panel .gate").count():
        seen.page.click(".row-panel .gate button")
    seen.page.wait_for_selector(".row-panel .fields")
    return True


def test_the_timeline_lists_each_dated_claim(browser: Any, raw_release: Path) -> None:
    dated = table(raw_release, "claims")["event_start"].drop_nulls()
    with visit(browser, address(raw_release)) as seen:
        seen.go("#/time")
        seen.page.wait_for_selector(".chart svg rect")
        assert seen.page.locator(".dated li").count() == dated.len()
        seen.page.fill(".year >> nth=0", "1917")
        seen.page.fill(".year >> nth=1", "1917")
        seen.page.keyboard.press("Tab")
        within = dated.filter(dated.dt.year() == 1917).len()
        seen.page.wait_for_selector(f"#dated:has-text('{within} of {dated.len()}')")


def test_the_network_draws_each_speaker(browser: Any, raw_release: Path) -> None:
    speakers = table(raw_release, "quotes")["speaker"].drop_nulls().n_unique()
    with visit(browser, address(raw_release)) as seen:
        seen.go("#/network")
        seen.page.wait_for_selector("#works >> xpath=.. >> .chart svg path")
        assert f"{speakers} of {speakers} speakers" in seen.text("section:has(#speakers)")


@pytest.mark.parametrize(("scheme", "options"), [("light", {}), ("dark", PHONE)], ids=["light desk", "dark phone"])
def test_nothing_serious_stands_in_the_way_of_any_reader(
    browser: Any, raw_release: Path, scheme: str, options: dict[str, Any]
) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not there: run `make explorer`")
    found = {}
    with visit(browser, address(raw_release), color_scheme=scheme, **options) as seen:
        for route in routes(raw_release):
            seen.go(route)
            seen.page.wait_for_selector(".loading", state="detached")
            if "read/" in route:
                seen.page.keyboard.press("j")
                seen.page.wait_for_selector(".detail .fields")
            found[route] = seen.serious()
            assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), route
    assert {route: problems for route, problems in found.items() if problems} == {}


def test_a_script_in_the_page_would_not_run(browser: Any, raw_release: Path) -> None:
    with visit(browser, address(raw_release)) as seen:
        seen.go("#/")
        seen.page.evaluate(
            "document.body.append(Object.assign(document.createElement('script'), {text: 'window.ran = 1'}))"
        )
        assert seen.page.evaluate("window.ran") is None
        assert any("Content Security Policy" in problem for problem in seen.problems)
        seen.problems.clear()
