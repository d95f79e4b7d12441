"""Notes of a page on pages: other articles of the same site, and where the text itself appeared before."""

import re
from collections.abc import Iterator

from pipelines.extract.annotation import Annotated
from pipelines.extract.parsed import Parsed
from pipelines.extract.references.site_kinds import page_type
from pipelines.extract.references.titles import title_run
from pipelines.extract.rows import Reference, ReferenceKind, Span
from pipelines.patterns import Sieve

_SEE_ALSO = Sieve(
    r"\b(?:[Ss]ee(?: also)?(?: the| our)?(?: main)? (?:articles?|entry|entries|pages?)(?: on| about| for)?|"
    r"Main articles?|Further information|"
    r"For (?:more|further) (?:information|details)(?: on this)?,? see|See also)[:,]?\s+(?=[\"“‘]?[^\W_])"
)
_END = re.compile(r"[.;\n(]|$")
_OWN = r"(?:this|the present) (?:blog post|post|article|essay|piece|text|review|story|column|interview|chapter|page)"
_APPEARED = (
    r"(?:(?:was|were|has been|have been|is) )?(?:(?:first|originally|previously|also|simultaneously) )?"
    r"(?:appeared|published|posted|printed|reprinted)"
)
_VERSION = Sieve(
    rf"\b(?:(?:an?|the) (?:\w+ ){{0,3}}(?:version|draft|translation|excerpt|part) of {_OWN}|{_OWN}) {_APPEARED}"
    rf"(?: (?:here|first|originally))?"
    r"(?: (?:in|on|at|by) (?P<where>[^.;()\n]{2,120}?))?(?=\s*(?:--|—|–|[.;)\n,]|$))",
    re.IGNORECASE,
)
_ORIGINALLY = Sieve(
    r"\b(?:[Oo]riginally|[Ff]irst|[Pp]reviously) (?:published|appeared|posted|printed) (?:in|on|at|by) "
    r"(?P<where>[^.;()\n]{2,120}?)(?=\s*(?:--|—|–|[.;)\n]|$))"
)
_YEAR = re.compile(r"\b(1[0-9]{3}|20[0-9]{2})\b")


def notices(annotated: Annotated) -> list[Reference]:
    """Give the cross-references and notes of republication that stand in running text."""
    found: list[Reference] = []
    for part in annotated.parsed:
        found += _cross_references(annotated, part)
        found += _republications(annotated, part)
    return found


def _cross_references(annotated: Annotated, part: Parsed) -> Iterator[Reference]:
    text = part.text
    for match in _SEE_ALSO.finditer(text):
        start = match.end()
        stop = _END.search(text, start, start + 200)
        end = stop.start() if stop else len(text)
        quoted = re.match(r"[\"“‘]([^\"”’]{2,120})[\"”’]", text[start:end])
        if quoted:
            end = start + quoted.end()
        elif title_run(text, start, end) is None:
            continue
        span = Span(part.passage.start + start, part.passage.start + start + len(text[start:end].rstrip(" ,:")))
        title = annotated.text(span).strip('"“”‘’ ,')
        yield cross_reference(annotated, span, title)


def cross_reference(annotated: Annotated, span: Span, title: str, listed: bool = False) -> Reference:
    """Give the reference to another page of the document's site; `listed` where it stands in a list of such pages."""
    site = annotated.document.site
    return Reference(
        span, ReferenceKind.CROSS_REFERENCE, work=title, title=title, type=page_type(site, listed), container=site,
        confidence=0.85,
    )  # fmt: skip


def _republications(annotated: Annotated, part: Parsed) -> Iterator[Reference]:
    """The work is the document's own text, so it bears the document's title."""
    text = part.text
    taken: list[tuple[int, int]] = []
    for pattern in (_VERSION, _ORIGINALLY):
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            where = match.group("where") or ""
            year = _YEAR.search(where)
            container = re.sub(
                rf",?\s*(?:in |on )?(?:\w+ )?(?:[0-9]{{1,2}},? )?{year.group()}.*$" if year else r"$^", "", where
            )
            span = Span(part.passage.start + match.start(), part.passage.start + match.end())
            own = annotated.document.title or match.group()
            yield Reference(
                span, ReferenceKind.REPUBLICATION, work=own, year=year.group() if year else None,
                container=re.sub(r"^the ", "", container).strip(" ,") or None, confidence=0.8,
            )  # fmt: skip
