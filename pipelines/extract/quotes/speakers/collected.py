"""Candidates for the speaker of a turn, gathered person by person."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from pipelines.extract.quotes.page import Page
from pipelines.extract.quotes.speakers.scene import Head, Scene
from pipelines.extract.quotes.speakers.words import Words
from pipelines.extract.rows import Span

NOBODY = "(nobody)"
# How many turns back a speaker is remembered.
MEMORY = 8
_LAST_RANK = 99


@dataclass(slots=True)
class Candidate:
    """Somebody who may be the speaker; `span` is the expression of least `rank`, which stands for them best."""

    key: str
    span: Span | None = None
    head: Head | None = None
    rank: int = _LAST_RANK
    traits: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Said:
    """A turn whose speaker is settled."""

    key: str
    span: Span | None = None
    head: Head | None = None


class Collected:
    """The candidates for one turn, one for each person."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self.by_key: dict[str, Candidate] = {}

    def copy(self) -> "Collected":
        """Give the same candidates to be added to."""
        copied = Collected()
        for key, one in self.by_key.items():
            copied.by_key[key] = Candidate(key, one.span, one.head, one.rank, one.traits.copy())
        return copied

    def add(self, key: str, traits: Iterable[str], span: Span | None, head: Head | None, rank: int) -> None:
        """Add traits to the candidate `key`, and an expression that is taken for its span if none of lower rank is."""
        found = self.by_key.setdefault(key, Candidate(key))
        found.traits.extend(traits)
        if rank < found.rank:
            found.span, found.head, found.rank = span, head, rank

    def mark(self, key: str, *traits: str) -> None:
        """Add traits to a candidate that is there."""
        if key in self.by_key:
            self.by_key[key].traits.extend(traits)


@dataclass(frozen=True, slots=True)
class Place:
    """A turn in its scene."""

    scene: Scene
    index: int

    @property
    def page(self) -> Page:
        """The page."""
        return self.scene.page

    @property
    def words(self) -> Words:
        """The turn."""
        return self.scene.turns[self.index]

    @property
    def last(self) -> Words | None:
        """The turn before."""
        return self.scene.turns[self.index - 1] if self.index else None

    @property
    def following(self) -> Words | None:
        """The turn behind."""
        return self.scene.turns[self.index + 1] if self.index + 1 < len(self.scene.turns) else None

    @property
    def cue(self) -> str:
        """The side of the turn's cue."""
        return self.words.side

    @property
    def gap(self) -> str:
        """What stands between the last turn and this."""
        return self.scene.gaps[self.index].kind

    @property
    def ahead(self) -> str:
        """What stands between this turn and the next."""
        return self.scene.gaps[self.index + 1].kind if self.following is not None else "end"
