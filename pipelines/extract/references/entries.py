"""One reference string to fields: identifiers, people and numbers come out first, the words left are divided last.

The strings are of the kinds that reading lists, notes and encyclopedias write; fields are as written.
"""

import re
from dataclasses import dataclass

from pipelines.extract.references.authors import read_people
from pipelines.extract.references.body import take_imprint, take_quoted_title, take_rest, take_title
from pipelines.extract.references.draft import Draft, tidy
from pipelines.extract.references.forms import read_special_form
from pipelines.extract.references.identifiers import CUT, mask
from pipelines.extract.references.leads import take_by, take_lead, take_people_behind_title
from pipelines.extract.references.names import split_name
from pipelines.extract.references.numbers import (
    DATED,
    YEARS,
    has_day,
    take_date,
    take_edition,
    take_pages,
    take_volume_and_issue,
    year_of,
)
from pipelines.extract.references.places import is_publisher
from pipelines.extract.references.roles import (
    take_editors,
    take_translators,
)
from pipelines.extract.references.types import type_of_entry
from pipelines.extract.rows import Name, Reference, ReferenceKind, Span

# No reference is longer; what stands behind is kept in the row's text and not read.
LONGEST_READ = 2_500
_MARKER = re.compile(
    r"\s*(?:\^\s*(?:(?:[a-z]\s+)+(?=[^\W\d_]*[A-Z\"“(]))?|\[[0-9]{1,4}\]\s*|\(?[0-9]{1,3}[.)]\s+|[0-9]{1,3}\s+"
    r"(?=[A-Z][^\W_]*[\s.,-])|[•·*–—-]\s+|↑\s*)+"
)
_LEAD_WORDS = re.compile(
    r"^(?:[Cc]f\.|[Ss]ee(?: also)?,?|[Qq]uoted in|[Ii]n:|\(?(?:in [A-Z][a-z]+)\)|[A-Z][a-z]+ translation:|"
    r"[^.]{3,60} in:(?= [A-Z]))\s+"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """The fields of one reference string, as written."""

    type: str | None = None
    title: str | None = None
    year: str | None = None
    container: str | None = None
    publisher: str | None = None
    place: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    edition: str | None = None
    isbn13: str | None = None
    doi: str | None = None
    url: str | None = None
    names: tuple[Name, ...] = ()

    def reference(self, span: Span, kind: ReferenceKind, type_: str | None = None) -> Reference:
        """Give the row for this entry at `span`."""
        complete = sum(bool(part) for part in (self.title, self.year, self.names, self.publisher or self.container))
        return Reference(
            span, kind, work=self.title, type=type_ or self.type, title=self.title, year=self.year,
            container=self.container, publisher=self.publisher, place=self.place, volume=self.volume, issue=self.issue,
            pages=self.pages, edition=self.edition, isbn13=self.isbn13, doi=self.doi, url=self.url, names=self.names,
            confidence=round(0.5 + complete * 0.1, 2),
        )  # fmt: skip


def stripped_start(text: str) -> int:
    """Give the offset behind a marker such as `^ a b`, `[12]` or `3.` at the start of an entry."""
    match = _MARKER.match(text)
    return match.end() if match and match.end() < len(text) else 0


def entry_signals(text: str) -> int:
    """Count the marks of a reference: identifier (two), year, people at the start, publisher, pages, quoted title."""
    text = text[:LONGEST_READ]
    masked = mask(text)
    people = read_people(text)
    return (
        2 * bool(masked.isbn13 or masked.doi)
        + bool(masked.url)
        + bool(re.search(rf"(?:[(,.\s]){YEARS}(?=[).,;:\s]|$)", masked.text))
        + bool(people and re.match(r"\s*[(,.:;\"“–—]|\s*$", text[people.end :]))
        + bool(re.search(r"\bpp?\.\s?[0-9]|\b[Vv]ol(?:ume|\.)\s?[0-9]|[0-9]\s?\([0-9]+\):", masked.text))
        + any(is_publisher(segment) for segment in re.split(r"[.,:()\x1f]", masked.text)[:40])
        + bool(re.search(r"[\"“«][^\"”»]{3,}[\"”»]", masked.text))
        + bool(re.match(rf"^[^\"“«(]{{3,200}}\({DATED}\)\.", masked.text))
    )


def parse_entry(text: str) -> Entry:
    """Read one reference string; never fails, and what is not recognised is left out."""
    text = re.sub(r"[\x00-\x1f\x7f\s]+", " ", text[:LONGEST_READ]).strip()
    text = text[stripped_start(text) :].strip()
    text = text[1:] if text.startswith("(") and text.count("(") > text.count(")") else text
    text = _LEAD_WORDS.sub("", text, count=1)
    masked = mask(text)
    draft = Draft(masked.text)
    for name, value in (("isbn13", masked.isbn13), ("doi", masked.doi), ("url", masked.url)):
        draft.put(name, value)
    if not read_special_form(draft):
        _read_full(draft)
    return _entry(draft, text)


def _entry(draft: Draft, text: str) -> Entry:
    names = tuple(
        split_name(role, tidy(name))
        for role in ("author", "editor", "translator")
        for name in draft.people.get(role, ())
    )
    return Entry(
        type=type_of_entry(draft, text),
        names=names,
        **{key: value for key, value in draft.fields.items() if key != "type"},
    )


def _read_full(draft: Draft) -> None:
    take_lead(draft)
    quoted = take_quoted_title(draft)
    newspaper = has_day(draft.text) or "day" in draft.fields
    draft.fields.pop("day", None)
    for step in (take_edition, take_editors, take_translators, take_imprint, take_pages, take_volume_and_issue):
        step(draft)
    if quoted:
        take_date(draft)
    else:
        _take_bracketed_year(draft)
        take_title(draft, newspaper)
        take_by(draft)
    take_date(draft)
    take_rest(draft, quoted)
    take_people_behind_title(draft)


def _take_bracketed_year(draft: Draft) -> None:
    """Take the year of `Title (Year).`, but no span of years that belongs to a title."""
    for match in re.finditer(rf"[,.]?\s*\((?P<date>{DATED})\)[,.]?|\s\[{YEARS}\],?", draft.text):
        after = draft.text[match.end() :].strip(f" .,;:{CUT}")
        if match.group("date") and re.search("[-–—]", match.group("date")) and after:
            continue
        draft.put("year", year_of(match.group("date") or "") if match.group("date") else None)
        draft.cut(match)
        return
