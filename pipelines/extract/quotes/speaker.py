"""Whose words they are: the expression that tells, and the name behind it."""

from dataclasses import dataclass

from pipelines.extract.parse import Token
from pipelines.extract.parsed import Parsed
from pipelines.extract.quotes.naming import name_of
from pipelines.extract.quotes.page import Page
from pipelines.extract.quotes.source import phrase, source_of
from pipelines.extract.rows import Span


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker: canonical `name` where it can be told, and the expression that stands for it, if one does."""

    name: str | None = None
    span: Span | None = None


NOBODY = Speaker()


def speaker_of(
    page: Page, part: Parsed, cue: Token, *, behind: bool = False, marked: tuple[int, int] = (0, 0)
) -> Speaker:
    """Give the speaker that a reporting word points to.

    `behind` says that the cue follows the words ("…," said the man); the speaker is never within the tokens `marked`.
    """
    if not page.readable(part, cue):
        return NOBODY
    head = source_of(cue, behind, range(*marked))
    return speaker_at(page, part, head) if head is not None else NOBODY


def speaker_at(page: Page, part: Parsed, head: Token) -> Speaker:
    """Give the speaker whose noun phrase has `head` for its head."""
    return Speaker(name_of(page, part, head), phrase(part, head))
