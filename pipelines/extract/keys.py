"""Which entity or work is meant, as an id that depends on the document and the authority file alone.

An id so made never changes because another document came or went.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipelines.extract.annotation import Annotated
from pipelines.extract.authority import Authority, name_key
from pipelines.extract.cast import Named
from pipelines.extract.rows import Reference, ReferenceKind
from pipelines.extract.same_work import work_ids
from pipelines.identifiers import content_id

AUTHOR = "author"


def entity_id(named: Named) -> str:
    """Give the id of an entity: from its key in the authority file, else from its kind and folded name."""
    return content_id("ent", "key", named.key) if named.key else content_id("ent", named.kind, name_key(named.name))


@dataclass(frozen=True)
class Works:
    """The works that one document points to, by folded canonical title and by reference."""

    by_title: Mapping[str, str]
    by_reference: Mapping[Reference, str]

    def find(self, title: str | None) -> str | None:
        """Give the id of the work with this canonical title, or None where the document does not refer to it."""
        return self.by_title.get(name_key(title)) if title else None


def works_of(references: Sequence[Reference], authority: Authority) -> Works:
    """Give each reference of a document, in the order of the document, the id of its work."""
    by_reference = work_ids(references, authority)
    by_title: dict[str, str] = {}
    for reference in sorted(references, key=lambda reference: reference.kind == ReferenceKind.CROSS_REFERENCE):
        if reference.work and reference in by_reference:
            by_title.setdefault(name_key(reference.work), by_reference[reference])
    return Works(by_title, by_reference)


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
