"""Citations by author and year in running text, "(Ada Roe 1931, p. 12)" and "Roe (1931)", and the entries they mean.

One is a reference of kind `bibliographic`, as the footnote in its place would be, but only where the document's own
list has the work: a name before a year in brackets is as often somebody's life or a film. Its span is what stands for
one work: author, year and pages without the brackets around them, or the further year alone.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipelines.extract.annotation import Annotated
from pipelines.extract.parsed import Parsed
from pipelines.extract.references.names import PARTICLES, split_name
from pipelines.extract.rows import Reference, ReferenceKind, Span
from pipelines.extract.same_work import fold
from pipelines.patterns import Sieve

_YEAR = r"(?:1[4-9]|20)[0-9]{2}[a-z]?"
_UPPER = r"[^\W\d_a-zß-ÿ]"
_WORD = rf"(?:(?:van|von|de|der|den|di|da|la|le|du|al|bin|ibn|ten|ter|zu)[ -])*{_UPPER}[\w’'-]{{0,30}}"
_FIRST = rf"(?:(?:{_UPPER}\.[ -]?){{1,3}} ?|(?:{_UPPER}[\w’'-]{{1,20}} ){{1,2}})?"
_AUTHORS = (
    rf"{_FIRST}{_WORD}(?:(?:, {_FIRST}{_WORD}){{0,3}},? (?:and|&|und|et) {_FIRST}{_WORD})?(?:,? et al\.?|,? u\. ?a\.)?"
)
_PAGES = (
    r"(?:\s?[,:]\s?(?:(?:pp?|S|s|fol|ch|chap)\.?\s?(?=[0-9ivx]))?"
    r"(?P<pages>[0-9ivxl]{1,6}(?:\s?[-–]\s?[0-9ivxl]{1,6})?f{0,2})(?![\w]))?"
)
_ONE = re.compile(rf"(?P<author>{_AUTHORS}),? \(?(?P<year>{_YEAR})\)?(?!\w){_PAGES}")
_MORE = re.compile(rf",? (?:and )?(?P<year>{_YEAR})(?!\w){_PAGES}")
_BRACKETS = Sieve(r"[(\[][^()\[\]]{4,400}[)\]]")
_TOLD = Sieve(rf"(?P<author>{_AUTHORS})(?P<owner>[’']s)? \((?P<year>{_YEAR}){_PAGES}(?=[);,])")
_FIRST_AUTHOR = re.compile(r",|\s(?:and|&|und|et)\s")
_CONFIDENCE = 0.75


def cited_works(annotated: Annotated, listed: Sequence[Reference]) -> list[Reference]:
    """Give the citations in running text that mean one of `listed`, the references of the document's own lists."""
    index = _Index()
    for reference in listed:
        index.add(reference)
    if not index.by_year:
        return []
    starts = sorted(reference.span.start for reference in listed)
    parts = [part for part in annotated.parsed if not _holds(part, starts)]
    return [reference for part in parts for reference in _cited(part, index)]


def _holds(part: Parsed, starts: Sequence[int]) -> bool:
    """Tell whether a reference of a list stands in the passage."""
    place = bisect_left(starts, part.passage.start)
    return place < len(starts) and starts[place] < part.passage.end


@dataclass(slots=True)
class _Index:
    """The entries that have an author and a year, by both."""

    by_year: dict[tuple[str, str], list[Reference]] = field(default_factory=dict)

    def add(self, reference: Reference) -> None:
        if reference.kind != ReferenceKind.BIBLIOGRAPHIC or not reference.title or not reference.names:
            return
        for year in re.findall(_YEAR, reference.year or ""):
            key = (_family(reference.names[0].family or reference.names[0].literal), year[:4])
            self.by_year.setdefault(key, []).append(reference)

    def find(self, author: str, year: str) -> Reference | None:
        """Give the entry for a citation; of two works of one year, the one whose place the letter tells."""
        found = self.by_year.get((_family(_FIRST_AUTHOR.split(author, maxsplit=1)[0]), year[:4]), [])
        titles = list({fold(reference.title or ""): reference for reference in found}.values())
        if len(titles) < 2:
            return titles[0] if titles else None
        place = ord(year[4]) - ord("a") if len(year) == 5 else len(titles)
        return titles[place] if place < len(titles) else None


def _family(name: str) -> str:
    words = fold(re.sub(r"[’']s$|\bet al\.?$", "", name.strip())).split()
    return words[-1] if words else ""


def _cited(part: Parsed, index: _Index) -> Iterator[Reference]:
    text = part.text
    for brackets in _BRACKETS.finditer(text):
        if not re.search(_YEAR, brackets.group()):
            continue
        yield from _in_brackets(part, text, index, Span(brackets.start() + 1, brackets.end() - 1))
    for match in _TOLD.finditer(text):
        meant = index.find(match.group("author"), match.group("year"))
        if meant is not None:
            end = match.end() + (text[match.end()] == ")")
            yield _reference(part, match.start(), end, match, meant)


def _in_brackets(part: Parsed, text: str, index: _Index, inside: Span) -> Iterator[Reference]:
    """Yield the citations of `(see Roe 1931, p. 12; Lund 1944, 1946)`."""
    match = _ONE.search(text, inside.start, inside.end)
    while match is not None:
        author, end = match.group("author"), match.end()
        meant = index.find(author, match.group("year"))
        if meant is not None:
            yield _reference(part, match.start(), match.end(), match, meant)
        more = _MORE.match(text, end, inside.end)
        while more is not None:
            meant = index.find(author, more.group("year"))
            if meant is not None:
                yield _reference(part, more.start("year"), more.end(), more, meant)
            end = more.end()
            more = _MORE.match(text, end, inside.end)
        match = _ONE.search(text, end, inside.end)


def _reference(part: Parsed, start: int, end: int, match: re.Match[str], meant: Reference) -> Reference:
    written = match.groupdict().get("author") or ""
    start += _name_start(written, meant)
    author = written[_name_start(written, meant) :]
    people = [name for name in re.split(r",\s+|,?\s(?:and|&|und|et)\s(?!al)", author) if name and "et al" not in name]
    names = people or [re.sub(r",?\s*et al\.?$", "", author)] if author else []
    offset = part.passage.start
    return Reference(
        Span(offset + start, offset + end), ReferenceKind.BIBLIOGRAPHIC, work=meant.work or meant.title,
        year=match.group("year"), pages=match.group("pages"), confidence=_CONFIDENCE,
        names=tuple(split_name("author", name) for name in names),
    )  # fmt: skip


def _name_start(author: str, meant: Reference) -> int:
    """Give where the name begins: words before the family name belong to it only if they can be given names."""
    given = re.findall(r"\w+", meant.names[0].given or meant.names[0].literal)
    words = list(re.finditer(r"\S+", _FIRST_AUTHOR.split(author, maxsplit=1)[0]))
    family = len(words) - 1
    while family > 0 and words[family - 1].group().casefold() in PARTICLES:
        family -= 1
    fitting = [at for at, word in enumerate(words[:family]) if _is_given(word.group(), given)]
    return words[fitting[0] if fitting else family].start() if words else 0


def _is_given(word: str, given: Sequence[str]) -> bool:
    """Tell whether a word is one of the given names, or one of the two is the other's initial."""
    bare = word.rstrip(".")
    return any(bare == name or (bare[0] == name[0] and min(len(bare), len(name)) == 1) for name in given)
