"""How long the explorer takes: `python -m tests.browser.measure` writes docs/benchmarks/explorer.md.

Each figure is the median of five visits, each in a fresh browser context with nothing cached. Beside the time that a
person waits stands the processor time of the page's process, which does not grow where the machine has other work.
"""

import gzip
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from pipelines.explore import server_for
from pipelines.release.site import PAGES
from tests.browser.conftest import CHROMIUM, DOCUMENTS, SENTENCES
from tests.browser.generated import make
from tests.browser.visiting import PROJECT, READY, Visit, address, visit

VISITS = 5
PAGE = PROJECT / "docs" / "benchmarks" / "explorer.md"
Step = Callable[[Visit], object]


def overview(seen: Visit) -> None:
    seen.go("#/")
    seen.page.wait_for_selector(".counts")


def table(seen: Visit) -> None:
    seen.go("#/table/claims")
    seen.page.wait_for_selector(f"{READY} .grid-body .grid-row")


def search(seen: Visit) -> None:
    seen.page.fill(".search input", "harrow lighthouse")
    seen.page.wait_for_selector(".result p:has-text(' of ')")
    seen.page.wait_for_selector(READY)


def middle(seen: Visit) -> None:
    seen.page.evaluate("document.querySelector('.grid').scrollTop = 4.5e6")
    seen.page.wait_for_selector(".grid-row[aria-rowindex='100002']")
    seen.page.wait_for_selector(READY)


def sort(seen: Visit) -> None:
    seen.page.click("[role=columnheader] button:has-text('confidence')")
    seen.page.wait_for_selector("[aria-sort=ascending]")
    seen.page.wait_for_selector(READY)


def reader(seen: Visit) -> None:
    seen.go("#/read")
    seen.page.click(".document >> nth=0")
    seen.page.wait_for_selector(".mark")


def nothing(seen: Visit) -> None:
    """What a figure does not need before it."""


FIGURES: tuple[tuple[str, Step, Step], ...] = (
    ("overview, cold", nothing, overview),
    ("table of 200,009 claims, cold", nothing, table),
    ("the middle of the table", table, middle),
    ("first search in it, two words", table, search),
    ("first sort of it, by a number", table, sort),
    ("a document of 100 claims, cold", nothing, reader),
)


def measured(browser: Any, site: str, before: Step, step: Step) -> tuple[float, float]:
    """Give the median seconds waited, and of processor time of the pages."""
    session = browser.new_browser_cdp_session()
    waited, worked = [], []
    for _ in range(VISITS):
        with visit(browser, site) as seen:
            before(seen)
            started, spent = time.perf_counter(), _spent(session)
            step(seen)
            waited.append(time.perf_counter() - started)
            worked.append(_spent(session) - spent)
    return statistics.median(waited), statistics.median(worked)


def _spent(session: Any) -> float:
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    return float(sum(process["cpuTime"] for process in processes if process["type"] == "renderer"))


@contextmanager
def sites(release: Path) -> Iterator[dict[str, str]]:
    with server_for(release, None) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield {"folder": address(release), "HTTP": f"http://127.0.0.1:{server.server_address[1]}/site/index.html"}
        server.shutdown()


def page(rows: list[str], release: Path, version: str) -> str:
    """Give the page with the figures."""
    site = release / "site" / "data"
    size = {name: _size(site / name) for name in ("words", "blocks")}
    tables = sum(path.stat().st_size for path in release.glob("*.parquet"))
    script = (PAGES / "app.js").read_bytes()
    packed = len(gzip.compress(script, 9, mtime=0))
    parts = [
        "# How fast the explorer is",
        "",
        "Written by `python -m tests.browser.measure`, on a generated release with 200,009 claims in",
        f"{DOCUMENTS:,} documents ({tables / 1e6:.1f} MB of Parquet), in Chromium {version} without a window. Medians",
        f"of {VISITS} visits, each in a fresh context. The processor time is that of the page's process; the time",
        "waited is longer where the machine has other work, as it had here.",
        "",
        "| what | opened from | seconds waited | seconds of processor |",
        "|---|---|---:|---:|",
        *rows,
        "",
        f"The pages' JavaScript is {len(script):,} bytes, {packed:,} with gzip (the limit is 300 kB). The search index",
        f"of this release takes {size['words'] / 1e6:.1f} MB, the blocks for pages opened from a folder",
        f"{size['blocks'] / 1e6:.1f} MB.",
        "",
    ]
    return "\n".join(parts)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        release = make(Path(folder), PROJECT / "schemas", DOCUMENTS, SENTENCES)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        with sites(release) as places:
            rows = [
                f"| {name} | {way} | {waited:.2f} | {worked:.2f} |"
                for name, before, step in FIGURES
                for way, site in places.items()
                for waited, worked in [measured(browser, site, before, step)]
            ]
        PAGE.write_text(page(rows, release, browser.version), encoding="utf-8")
        browser.close()


if __name__ == "__main__":
    main()
