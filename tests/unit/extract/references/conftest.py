"""Documents made by hand: one line a passage."""

from collections.abc import Callable

import pytest
from spacy.language import Language

from pipelines.extract.annotation import Annotated, annotate
from pipelines.extract.authority import Authority, Entry
from pipelines.readers.document import Anchor, Document, Markup, Passage, PassageKind

KINDS = {"# ": PassageKind.TITLE, "= ": PassageKind.HEADING, "* ": PassageKind.LIST_ITEM, "~ ": PassageKind.CAPTION}
NAMES = Authority(
    (
        Entry("vera-holm", "person", "Vera Holm", ("Holm",), gender="f"),
        Entry("norden", "organisation", "Norden Film"),
        Entry("the-long-frost", "work", "The Long Frost", work_type="book", creator="Vera Holm"),
    )
)

Make = Callable[..., Annotated]


def document(marked: str, markup: tuple[Markup, ...] = (), site: str | None = None) -> Document:
    """Make a document: a line that starts with `# `, `= `, `* ` or `~ ` is a title, heading, list item or caption."""
    lines, passages, position = [], [], 0
    for line in marked.split("\n"):
        kind = KINDS.get(line[:2], PassageKind.PARAGRAPH)
        text = line[2:] if line[:2] in KINDS else line
        if text.strip():
            passages.append(Passage(position, position + len(text), kind))
        lines.append(text)
        position += len(text) + 1
    return Document("\n".join(lines), tuple(passages), "text/plain", "utf-8", (Anchor(0, 0),), markup, site=site)


@pytest.fixture(scope="session")
def made(language: Language) -> Make:
    def make(marked: str, markup: tuple[Markup, ...] = (), site: str | None = None) -> Annotated:
        return annotate(document(marked, markup, site), NAMES, language)

    return make
