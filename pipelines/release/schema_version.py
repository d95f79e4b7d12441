"""The version of the schema, from what differs between two states of the contracts (Semantic Versioning 2.0.0).

A change is `major` where a program written for the old contracts can fail or be silently wrong on tables of the new
ones, `minor` where there is more than there was, `patch` where only words about the tables differ. A promise that is
withdrawn counts as major, a promise that is added as minor. A value added to an `enum` is minor: whoever reads a column
of names must expect a name that they do not know. A changed pattern or rule cannot be told narrower from wider, and so
is major. Columns keep their places, since CSV and `INSERT … SELECT *` read by place: a new one goes to the end.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, TypeVar

from pipelines.contracts import Constraints, Contracts, Field, Rule, Table
from pipelines.errors import ContractError

Level = Literal["major", "minor", "patch"]
LEVELS: Final[tuple[Level, ...]] = ("patch", "minor", "major")
_FORM = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """A version of the schema: three numbers, compared as such."""

    major: int
    minor: int
    patch: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"


@dataclass(frozen=True, slots=True)
class ContractChange:
    """One change of a contract; `column` is empty where the whole table is meant."""

    level: Level
    table: str
    column: str
    what: str

    def __str__(self) -> str:
        return f"{self.level}: {self.table}{'.' if self.column else ''}{self.column}: {self.what}"


def version_of(text: str) -> Version:
    """Read `1.2.3`; raise `ContractError` for anything else."""
    match = _FORM.fullmatch(text)
    if not match:
        raise ContractError(f"schema_version {text!r} is no version; write three numbers, such as 1.2.3")
    return Version(*map(int, match.groups()))


def next_version(before: Version, level: Level) -> Version:
    """Give the least version that a change of `level` asks for.

    Below 1.0.0 anything may change (Semantic Versioning, item 4): a breaking change then asks for a step of the second
    number only, and going to 1.0.0 is for people to decide.
    """
    if level == "patch":
        return replace(before, patch=before.patch + 1)
    if level == "minor" or before.major == 0:
        return Version(before.major, before.minor + 1, 0)
    return Version(before.major + 1, 0, 0)


def needed_version(before: Version, changes: tuple[ContractChange, ...]) -> Version:
    """Give the least version for all `changes` together; `before` itself where there are none."""
    if not changes:
        return before
    return next_version(before, max((change.level for change in changes), key=LEVELS.index))


def compare_contracts(old: Contracts, new: Contracts) -> tuple[ContractChange, ...]:
    """Give what differs from `old` to `new` for a reader of the tables, the gravest first.

    Of `dataset.yaml` only the tables count: title, licences and limits are no part of the schema, nor are the floors
    `rows` and `fill` of a contract, which a release is held against and nobody reads by.
    """
    names = [*old.tables, *(name for name in new.tables if name not in old.tables)]
    found = [change for name in names for change in _table(name, old.tables.get(name), new.tables.get(name))]
    return tuple(sorted(found, key=lambda change: -LEVELS.index(change.level)))


def _table(name: str, old: Table | None, new: Table | None) -> Iterator[ContractChange]:
    if old is None or new is None:
        yield ContractChange("minor" if old is None else "major", name, "", "new table" if old is None else "gone")
        return
    yield from _places(old, new)
    for item in new:
        before = next((field for field in old if field.name == item.name), None)
        if before is not None:
            yield from (ContractChange(level, name, item.name, what) for level, what in _field(before, item))
    yield from (ContractChange(level, name, "", what) for level, what in _promises(old, new))
    if (old.title, old.description) != (new.title, new.description):
        yield ContractChange("patch", name, "", "title or description")


def _places(old: Table, new: Table) -> Iterator[ContractChange]:
    """Yield the columns that are gone, new, or in another place."""
    yield from (ContractChange("major", old.name, name, "gone") for name in old.columns if name not in new.columns)
    kept = [name for name in old.columns if name in new.columns]
    if kept != [name for name in new.columns if name in old.columns]:
        yield ContractChange("major", old.name, "", "the columns are in another order")
    last = max((new.columns.index(name) for name in kept), default=-1)
    for place, name in enumerate(new.columns):
        if name not in old.columns:
            level: Level = "minor" if place > last else "major"
            yield ContractChange(level, old.name, name, "new" if place > last else "new, but not at the end")


def _field(old: Field, new: Field) -> Iterator[tuple[Level, str]]:
    if old.type != new.type:
        yield "major", f"{new.type} instead of {old.type}"
    yield from _limits(old.constraints, new.constraints)
    if (old.description, old.example) != (new.description, new.example):
        yield "patch", "description or example"


def _limits(old: Constraints, new: Constraints) -> Iterator[tuple[Level, str]]:
    for name in ("required", "unique"):
        was, now = getattr(old, name), getattr(new, name)
        if was != now:
            yield ("minor", f"now {name}") if now else ("major", f"no longer {name}")
    yield from _enum(set(old.enum), set(new.enum))
    if old.pattern != new.pattern:
        yield ("minor", "a pattern where there was none") if old.pattern is None else ("major", "another pattern")
    yield from _bound("minimum", old.minimum, new.minimum, 1)
    yield from _bound("maximum", old.maximum, new.maximum, -1)


def _enum(old: set[str], new: set[str]) -> Iterator[tuple[Level, str]]:
    if old and not new:
        yield "major", "no longer one of a list of values"
    elif new and not old:
        yield "minor", "one of a list of values, where any was allowed"
    else:
        yield from (("major", f"no longer {value!r}") for value in sorted(old - new))
        yield from (("minor", f"may be {value!r}") for value in sorted(new - old))


def _bound(name: str, old: float | None, new: float | None, sign: int) -> Iterator[tuple[Level, str]]:
    if old != new:
        narrower = old is None or (new is not None and sign * new > sign * old)
        now, was = ("none" if limit is None else f"{limit:g}" for limit in (new, old))
        yield ("minor" if narrower else "major"), f"{name} {now} instead of {was}"


def _promises(old: Table, new: Table) -> Iterator[tuple[Level, str]]:
    """Yield what differs in keys, rules and spans."""
    if old.primaryKey != new.primaryKey:
        yield "major", f"primary key {', '.join(new.primaryKey)} instead of {', '.join(old.primaryKey)}"
    pairs: tuple[tuple[str, Mapping[str, Any], Mapping[str, Any]], ...] = (
        ("foreign key", {key.name: key for key in old.foreignKeys}, {key.name: key for key in new.foreignKeys}),
        ("span", {span.name: span for span in old.spans}, {span.name: span for span in new.spans}),
        ("rule", _blocking(old), _blocking(new)),
    )
    for what, before, after in pairs:
        yield from (("major", f"{what} {name}: gone") for name in before if name not in after)
        yield from (("minor", f"{what} {name}: new") for name in after if name not in before)
        changed = (name for name in before if name in after and before[name] != after[name])
        yield from (("major", f"{what} {name}: another one of that name") for name in changed)
    if _other_rules(old) != _other_rules(new):
        yield "patch", "warnings, or descriptions of rules"


def _blocking(table: Table) -> dict[str, str]:
    return {rule.name: rule.expression for rule in table.rules if rule.severity == "error"}


def _other_rules(table: Table) -> set[Rule]:
    """Give what of the rules promises nothing: those that only warn, and the descriptions of the others."""
    return {rule if rule.severity == "warning" else replace(rule, expression="") for rule in table.rules}
