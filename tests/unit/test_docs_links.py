"""The pages of the documentation: every link leads to a page, a heading or a file, and every page is in the menu."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

PROJECT = Path(__file__).resolve().parents[2]
DOCS = PROJECT / "docs"
PAGES = sorted([PROJECT / "README.md", *DOCS.rglob("*.md")])
LINK = re.compile(r"(?<!\\)\]\(([^()\s]+)\)")
HEADING = re.compile(r"^#{1,6} +(.+?) *$", re.M)
CODE = re.compile(r"^( *)```.*?^\1```$|`[^`\n]+`", re.M | re.S)


def anchors(page: Path) -> set[str]:
    """Give the anchors of the headings of a page, as Python-Markdown makes them, a repeated one with a number."""
    found: set[str] = set()
    for heading in HEADING.findall(
        re.sub(r"^( *)```.*?^\1```$", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    ):
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
        plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
        slug = base = re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower())
        number = 1
        while slug in found:
            slug, number = f"{base}_{number}", number + 1
        found.add(slug)
    return found


def links(page: Path) -> Iterator[str]:
    yield from LINK.findall(CODE.sub("", page.read_text(encoding="utf-8")))


def broken(page: Path) -> Iterator[str]:
    for link in links(page):
        path, _, anchor = link.partition("#")
        if re.match(r"[a-z]+:", path):
            continue
        target = page.parent / path if path else page
        if not target.exists():
            yield f"{link}: no such file"
        elif anchor and anchor not in anchors(target):
            yield f"{link}: no such heading"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(PROJECT).as_posix())
def test_each_link_leads_somewhere(page: Path) -> None:
    assert list(broken(page)) == []


def test_a_link_into_nothing_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Some Words\n[a](none.md) [b](#some-words) [c](#other) [d](https://example.org) `[e](x)`\n")
    assert list(broken(page)) == ["none.md: no such file", "#other: no such heading"]


def test_the_pages_have_links_at_all() -> None:
    assert sum(1 for page in PAGES for _ in links(page)) > 50


def test_each_page_stands_in_the_menu_once() -> None:
    menu = yaml.safe_load((PROJECT / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    listed = sorted(_files(menu))
    assert listed == sorted(page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md"))


def _files(menu: object) -> Iterator[str]:
    if isinstance(menu, str):
        yield menu
    elif isinstance(menu, dict):
        yield from (name for part in menu.values() for name in _files(part))
    elif isinstance(menu, list):
        yield from (name for part in menu for name in _files(part))
