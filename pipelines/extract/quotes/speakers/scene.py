"""What the choice of speakers draws on, gathered once for a page."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipelines.extract.linear import bucket
from pipelines.extract.parse import Token
from pipelines.extract.parsed import Parsed
from pipelines.extract.quotes.page import Page
from pipelines.extract.quotes.source import phrase, source_of
from pipelines.extract.quotes.speakers.coreference import people_on
from pipelines.extract.quotes.speakers.expressions import Expression, between
from pipelines.extract.quotes.speakers.words import Gap, Words, gaps_between
from pipelines.extract.rows import Span

Head = tuple[Parsed, Token]


@dataclass(frozen=True, slots=True)
class Source:
    """Whom a cue points to by its grammar: the key of who that is, the expression and its head."""

    key: str
    span: Span
    head: Head


@dataclass(frozen=True)
class Scene:
    """The turns of a page in order, the expressions for people on it, and what is known of each turn and person.

    `gaps`, `sources` (by the cue's grammar), `addressed` (vocatives in the words) and `named` (keys of the others named
    in them) have an entry for each turn; `genders` and `shares` (how often the narration speaks of somebody) go by key.
    """

    page: Page
    turns: Sequence[Words]
    expressions: Sequence[Expression]
    gaps: Sequence[Gap]
    sources: Sequence[Source | None]
    addressed: Sequence[tuple[Expression, ...]]
    named: Sequence[frozenset[str]]
    genders: Mapping[str, str]
    shares: Mapping[str, int]

    @cached_property
    def density(self) -> int:
        """The turns in ten thousand characters of the page, in steps."""
        return bucket(len(self.turns) * 10_000 // max(len(self.page.text), 1), (5, 15, 40))


def scene_of(page: Page, turns: Sequence[Words]) -> Scene:
    """Gather what tells who speaks on a page; `turns` are sorted and none lies in another."""
    expressions = people_on(page, [turn.outer for turn in turns])
    inside = [between(expressions, *turn.outer) for turn in turns]
    return Scene(
        page=page,
        turns=turns,
        expressions=expressions,
        gaps=gaps_between(page, turns),
        sources=[_source(page, turn, expressions) for turn in turns],
        addressed=[tuple(one for one in found if one.address) for found in inside],
        named=[frozenset(one.key for one in found if one.form == "name" and not one.address) for found in inside],
        genders={one.key: one.gender for one in expressions if one.gender},
        shares=Counter(one.key for one in expressions if one.quoted < 0),
    )


def _source(page: Page, words: Words, expressions: Sequence[Expression]) -> Source | None:
    frame = words.frame
    if frame is None or frame.cue is None or not page.readable(frame.part, frame.cue):
        return None
    head = source_of(frame.cue, frame.side == "right", range(frame.first, frame.last))
    if head is None:
        return None
    at = frame.part.at(head)
    near = between(expressions, at - 60, at + 1)
    same = next((one for one in near if one.token.i == head.i and one.part is frame.part), None)
    return Source(same.key if same is not None else head.lower_, phrase(frame.part, head), (frame.part, head))
