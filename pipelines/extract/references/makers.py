"""Who made a work that is named in running text: its owner before it, or the writer behind or in the sentence."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace

from pipelines.extract.annotation import Annotated
from pipelines.extract.cast import Mention
from pipelines.extract.parsed import Parsed
from pipelines.extract.references import words
from pipelines.extract.references.names import split_name
from pipelines.extract.references.tokens import before_in_sentence
from pipelines.extract.rows import Reference, ReferenceKind, Span

_OWNED = re.compile(rf"^(?:[’']s?)?(?:\s+(?:[\w’-]+\s+){{0,2}}?(?:{words.NOUN}))?\s*$", re.IGNORECASE)
_BY = re.compile(r"^[^.;“”\"]{0,40}?\b(?:by|from|directed by|written by)\s+$")
_REACH = 60


def with_makers(annotated: Annotated, references: Iterable[Reference]) -> list[Reference]:
    """Add the person as author, or the organisation as publisher, where the words around a title name them."""
    made = []
    for reference in references:
        credited = reference
        if (
            reference.kind == ReferenceKind.WORK_MENTION
            and reference.title
            and not reference.names
            and not reference.publisher
        ):
            position = bisect_right(annotated.parsed, reference.span.start, key=lambda part: part.passage.start)
            mention = _maker(annotated, annotated.parsed[position - 1], reference.span) if position else None
            credited = _credited(annotated, reference, mention) if mention else reference
        made.append(credited)
    return made


def _credited(annotated: Annotated, reference: Reference, mention: Mention) -> Reference:
    written = annotated.text(mention.span) if mention.form == "name" else mention.named.name
    if mention.named.kind == "person":
        return replace(reference, names=(split_name("author", written),))
    return replace(reference, publisher=written)


def _maker(annotated: Annotated, part: Parsed, span: Span) -> Mention | None:
    text = annotated.document.text
    for mention in reversed(annotated.cast.within(Span(max(part.passage.start, span.start - _REACH), span.start))):
        if mention.named.kind in ("person", "organisation") and _OWNED.match(text[mention.span.end : span.start]):
            direct = text[mention.span.end : span.start].strip() == ""
            if not (direct and mention.named.kind == "person"):
                return mention
    for mention in annotated.cast.within(Span(span.end, min(part.passage.end, span.end + _REACH))):
        if mention.named.kind in ("person", "organisation") and _BY.match(text[span.end : mention.span.start]):
            return mention
    return _writer(annotated, part, span)


def _writer(annotated: Annotated, part: Parsed, span: Span) -> Mention | None:
    """Give the person who is the subject of a verb of writing in the sentence of the title."""
    tokens = part.tokens(span)
    if tokens is None:
        return None
    for verb in before_in_sentence(tokens):
        if verb.lemma_ in words.WRITING and verb.pos_ == "VERB":
            for child in verb.lefts:
                if child.dep_ == "nsubj":
                    subject = Span(part.at([*child.lefts, child][0]), part.end_of(child))
                    return next((m for m in annotated.cast.within(subject) if m.named.kind == "person"), None)
    return None
