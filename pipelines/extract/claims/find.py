"""All claims of a document."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipelines.extract.annotation import Annotated
from pipelines.extract.claims import keep
from pipelines.extract.claims.attribution import Attributed, Attribution
from pipelines.extract.claims.captions import SHOWS, caption_span
from pipelines.extract.claims.clauses import find_units
from pipelines.extract.claims.confidence import confidence_of, confidence_traits
from pipelines.extract.claims.dating import Dating
from pipelines.extract.claims.edges import span_of
from pipelines.extract.claims.flags import is_hedged, is_negated
from pipelines.extract.claims.names import Names
from pipelines.extract.claims.places import first_place, place_of
from pipelines.extract.claims.sentences import lower_article
from pipelines.extract.claims.spo import triple
from pipelines.extract.claims.statement import state
from pipelines.extract.claims.timeline import Timeline
from pipelines.extract.claims.tree import Tree
from pipelines.extract.claims.units import Unit, UnitKind
from pipelines.extract.claims.vitals import find_vitals
from pipelines.extract.claims.wording import Wording, sentence
from pipelines.extract.claims.worthiness import load_model
from pipelines.extract.parsed import Parsed
from pipelines.extract.rows import Claim, Quote, Reference, ReferenceKind, Span
from pipelines.readers.document import PassageKind

_WORD = re.compile(r"\w+")
Told = tuple[Claim, tuple[str, ...]]
"""A claim, and the traits that tell its confidence."""
EMPTY_WORDS = frozenset(
    "it this that these those there he she they we i you who which what is are was were be been has have had do does "
    "did so not also too the a an".split()
)


def find_claims(annotated: Annotated, references: Sequence[Reference], quotes: Sequence[Quote]) -> list[Claim]:
    """Give the claims of a document, sorted by span, each span once.

    `references` and `quotes` are those found in the same document: works name the holders of what they show, quotations
    the speakers of what stands in them.
    """
    told = told_claims(annotated, references, quotes)
    return [_weighed(replace(claim, confidence=confidence_of(traits))) for claim, traits in told]


def told_claims(annotated: Annotated, references: Sequence[Reference], quotes: Sequence[Quote]) -> list[Told]:
    """Give the claims as `find_claims` does, before they are weighed, each with the traits of its confidence."""
    names = Names(annotated, references)
    entries = [r.span for r in references if r.kind == ReferenceKind.BIBLIOGRAPHIC]
    works = sorted(r.span for r in references if r.kind == ReferenceKind.WORK_MENTION)
    timeline = Timeline(annotated)
    found: dict[Span, Told] = {}
    for part in annotated.parsed:
        if part.passage.kind not in keep.CLAIMING_KINDS or _is_entry(part, entries):
            continue
        for claim, traits in _claims_of(names, part, quotes, timeline, works):
            if says_something(claim.statement, claim.subject):
                found.setdefault(claim.span, (claim, traits))
    return [found[span] for span in sorted(found)]


def says_something(statement: str, subject: str | None) -> bool:
    """Tell whether a statement has a word of content besides its subject."""
    said = _WORD.findall(statement.lower())
    return bool(set(said) - set(_WORD.findall((subject or "").lower())) - EMPTY_WORDS)


def _is_entry(part: Parsed, entries: Sequence[Span]) -> bool:
    return any(entry.start < part.passage.end and part.passage.start < entry.end for entry in entries)


def _weighed(claim: Claim) -> Claim:
    score = round(load_model().score(claim.statement), 3)
    return replace(claim, checkworthy=score >= 0.5, checkworthiness=score)


def _claims_of(
    names: Names, part: Parsed, quotes: Sequence[Quote], timeline: Timeline, works: Sequence[Span]
) -> Iterator[Told]:
    tree = Tree(part.doc)
    names.read(part, tree)
    units = find_units(tree)
    if part.passage.kind == PassageKind.CAPTION:
        verbless = not any(unit.kind == UnitKind.MAIN for unit in units)
        told = caption_span(part, verbless)
        if told is not None:
            caption = _caption(names, part, tree, told, Dating(timeline, part, tree, (), works))
            yield caption, confidence_traits(caption, names.annotated.text(told), UnitKind.CAPTION)
            units = [unit for unit in units if not verbless and part.at(part.doc[unit.first]) >= told.end]
    for claim in _vitals(names, part):
        yield claim, confidence_traits(claim, names.annotated.text(claim.span), UnitKind.VITAL)
    attribution = Attribution(names, part, tree, quotes)
    kept = list(_kept(part, tree, units, attribution))
    dating = Dating(timeline, part, tree, [unit for unit, _, _ in kept], works)
    for unit, span, attributed in kept:
        claim = _claim(names, part, tree, unit, span, attributed, dating)
        yield claim, confidence_traits(claim, names.annotated.text(span), unit.kind, unit, attributed)


def _kept(
    part: Parsed, tree: Tree, units: Sequence[Unit], attribution: Attribution
) -> Iterator[tuple[Unit, Span, Attributed]]:
    """The units that are claims, with their spans and attributions."""
    for unit in units:
        span = span_of(part, tree, unit)
        if span is None:
            continue
        attributed = attribution.of(unit, span)
        bracketed = part.text.startswith("(", span.start - part.passage.start)
        if keep.is_claim(tree, unit, attributed) and not bracketed:
            yield unit, span, attributed


def _caption(names: Names, part: Parsed, tree: Tree, span: Span, dating: Dating) -> Claim:
    told = Wording(names, part, tree).write(*tree.run(span.start - part.passage.start, span.end - part.passage.start))
    return Claim(
        span=span,
        statement=sentence(f"{SHOWS} {lower_article(told)}"),
        predicate="show",
        object=names.annotated.text(span),
        event_date=dating.first_in(span),
        place=first_place(names.annotated, span),
    )


def _vitals(names: Names, part: Parsed) -> Iterator[Claim]:
    for vital in find_vitals(part.text):
        span = Span(part.passage.start + vital.start, part.passage.start + vital.end)
        named = names.annotated.cast.resolve(vital.name)
        subject = named.name if named is not None else vital.name
        verb, _, rest = vital.told.partition(" ")
        yield Claim(
            span=span,
            statement=sentence(f"{subject} {vital.told}"),
            subject=subject,
            predicate=verb,
            object=rest,
            event_date=vital.date,
            place=first_place(names.annotated, span),
        )


def _claim(
    names: Names, part: Parsed, tree: Tree, unit: Unit, span: Span, attributed: Attributed, dating: Dating
) -> Claim:
    frame = attributed.frame
    predicate = frame.content if frame is not None and frame.content is not None else unit.head
    statement = state(names, part, tree, unit, attributed)
    subject, verb, target = triple(Wording(names, part, tree), tree, unit, frame)
    return Claim(
        span=span,
        statement=statement,
        subject=subject,
        predicate=verb,
        object=target,
        holder=attributed.holder,
        author_stance=attributed.stance,
        negated=is_negated(tree, predicate),
        hedged=is_hedged(tree, predicate) or is_hedged(tree, unit.head),
        event_date=dating.date_of(unit, predicate),
        place=place_of(names.annotated, part, tree, unit, predicate),
    )
