"""Who bears a name, and where."""

from dataclasses import dataclass

from pipelines.extract.authority import Entry
from pipelines.extract.rows import Span


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or something that bears a name: `key` is its key in the authority file, None where that lacks it."""

    name: str
    kind: str
    key: str | None = None
    gender: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an entity is named; `form` is `name`, `epithet` or `pronoun`."""

    span: Span
    named: Named
    form: str
    is_subject: bool = False


def named_of(entry: Entry) -> Named:
    """Give an authority entry as a `Named`."""
    return Named(entry.label, entry.kind, entry.key, entry.gender)
