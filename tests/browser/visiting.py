"""A visit to the explorer: a page that notes what goes wrong in it and whom it asks."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

READY = '.grid[aria-busy="false"]'
PROJECT = Path(__file__).resolve().parents[2]
AXE = PROJECT / "explorer" / "node_modules" / "axe-core" / "axe.min.js"


@dataclass
class Visit:
    """A page on a site, whose address is that of its index.html."""

    page: Any
    site: str
    problems: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def go(self, route: str) -> None:
        """Open the site afresh at a route such as `#/table/claims`."""
        self.page.goto("about:blank")
        self.page.goto(f"{self.site}{route}")
        self.page.wait_for_selector("main h1")

    def text(self, selector: str) -> str:
        return str(self.page.text_content(selector))

    def texts(self, selector: str) -> list[str]:
        return [str(text) for text in self.page.locator(selector).all_text_contents()]

    def outside(self) -> list[str]:
        """Give the addresses asked for that are neither of the site's folder nor of the release around it."""
        base = self.site.rsplit("/site/", 1)[0]
        return [url for url in self.asked if not url.startswith((f"{base}/", "blob:", "about:"))]

    def marked(self, row_id: str) -> str:
        """Give the words that are marked as a row's, as they stand in the text."""
        return "".join(self.texts(f'.text [data-ids~="{row_id}"]'))

    def serious(self) -> list[str]:
        """Give what axe-core finds in the page that is serious or worse: rule and first place."""
        found = self.page.evaluate(f"{AXE.read_text(encoding='utf-8')}; axe.run({{preload: false}})")
        grave = [item for item in found["violations"] if item["impact"] in ("serious", "critical")]
        return [f"{item['id']}: {item['nodes'][0]['html'][:200]}" for item in grave]


@contextmanager
def visit(browser: Any, site: str, **options: Any) -> Iterator[Visit]:
    """Open a page; when it is left, nothing may have gone wrong in it and nobody else may have been asked."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
    page = context.new_page()
    page.set_default_timeout(60_000)
    visited = Visit(page, site)
    page.on("console", lambda said: visited.problems.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: visited.problems.append(str(error)))
    page.on("dialog", lambda dialog: (visited.problems.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("request", lambda request: visited.asked.append(request.url))
    try:
        yield visited
        assert visited.problems == []
        assert visited.outside() == []
    finally:
        context.close()


def address(release: Path) -> str:
    """Give the address of the explorer of a release folder, opened from the folder."""
    return (release / "site" / "index.html").as_uri()
