"""All places where a document points to a work, from the ways to find them."""

from bisect import bisect_left
from collections.abc import Iterable

from pipelines.extract.annotation import Annotated
from pipelines.extract.references.backrefs import back_references
from pipelines.extract.references.citations import cited_works
from pipelines.extract.references.contexts import titles_in_context
from pipelines.extract.references.cued import cued_titles
from pipelines.extract.references.described import described_works
from pipelines.extract.references.known import KnownNames
from pipelines.extract.references.makers import with_makers
from pipelines.extract.references.notices import notices
from pipelines.extract.references.quoted import quoted_titles
from pipelines.extract.references.scripture import scripture_references
from pipelines.extract.references.sections import listed_references
from pipelines.extract.references.sites import named_sites
from pipelines.extract.references.works import repetitions, with_works
from pipelines.extract.rows import Reference, ReferenceKind, Span


def find_references(annotated: Annotated) -> list[Reference]:
    """Give all references of a document, sorted by span; no two have the same span, and none lies within a list entry.

    `work` agrees among the references to one work; fields hold what the text gives, as written.
    """
    known = KnownNames(annotated)
    listed = listed_references(annotated)
    certain = [*notices(annotated), *scripture_references(annotated)]
    mentioned = [
        *quoted_titles(annotated),
        *cued_titles(annotated, known),
        *titles_in_context(annotated, known),
        *described_works(annotated),
        *named_sites(annotated),
    ]
    chosen = _without_overlaps([*listed, *certain, *cited_works(annotated, listed), *mentioned])
    again = repetitions(annotated, known, chosen)
    found = with_works(known, with_makers(annotated, _without_overlaps([*chosen, *again])))
    return back_references(found, [annotated.text(reference.span) for reference in found])


def _without_overlaps(references: Iterable[Reference]) -> list[Reference]:
    """Keep the surer of two that share text, the longer of two as sure, and the first of two as long."""
    kept: list[Span] = []
    chosen: dict[Span, Reference] = {}
    for reference in sorted(references, key=lambda r: (-_priority(r), r.span.start - r.span.end, r.span.start)):
        position = bisect_left(kept, reference.span)
        before = position > 0 and kept[position - 1].end > reference.span.start
        after = position < len(kept) and kept[position].start < reference.span.end
        if not before and not after and reference.span.start < reference.span.end:
            kept.insert(position, reference.span)
            chosen[reference.span] = reference
    return [chosen[span] for span in kept]


def _priority(reference: Reference) -> float:
    """Give an entry of a list before what notes and cues say, and those before titles."""
    kinds = {ReferenceKind.BIBLIOGRAPHIC: 2, ReferenceKind.CROSS_REFERENCE: 1, ReferenceKind.REPUBLICATION: 1}
    return reference.confidence + kinds.get(reference.kind, 0)
