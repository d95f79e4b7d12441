"""Which entity or work is meant, as an id that depends on the document and the authority file alone.

An id so made never changes because another document came or went.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipelines.extract.annotation import Annotated
from pipelines.extract.authority import Authority, Entry, name_key
from pipelines.extract.cast import Named
from pipelines.extract.rows import Reference
from pipelines.identifiers import content_id

AUTHOR = "author"


def entity_id(named: Named) -> str:
    """Give the id of an entity: from its key in the authority file, else from its kind and folded name."""
    return content_id("ent", "key", named.key) if named.key else content_id("ent", named.kind, name_key(named.name))


def listed_work_id(entry: Entry) -> str:
    """Give the id of a work of the authority file."""
    return content_id("wrk", "key", entry.key)


@dataclass(frozen=True)
class Works:
    """The works that one document points to, by folded canonical title and by reference."""

    by_title: Mapping[str, str]
    by_reference: Mapping[Reference, str]

    def find(self, title: str | None) -> str | None:
        """Give the id of the work with this canonical title, or None where the document does not refer to it."""
        return self.by_title.get(name_key(title)) if title else None


def works_of(references: Sequence[Reference], authority: Authority) -> Works:
    """Give each reference of a document the id of its work.

    References with one canonical title are one work with the creator that any of them names, unless they name another.
    """
    creators: dict[str, str] = {}
    for reference in references:
        family = first_creator(reference)
        if reference.work and family:
            creators.setdefault(name_key(reference.work), family)
    by_reference = {reference: _work_id(reference, creators, authority) for reference in references}
    by_title: dict[str, str] = {}
    for reference, work in by_reference.items():
        if reference.work and work:
            by_title.setdefault(name_key(reference.work), work)
    return Works(by_title, {reference: work for reference, work in by_reference.items() if work})


def first_creator(reference: Reference) -> str | None:
    """Give the folded family name, or the whole name, of the first creator."""
    if not reference.names:
        return None
    name = reference.names[0]
    return name_key(name.family or name.literal)


def _work_id(reference: Reference, creators: Mapping[str, str], authority: Authority) -> str | None:
    family = first_creator(reference)
    if reference.work:
        key = name_key(reference.work)
        entry = authority.find_work(reference.work)
        if entry and _same_creator(entry, family):
            return listed_work_id(entry)
        return content_id("wrk", "title", key, family or creators.get(key, ""))
    for kind, value in (("isbn", reference.isbn13), ("doi", reference.doi), ("url", reference.url)):
        if value:
            return content_id("wrk", kind, value)
    return None


def _same_creator(entry: Entry, family: str | None) -> bool:
    return family is None or entry.creator is None or family in name_key(entry.creator)


@dataclass(frozen=True, slots=True)
class Who:
    """A holder or speaker as ids: an entity, a work, or neither where the document names neither."""

    entity_id: str | None = None
    work_id: str | None = None


def who(name: str | None, annotated: Annotated, works: Works) -> Who:
    """Give whom a canonical name stands for in a document; `author` and None are nobody's id."""
    if not name or name == AUTHOR:
        return Who()
    work = works.find(name)
    if work:
        return Who(work_id=work)
    named = annotated.cast.resolve(name)
    return Who(entity_id=entity_id(named)) if named else Who()
