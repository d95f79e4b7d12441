"""What a clause unit is, and the seed that it grows from."""

from dataclasses import dataclass
from enum import StrEnum

from pipelines.extract.parse import Token


class UnitKind(StrEnum):
    """How a proposition is put in its sentence."""

    MAIN = "main"
    CONJUNCT = "conjunct"
    CONTENT = "content"
    ADVERBIAL = "adverbial"
    CAUSE = "cause"
    PARTICIPLE = "participle"
    MEANS = "means"
    RELATIVE = "relative"
    APPOSITIVE = "appositive"
    NAMED = "named"
    NOMINAL = "nominal"
    VITAL = "vital"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Unit:
    """One candidate proposition.

    `head` carries the predicate; `first` and `last` are the token numbers of its span, both inside. `subject` is the
    word that heads its subject, inside of the span or not; `anchor` the noun that a modifier tells of.
    """

    kind: UnitKind
    head: Token
    first: int
    last: int
    subject: Token | None = None
    anchor: Token | None = None


@dataclass(frozen=True, slots=True)
class Seed:
    """A word that heads a unit, and the noun that the unit tells of; `with_anchor` puts that noun into the span."""

    kind: UnitKind
    head: Token
    anchor: Token | None = None
    with_anchor: bool = False
