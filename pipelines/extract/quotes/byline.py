"""Who says I: in the narration of a signed page, its author."""

import re

from pipelines.extract.parse import Token
from pipelines.extract.parsed import Parsed
from pipelines.extract.quotes.page import Page
from pipelines.readers.document import PassageKind

_ONE_PERSON = re.compile(r"(?:[^\W\d_][\w.’'-]*\s+){1,4}[^\W\d_][\w.’'-]*")
_SEVERAL = re.compile(r"\b(?:and|und|et|with|staff|editors?)\b|[,&/]", re.IGNORECASE)
_LABEL = re.compile(r"[A-Z][^\n:.!?]{0,40}:\s")


def narrator(page: Page, part: Parsed, pronoun: Token) -> str | None:
    """Give the author whom the byline names for an "I" of the narration, None within marks or where others say I.

    Others do in block quotations and lists, in turns with a label, and on pages of questions and answers.
    """
    byline = page.annotated.document.byline
    if byline is None or not _ONE_PERSON.fullmatch(byline) or _SEVERAL.search(byline):
        return None
    before = part.text[: pronoun.idx]
    quoted = before.count("“") > before.count("”") or before.count('"') % 2 == 1
    if part.passage.kind is not PassageKind.PARAGRAPH or quoted or _LABEL.match(part.text) or page.asks:
        return None
    named = page.annotated.cast.resolve(byline)
    return named.name if named is not None else byline
