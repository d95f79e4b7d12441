"""The authority file: curated names of people, organisations, places, events and works."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from pipelines.errors import SourceError

_ARTICLE = re.compile(r"^(?:the|a|an)\s+")
_SPACES = re.compile(r"\s+")
# Names whose folded form is remembered: a document asks for the same ones again and again.
_NAMES = 10_000
ENTITY_KINDS = ("person", "organisation", "group", "place", "event")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of `raw/authority/entities.csv`.

    `aliases` are names that stand for it anywhere ("Lev Bronstein"); `epithets` are descriptions that do so only where
    the entity is named in the same document ("the Old Man"). `gender` is `m`, `f` or None. `work_type` (CSL),
    `creator`, `year` and `publisher` are for works only.
    """

    key: str
    kind: str
    label: str
    aliases: tuple[str, ...] = ()
    epithets: tuple[str, ...] = ()
    gender: str | None = None
    wikidata_id: str | None = None
    work_type: str | None = None
    creator: str | None = None
    year: str | None = None
    publisher: str | None = None
    reason: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The label and the aliases."""
        return (self.label, *self.aliases)


@lru_cache(_NAMES)
def name_key(name: str) -> str:
    """Fold a name for comparison: without case, curly apostrophes, leading article, possessive s and outer marks."""
    folded = name.casefold().replace("’", "'").strip(" \t\n\"'“”‘’«».,;:!?()[]")
    return _SPACES.sub(" ", _ARTICLE.sub("", folded.removesuffix("'s")))


@dataclass(frozen=True)
class Authority:
    """All entries, looked up by folded name."""

    entries: tuple[Entry, ...] = ()

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[Entry, ...]]:
        table: dict[str, tuple[Entry, ...]] = {}
        for entry in self.entries:
            for key in sorted({name_key(name) for name in entry.names}):
                table[key] = (*table.get(key, ()), entry)
        return table

    def find(self, name: str, kinds: Iterable[str] = ENTITY_KINDS) -> Entry | None:
        """Give the first entry of one of `kinds` that bears `name`, or None."""
        wanted = set(kinds)
        return next((entry for entry in self._by_name.get(name_key(name), ()) if entry.kind in wanted), None)

    def find_work(self, title: str) -> Entry | None:
        """Give the work whose label or alias is `title`, or None."""
        return self.find(title, ("work",))


def authority_of(rows: Iterable[Mapping[str, str]]) -> Authority:
    """Give the rows of the authority file as an `Authority`; lists in a cell are parted by `|`.

    Raises `SourceError` where a key stands twice, or a row lacks its key, kind or label.
    """
    entries = tuple(_entry(row) for row in rows)
    keys = [entry.key for entry in entries]
    for entry in entries:
        if keys.count(entry.key) > 1:
            raise SourceError(f"authority file: the key {entry.key!r} stands twice; give each row a key of its own")
        if not entry.key or not entry.label or entry.kind not in (*ENTITY_KINDS, "work"):
            kinds = ", ".join((*ENTITY_KINDS, "work"))
            raise SourceError(
                f"authority file: {entry.key or entry.label!r}: a row needs key, label and a kind of: {kinds}"
            )
    return Authority(entries)


def _entry(row: Mapping[str, str]) -> Entry:
    cell = {name: value.strip() or None for name, value in row.items() if isinstance(value, str)}
    return Entry(
        key=cell.get("key") or "",
        kind=cell.get("kind") or "",
        label=cell.get("label") or "",
        aliases=_listed(cell.get("aliases")),
        epithets=_listed(cell.get("epithets")),
        gender=cell.get("gender"),
        wikidata_id=cell.get("wikidata_id"),
        work_type=cell.get("work_type"),
        creator=cell.get("creator"),
        year=cell.get("year"),
        publisher=cell.get("publisher"),
        reason=cell.get("reason") or "",
    )


def _listed(cell: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (cell or "").split("|") if part.strip())
